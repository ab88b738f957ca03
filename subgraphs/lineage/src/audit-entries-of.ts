import type { RecordFilter } from '@bankgraph/audit-log';
import { BankgraphError } from '@bankgraph/errors';
import {
  defaultPage,
  idOfCursor,
  largestPage,
  type PageArguments,
  type Paged,
  paged,
} from '@bankgraph/subgraph-kit';
import type { AuditEntryRow } from './audit-entry.js';
import type { SubgraphContext } from './context.js';
import type { AuditEntryFilter } from './schema.generated.js';
import { timeRangeGiven } from './time-given.js';

/**
 * A page of the audit log. Of a log of any length only what the page needs is read: the row of its cursor, its own rows, and
 * one more that tells whether there is a next page.
 *
 * @throws BAD_USER_INPUT for a cursor or a time that is none
 */
export async function auditEntriesOf(
  filter: AuditEntryFilter | null | undefined,
  page: PageArguments,
  { loaders, visible }: SubgraphContext,
): Promise<Paged<AuditEntryRow>> {
  const first = Math.min(Math.max(page.first ?? defaultPage, 0), largestPage);
  const rows = await loaders.auditEntries({
    filter: { ...recordFilter(filter ?? {}), ...upTo(page.after) },
    most: first + 2,
    visible: async (some) => {
      const seen = await visible('AuditEntry', some);
      const restricted = filter?.restricted;
      return restricted == null
        ? seen
        : seen.filter((entry) => (entry.class === 'RESTRICTED') === restricted);
    },
  });
  return paged(rows, page);
}

function recordFilter({ customerId, from, to, restricted: _, ...named }: AuditEntryFilter): RecordFilter {
  const range = timeRangeGiven({ from, to }, { from: 'filter.from', to: 'filter.to' });
  // What is null in a filter is not asked for.
  const given = Object.entries({ ...named, ...range, subject: customerId }).filter(
    ([, value]) => value != null,
  );
  return Object.fromEntries(given);
}

function upTo(after: string | null | undefined): Pick<RecordFilter, 'through'> {
  if (after == null) return {};
  const id = idOfCursor(after);
  if (id === null || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: 'after is not a cursor of this list; start again without it.',
    });
  }
  return { through: id };
}
