import type { Knex } from '@bankgraph/database';
import type { AuditRecord, SealedRecord } from './audit-record.js';
import type { Identities } from './identities.js';
import { decodeAccess } from './leaf.js';
import { firstRecordIdAt } from './record-id.js';

/** Which records of operations and edits to find: those to which everything applies that is given. */
export interface RecordFilter {
  /** Customer whose data it is. */
  readonly subject?: string;
  /** Of this time or later, by the writers' clocks. */
  readonly from?: Date;
  /** Before this time. */
  readonly to?: Date;
  /** Declared purpose, a W3C DPV term. */
  readonly purpose?: string;
  /** A role of who asked. */
  readonly role?: string;
  /** Who asked. */
  readonly actor?: string;
  /** `Type.field` that was shown, masked or refused. */
  readonly field?: string;
  /** What the client was told as `x-request-id`. */
  readonly requestId?: string;
  /** Id of a record: this one and those before it. */
  readonly through?: string;
}

/** In which order records come: by time. */
export type RecordOrder = 'newest first' | 'oldest first';

/** Records read at once: few at first, since most who ask want a page, then more. */
const [firstBatch, largestBatch] = [125, 1_000];

interface Row {
  readonly id: string;
  readonly leaf: Uint8Array;
}

/** Finds records batch by batch, so that a log of any length may be read. */
export async function* searchRecords(
  knex: Knex,
  identities: Identities,
  filter: RecordFilter,
  order: RecordOrder,
): AsyncGenerator<readonly AuditRecord[], void, undefined> {
  const pseudonym = filter.subject === undefined ? undefined : await identities.pseudonymOf(filter.subject);
  if (pseudonym === null) return;
  const newestFirst = order === 'newest first';
  let last: string | undefined;
  for (let batch = firstBatch; ; batch = Math.min(largestBatch, 2 * batch)) {
    const page = knex('audit.record')
      .select<Row[]>('id', 'leaf')
      .whereIn('kind', ['access', 'edit'])
      .orderBy('id', newestFirst ? 'desc' : 'asc')
      .limit(batch);
    if (pseudonym !== undefined) page.where({ subject: pseudonym });
    if (filter.purpose !== undefined) page.where({ purpose: filter.purpose });
    if (filter.role !== undefined) page.whereRaw('?::text = any (roles)', [filter.role]);
    if (filter.from !== undefined) page.where('id', '>=', firstRecordIdAt(filter.from));
    if (filter.to !== undefined) page.where('id', '<', firstRecordIdAt(filter.to));
    if (filter.through !== undefined) page.where('id', '<=', filter.through);
    if (last !== undefined) page.where('id', newestFirst ? '<' : '>', last);
    const rows: readonly Row[] = await page;
    const records = await identities.open(
      rows.map(({ leaf }) => decodeAccess(leaf)).filter((record) => mayMatch(record, filter)),
    );
    // A customer who asks is a pseudonym until here.
    yield records.filter(({ actor }) => filter.actor === undefined || actor.id === filter.actor);
    last = rows.at(-1)?.id;
    if (rows.length < batch) return;
  }
}

/** What no column has. */
function mayMatch({ fields, requestId }: SealedRecord, filter: RecordFilter): boolean {
  if (filter.requestId !== undefined && requestId !== filter.requestId) return false;
  return filter.field === undefined || fields.some(([field]) => field === filter.field);
}
