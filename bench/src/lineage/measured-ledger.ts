import { connect, databaseUrl, type TemporaryPostgres } from '@bankgraph/database';
import { type DecisionEventEntry, ledgerReaderRole, prepareLedger } from '@bankgraph/decision-ledger';
import { insertDecisionEvents } from '@bankgraph/decision-ledger/testing';
import { ledgerSource } from '@bankgraph/lineage-subgraph';

/** A ledger of its own, read by the part that reads the real one. */
export interface MeasuredLedger {
  /** Milliseconds for each of so many questions, of decisions by chance, ten steps either way. */
  lineage(questions: number): Promise<readonly number[]>;
  /** Milliseconds for each of so many pages of the long timeline, from places by chance. */
  timeline(pages: number): Promise<readonly number[]>;
  /** Decisions that the last question of lineage found, both ways. */
  readonly found: number;
  close(): Promise<void>;
}

/** How large it is. */
export interface LedgerSize {
  /** Decisions in the ledger, those of the timeline included. */
  readonly decisions: number;
  /** Decisions of the one customer whose timeline is read. */
  readonly timeline: number;
}

const pageSize = 50;
const depth = 10;
/** Decisions of one of the other customers: a life with the bank, each decision led to by one or two before. */
const ofOneCustomer = 100;
const signal = new AbortController().signal;
const start = Date.UTC(2020, 0, 1);

/** Prepares and fills it. */
export async function measuredLedger(
  server: TemporaryPostgres,
  size: LedgerSize,
  onProgress: (done: number, of: number) => void,
): Promise<MeasuredLedger> {
  const url = await server.newDatabase();
  const owner = connect(url, { applicationName: 'bench owner', poolMax: 1, statementTimeoutMs: 120_000 });
  try {
    await prepareLedger(owner, { reader: 'r' });
    const chunk = 5_000;
    for (let done = 0; done < size.decisions; done += chunk) {
      const count = Math.min(chunk, size.decisions - done);
      await insertDecisionEvents(
        owner,
        Array.from({ length: count }, (_, at) => decision(done + at, size)),
      );
      onProgress(done + count, size.decisions);
    }
    await owner.raw('vacuum analyze ledger.decision_event');
  } finally {
    await owner.destroy();
  }
  const knex = connect(databaseUrl(url, { role: ledgerReaderRole, password: 'r' }), {
    applicationName: 'bench',
    poolMax: 1,
    readOnly: true,
  });
  const ledger = ledgerSource({ knex, deadlineMs: 60_000 });
  let found = 0;
  return {
    get found() {
      return found;
    },
    lineage: (questions) =>
      timed(questions, async () => {
        const id = decision(size.timeline + chance(size.decisions - size.timeline), size).id;
        const asked = { id, depth: depth + 1, restricted: true } as const;
        const causes = await ledger.chain({ ...asked, direction: 'CAUSES' }, signal);
        const consequences = await ledger.chain({ ...asked, direction: 'CONSEQUENCES' }, signal);
        found = causes.events.length + consequences.events.length - 1;
        if (found < 2) throw new Error('A decision stands alone that has causes or consequences.');
      }),
    timeline: (pages) =>
      timed(pages, async () => {
        const asked = { customerId: longCustomer, kinds: null, range: { from: null, to: null } };
        // What a page takes: which sorts there are and how many, where it begins, and its rows.
        const sorts = await ledger.timelineSorts(asked, signal);
        const begin = (await ledger.byIds([idOf(chance(size.timeline))], signal)).values().next().value;
        if (begin === undefined) throw new Error('A decision of the timeline is not there.');
        const rows = await ledger.timelinePage({ ...asked, sorts, upTo: begin, most: pageSize + 2 }, signal);
        const count = sorts.reduce((sum, sort) => sum + sort.count, 0);
        if (count !== size.timeline || rows[0]?.id !== begin.id)
          throw new Error('A page is not what was asked for.');
      }),
    close: () => knex.destroy(),
  };
}

const longCustomer = 'C-1';

function idOf(number: number): string {
  return `LE-${number}`;
}

function decision(number: number, { timeline }: LedgerSize): DecisionEventEntry {
  const ofTimeline = number < timeline;
  const other = Math.floor((number - timeline) / ofOneCustomer);
  const place = (number - timeline) % ofOneCustomer;
  const causes = ofTimeline || place === 0 ? [] : [idOf(number - 1)];
  const at = new Date(start + number * 60_000).toISOString();
  return {
    id: idOf(number),
    subject: ofTimeline ? longCustomer : `C-${other + 2}`,
    occurredAt: at,
    recordedAt: at,
    domain: number % 3 === 0 ? 'kyc' : 'fraud',
    kind: number % 3 === 0 ? 'kyc.verification' : 'fraud.risk-decision',
    decision: 'ALLOW',
    actor: { type: 'SYSTEM', id: 'engine', role: 'engine', onBehalfOf: null },
    inputs: [{ system: 'fraud', externalId: `FD-${number}`, hash: 'ab'.repeat(32), asOf: at, class: 'C' }],
    plan: { type: 'RULE', id: 'rule', version: '1' },
    outcome: 'Nothing was locked',
    reasonForCustomer: 'No further check was needed.',
    reasonInternal: null,
    causedBy: place > 4 && place % 2 === 0 ? [...causes, idOf(number - 4)] : causes,
    supersedes: null,
    approvals: [],
    class: number % 5 === 0 ? 'R' : 'C',
  };
}

function chance(below: number): number {
  return Math.floor(Math.random() * below);
}

async function timed(times: number, work: () => Promise<void>): Promise<readonly number[]> {
  const milliseconds: number[] = [];
  for (let done = 0; done < times; done += 1) {
    const began = performance.now();
    await work();
    milliseconds.push(performance.now() - began);
  }
  return milliseconds;
}
