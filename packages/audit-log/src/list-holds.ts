import type { Knex } from '@bankgraph/database';
import { type WaitingErasure, waitingErasures } from './erase-data-subject.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { holdsInForce, identifierOf, type LegalHold, subjectRows } from './legal-holds.js';

/** Who is on legal hold, and whose erasure waits for one. */
export interface HeldSubjects {
  readonly holds: readonly (LegalHold & { readonly identifier: string })[];
  readonly waiting: readonly (WaitingErasure & {
    readonly identifier: string;
    /** Whether no hold is in force any more: the next erasure or rotation carries it out. */
    readonly due: boolean;
  })[];
}

/**
 * Everybody who is on legal hold or whose erasure waits, by their identifiers: who is shown them is recorded by the caller.
 *
 * @param knex as the role `audit_key_keeper`
 * @throws KeyMissing, KeyRefused, KeyFileFault, and errors of the database
 */
export async function listHolds(knex: Knex, keys: KeyEncryptionKeys): Promise<HeldSubjects> {
  const holds = await holdsInForce(knex, keys);
  const waiting = await waitingErasures(knex);
  const identifiers = new Map<string, string>();
  for (const [pseudonym, row] of await subjectRows(
    knex,
    [...holds, ...waiting].map(({ pseudonym }) => pseudonym),
  )) {
    identifiers.set(pseudonym, await identifierOf(keys, row));
  }
  const named = <Of extends { readonly pseudonym: string }>(one: Of) => ({
    ...one,
    identifier: identifiers.get(one.pseudonym) ?? `erased:${one.pseudonym}`,
  });
  const held = new Set(holds.map(({ pseudonym }) => pseudonym));
  return {
    holds: holds.map(named),
    waiting: waiting.map((one) => ({ ...named(one), due: !held.has(one.pseudonym) })),
  };
}
