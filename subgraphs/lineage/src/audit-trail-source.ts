import type { AuditReader, RecordFilter } from '@bankgraph/audit-log';
import { type Inclusion, inclusions, type NewestCheckpoints, newestCheckpoints } from '@bankgraph/audit-tree';
import { askDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { auditSystem } from './access-log-source.js';
import { type AuditEntryRow, auditEntryOf } from './audit-entry.js';

/** Which entries to read. */
export interface EntriesAsked {
  readonly filter: RecordFilter;
  /** So many that exist for the caller. */
  readonly most: number;
  /** Those of the rows that exist for the caller. */
  visible(rows: readonly AuditEntryRow[]): Promise<readonly AuditEntryRow[]>;
}

/** What the subgraph needs of the audit log and its tree, as an auditor reads them. */
export interface AuditTrail {
  /** Entries that exist for the caller, the newest first. */
  entries(asked: EntriesAsked, signal: AbortSignal): Promise<readonly AuditEntryRow[]>;
  /** Entries by their ids; those that are not there are absent. */
  byIds(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, AuditEntryRow>>;
  checkpoints(signal: AbortSignal): Promise<NewestCheckpoints>;
  /** By id of the entry; those that are not in a signed tree yet are absent. */
  inclusions(
    ids: readonly string[],
    checkpoints: NewestCheckpoints,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Inclusion>>;
}

/** What the adapter to audit log and tree needs. */
export interface AuditTrailOptions {
  readonly reader: Pick<AuditReader, 'search' | 'byIds'>;
  /** As a role that may read the log; stays the caller's. */
  readonly knex: Knex;
  /** `Type.field` of every policy of class restricted. */
  readonly restrictedFields: ReadonlySet<string>;
  /** Milliseconds for all entries of one page, however many records have to be read for it. Default 1500. */
  readonly deadlineMs?: number;
}

/** The audit log, read from its newest record back until the page is full. */
export function auditTrailSource(options: AuditTrailOptions): AuditTrail {
  const { reader, knex, restrictedFields, deadlineMs = 1_500 } = options;
  return {
    async entries(asked, signal) {
      const walk = new AbortController();
      try {
        return await askDatabase({ system: auditSystem, signal, deadlineMs }, () =>
          newest(asked, AbortSignal.any([signal, walk.signal])),
        );
      } finally {
        walk.abort();
      }
    },
    async byIds(ids, signal) {
      const records = await askDatabase({ system: auditSystem, signal, deadlineMs }, () => reader.byIds(ids));
      return new Map(records.map((record) => [record.id, auditEntryOf(record, restrictedFields)]));
    },
    checkpoints: (signal) => askDatabase({ system: auditSystem, signal }, () => newestCheckpoints(knex)),
    inclusions: (ids, checkpoints, signal) =>
      askDatabase({ system: auditSystem, signal }, () => inclusions(knex, ids, checkpoints)),
  };

  async function newest(
    { filter, most, visible }: EntriesAsked,
    over: AbortSignal,
  ): Promise<readonly AuditEntryRow[]> {
    const found: AuditEntryRow[] = [];
    for await (const records of reader.search(filter, 'newest first')) {
      found.push(...(await visible(records.map((record) => auditEntryOf(record, restrictedFields)))));
      if (found.length >= most || over.aborted) break;
    }
    return found.slice(0, most);
  }
}
