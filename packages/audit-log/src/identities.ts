import type { Knex } from '@bankgraph/database';
import { LRUCache } from 'lru-cache';
import type { AuditRecord, RecordedConsent, SealedRecord } from './audit-record.js';
import { type KeyEncryptionKeys, KeyMissing, KeyRefused } from './key-encryption-keys.js';
import { checkKeysFit, identityColumn, liveKeyNames } from './live-keys.js';
import { aboutConsent } from './seal-entry.js';
import { unseal } from './sealed-box.js';

interface KeyRow {
  readonly pseudonym: string;
  readonly wrapped_key: Buffer | null;
  readonly key_encryption_key: string | null;
}

/** An erased person is readable no longer than this by a process that has read of them before. */
const rememberedMs = 5_000;

/** Tells whom pseudonyms of the log stand for, as long as their keys are there. */
export class Identities {
  readonly #knex: Knex;
  readonly #keys: KeyEncryptionKeys;
  /** Keys of data subjects; null once destroyed. */
  readonly #remembered = new LRUCache<string, { readonly key: Buffer | null }>({
    max: 20_000,
    ttl: rememberedMs,
  });

  /** Takes a connection that may read `audit.data_subject`; it stays the caller's. */
  constructor(knex: Knex, keys: KeyEncryptionKeys) {
    this.#knex = knex;
    this.#keys = keys;
  }

  /**
   * The pseudonym that stands for somebody now; null when the log knows nobody of this identifier, or they were erased.
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
   * The records with identifiers instead of pseudonyms, and consents by their ids. Whoever was erased is `erased:` and the pseudonym, whoever's key is
   * not there or does not open the record `unreadable:` and the pseudonym.
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

  async #keysOf(pseudonyms: readonly string[]): Promise<ReadonlyMap<string, Buffer | null>> {
    const found = new Map<string, Buffer | null>();
    const missing = pseudonyms.filter((pseudonym) => {
      const remembered = this.#remembered.get(pseudonym);
      if (remembered !== undefined) found.set(pseudonym, remembered.key);
      return remembered === undefined;
    });
    if (missing.length === 0) return found;
    const rows = await this.#knex('audit.data_subject')
      .select<KeyRow[]>('pseudonym', 'wrapped_key', 'key_encryption_key')
      .whereRaw('pseudonym = any (?::uuid[])', [missing]);
    for (const { pseudonym, wrapped_key, key_encryption_key } of rows) {
      if (wrapped_key === null || key_encryption_key === null) {
        found.set(pseudonym, null);
        this.#remembered.set(pseudonym, { key: null });
        continue;
      }
      const key = await this.#keys
        .unwrap(key_encryption_key, wrapped_key, pseudonym)
        .catch((error: unknown) => {
          if (error instanceof KeyMissing || error instanceof KeyRefused) return undefined;
          throw error;
        });
      if (key === undefined) continue;
      found.set(pseudonym, key);
      this.#remembered.set(pseudonym, { key });
    }
    return found;
  }
}

/** @param about what was sealed with it */
function opened(
  pseudonym: string,
  sealed: string,
  keys: ReadonlyMap<string, Buffer | null>,
  about: string,
): string {
  const key = keys.get(pseudonym);
  if (key === null) return `erased:${pseudonym}`;
  if (key === undefined) return `unreadable:${pseudonym}`;
  try {
    return unseal(key, Buffer.from(sealed, 'base64'), about).toString();
  } catch (error) {
    if (error instanceof KeyRefused) return `unreadable:${pseudonym}`;
    throw error;
  }
}
