import type { AuditReader, AuditRecord } from '@bankgraph/audit-log';
import { askDatabase } from '@bankgraph/bank-sources';
import { type AccessRecordRow, accessRecordOf } from './access-record.js';

/** The name by which errors call this system. */
export const auditSystem = 'audit';

/** What the subgraph needs of the audit log. */
export interface AccessLog {
  /** Accesses to the data of one customer, the newest first. */
  accesses(customerId: string, signal: AbortSignal): Promise<readonly AccessRecordRow[]>;
}

/** What the adapter to the audit log needs. */
export interface AccessLogOptions {
  readonly reader: Pick<AuditReader, 'bySubject'>;
  /** `Type.field` of every policy of class restricted. */
  readonly restrictedFields: ReadonlySet<string>;
  /** So many of the newest records are read for one customer. Default 5000. */
  readonly mostRecords?: number;
  /** Milliseconds for all pages of one customer. Default 1500. */
  readonly deadlineMs?: number;
}

/** Most that the reader gives at once. */
const largestPage = 500;

/** Who was shown a customer's data, from the audit log: in pages of 500, up to a bound. */
export function accessLogSource(options: AccessLogOptions): AccessLog {
  const { reader, restrictedFields, mostRecords = 5_000, deadlineMs = 1_500 } = options;
  return {
    async accesses(customerId, signal) {
      const walk = new AbortController();
      try {
        const records = await askDatabase({ system: auditSystem, signal, deadlineMs }, () =>
          newest(customerId, AbortSignal.any([signal, walk.signal])),
        );
        return records.flatMap((record) => accessRecordOf(customerId, record, restrictedFields) ?? []);
      } finally {
        walk.abort();
      }
    },
  };

  async function newest(customerId: string, over: AbortSignal): Promise<readonly AuditRecord[]> {
    const records: AuditRecord[] = [];
    for (let after: string | null = null; records.length < mostRecords && !over.aborted; ) {
      const first = Math.min(largestPage, mostRecords - records.length);
      const page: Awaited<ReturnType<typeof reader.bySubject>> = await reader.bySubject(customerId, {
        first,
        after,
      });
      records.push(...page.edges.map(({ record }) => record));
      if (!page.hasNextPage) break;
      after = page.edges.at(-1)?.cursor ?? null;
    }
    return records;
  }
}
