import { type EditEntry, operationHash, type RecordEdit, type RecordedActor } from '@bankgraph/audit-log';
import { type Knex, whileAvailable } from '@bankgraph/database';
import type { DeadLetterReason } from './event-intake.js';
import type { NamesCustomer } from './names-customer.js';

/** Who removes dead letters, and what stands against it. */
export interface Removing {
  readonly actor: RecordedActor;
  /** What was called, for example `events expire`. */
  readonly command: string;
  /** Runs with what tells deliveries that name somebody on legal hold: they are kept. Nobody is put on hold meanwhile. */
  withHolds<Result>(run: (onHold: NamesCustomer) => Promise<Result>): Promise<Result>;
  /** The record is in the transaction that removes. @throws AuditUnavailable */
  prepareEdit(entry: EditEntry): Promise<RecordEdit>;
}

/** How many dead letters are removed, and how many stay because they name somebody on legal hold. */
export interface Removed {
  readonly removed: number;
  readonly onHold: number;
}

/** A dead letter that somebody has discarded. */
export interface DiscardedLetter {
  readonly id: number;
  readonly system: string;
  readonly keptBecause: DeadLetterReason;
  readonly receivedAt: string;
  readonly discardedAt: string;
  readonly by: string;
  readonly reason: string;
  /** Id of the record in the audit log. */
  readonly record: string;
}

interface LetterRow {
  readonly system: string;
  readonly reason: DeadLetterReason;
  readonly body: Buffer;
  readonly body_hash: string;
  readonly received_at: Date | string;
}

/** So many are looked at and removed in one transaction: 64 KiB each at most. */
const batch = 200;

/** So many are listed, newest first. */
const mostListed = 1_000;

/**
 * Takes away a delivery of which nothing will be made. Who did and why stays, the content does not.
 *
 * @param knex as the role `event_keeper`
 * @param reason 1 to 500 characters; it stays, so it should name nobody
 * @returns null when it is not there; `on-hold` when it names somebody on legal hold, and is kept
 * @throws DatabaseUnavailable, AuditUnavailable
 */
export function discardDeadLetter(
  knex: Knex,
  id: number,
  reason: string,
  removing: Removing,
): Promise<'discarded' | 'on-hold' | null> {
  return removing.withHolds((onHold) =>
    whileAvailable(() =>
      knex.transaction(async (transaction) => {
        const found = await transaction('events.dead_letter')
          .where({ id })
          .first<Pick<LetterRow, 'body'> | undefined>('body');
        if (found !== undefined && onHold(found.body)) return 'on-hold';
        const [letter] = await transaction('events.dead_letter')
          .where({ id })
          .delete()
          .returning<Omit<LetterRow, 'body'>[]>(['system', 'reason', 'body_hash', 'received_at']);
        if (letter === undefined) return null;
        await transaction('events.discarded').insert({
          record: await recordRemoval(transaction, removing, [letter]),
          letter: id,
          system: letter.system,
          kept_because: letter.reason,
          body_hash: letter.body_hash,
          received_at: letter.received_at,
          discarded_by: removing.actor.id,
          reason,
        });
        return 'discarded';
      }),
    ),
  );
}

/** What people have discarded. @param knex as the role `event_keeper` @throws DatabaseUnavailable */
export async function listDiscarded(knex: Knex): Promise<readonly DiscardedLetter[]> {
  const rows = await whileAvailable(() =>
    knex('events.discarded')
      .select('system', 'reason', 'record', {
        id: 'letter',
        keptBecause: 'kept_because',
        receivedAt: 'received_at',
        discardedAt: 'discarded_at',
        by: 'discarded_by',
      })
      .orderBy('discarded_at', 'desc')
      .limit(mostListed),
  );
  return rows.map((row) => ({
    ...row,
    receivedAt: new Date(row.receivedAt).toISOString(),
    discardedAt: new Date(row.discardedAt).toISOString(),
  }));
}

/**
 * Removes dead letters that came longer ago than this, by the database's clock.
 *
 * @param knex as the role `event_keeper`
 * @throws DatabaseUnavailable, AuditUnavailable; what was removed before stays removed, and is on record
 */
export function expireDeadLetters(knex: Knex, days: number, removing: Removing): Promise<Removed> {
  return removeDeadLetters(
    knex,
    (letters) => letters.whereRaw('received_at < now() - make_interval(days => ?)', [days]),
    () => true,
    removing,
  );
}

/**
 * Removes dead letters that name a customer.
 *
 * @param knex as the role `event_keeper`
 * @throws as `expireDeadLetters`
 */
export function eraseDeadLetters(knex: Knex, named: NamesCustomer, removing: Removing): Promise<Removed> {
  return removeDeadLetters(knex, (letters) => letters, named, removing);
}

async function removeDeadLetters(
  knex: Knex,
  among: (letters: Knex.QueryBuilder) => Knex.QueryBuilder,
  goes: NamesCustomer,
  removing: Removing,
): Promise<Removed> {
  let [removed, kept, after] = [0, 0, 0];
  for (;;) {
    const looked = await removing.withHolds(async (onHold) => {
      const rows = await whileAvailable<{ readonly id: number; readonly body: Buffer }[]>(() =>
        among(knex('events.dead_letter').select('id', 'body'))
          .where('id', '>', after)
          .orderBy('id')
          .limit(batch),
      );
      const meant = rows.filter(({ body }) => goes(body));
      const going = meant.filter(({ body }) => !onHold(body)).map(({ id }) => id);
      if (going.length > 0) removed += await removeThese(knex, going, removing);
      kept += meant.length - going.length;
      after = rows.at(-1)?.id ?? after;
      return rows.length;
    });
    if (looked < batch) return { removed, onHold: kept };
  }
}

function removeThese(knex: Knex, ids: readonly number[], removing: Removing): Promise<number> {
  return whileAvailable(() =>
    knex.transaction(async (transaction) => {
      const gone = await transaction('events.dead_letter')
        .whereIn('id', ids)
        .delete()
        .returning<{ system: string }[]>(['system']);
      if (gone.length > 0) await recordRemoval(transaction, removing, gone);
      return gone.length;
    }),
  );
}

/**
 * How many of each system, in the transaction that removes them. Under no customer: whom they name is what must not stay.
 *
 * @returns id of the record
 */
async function recordRemoval(
  transaction: Knex,
  { actor, command, prepareEdit }: Removing,
  gone: readonly { readonly system: string }[],
): Promise<string | undefined> {
  const counts = new Map<string, number>();
  for (const { system } of gone) counts.set(system, (counts.get(system) ?? 0) + 1);
  const record = await prepareEdit({
    actor,
    purpose: null,
    subject: null,
    requestId: '',
    operationName: command,
    operationHash: operationHash(command),
    // No policy decides it: who has the keeper's password may remove.
    policyVersion: '',
    fields: [...counts].sort().map(([system, count]) => [`DeadLetter.${system}`, 'allow', count]),
  });
  return record(transaction);
}
