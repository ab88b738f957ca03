import type { DecisionEventEntry } from '@bankgraph/decision-ledger';
import { insertDecisionEvents } from '@bankgraph/decision-ledger/testing';
import { type Ask, type Asker, asking } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Databases, decided, startDatabases } from './databases.fixture.js';
import {
  accessLogSource,
  auditTrailSource,
  integrityCheck,
  interactionsSource,
  ledgerSource,
  lineageSubgraph,
} from './subgraph.js';

const kyc: Asker = { role: 'kyc-analyst', purpose: 'IdentityVerification' };
const investigator: Asker = { role: 'aml-investigator', purpose: 'CounterMoneyLaundering' };
const mlro: Asker = { role: 'mlro', purpose: 'CounterMoneyLaundering' };
const auditor: Asker = { role: 'auditor', purpose: 'LegalCompliance' };
const dpo: Asker = { role: 'dpo', purpose: 'RightsFulfilment' };
const customer: Asker = { role: 'customer', id: 'C-3', purpose: null };

let databases: Databases;
let ask: Ask;

const aml = { domain: 'aml', class: 'R', kind: 'aml.alert' } as const;
const at = (day: number) => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString();

/** a → b → hidden → c, and b → d; e revises d. What hangs by the restricted one alone is c. */
const chain: readonly DecisionEventEntry[] = [
  decided('a', { occurredAt: at(1) }),
  decided('b', { occurredAt: at(2), causedBy: ['a', 'nobody'] }),
  decided('hidden', { ...aml, occurredAt: at(3), causedBy: ['b'] }),
  decided('c', { occurredAt: at(4), causedBy: ['hidden'] }),
  decided('d', { occurredAt: at(5), causedBy: ['b', 'b'] }),
  decided('e', { occurredAt: at(6), supersedes: 'd' }),
];

/** A line of 14, and two decisions that name each other. */
const line = Array.from({ length: 14 }, (_, n) =>
  decided(`line-${n}`, { subject: 'C-2', occurredAt: at(n), causedBy: n === 0 ? [] : [`line-${n - 1}`] }),
);
const circle = [
  decided('one', { subject: 'C-2', occurredAt: at(1), causedBy: ['other'] }),
  decided('other', { subject: 'C-2', occurredAt: at(2), causedBy: ['one'] }),
];
/** One cause of 700. */
const fan = Array.from({ length: 701 }, (_, n) =>
  decided(`fan-${n}`, { subject: 'C-2', occurredAt: at(n), causedBy: n === 0 ? [] : ['fan-0'] }),
);

const contacts = Array.from({ length: 40 }, (_, n) => ({
  id: `INT-${n}`,
  customer_id: 'C-3',
  channel: 'ONLINE',
  // Every fourth at the same moment as a decision.
  occurred_at: at(n),
  summary_code: 'LOGIN',
}));
const mixed: readonly DecisionEventEntry[] = Array.from({ length: 120 }, (_, n) =>
  decided(`mix-${n}`, {
    subject: 'C-3',
    occurredAt: at(n % 40),
    ...(
      [
        { kind: 'kyc.verification' },
        { kind: 'kyc.screening' },
        { domain: 'consent', kind: 'consent.revoked' },
        aml,
        { ...aml, kind: 'aml.report-decided', caseId: 'case-3' },
        { domain: 'fraud', kind: 'fraud.alert-raised' },
      ] as const
    )[n % 6],
  }),
);

beforeAll(async () => {
  databases = await startDatabases();
  await insertDecisionEvents(databases.owner, [...chain, ...line, ...circle, ...fan, ...mixed]);
  await databases.owner('interactions.interaction').insert(contacts);
  const restrictedFields = new Set<string>();
  const definition = lineageSubgraph({
    ledger: ledgerSource({ knex: databases.ledger }),
    interactions: interactionsSource({ knex: databases.interactions }),
    accessLog: accessLogSource({ reader: databases.audit, restrictedFields }),
    auditTrail: auditTrailSource({ reader: databases.audit, knex: databases.auditKnex, restrictedFields }),
    integrity: integrityCheck({ ledger: databases.ledger, audit: databases.auditKnex }),
    // Nothing is subscribed to here.
    openEvent: () => null,
  });
  ask = await asking(definition, {
    assignedToCustomer: async (staffId) => staffId.endsWith('-1'),
    assignedToCase: async () => false,
  });
}, 60_000);
afterAll(async () => {
  await databases?.[Symbol.asyncDispose]();
});

interface Lineage {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly relation: string }[];
  readonly truncated: boolean;
}

async function lineage(asker: Asker, decision: string, args = '') {
  const { data, errors } = await ask(
    asker,
    `{ lineage(decision: "${decision}"${args}) { nodes { id } edges { from to relation } truncated } }`,
  );
  if (errors !== undefined) return errors.map(({ extensions }) => extensions?.code);
  const found = data?.lineage as Lineage | null;
  return (
    found && [
      found.nodes.map(({ id }) => id),
      found.edges.map(({ from, to }) => `${from}>${to}`),
      found.truncated,
    ]
  );
}

describe('lineage', () => {
  it('shows what led to a decision and what came of it, and how they hang together', async () => {
    expect(await lineage(mlro, 'b')).toEqual([
      ['a', 'b', 'hidden', 'c', 'd', 'e'],
      ['b>a', 'hidden>b', 'c>hidden', 'd>b', 'e>d'],
      false,
    ]);
    expect(await lineage(mlro, 'e', ', direction: CAUSES')).toEqual([
      ['a', 'b', 'd', 'e'],
      ['b>a', 'd>b', 'e>d'],
      false,
    ]);
    expect(await lineage(mlro, 'd', ', direction: CONSEQUENCES')).toEqual([['d', 'e'], ['e>d'], false]);
    // Siblings are neither: they are reached only by turning round.
    expect(await lineage(mlro, 'c')).toEqual([
      ['a', 'b', 'hidden', 'c'],
      ['b>a', 'hidden>b', 'c>hidden'],
      false,
    ]);
    const { data } = await ask(mlro, '{ lineage(decision: "e", depth: 1) { edges { relation } } }');
    expect(data).toEqual({ lineage: { edges: [{ relation: 'WAS_REVISION_OF' }] } });
  });

  it('ends at a decision that the caller may not see, and tells nothing of what is behind it', async () => {
    for (const asker of [kyc, auditor, dpo]) {
      expect(await lineage(asker, 'b')).toEqual([['a', 'b', 'd', 'e'], ['b>a', 'd>b', 'e>d'], false]);
      expect(await lineage(asker, 'c')).toEqual([['c'], [], false]);
      expect(await lineage(asker, 'hidden')).toBeNull();
      expect(await lineage(asker, 'nobody')).toBeNull();
    }
    expect(await lineage({ ...kyc, id: 'S-2' }, 'b')).toBeNull();
    expect(await lineage({ role: 'frontline-agent', purpose: 'CustomerCare' }, 'b')).toBeNull();
    expect(await lineage(investigator, 'c')).toEqual([
      ['a', 'b', 'hidden', 'c'],
      ['b>a', 'hidden>b', 'c>hidden'],
      false,
    ]);
  });

  it('says when there is more: further away than was asked, or more than 500', async () => {
    const near = (await lineage(mlro, 'line-5', ', depth: 2')) as unknown[];
    expect(near).toEqual([['line-3', 'line-4', 'line-5', 'line-6', 'line-7'], expect.any(Array), true]);
    expect(((await lineage(mlro, 'line-12')) as unknown[])[2]).toBe(true);
    expect(((await lineage(mlro, 'line-10')) as unknown[])[2]).toBe(false);
    const [nodes, edges, truncated] = (await lineage(mlro, 'fan-0')) as [string[], string[], boolean];
    expect([nodes.length, edges.length, truncated]).toEqual([500, 499, true]);
  });

  it('ends in a circle, and refuses a depth that is none', async () => {
    expect(await lineage(mlro, 'one')).toEqual([['one', 'other'], ['one>other', 'other>one'], false]);
    for (const depth of [0, 11, -1])
      expect(await lineage(mlro, 'one', `, depth: ${depth}`)).toEqual(['BAD_USER_INPUT']);
  });

  it('reads no restricted decision for those who may see none', async () => {
    databases.queries.length = 0;
    await lineage(auditor, 'b', ', direction: CONSEQUENCES');
    // The decision itself and the chain: causes that are named are among what was read.
    expect(databases.queries).toHaveLength(2);
  });
});

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string; readonly kind: string; readonly occurredAt: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string;
  };
}

const timeline = `query ($of: [_Any!]!, $kinds: [TimelineEntryKind!], $from: DateTime, $to: DateTime, $first: Int, $after: String) {
  _entities(representations: $of) { ... on Customer {
    timeline(kinds: $kinds, from: $from, to: $to, first: $first, after: $after) {
      totalCount nodes { id kind occurredAt } pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  } }
}`;

async function page(asker: Asker, args: object): Promise<Page> {
  const of = [{ __typename: 'Customer', id: 'C-3' }];
  const { data, errors } = await ask(asker, timeline, { of, ...args });
  if (errors !== undefined) throw new Error(String(errors[0]?.extensions?.code));
  const found = data?._entities as { timeline: Page }[] | undefined;
  return found?.[0]?.timeline as Page;
}

/** Every page, one after the other. */
async function walk(asker: Asker, args: object, first: number) {
  const found: Page['nodes'][number][] = [];
  for (let after: string | null = null; ; ) {
    const one: Page = await page(asker, { ...args, first, after });
    expect(one.pageInfo.hasPreviousPage).toBe(after !== null);
    expect(one.nodes).toHaveLength(Math.min(first, one.totalCount - found.length));
    found.push(...one.nodes);
    if (!one.pageInfo.hasNextPage) {
      expect(found).toHaveLength(one.totalCount);
      return found;
    }
    after = one.pageInfo.endCursor;
  }
}

const counted = (nodes: Page['nodes']) => {
  const counts: Record<string, number> = {};
  for (const { kind } of nodes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

describe('a page of the timeline', () => {
  it.each([
    ['mlro', mlro, { CONTACT: 40, CHECK: 40, CONSENT: 20, ALERT: 40, DECISION: 20 }],
    ['investigator', investigator, { CONTACT: 40, CHECK: 40, CONSENT: 20, ALERT: 40 }],
    ['kyc analyst', kyc, { CONTACT: 40, CHECK: 40 }],
    ['auditor', auditor, { CONTACT: 40, CHECK: 40, CONSENT: 20, ALERT: 20 }],
    ['unassigned dpo', { ...dpo, id: 'S-2' }, { CHECK: 40, CONSENT: 20, ALERT: 20 }],
    ['customer', customer, { CONTACT: 40 }],
    ['stranger', { ...kyc, id: 'S-2' }, {}],
  ] as const)('is one of the same list for the %s, whatever its size', async (_name, asker, kinds) => {
    const whole = await walk(asker, {}, 7);
    expect(counted(whole)).toEqual(kinds);
    const order = whole.map(({ occurredAt, id }) => [-Date.parse(occurredAt), id] as const);
    expect(order).toEqual(order.toSorted(([one, a], [other, b]) => one - other || (a < b ? -1 : 1)));
    expect(await walk(asker, {}, 100)).toEqual(whole);
  });

  it('keeps to the kinds and times that are asked for', async () => {
    const checks = await walk(mlro, { kinds: ['CHECK', 'CONTACT'], from: at(5), to: at(15) }, 6);
    expect(counted(checks)).toEqual({ CHECK: 10, CONTACT: 10 });
    expect(checks.every(({ occurredAt }) => occurredAt >= at(5) && occurredAt < at(15))).toBe(true);
    expect(await walk(mlro, { kinds: ['CONTACT'] }, 50)).toHaveLength(40);
    expect(await walk(mlro, { kinds: [] }, 50)).toEqual([]);
    expect((await page(mlro, { first: 0 })).totalCount).toBe(160);
    await expect(page(mlro, { from: at(5), to: at(5) })).rejects.toThrow('BAD_USER_INPUT');
  });

  it('refuses a cursor that is none of the list for the caller', async () => {
    const of = (id: string) => Buffer.from(`id:${id}`).toString('base64url');
    for (const cursor of [of('nobody'), of('a'), of('interactions:INT-99'), 'what', of('withheld:0')])
      await expect(page(mlro, { after: cursor })).rejects.toThrow('BAD_USER_INPUT');
    // The report is there, and to the auditor it looks as if it were not.
    expect((await page(mlro, { after: of('mix-4'), first: 1 })).nodes).toHaveLength(1);
    await expect(page(auditor, { after: of('mix-4') })).rejects.toThrow('BAD_USER_INPUT');
  });

  it('reads of a long list only what it shows', async () => {
    await insertDecisionEvents(
      databases.owner,
      Array.from({ length: 3_000 }, (_, n) =>
        decided(`long-${n}`, { subject: 'C-4', occurredAt: at(n), kind: 'kyc.verification' }),
      ),
    );
    const asked = await ledgerSource({ knex: databases.ledger }).timelinePage(
      {
        customerId: 'C-4',
        kinds: null,
        range: { from: null, to: null },
        sorts: [
          { customerId: 'C-4', domain: 'KYC', class: 'CONFIDENTIAL', aboutReport: false, caseId: null },
        ],
        upTo: { occurredAt: at(1_500), id: 'long-1500' },
        most: 3,
      },
      new AbortController().signal,
    );
    expect(asked.map(({ id }) => id)).toEqual(['long-1500', 'long-1499', 'long-1498']);
  });
});

describe('what is asked of decisions', () => {
  const decisions = async (asker: Asker, args: string) => {
    const of = [{ __typename: 'Customer', id: 'C-1' }];
    const { data, errors } = await ask(
      asker,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { decisions(${args}) { nodes { id } } } } }`,
      { of },
    );
    if (errors !== undefined) return errors.map(({ extensions }) => extensions?.code);
    const found = data?._entities as { decisions: { nodes: { id: string }[] } }[] | undefined;
    return found?.[0]?.decisions.nodes.map(({ id }) => id);
  };

  it('is kept to, in either order', async () => {
    expect(await decisions(mlro, 'order: OLDEST_FIRST')).toEqual(['a', 'b', 'hidden', 'c', 'd', 'e']);
    expect(await decisions(mlro, 'filter: { domains: [AML] }')).toEqual(['hidden']);
    expect(await decisions(mlro, 'filter: { kinds: ["aml.alert", "x"], actorTypes: [HUMAN] }')).toEqual([
      'hidden',
    ]);
    expect(await decisions(mlro, 'filter: { actorTypes: [SYSTEM] }')).toEqual([]);
    expect(await decisions(mlro, 'filter: { decisions: ["LOW"] }')).toEqual([]);
    expect(await decisions(mlro, 'filter: { planId: "x" }')).toEqual([]);
    expect(await decisions(mlro, `filter: { from: "${at(2)}", to: "${at(4)}" }`)).toEqual(['hidden', 'b']);
    expect(await decisions(mlro, 'filter: { knownAt: "2026-06-01T10:00:59Z" }')).toEqual([]);
    expect(await decisions(mlro, `filter: { from: "${at(2)}", to: "${at(2)}" }`)).toEqual(['BAD_USER_INPUT']);
    expect(await decisions(auditor, 'order: OLDEST_FIRST, first: 3')).toEqual(['a', 'b', 'c']);
  });
});
