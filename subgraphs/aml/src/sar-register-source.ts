import { askDatabase, isoDateTime } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { z } from 'zod';
import { mentionsReport } from './case-event.js';
import type { CaseTask, NoReportDecisionRow, SarNode, SarRegister } from './sar-register.js';
import { type Found, type SetAside, sortRecords } from './set-aside.js';

const system = 'aml_register';

/** What the adapter to the register needs. */
export interface SarRegisterOptions {
  /** The bank's database as a role that may only read schema `aml_register`. The caller closes it. */
  readonly knex: Knex;
  /** Milliseconds for one statement, waiting for a connection included. Default 1500. */
  readonly deadlineMs?: number;
}

const moment = z
  .date()
  .transform((date) => date.toISOString())
  .pipe(isoDateTime);
const text = z.string().min(1);

const sar = z
  .object({
    id: text,
    customer_id: text,
    case_id: text,
    status: z.enum(['DRAFT', 'FILED', 'ACKNOWLEDGED', 'REJECTED']),
    regulator_ref: z.string().nullable(),
    filed_at: moment.nullable(),
    narrative: z.string(),
    acknowledgement: z.unknown(),
    released_to_audit_at: moment.nullable(),
    deadline_at: moment,
  })
  .transform(
    (row): SarNode => ({
      id: row.id,
      customerId: row.customer_id,
      caseId: row.case_id,
      releasedAt: row.released_to_audit_at,
      status: row.status,
      regulatorRef: row.regulator_ref,
      filedAt: row.filed_at,
      deadlineAt: row.deadline_at,
      narrative: row.narrative,
      registeredAcknowledgement: row.acknowledgement,
    }),
  );

const noReportDecision = z
  .object({
    id: text,
    customer_id: text,
    case_id: text,
    decided_at: moment,
    decided_by: text,
    approved_by: text,
    rationale: z.string(),
  })
  .transform(
    (row): NoReportDecisionRow => ({
      id: row.id,
      customerId: row.customer_id,
      caseId: row.case_id,
      // The register has no release of such decisions, so none is ever released.
      releasedAt: null,
      decidedAt: row.decided_at,
      decidedBy: row.decided_by,
      approvedBy: row.approved_by,
      rationale: row.rationale,
    }),
  );

const task = z
  .object({
    id: text,
    case_id: text,
    title: z.string(),
    due_at: moment,
    done_at: moment.nullable(),
    assignee: text,
  })
  .transform(
    (row): CaseTask => ({
      id: row.id,
      caseId: row.case_id,
      title: row.title,
      assignee: row.assignee,
      dueAt: row.due_at,
      doneAt: row.done_at,
      aboutReport: mentionsReport(row.title),
    }),
  );

/**
 * The bank's register of reports, schema `aml_register`. One statement for any number of customers, the same
 * whether they have reports or not.
 */
export function sarRegisterSource({ knex, deadlineMs = 1_500 }: SarRegisterOptions): SarRegister {
  async function rowsOf<S extends z.ZodType>(
    table: string,
    schema: S,
    order: string,
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Found<z.output<S>>>> {
    const rows: readonly unknown[] = await askDatabase({ system, signal, deadlineMs }, () =>
      knex(`aml_register.${table}`)
        .whereIn('customer_id', [...customerIds])
        .orderByRaw(order),
    );
    const found = new Map<string, { rows: z.output<S>[]; setAside: SetAside[] }>(
      customerIds.map((customerId) => [customerId, { rows: [], setAside: [] }]),
    );
    for (const row of rows as readonly { customer_id: string }[]) {
      const own = sortRecords(system, schema, [row], (record: { id?: unknown }) => record.id, knownOf);
      found.get(row.customer_id)?.rows.push(...own.rows);
      found.get(row.customer_id)?.setAside.push(...own.setAside);
    }
    return found;
  }

  return {
    sars: (ids, signal) =>
      rowsOf('sar', sar, 'coalesce(filed_at, deadline_at) desc, id collate "C"', ids, signal),
    noReportDecisions: (ids, signal) =>
      rowsOf('no_report_decision', noReportDecision, 'decided_at desc, id collate "C"', ids, signal),
    tasks: (ids, signal) => rowsOf('case_task', task, 'due_at, id collate "C"', ids, signal),
  };
}

/** What is known of a row that breaks its format, for the row policy. */
function knownOf(row: unknown): object {
  const { customer_id: customerId, case_id: caseId, title } = row as Readonly<Record<string, unknown>>;
  // A title that is no text may have been about anything.
  return { customerId, caseId, aboutReport: typeof title !== 'string' || mentionsReport(title) };
}
