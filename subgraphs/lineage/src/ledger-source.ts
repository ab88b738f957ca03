import { askDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import type { CheckedEntry, LedgerClass } from '@bankgraph/decision-ledger';
import type { DecisionEventRow, DecisionLedger } from './decision-event.js';
import type { DataClass, DecisionDomain } from './schema.generated.js';

/** The name by which errors and completeness call this system. */
export const ledgerSystem = 'ledger';

/** What the adapter to the ledger needs. */
export interface LedgerOptions {
  /** Database `bankgraph` as the role `ledger_reader`. The caller closes it. */
  readonly knex: Knex;
  /** Milliseconds for one statement, waiting for a connection included. Default 1500. */
  readonly deadlineMs?: number;
}

const classes: Readonly<Record<LedgerClass, DataClass>> = {
  P: 'PUBLIC',
  I: 'INTERNAL',
  C: 'CONFIDENTIAL',
  R: 'RESTRICTED',
};

const domains: Readonly<Record<CheckedEntry['domain'], DecisionDomain>> = {
  core: 'CORE_BANKING',
  kyc: 'KYC',
  aml: 'AML',
  fraud: 'FRAUD',
  segments: 'SEGMENTS',
  consent: 'CONSENT',
};

/** A row as the database gives it: the columns are checked when written. */
interface LedgerRow {
  readonly id: string;
  readonly subject: string;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly domain: CheckedEntry['domain'];
  readonly kind: string;
  readonly decision: string;
  readonly actor: CheckedEntry['actor'];
  readonly inputs: CheckedEntry['inputs'];
  readonly plan: CheckedEntry['plan'];
  readonly outcome: string;
  readonly reason_for_customer: string | null;
  readonly reason_internal: string | null;
  readonly caused_by: readonly string[];
  readonly supersedes: string | null;
  readonly approvals: CheckedEntry['approvals'];
  readonly class: LedgerClass;
  readonly about_report: boolean;
  readonly case_id: string | null;
}

/** The decision ledger in PostgreSQL, schema `ledger`. Only reads. */
export function ledgerSource({ knex, deadlineMs = 1_500 }: LedgerOptions): DecisionLedger {
  const rows = () => knex<LedgerRow>('ledger.decision_event').select<LedgerRow[]>('*');
  return {
    async bySubjects(customerIds, signal) {
      const events = await askDatabase({ system: ledgerSystem, signal, deadlineMs }, () =>
        rows()
          .whereRaw('subject = any (?)', [[...customerIds]])
          .orderByRaw('subject, occurred_at desc, id collate "C"'),
      );
      const found = new Map<string, DecisionEventRow[]>(customerIds.map((customerId) => [customerId, []]));
      for (const row of events) {
        found.get(row.subject)?.push(eventOf(row));
      }
      return found;
    },

    async byIds(ids, signal) {
      const found = await askDatabase({ system: ledgerSystem, signal, deadlineMs }, () =>
        rows().whereRaw('id = any (?)', [[...ids]]),
      );
      return new Map(found.map((row) => [row.id, eventOf(row)]));
    },
  };
}

function eventOf(row: LedgerRow): DecisionEventRow {
  return {
    id: row.id,
    customerId: row.subject,
    subject: { id: row.subject },
    caseId: row.case_id,
    aboutReport: row.about_report,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    domain: domains[row.domain],
    kind: row.kind,
    decision: row.decision,
    actor: row.actor,
    inputs: row.inputs.map((input) => ({ ...input, class: classes[input.class] })),
    plan: row.plan,
    outcome: row.outcome,
    reasonForCustomer: row.reason_for_customer,
    reasonInternal: row.reason_internal,
    causedBy: row.caused_by,
    supersedes: row.supersedes,
    approvals: row.approvals,
    class: classes[row.class],
  };
}
