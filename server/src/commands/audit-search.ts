import {
  AuditReader,
  type AuditRecord,
  keyFile,
  type RecordFilter,
  type RecordOrder,
} from '@bankgraph/audit-log';
import { connect } from '@bankgraph/database';
import { type Reading, recordReading } from '../record-reading.js';

/** What to find, and where. */
export interface SearchOptions extends Omit<Reading, 'subject'> {
  /** URL of the log's database for the role audit_reader. */
  readonly url: string;
  readonly filter: RecordFilter;
  readonly order: RecordOrder;
}

/**
 * Finds records of operations in the audit log. That somebody searches, and for which customer, is recorded first.
 *
 * @throws AuditUnavailable before anything is read, when that cannot be recorded
 */
export async function* searchAudit({
  url,
  filter,
  order,
  ...reading
}: SearchOptions): AsyncGenerator<AuditRecord> {
  await recordReading({ ...reading, ...(filter.subject === undefined ? {} : { subject: filter.subject }) });
  const knex = connect(url, {
    applicationName: `bankgraph ${reading.command}`,
    poolMax: 2,
    readOnly: true,
    statementTimeoutMs: 60_000,
  });
  try {
    for await (const records of new AuditReader(knex, keyFile(reading.auditKeys)).search(filter, order)) {
      yield* records;
    }
  } finally {
    await knex.destroy();
  }
}
