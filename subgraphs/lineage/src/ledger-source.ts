import { askDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import type { CheckedEntry, LedgerClass, LedgerRow } from '@bankgraph/decision-ledger';
import type { DecisionEventRow, DecisionLedger, DecisionSort, TimelineAsked } from './decision-event.js';
import type { DataClass, DecisionDomain } from './schema.generated.js';
import { alertPattern, checkPattern } from './timeline-kind.js';

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
  access: 'ACCESS',
};

/**
 * So many steps are followed from one decision, those that lead to a decision by two ways counted twice. Nobody reads a picture
 * of so many; it keeps one question from reading the whole ledger.
 */
const mostSteps = 5_000;

/** The decision ledger in PostgreSQL, schema `ledger`. Only reads. */
export function ledgerSource({ knex, deadlineMs = 1_500 }: LedgerOptions): DecisionLedger {
  const rows = () => knex<LedgerRow>('ledger.decision_event').select<LedgerRow[]>('*');
  const ask = <Answer>(signal: AbortSignal, statement: () => PromiseLike<Answer>) =>
    askDatabase({ system: ledgerSystem, signal, deadlineMs }, statement);
  return {
    async bySubjects(customerIds, signal) {
      const events = await ask(signal, () =>
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
      const found = await ask(signal, () => rows().whereRaw('id = any (?)', [[...ids]]));
      return new Map(found.map((row) => [row.id, eventOf(row)]));
    },

    async timelineSorts(asked, signal) {
      const found = await ask(signal, () =>
        onTimeline(knex, asked)
          .groupBy('domain', 'class', 'about_report', 'case_id')
          .select<(Pick<LedgerRow, 'domain' | 'class' | 'about_report' | 'case_id'> & { count: number })[]>(
            'domain',
            'class',
            'about_report',
            'case_id',
            knex.raw('count(*)::int as count'),
          ),
      );
      return found.map((row) => ({
        customerId: asked.customerId,
        domain: domains[row.domain],
        class: classes[row.class],
        aboutReport: row.about_report,
        caseId: row.case_id,
        count: row.count,
      }));
    },

    async timelinePage({ sorts, upTo, most, ...asked }, signal) {
      const found = await ask(signal, () => {
        const page = onTimeline(knex, asked)
          .whereRaw(
            `domain || ' ' || class || ' ' || about_report || ' ' || coalesce(case_id, '') = any (?)`,
            [sorts.map(sortKey)],
          )
          .orderByRaw('occurred_at desc, id collate "C"')
          .limit(most)
          .select<LedgerRow[]>('*');
        if (upTo === null) return page;
        return page
          .where('occurred_at', '<=', upTo.occurredAt)
          .whereRaw('(occurred_at < ? or id collate "C" >= ?)', [upTo.occurredAt, upTo.id]);
      });
      return found.map(eventOf);
    },

    async chain({ id, direction, depth, restricted }, signal) {
      const { rows: found } = await ask(signal, () =>
        knex.raw<{ rows: (LedgerRow & { steps: number })[] }>(chainStatement[direction], {
          id,
          depth,
          restricted,
          mostSteps,
        }),
      );
      return { events: found.map(eventOf), cut: (found[0]?.steps ?? 0) >= mostSteps };
    },

    async byPlan({ planId, version, range, restricted, most }, signal) {
      const found = await ask(signal, () => {
        const events = rows()
          .whereNotNull('plan')
          .whereRaw(`plan ->> 'id' = ?`, [planId])
          .orderByRaw('occurred_at desc, id collate "C"')
          .limit(most);
        if (version !== null) events.whereRaw(`plan ->> 'version' = ?`, [version]);
        if (range.from !== null) events.where('occurred_at', '>=', range.from);
        if (range.to !== null) events.where('occurred_at', '<', range.to);
        if (!restricted) events.whereNot('class', 'R');
        return events;
      });
      return found.map(eventOf);
    },

    async anchors(ids, signal) {
      const found = await ask(signal, () =>
        knex('ledger.anchor')
          .whereRaw('decision = any (?)', [[...ids]])
          .select<{ decision: string; record: string }[]>('decision', 'record'),
      );
      return new Map(found.map(({ decision, record }) => [decision, record]));
    },
  };
}

/** Decisions of a customer that are on the asked part of a timeline. */
function onTimeline(knex: Knex, { customerId, kinds, range }: TimelineAsked) {
  const found = knex('ledger.decision_event').where('subject', customerId);
  if (range.from !== null) found.where('occurred_at', '>=', range.from);
  if (range.to !== null) found.where('occurred_at', '<', range.to);
  if (kinds !== null) {
    found.whereRaw(
      `case when domain = 'consent' then 'CONSENT' when kind ~ ? then 'ALERT' when kind ~ ? then 'CHECK'
         else 'DECISION' end = any (?)`,
      [alertPattern, checkPattern, [...kinds]],
    );
  }
  return found;
}

const ledgerDomains = Object.fromEntries(Object.entries(domains).map(([own, shown]) => [shown, own]));
const ledgerClasses = Object.fromEntries(Object.entries(classes).map(([own, shown]) => [shown, own]));

/** A sort as one text: only the last part of it can be any text. */
function sortKey({ domain, class: dataClass, aboutReport, caseId }: DecisionSort): string {
  return `${ledgerDomains[domain]} ${ledgerClasses[dataClass]} ${aboutReport} ${caseId ?? ''}`;
}

/**
 * Decisions in reach of one, the nearest first. `union` and not `union all`: what is reached twice in as many steps is followed
 * once, and a circle ends with the depth.
 */
function chainOf(next: string): string {
  return `
  with recursive walk (id, away) as (
    select :id::text, 0
    union
    select next.id, walk.away + 1
    from walk cross join lateral (${next}) next
    where walk.away < :depth
  ),
  step as materialized (select id, away from walk limit :mostSteps),
  near as (select id, min(away) as away from step group by id)
  select e.*, (select count(*)::int from step) as steps
  from near join ledger.decision_event e on e.id = near.id
  order by near.away, e.occurred_at desc, e.id collate "C"`;
}

const followed = (alias: string) => `(:restricted::boolean or ${alias}.class <> 'R')`;

const chainStatement = {
  CAUSES: chainOf(`
      select cause.id
      from ledger.decision_event e
      join ledger.decision_event cause on cause.id = any (array_append(e.caused_by, e.supersedes))
      where e.id = walk.id and ${followed('cause')}`),
  CONSEQUENCES: chainOf(`
      select effect.id from ledger.decision_event effect
      where effect.caused_by @> array[walk.id] and ${followed('effect')}
      union all
      select revision.id from ledger.decision_event revision
      where revision.supersedes = walk.id and ${followed('revision')}`),
} as const;

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
