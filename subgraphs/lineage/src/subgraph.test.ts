import { createSecretKey } from 'node:crypto';
import type { AuditEntry, FieldAccess } from '@bankgraph/audit-log';
import { UpstreamUnavailable } from '@bankgraph/bank-sources';
import type { DecisionEventEntry } from '@bankgraph/decision-ledger';
import { insertDecisionEvents } from '@bankgraph/decision-ledger/testing';
import { SealedTexts } from '@bankgraph/identity';
import { type Ask, type Asker, asking } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Databases, decided, startDatabases } from './databases.fixture.js';
import {
  accessLogSource,
  auditTrailSource,
  integrityCheck,
  interactionsSource,
  type LineageSources,
  ledgerSource,
  lineageSubgraph,
  sealedEvents,
} from './subgraph.js';

const eventKey = createSecretKey(Buffer.alloc(32, 7));

/** The first of each role is assigned to every customer, `S-2` to none. */
const assigned = { assignedToCustomer: async (staffId: string) => staffId.endsWith('-1') };

const kyc: Asker = { role: 'kyc-analyst', purpose: 'IdentityVerification' };
const fraud: Asker = { role: 'fraud-analyst', purpose: 'FraudPreventionAndDetection' };
const investigator: Asker = { role: 'aml-investigator', purpose: 'CounterMoneyLaundering' };
const mlro: Asker = { role: 'mlro', purpose: 'CounterMoneyLaundering' };
const auditor: Asker = { role: 'auditor', purpose: 'LegalCompliance' };
const dpo: Asker = { role: 'dpo', purpose: 'RightsFulfilment' };
const agent: Asker = { role: 'frontline-agent', purpose: 'CustomerCare' };
const customer: Asker = { role: 'customer', id: 'C-1', purpose: null };

const of = (...ids: string[]) => ({ of: ids.map((id) => ({ __typename: 'Customer', id })) });
const inCustomer = (fields: string) =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { ${fields} } } }`;
const decisions = inCustomer(
  'decisions { totalCount nodes { id causedBy supersedes inputs { externalId } } completeness { missingSystems } }',
);
const timeline = inCustomer(
  'timeline { totalCount nodes { id kind channel summary handledBy } completeness { missingSystems } }',
);

const restrictedFields = new Set(['AmlAlert.score']);

/** A record of somebody of a role who asked about a customer. */
const looked = (
  role: string,
  purpose: string,
  fields: readonly FieldAccess[],
  change: Partial<AuditEntry> = {},
): AuditEntry => ({
  actor: { id: `S-${role}-1`, kind: 'staff', roles: [role], clientId: 'desk', channel: null },
  purpose,
  subject: 'C-1',
  requestId: 'r',
  operationName: null,
  operationHash: 'h',
  policyVersion: 'p',
  fields,
  outcome: 'answered',
  answer: null,
  ...change,
});

let databases: Databases;
let definition: ReturnType<typeof lineageSubgraph>;
let ask: Ask;
/** Systems that are down. */
let down: readonly string[] = [];

/** The decisions about one twin: a case; and for C-1 a report. */
function story(subject: string, withReport: boolean): DecisionEventEntry[] {
  const id = (name: string) => `LE-${subject}-${name}`;
  const evidence = (externalId: string, dataClass: 'C' | 'R') => ({
    system: 'x',
    externalId,
    hash: 'a'.repeat(64),
    asOf: '2026-06-01T00:00:00Z',
    class: dataClass,
  });
  const aml = { domain: 'aml', class: 'R', subject } as const;
  const all = [
    decided(id('first'), { subject, occurredAt: '2026-05-01T10:00:00Z' }),
    decided(id('alert'), { ...aml, kind: 'aml.alert', occurredAt: '2026-05-02T10:00:00Z' }),
    decided(id('rating'), {
      subject,
      occurredAt: '2026-05-04T10:00:00Z',
      causedBy: [id('alert'), id('first'), 'LE-nobody-knows'],
      supersedes: id('first'),
      inputs: [evidence('passport', 'C'), evidence('dec-1', 'R')],
    }),
    decided(id('engine'), {
      subject,
      domain: 'fraud',
      kind: 'fraud.risk-decision',
      decision: 'HOLD',
      occurredAt: '2026-05-05T10:00:00Z',
      actor: { type: 'MODEL', id: 'engine-3' },
      supersedes: id('alert'),
    }),
  ];
  const report = decided(id('report-filed'), {
    ...aml,
    kind: 'aml.report-decided',
    occurredAt: '2026-05-03T10:00:00Z',
    causedBy: [id('alert')],
    caseId: `case-of-${subject}`,
  });
  return withReport ? [...all, report] : all;
}

beforeAll(async () => {
  databases = await startDatabases();
  await insertDecisionEvents(databases.owner, [...story('C-1', true), ...story('C-2', false)]);
  await databases.owner('interactions.interaction').insert(
    ['C-1', 'C-2'].flatMap((customer_id) => [
      {
        id: `INT-${customer_id}-1`,
        customer_id,
        channel: 'MOBILE',
        occurred_at: '2026-05-06T10:00:00Z',
        summary_code: 'LOGIN_FAILED',
      },
      {
        id: `INT-${customer_id}-2`,
        customer_id,
        channel: 'BRANCH',
        occurred_at: '2026-05-02T11:00:00Z',
        summary_code: 'ID_CHECKED',
        handled_by: 'S-frontline-agent-1',
      },
    ]),
  );
  await databases.owner('interactions.interaction').insert({
    id: 'INT-3',
    customer_id: 'C-3',
    channel: 'BRANCH',
    occurred_at: '2026-05-02T11:00:00Z',
    summary_code: 'said that his wife …',
  });
  const ledger = ledgerSource({ knex: databases.ledger });
  const interactions = interactionsSource({ knex: databases.interactions });
  const up = async <T>(system: string, call: () => Promise<T>) => {
    if (down.includes(system)) throw new UpstreamUnavailable(system, 'refused');
    return call();
  };
  const sources: LineageSources = {
    ledger: {
      bySubjects: (ids, signal) => up('ledger', () => ledger.bySubjects(ids, signal)),
      byIds: (ids, signal) => up('ledger', () => ledger.byIds(ids, signal)),
      timelineSorts: (asked, signal) => up('ledger', () => ledger.timelineSorts(asked, signal)),
      timelinePage: (asked, signal) => up('ledger', () => ledger.timelinePage(asked, signal)),
      chain: (asked, signal) => up('ledger', () => ledger.chain(asked, signal)),
      byPlan: (asked, signal) => up('ledger', () => ledger.byPlan(asked, signal)),
      anchors: (ids, signal) => up('ledger', () => ledger.anchors(ids, signal)),
    },
    interactions: { contacts: (ids, signal) => up('interactions', () => interactions.contacts(ids, signal)) },
    accessLog: accessLogSource({ reader: databases.audit, restrictedFields }),
    auditTrail: auditTrailSource({ reader: databases.audit, knex: databases.auditKnex, restrictedFields }),
    openEvent: sealedEvents(eventKey),
    integrity: integrityCheck({ ledger: databases.ledger, audit: databases.auditKnex }),
  };
  definition = lineageSubgraph(sources);
  ask = await asking(definition, {
    ...assigned,
    assignedToCase: async (_staffId, caseId) => caseId === 'case-of-C-1',
  });
});

afterAll(async () => {
  await databases[Symbol.asyncDispose]();
});

beforeEach(() => {
  down = [];
  databases.queries.length = 0;
});

/** As far as these tests look at a list. */
interface ListOfOne {
  readonly nodes: readonly { readonly id: string }[];
  readonly completeness: unknown;
}

/** The ids of a list of one customer, and what is said beside it. */
async function list(asker: Asker, query: string, name: string, id = 'C-1') {
  const { data, errors } = await ask(asker, query, of(id));
  const entities = data?._entities as Record<string, ListOfOne | null>[] | undefined;
  const found = entities?.[0]?.[name];
  return {
    ids: found?.nodes.map((node) => node.id),
    completeness: found?.completeness,
    errors: errors?.map(({ path, extensions }) => [path?.at(-1), extensions?.code, extensions?.system]),
  };
}

/** An event about C-1, sealed as the gateway does it. */
function sealed(data: Readonly<Record<string, unknown>> = {}, subject = 'C-1'): string {
  const event = {
    specversion: '1.0',
    id: 'E-1',
    source: 'urn:bankgraph:test',
    type: 'bankgraph.decision',
    subject,
    time: '2026-11-30T08:00:00Z',
    data: { domain: 'kyc', class: 'I', caseId: null, aboutReport: false, decisionIds: [], ...data },
  };
  return new SealedTexts(eventKey, 'events').seal(JSON.stringify(event), 'lineage');
}

describe('changes', () => {
  const change = `query ($id: ID!, $event: String) {
    watchesCustomer(id: $id)
    customerChange(id: $id, event: $event) { id at kind domain customer { id } decisions { id } }
  }`;
  const seen = async (asker: Asker, event: string | null, id = 'C-1') => {
    const { data, errors } = await ask(asker, change, { id, event });
    expect(errors).toBeUndefined();
    return data as { watchesCustomer: true | null; customerChange: unknown };
  };

  it('are told whole to those who may see them, with the decisions that these may see', async () => {
    const decisionIds = ['LE-C-1-rating', 'LE-C-1-report-filed', 'LE-C-1-engine'];
    expect(await seen(kyc, sealed({ class: 'C', decisionIds }))).toEqual({
      watchesCustomer: true,
      customerChange: {
        id: 'urn:bankgraph:test#E-1',
        at: '2026-11-30T08:00:00Z',
        kind: 'bankgraph.decision',
        domain: 'KYC',
        customer: { id: 'C-1' },
        decisions: [{ id: 'LE-C-1-rating' }],
      },
    });
  });

  it.each([
    ['restricted', { class: 'R' }, ['investigator', 'mlro']],
    ['about a report', { class: 'I', aboutReport: true }, ['mlro']],
    ['confidential, of KYC', { class: 'C' }, ['kyc', 'investigator', 'mlro', 'auditor', 'dpo']],
    [
      'confidential, of fraud',
      { class: 'C', domain: 'fraud' },
      ['fraud', 'investigator', 'mlro', 'auditor', 'dpo'],
    ],
    [
      'internal, of KYC',
      { class: 'I' },
      ['customer', 'agent', 'kyc', 'investigator', 'mlro', 'auditor', 'dpo'],
    ],
    [
      'internal, of consent',
      { class: 'I', domain: 'consent' },
      ['customer', 'agent', 'investigator', 'mlro', 'auditor', 'dpo'],
    ],
  ])('that are %s are told to nobody else', async (_what, data, who) => {
    const askers = { customer, agent, kyc, fraud, investigator, mlro, auditor, dpo };
    const told: string[] = [];
    for (const [name, asker] of Object.entries(askers)) {
      const { watchesCustomer, customerChange } = await seen(asker, sealed(data));
      expect(watchesCustomer).toBe(true);
      if (customerChange !== null) told.push(name);
    }
    expect(told).toEqual(who);
  });

  it('are not told of a customer to whom nothing ties the caller, nor of another than was asked for', async () => {
    const nothing = { watchesCustomer: null, customerChange: null };
    expect(await seen({ ...kyc, id: 'S-2' }, sealed())).toEqual(nothing);
    expect(await seen({ ...customer, id: 'C-2' }, sealed())).toEqual(nothing);
    expect((await seen(kyc, sealed({}, 'C-2'))).customerChange).toBeNull();
  });

  it('are told of no event that the gateway has not sealed', async () => {
    const own = sealed();
    for (const event of [null, '', 'x', own.slice(1), JSON.stringify({ subject: 'C-1' })]) {
      expect((await seen(mlro, event)).customerChange).toBeNull();
    }
    const other = new SealedTexts(createSecretKey(Buffer.alloc(32, 8)), 'events');
    expect((await seen(mlro, other.seal('{}', 'lineage'))).customerChange).toBeNull();
  });

  it('of a case are for those who work on it', async () => {
    const query = `query ($id: ID!, $event: String) { watchesCase(id: $id) caseChange(id: $id, event: $event) { kind } }`;
    const asked = async (asker: Asker, id: string, event: string) =>
      (await ask(asker, query, { id, event })).data;
    const event = sealed({ class: 'R', domain: 'aml', caseId: 'case-of-C-1', aboutReport: true });
    const told = { watchesCase: true, caseChange: { kind: 'bankgraph.decision' } };
    const nothing = { watchesCase: null, caseChange: null };
    expect(await asked(investigator, 'case-of-C-1', event)).toEqual(told);
    expect(await asked(mlro, 'case-of-C-1', event)).toEqual(told);
    expect(await asked(investigator, 'case-of-C-2', event)).toEqual(nothing);
    expect(await asked(auditor, 'case-of-C-1', event)).toEqual(nothing);
    expect(await asked(mlro, 'case-of-C-2', event)).toEqual({ watchesCase: true, caseChange: null });
  });
});

describe('decisions', () => {
  it('are those of the caller’s work, the newest first, and complete', async () => {
    const seen = async (asker: Asker) => (await list(asker, decisions, 'decisions')).ids;
    const [first, alert, report, rating, engine] = ['first', 'alert', 'report-filed', 'rating', 'engine'].map(
      (name) => `LE-C-1-${name}`,
    );
    expect(await seen(kyc)).toEqual([rating, first]);
    expect(await seen(fraud)).toEqual([engine]);
    expect(await seen(auditor)).toEqual([engine, rating, first]);
    expect(await seen(dpo)).toEqual([engine, rating, first]);
    expect(await seen(mlro)).toEqual([engine, rating, report, alert, first]);
    expect(await seen(investigator)).toEqual([engine, rating, report, alert, first]);
    expect(await seen({ ...investigator, id: 'S-2' })).toEqual([]);
    expect(await seen(agent)).toEqual([]);
    expect((await list(auditor, decisions, 'decisions')).completeness).toEqual({ missingSystems: [] });
  });

  it('name as causes only decisions that the caller may see, and as evidence only what is open to them', async () => {
    const node = async (asker: Asker, id: string) =>
      (
        await ask(
          asker,
          `{ decision(id: "${id}") { subject { id } causedBy supersedes inputs { externalId } } }`,
        )
      ).data?.decision;
    expect(await node(mlro, 'LE-C-1-rating')).toEqual({
      subject: { id: 'C-1' },
      causedBy: ['LE-C-1-alert', 'LE-C-1-first'],
      supersedes: 'LE-C-1-first',
      inputs: [{ externalId: 'passport' }, { externalId: 'dec-1' }],
    });
    for (const asker of [kyc, auditor, dpo]) {
      expect(await node(asker, 'LE-C-1-rating')).toEqual({
        subject: { id: 'C-1' },
        causedBy: ['LE-C-1-first'],
        supersedes: 'LE-C-1-first',
        inputs: [{ externalId: 'passport' }],
      });
    }
    expect(await node(fraud, 'LE-C-1-engine')).toEqual({
      subject: { id: 'C-1' },
      causedBy: [],
      supersedes: null,
      inputs: [],
    });
    expect(await node(fraud, 'LE-C-1-rating')).toBeNull();
    expect(await node(mlro, 'LE-unknown')).toBeNull();
  });

  it('and timelines are the same for both twins to whoever is not on the case of the one', async () => {
    const askOffCase = await asking(definition, assigned);
    for (const asker of [kyc, fraud, auditor, dpo, agent, investigator]) {
      const answers = await Promise.all(
        [decisions, timeline].flatMap((query) =>
          ['C-1', 'C-2'].map(async (id) => {
            // What was withheld is for the gateway's record, which the caller never sees.
            const { data, errors } = await askOffCase(asker, query, of(id));
            return JSON.stringify({ data, errors }).replaceAll(id, 'C-x');
          }),
        ),
      );
      expect([answers[0], answers[2]]).toEqual([answers[1], answers[3]]);
    }
  });

  it('are asked for once for many customers, their causes not again', async () => {
    await ask(mlro, decisions, of('C-1', 'C-2', 'C-3'));
    expect(databases.queries).toHaveLength(2); // All decisions, and the one cause that nobody knows.
  });

  it('are null with the ledger’s name when it is down', async () => {
    down = ['ledger'];
    expect(await list(auditor, decisions, 'decisions')).toEqual({
      ids: undefined,
      completeness: undefined,
      errors: [['decisions', 'UPSTREAM_UNAVAILABLE', 'ledger']],
    });
    // Who may see no decision learns nothing of the ledger.
    expect(await list(customer, decisions, 'decisions')).toEqual({
      ids: [],
      completeness: null,
      errors: undefined,
    });
  });
});

describe('the timeline', () => {
  it('joins contacts and decisions in one shape, the newest first', async () => {
    const { data } = await ask(kyc, timeline, of('C-1'));
    const decision = { kind: 'DECISION', channel: null };
    expect(data).toEqual({
      _entities: [
        {
          timeline: {
            totalCount: 4,
            completeness: { missingSystems: [] },
            nodes: [
              {
                id: 'interactions:INT-C-1-1',
                kind: 'CONTACT',
                channel: 'MOBILE',
                summary: 'LOGIN_FAILED',
                handledBy: null,
              },
              {
                ...decision,
                id: 'LE-C-1-rating',
                summary: 'kyc.risk-rating MEDIUM',
                handledBy: 'S-kyc-analyst-1',
              },
              {
                id: 'interactions:INT-C-1-2',
                kind: 'CONTACT',
                channel: 'BRANCH',
                summary: 'ID_CHECKED',
                handledBy: 'S-frontline-agent-1',
              },
              {
                ...decision,
                id: 'LE-C-1-first',
                summary: 'kyc.risk-rating MEDIUM',
                handledBy: 'S-kyc-analyst-1',
              },
            ],
          },
        },
      ],
    });
    expect((await list(customer, timeline, 'timeline')).ids).toEqual([
      'interactions:INT-C-1-1',
      'interactions:INT-C-1-2',
    ]);
    expect((await list(mlro, timeline, 'timeline')).ids).toHaveLength(7);
  });

  it('goes on with what is there when a system is down, and names it to whoever misses something', async () => {
    const unavailable = (system: string) => [['timeline', 'UPSTREAM_UNAVAILABLE', system]];
    down = ['ledger'];
    expect(await list(kyc, timeline, 'timeline')).toEqual({
      ids: ['interactions:INT-C-1-1', 'interactions:INT-C-1-2'],
      completeness: { missingSystems: ['ledger'] },
      errors: unavailable('ledger'),
    });
    for (const asker of [customer, agent]) {
      expect(await list(asker, timeline, 'timeline')).toEqual({
        ids: ['interactions:INT-C-1-1', 'interactions:INT-C-1-2'],
        completeness: { missingSystems: [] },
        errors: undefined,
      });
    }
    down = ['interactions'];
    expect(await list(kyc, timeline, 'timeline')).toEqual({
      ids: ['LE-C-1-rating', 'LE-C-1-first'],
      completeness: { missingSystems: ['interactions'] },
      errors: unavailable('interactions'),
    });
    // All that the customer could see is down: that is not "nothing happened".
    expect(await list(customer, timeline, 'timeline')).toEqual({
      ids: undefined,
      completeness: undefined,
      errors: unavailable('interactions'),
    });
    down = ['interactions', 'ledger'];
    expect(await list(mlro, timeline, 'timeline')).toMatchObject({
      ids: undefined,
      errors: unavailable('interactions'),
    });
  });

  it('sets a contact aside that is told in free text', async () => {
    expect(await list(agent, timeline, 'timeline', 'C-3')).toEqual({
      ids: [],
      completeness: { missingSystems: [] },
      errors: [['timeline', 'UPSTREAM_INVALID', 'interactions']],
    });
  });
});

describe('who looked', () => {
  it('is told to the customer without those whose looking is itself a tip-off', async () => {
    await databases.auditWriter.commit([
      looked('frontline-agent', 'CustomerCare', [
        ['Customer.name', 'allow', 1],
        ['Customer.sars', 'deny', 1],
      ]),
      looked('frontline-agent', 'CustomerCare', [['Customer.sars', 'deny', 1]]),
      looked('auditor', 'LegalCompliance', [['AmlAlert.score', 'allow', 1]]),
      looked('mlro', 'CounterMoneyLaundering', [['Sar.status', 'allow', 1]]),
      looked('aml-investigator', 'CounterMoneyLaundering', [['Customer.name', 'allow', 1]]),
    ]);
    const query = inCustomer('accessHistory { totalCount nodes { role purpose clientId actor fields } }');
    const roles = async (asker: Asker) => {
      const { data } = await ask(asker, query, of('C-1'));
      const entities = data?._entities as { accessHistory: { nodes: { role: string }[] } }[] | undefined;
      return entities?.[0]?.accessHistory.nodes.map(({ role }) => role);
    };
    expect((await ask(customer, query, of('C-1'))).data).toEqual({
      _entities: [
        {
          accessHistory: {
            totalCount: 1,
            nodes: [
              { role: 'frontline-agent', purpose: 'CustomerCare', clientId: 'desk', actor: null, fields: [] },
            ],
          },
        },
      ],
    });
    expect(await roles(auditor)).toEqual(['frontline-agent']);
    expect(await roles(investigator)).toEqual(['aml-investigator', 'auditor', 'frontline-agent']);
    expect(await roles(mlro)).toEqual(['aml-investigator', 'mlro', 'auditor', 'frontline-agent']);
    expect(await roles(agent)).toEqual([]);
  });
});

describe('the audit log', () => {
  const entries = `query ($filter: AuditEntryFilter, $first: Int, $after: String) {
    auditEntries(filter: $filter, first: $first, after: $after) {
      edges { cursor }
      nodes { id kind outcome errorCode roles customer { id } requestId fields { field decision count } inclusion { index } }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }`;
  interface Page {
    readonly edges: readonly { readonly cursor: string }[];
    readonly nodes: readonly (Readonly<Record<string, unknown>> & {
      readonly id: string;
      readonly requestId: string;
    })[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly endCursor: string;
    };
  }
  const read = async (asker: Asker, filter: object, page: object = {}) =>
    (await ask(asker, entries, { filter, ...page })).data?.auditEntries as Page;
  const requests = async (asker: Asker, filter: object) =>
    (await read(asker, filter)).nodes.map(({ requestId }) => requestId);

  beforeAll(() =>
    databases.auditWriter.commit([
      looked('frontline-agent', 'CustomerCare', [['Customer.name', 'allow', 1]], {
        subject: 'C-7',
        requestId: 'shown',
      }),
      looked(
        'auditor',
        'LegalCompliance',
        [
          ['DecisionEvent', 'deny', 1],
          ['Customer.decisions', 'allow', 1],
        ],
        {
          subject: 'C-7',
          requestId: 'withheld',
        },
      ),
      looked('frontline-agent', 'CustomerCare', [['Customer.sars', 'deny', 1]], {
        subject: 'C-7',
        requestId: 'refused',
        outcome: 'refused',
        errorCode: 'FORBIDDEN',
      }),
      looked('auditor', 'LegalCompliance', [['AmlAlert.score', 'allow', 1]], {
        subject: 'C-7',
        requestId: 'restricted field',
      }),
      looked('mlro', 'CounterMoneyLaundering', [['Sar.status', 'allow', 1]], {
        subject: 'C-7',
        requestId: 'report',
      }),
      looked('kyc-analyst', 'CounterMoneyLaundering', [['Customer.name', 'allow', 1]], {
        subject: 'C-7',
        requestId: 'purpose',
      }),
      looked('dpo', 'RightsFulfilment', [['Query.customers', 'allow', 1]], {
        subject: null,
        requestId: 'nobody',
      }),
    ]),
  );

  it('is read by those who watch over access, each without what they must not know of', async () => {
    const open = ['refused', 'withheld', 'shown'];
    expect(await requests(auditor, { customerId: 'C-7' })).toEqual(open);
    expect(await requests(dpo, { customerId: 'C-7' })).toEqual(open);
    expect(await requests(mlro, { customerId: 'C-7' })).toEqual([
      'purpose',
      'report',
      'restricted field',
      ...open,
    ]);
    for (const asker of [kyc, fraud, investigator, agent, customer]) {
      expect(await requests(asker, { customerId: 'C-7' })).toEqual([]);
    }
  });

  it('says of an entry what was shown and refused, and of no row that was withheld', async () => {
    const { nodes } = await read(auditor, { customerId: 'C-7' });
    expect(nodes.map(({ id: _, ...node }) => node)).toEqual([
      {
        kind: 'ACCESS',
        outcome: 'REFUSED',
        errorCode: 'FORBIDDEN',
        roles: ['frontline-agent'],
        customer: { id: 'C-7' },
        requestId: 'refused',
        fields: [{ field: 'Customer.sars', decision: 'DENY', count: 1 }],
        inclusion: null,
      },
      expect.objectContaining({
        requestId: 'withheld',
        fields: [{ field: 'Customer.decisions', decision: 'ALLOW', count: 1 }],
      }),
      expect.objectContaining({ requestId: 'shown', outcome: 'ANSWERED', errorCode: null }),
    ]);
    expect((await read(mlro, { requestId: 'nobody' })).nodes).toMatchObject([{ customer: null }]);
  });

  it('is found by who asked, in what role, what for, which field and when', async () => {
    const ofOne = (filter: object) => requests(mlro, { customerId: 'C-7', ...filter });
    expect(await ofOne({ actor: 'S-kyc-analyst-1' })).toEqual(['purpose']);
    expect(await ofOne({ role: 'auditor' })).toEqual(['restricted field', 'withheld']);
    expect(await ofOne({ purpose: 'CustomerCare', role: null })).toEqual(['refused', 'shown']);
    expect(await ofOne({ field: 'Customer.sars' })).toEqual(['refused']);
    expect(await ofOne({ to: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await ofOne({ from: '2020-01-01T00:00:00Z', requestId: 'report' })).toEqual(['report']);
    expect(await requests(mlro, { customerId: 'C-nobody' })).toEqual([]);
  });

  it('is paged over what the caller may see', async () => {
    const filter = { customerId: 'C-7' };
    const first = await read(auditor, filter, { first: 1 });
    expect(first).toMatchObject({
      nodes: [{ requestId: 'refused' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    expect(await read(auditor, filter, { first: 1, after: first.pageInfo.endCursor })).toMatchObject({
      nodes: [{ requestId: 'withheld' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
    });
    expect(await read(auditor, filter, { first: 2, after: first.pageInfo.endCursor })).toMatchObject({
      nodes: [{ requestId: 'withheld' }, { requestId: 'shown' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect((await read(auditor, {}, { first: 3 })).nodes.map(({ requestId }) => requestId)).toEqual([
      'nobody',
      'refused',
      'withheld',
    ]);
  });

  it('refuses what is no page and no time, and a cursor of what the caller may not see', async () => {
    const hidden = (await read(mlro, { requestId: 'report' })).edges[0]?.cursor;
    const refused = async (filter: object, page: object = {}) =>
      (await ask(auditor, entries, { filter, ...page })).errors?.[0]?.extensions?.code;
    for (const page of [{ first: 101 }, { first: -1 }, { after: 'abc' }, { after: hidden }]) {
      expect(await refused({ customerId: 'C-7' }, page)).toBe('BAD_USER_INPUT');
    }
    expect(await refused({ from: '2026-13-01T00:00:00Z' })).toBe('BAD_USER_INPUT');
    expect(await refused({ from: '2026-06-02T00:00:00Z', to: '2026-06-01T00:00:00Z' })).toBe(
      'BAD_USER_INPUT',
    );
  });

  it('goes on record under the customer whose entries are asked for, were there none', async () => {
    const about = async (filter: object) => {
      const { extensions } = await ask(auditor, entries, { filter });
      return new Set((extensions?.disclosures ?? []).map(({ subject }) => subject));
    };
    expect(await about({ customerId: 'C-none' })).toEqual(new Set(['C-none']));
    expect(await about({ requestId: 'shown' })).toEqual(new Set([null, 'C-7']));
  });

  it('has no signed state before the first', async () => {
    const checkpoint = '{ auditCheckpoint { size } }';
    expect((await ask(auditor, checkpoint)).data).toEqual({ auditCheckpoint: null });
    expect((await ask(agent, checkpoint)).data).toEqual({ auditCheckpoint: null });
  });
});
