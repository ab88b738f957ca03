import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from '@bankgraph/database';
import { LRUCache } from 'lru-cache';
import { type KeyEncryptionKeys, KeyMissing } from './key-encryption-keys.js';
import { checkKeysFit, identityColumn, liveKeyNames, pseudonymLock } from './live-keys.js';
import { seal } from './sealed-box.js';

/** What stands in a record for a person. */
export interface Pseudonym {
  /** A random UUID. */
  readonly pseudonym: string;
  /** Whom it stands for, encrypted under the data subject's key (AES-256-GCM: nonce, ciphertext, tag), in base64. */
  readonly identity: string;
}

interface SubjectRow {
  readonly pseudonym: string;
  readonly blind_index: Buffer;
  readonly identity: Buffer;
}

const lookUp = `
  select ${liveKeyNames} as live, found.* from (values (1)) as one
  left join lateral (
    select pseudonym, blind_index, identity from audit.data_subject where blind_index = any ($1::bytea[])
  ) as found on true`;

interface KeyRow {
  readonly pseudonym: string;
  readonly wrapped_key: Buffer;
  readonly key_encryption_key: string;
}

const keysOfSubjects = `
  select pseudonym, wrapped_key, key_encryption_key from audit.data_subject
  where pseudonym = any ($1::uuid[]) and wrapped_key is not null`;

const create = `
  insert into audit.data_subject (pseudonym, blind_index, identity, wrapped_key, key_encryption_key)
  select given.*, $5 from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) as given
  where ${liveKeyNames} = $6::text[]
  on conflict (blind_index) do nothing`;

/** Remembered no longer than this, so that an erased data subject soon gets records under a new pseudonym. */
const rememberedMs = 5_000;

/**
 * Gives data subjects their pseudonyms, and makes those that are missing. An identifier has one pseudonym until it is
 * erased, whichever process asks.
 */
export class DataSubjects {
  readonly #pool: Pool;
  readonly #keys: KeyEncryptionKeys;
  readonly #timeoutMs: number;
  readonly #remembered = new LRUCache<string, Pseudonym>({ max: 20_000, ttl: rememberedMs });
  readonly #rememberedKeys = new LRUCache<string, Buffer>({ max: 20_000, ttl: rememberedMs });
  #live: readonly string[] = [];

  /** Takes a pool that logs in as `audit_writer`; it stays the caller's. */
  constructor(pool: Pool, keys: KeyEncryptionKeys, timeoutMs: number) {
    this.#pool = pool;
    this.#keys = keys;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Checks that the keys belong to this log.
   *
   * @throws KeysDoNotFit
   */
  async check(): Promise<void> {
    await this.#withClient((client) => this.#find(client, []));
  }

  /**
   * The pseudonym of each identifier.
   *
   * @throws KeysDoNotFit, KeyFileFault, and errors of the database
   */
  async pseudonyms(identifiers: Iterable<string>): Promise<ReadonlyMap<string, Pseudonym>> {
    const found = new Map<string, Pseudonym>();
    const missing: string[] = [];
    for (const identifier of new Set(identifiers)) {
      const remembered = this.#remembered.get(identifier);
      if (remembered === undefined) missing.push(identifier);
      else found.set(identifier, remembered);
    }
    if (missing.length === 0) return found;
    await this.#withClient(async (client) => {
      for (const [identifier, pseudonym] of await this.#find(client, missing))
        found.set(identifier, pseudonym);
      const unknown = missing.filter((identifier) => !found.has(identifier));
      if (unknown.length === 0) return;
      for (const [identifier, pseudonym] of await this.#create(client, unknown))
        found.set(identifier, pseudonym);
    });
    for (const identifier of missing) this.#remembered.set(identifier, found.get(identifier) as Pseudonym);
    return found;
  }

  /**
   * The keys of data subjects by pseudonym, for what else in a record is theirs. Who was erased since has one that nobody
   * keeps.
   *
   * @throws KeyMissing, KeyRefused, KeyFileFault, and errors of the database
   */
  async keysOf(pseudonyms: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> {
    const found = new Map<string, Buffer>();
    const missing: string[] = [];
    for (const pseudonym of new Set(pseudonyms)) {
      const remembered = this.#rememberedKeys.get(pseudonym);
      if (remembered === undefined) missing.push(pseudonym);
      else found.set(pseudonym, remembered);
    }
    if (missing.length === 0) return found;
    for (const [pseudonym, key] of await this.#withClient((client) => this.#unwrap(client, missing))) {
      found.set(pseudonym, key);
      this.#rememberedKeys.set(pseudonym, key);
    }
    for (const pseudonym of missing) if (!found.has(pseudonym)) found.set(pseudonym, randomBytes(32));
    return found;
  }

  async #unwrap(
    client: PoolClient,
    pseudonyms: readonly string[],
    attempts = 2,
  ): Promise<readonly (readonly [pseudonym: string, key: Buffer])[]> {
    const { rows } = await client.query<KeyRow>(
      this.#statement('audit subject keys', keysOfSubjects, [pseudonyms]),
    );
    try {
      return await Promise.all(
        rows.map(
          async ({ pseudonym, wrapped_key, key_encryption_key }) =>
            [pseudonym, await this.#keys.unwrap(key_encryption_key, wrapped_key, pseudonym)] as const,
        ),
      );
    } catch (error) {
      // Keys were rotated between the two: the row has the new one by now.
      if (error instanceof KeyMissing && attempts > 1) return this.#unwrap(client, pseudonyms, attempts - 1);
      throw error;
    }
  }

  async #find(client: PoolClient, identifiers: readonly string[]): Promise<ReadonlyMap<string, Pseudonym>> {
    for (;;) {
      const asked = new Map<string, string>();
      for (const name of this.#live)
        for (const identifier of identifiers)
          asked.set(
            (await this.#keys.blindIndex(name, identityColumn, identifier)).toString('hex'),
            identifier,
          );
      const indexes = [...asked.keys()].map((hex) => Buffer.from(hex, 'hex'));
      const { rows } = await client.query<Partial<SubjectRow> & { live: string[] | null }>(
        this.#statement('audit find subject', lookUp, [indexes]),
      );
      const live = rows[0]?.live ?? null;
      if (sameNames(live, this.#live)) {
        const found = new Map<string, Pseudonym>();
        for (const { pseudonym, blind_index, identity } of rows) {
          const identifier = asked.get(blind_index?.toString('hex') ?? '');
          if (pseudonym == null || identity == null || identifier === undefined) continue;
          found.set(identifier, { pseudonym, identity: identity.toString('base64') });
        }
        return found;
      }
      // Keys were rotated: what is indexed under the new one was not asked for.
      this.#live = await checkKeysFit(this.#keys, live);
    }
  }

  async #create(client: PoolClient, identifiers: readonly string[]): Promise<ReadonlyMap<string, Pseudonym>> {
    for (;;) {
      const [current = ''] = this.#live;
      const rows = await Promise.all(
        identifiers.map(async (identifier) => {
          const key = randomBytes(32);
          const pseudonym = randomUUID();
          const [blindIndex, wrapped] = await Promise.all([
            this.#keys.blindIndex(current, identityColumn, identifier),
            this.#keys.wrap(current, key, pseudonym),
          ]);
          return { pseudonym, blindIndex, identity: seal(key, Buffer.from(identifier), pseudonym), wrapped };
        }),
      );
      const live = this.#live;
      // When a statement fails the connection is thrown away, and with it what was begun.
      await client.query(this.#statement('begin', 'begin', []));
      // A statement of its own, so that the next one sees what those wrote who had the lock before.
      await client.query(
        this.#statement('audit subject lock', 'select pg_advisory_xact_lock_shared($1)', [pseudonymLock]),
      );
      await client.query(
        this.#statement('audit create subject', create, [
          rows.map(({ pseudonym }) => pseudonym),
          rows.map(({ blindIndex }) => blindIndex),
          rows.map(({ identity }) => identity),
          rows.map(({ wrapped }) => wrapped),
          current,
          live,
        ]),
      );
      await client.query(this.#statement('commit', 'commit', []));
      // Somebody else may have been first, and then theirs is the one.
      const found = await this.#find(client, identifiers);
      if (identifiers.every((identifier) => found.has(identifier))) return found;
      if (sameNames(live, this.#live)) throw new Error('A data subject has been erased as it was recorded.');
    }
  }

  /** Bounded here too: a connection that says nothing more must not hold up the log. */
  #statement(name: string, text: string, values: unknown[]) {
    return Object.assign({ name, text, values }, { query_timeout: this.#timeoutMs });
  }

  async #withClient<Result>(run: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect();
    try {
      const result = await run(client);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

function sameNames(one: readonly string[] | null, other: readonly string[]): boolean {
  return one !== null && one.length === other.length && one.every((name, index) => name === other[index]);
}
