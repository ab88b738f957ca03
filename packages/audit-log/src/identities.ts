import type { Knex } from '@bankgraph/database';
import { LRUCache } from 'lru-cache';
import type { AuditRecord, RecordedConsent, SealedRecord } from './audit-record.js';
import { type KeyEncryptionKeys, KeyMissing, KeyRefused } from './key-encryption-keys.js';
import { checkKeysFit, identityColumn, liveKeyNames } from './live-keys.js';
import { aboutConsent } from './seal-entry.js';
import { unseal } from './sealed-box.js';

/** A key of a data subject, or why there is none for whoever asks. */
type SubjectKey = Buffer | 'erased' | 'restricted';

interface KeyRow {
  readonly pseudonym: string;
  readonly wrapped_key: Buffer | null;
  readonly key_encryption_key: string | null;
  readonly erased: boolean;
}

/** A reader sees no row of somebody restricted, only that they are. */
const keysOfSubjects = `
  select pseudonym, d.wrapped_key, d.key_encryption_key, d.erased_at is not null as erased
  from unnest(?::uuid[]) as asked (pseudonym)
  left join audit.data_subject d using (pseudonym)
  left join audit.restricted_subject r using (pseudonym)
  where d.pseudonym is not null or r.pseudonym is not null`;

/** Somebody erased or restricted is readable no longer than this by a process that has read of them before. */
const rememberedMs = 5_000;

/** Tells whom pseudonyms of the log stand for, as long as their keys are there. */
export class Identities {
  readonly #knex: Knex;
  readonly #keys: KeyEncryptionKeys;
  readonly #remembered = new LRUCache<string, SubjectKey>({ max: 20_000, ttl: rememberedMs });

  /** Takes a connection that may read `audit.data_subject`; it stays the caller's. */
  constructor(knex: Knex, keys: KeyEncryptionKeys) {
    this.#knex = knex;
    this.#keys = keys;
  }

  /**
   * The pseudonym that stands for somebody now; null when the log knows nobody of this identifier, they were erased, or they
   * are restricted and this connection is not the key keeper's.
   *
   * @throws KeysDoNotFit, KeyFileFault
   */
  async pseudonymOf(identifier: string): Promise<string | null> {
    const { rows: named } = await this.#knex.raw<{ rows: { live: string[] | null }[] }>(
      `select ${liveKeyNames} as live`,
    );
    const live = await checkKeysFit(this.#keys, named[0]?.live ?? null);
    const indexes = await Promise.all(
      live.map((name) => this.#keys.blindIndex(name, identityColumn, identifier)),
    );
    const found = await this.#knex('audit.data_subject')
      .whereIn('blind_index', indexes)
      .first<{ pseudonym: string } | undefined>('pseudonym');
    return found?.pseudonym ?? null;
  }

  /**
   * The records with identifiers instead of pseudonyms, and consents by their ids. Whoever was erased is `erased:` and the
   * pseudonym, whoever is to be erased and on legal hold `restricted:`, whoever's key is not there or does not open the
   * record `unreadable:`.
   *
   * @throws KeyFileFault
   */
  async open(records: readonly SealedRecord[]): Promise<readonly AuditRecord[]> {
    const names = await this.names(records.flatMap(({ identities }) => identities));
    const of = (pseudonym: string) => names.get(pseudonym) ?? `unreadable:${pseudonym}`;
    const keys = await this.#keysOf([
      ...new Set(
        records.flatMap(({ subject, consents }) =>
          subject === null || consents === undefined ? [] : [subject],
        ),
      ),
    ]);
    return records.map(({ identities: _, subject, actor, consents, ...record }) => ({
      ...record,
      ...(consents === undefined || subject === null
        ? {}
        : {
            consents: consents.map(
              ([id, version]): RecordedConsent => [opened(subject, id, keys, aboutConsent(subject)), version],
            ),
          }),
      subject: subject === null ? null : of(subject),
      actor: actor.kind === 'customer' ? { ...actor, id: of(actor.id) } : actor,
    }));
  }

  /**
   * Whom each pseudonym stands for, as `open` has it.
   *
   * @param identities what records hold of them
   * @throws KeyFileFault
   */
  async names(identities: SealedRecord['identities']): Promise<ReadonlyMap<string, string>> {
    const keys = await this.#keysOf([...new Set(identities.map(([pseudonym]) => pseudonym))]);
    return new Map(
      identities.map(([pseudonym, identity]) => [pseudonym, opened(pseudonym, identity, keys, pseudonym)]),
    );
  }

  async #keysOf(pseudonyms: readonly string[]): Promise<ReadonlyMap<string, SubjectKey>> {
    const found = new Map<string, SubjectKey>();
    const missing = pseudonyms.filter((pseudonym) => {
      const remembered = this.#remembered.get(pseudonym);
      if (remembered !== undefined) found.set(pseudonym, remembered);
      return remembered === undefined;
    });
    if (missing.length === 0) return found;
    const { rows } = await this.#knex.raw<{ rows: KeyRow[] }>(keysOfSubjects, [missing]);
    for (const row of rows) {
      const key = await this.#keyOf(row);
      if (key === undefined) continue;
      found.set(row.pseudonym, key);
      this.#remembered.set(row.pseudonym, key);
    }
    return found;
  }

  async #keyOf({
    pseudonym,
    wrapped_key,
    key_encryption_key,
    erased,
  }: KeyRow): Promise<SubjectKey | undefined> {
    if (erased) return 'erased';
    if (wrapped_key === null || key_encryption_key === null) return 'restricted';
    try {
      return await this.#keys.unwrap(key_encryption_key, wrapped_key, pseudonym);
    } catch (error) {
      if (error instanceof KeyMissing || error instanceof KeyRefused) return undefined;
      throw error;
    }
  }
}

/** @param about what was sealed with it */
function opened(
  pseudonym: string,
  sealed: string,
  keys: ReadonlyMap<string, SubjectKey>,
  about: string,
): string {
  const key = keys.get(pseudonym);
  if (key === undefined) return `unreadable:${pseudonym}`;
  if (typeof key === 'string') return `${key}:${pseudonym}`;
  try {
    return unseal(key, Buffer.from(sealed, 'base64'), about).toString();
  } catch (error) {
    if (error instanceof KeyRefused) return `unreadable:${pseudonym}`;
    throw error;
  }
}
