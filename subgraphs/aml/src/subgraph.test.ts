import type { JsonServer } from '@bankgraph/bank-sources/testing';
import { type Ask, type Asker, asking } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { serveBank } from './bank-systems.fixture.js';
import { caseRecord, decisionRecord, eventRecord, marblePage } from './marble.fixture.js';
import { type RegisterDatabase, sarRow, startRegister } from './register.fixture.js';
import { amlSubgraph, marbleSource, sarRegisterSource, tazamaSource } from './subgraph.js';
import { tazamaReport } from './tazama.fixture.js';

const purpose = 'CounterMoneyLaundering';
const mlro: Asker = { role: 'mlro', purpose };
const investigator: Asker = { role: 'aml-investigator', purpose };
const auditor: Asker = { role: 'auditor', purpose: 'LegalCompliance' };
const uncleared: readonly Asker[] = [
  { role: 'customer', id: 'C-1', purpose: null },
  { role: 'customer', id: 'C-2', purpose: null },
  { role: 'frontline-agent', purpose: 'CustomerCare' },
  { role: 'relationship-manager', purpose: 'CustomerCare' },
  { role: 'fraud-analyst', purpose: 'FraudPreventionAndDetection' },
  { role: 'kyc-analyst', purpose: 'CounterMoneyLaundering' },
  { role: 'dpo', purpose: 'RightsFulfilment' },
  { role: 'marketing', purpose: 'DirectMarketing' },
  { role: 'partner', purpose: 'ServiceProvision' },
  { role: 'aml-investigator', purpose: null },
];

const page = 'totalCount pageInfo { hasNextPage endCursor }';
const everything = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer {
  amlAlerts { ${page} completeness { missingSystems } nodes { id source raisedAt typology score alertThreshold caseId ruleHits { ruleId weight } } }
  amlCases { ${page} nodes { id status outcome events { id type note } tasks { id title doneAt }
    evidence { id kind name hash } noReportDecisions { id rationale approvedBy } } }
  sars { ${page} nodes { id caseId status regulatorRef filedAt narrative acknowledgement { bsaId accepted warnings } } }
} } }`;
const of = (...ids: string[]) => ({ of: ids.map((id) => ({ __typename: 'Customer', id })) });

let register: RegisterDatabase;
let bank: JsonServer;
let ask: Ask;
let down: (path: string) => boolean;

/** C-1 and C-2 are twins: the same alert and the same case; only C-1 has a report. */
beforeAll(async () => {
  register = await startRegister();
  await register.bank('aml_register.sar').insert([sarRow('SAR-1', 'C-1')]);
  await register.bank('aml_register.no_report_decision').insert({
    id: 'NR-3',
    customer_id: 'C-3',
    case_id: 'case-of-C-3',
    decided_at: '2026-06-03T10:00:00Z',
    decided_by: 'S-1',
    approved_by: 'S-2',
    rationale: 'Estate papers seen.',
  });
  await register.bank('aml_register.case_task').insert(
    ['C-1', 'C-2'].map((customer_id) => ({
      id: `TASK-${customer_id}`,
      case_id: `case-of-${customer_id}`,
      customer_id,
      title: 'Trace the senders',
      due_at: '2026-06-12T10:00:00Z',
      assignee: 'S-1',
    })),
  );
  bank = await serveBank((url) => {
    if (down(url.pathname)) return undefined;
    const customerId = url.searchParams.get('pivot_value') ?? '';
    const events = [
      eventRecord(1),
      eventRecord(2, { event_type: 'comment_added', additional_note: 'Report drafted' }),
      eventRecord(3, { event_type: 'sar_created', created_at: null }),
    ];
    if (url.pathname === '/v1/decisions') {
      const recent = url.searchParams.get('end')?.startsWith('2026-06-30');
      const one = decisionRecord(0, {
        id: `dec-${customerId}`,
        case: { id: `case-of-${customerId}`, name: 'x' },
      });
      return marblePage(url, recent ? [one] : []);
    }
    if (url.pathname.startsWith('/v1/decisions/')) {
      const rules = [{ rule_id: 'rule-1', outcome: 'hit', score_modifier: 75 }];
      return { data: { ...decisionRecord(0), rules } };
    }
    if (url.pathname === '/v1/cases') {
      return marblePage(url, [caseRecord(`case-of-${customerId}`, { events })]);
    }
    if (url.pathname.endsWith('/comments')) return marblePage(url, []);
    if (url.pathname.endsWith('/files')) {
      return { data: [{ id: 'f-1', created_at: '2026-06-04T10:00:00Z', file_name: 'estate.pdf' }] };
    }
    const ids = url.searchParams.get('customer_ids')?.split(',') ?? [];
    return { results: ids.map((id) => tazamaReport(id, `e-${id}`)) };
  });
  const definition = amlSubgraph({
    caseManagement: marbleSource({ system: bank.system, now: () => new Date('2026-06-30T00:00:00Z') }),
    evaluations: tazamaSource({ system: bank.system }),
    register: sarRegisterSource({ knex: register.reader }),
  });
  ask = await asking(definition, {
    assignedToCustomer: async (staffId) => staffId.startsWith('S-'),
    assignedToCase: async (_staffId, caseId) => ['case-of-C-1', 'case-of-C-3'].includes(caseId),
  });
});

afterAll(async () => {
  await bank[Symbol.asyncDispose]();
  await register[Symbol.asyncDispose]();
});

beforeEach(() => {
  down = () => false;
  bank.asked.length = 0;
  register.queries.length = 0;
});

describe('AML', () => {
  it('shows the reporting officer alerts, case and report', async () => {
    const answer = await ask(mlro, everything, of('C-1'));
    expect(answer.data).toEqual({
      _entities: [
        {
          amlAlerts: {
            totalCount: 2,
            completeness: { missingSystems: [] },
            pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
            nodes: [
              {
                id: 'dec-C-1',
                source: 'marble',
                raisedAt: '2026-06-01T10:00:00Z',
                typology: 'Payments out',
                score: '75',
                alertThreshold: '40',
                caseId: 'case-of-C-1',
                ruleHits: [{ ruleId: 'rule-1', weight: '75' }],
              },
              {
                id: 'e-C-1:999@1.0.0',
                source: 'tazama',
                raisedAt: '2025-01-17T08:15:10.433Z',
                typology: '999',
                score: '200',
                alertThreshold: '200',
                caseId: null,
                ruleHits: [{ ruleId: '901@1.0.0', weight: '200' }],
              },
            ],
          },
          amlCases: {
            totalCount: 1,
            pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
            nodes: [
              {
                id: 'case-of-C-1',
                status: 'INVESTIGATING',
                outcome: 'UNSET',
                events: [
                  { id: 'event-1', type: 'case_created', note: null },
                  { id: 'event-2', type: 'comment_added', note: 'Report drafted' },
                ],
                tasks: [{ id: 'TASK-C-1', title: 'Trace the senders', doneAt: null }],
                evidence: [
                  {
                    id: 'f-1',
                    kind: 'file',
                    name: 'estate.pdf',
                    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
                  },
                ],
                noReportDecisions: [],
              },
            ],
          },
          sars: {
            totalCount: 1,
            pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
            nodes: [
              {
                id: 'SAR-1',
                caseId: 'case-of-C-1',
                status: 'ACKNOWLEDGED',
                regulatorRef: '31000064273315',
                filedAt: '2026-05-30T11:40:00.000Z',
                narrative: 'Credits from eleven senders.',
                acknowledgement: { bsaId: '31000064273315', accepted: true, warnings: [] },
              },
            ],
          },
        },
      ],
    });
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_INVALID', system: 'aml', recordId: 'event-3' } },
    ]);
  });

  it('answers the uncleared alike about both twins, and asks nobody for it', async () => {
    const nothing = { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
    for (const asker of uncleared) {
      const answers = await Promise.all(['C-1', 'C-2', 'C-404'].map((id) => ask(asker, everything, of(id))));
      for (const { data, errors } of answers) {
        expect(errors).toBeUndefined();
        expect(data).toEqual({
          _entities: [{ amlAlerts: { ...nothing, completeness: null }, amlCases: nothing, sars: nothing }],
        });
      }
    }
    expect([bank.paths(), register.queries]).toEqual([[], []]);
  });

  it('tells neither audit nor an investigator of other cases that there is a report', async () => {
    for (const asker of [auditor, investigator]) {
      const [one, other] = await Promise.all(
        ['C-1', 'C-2'].map(async (id) => {
          const { data, errors } = await ask(asker, everything, of(id));
          return JSON.stringify({ data, errors })
            .replaceAll(id, 'C-x')
            .replace(/"endCursor":"\w+"/g, '"endCursor":"x"');
        }),
      );
      const cleared = asker.role === 'aml-investigator';
      // The investigator is on the case of C-1, and on no other.
      expect(one === other).toBe(!cleared);
      expect(other).not.toMatch(/SAR-|Report drafted|event-3|NR-/);
    }
    const released = '2026-06-20T00:00:00Z';
    await register
      .bank('aml_register.sar')
      .insert(sarRow('SAR-9', 'C-9', { released_to_audit_at: released }));
    const answer = await ask(
      auditor,
      '{ _entities(representations: [{ __typename: "Customer", id: "C-9" }]) { ... on Customer { sars { nodes { id } } } } }',
    );
    expect(answer.data).toEqual({ _entities: [{ sars: { nodes: [{ id: 'SAR-9' }] } }] });
  });

  it('shows why no report was filed to those on the case', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer {
      amlCases { nodes { noReportDecisions { id rationale } } } } } }`;
    const shown = async (asker: Asker) => (await ask(asker, query, of('C-3'))).data;
    const given = [{ id: 'NR-3', rationale: 'Estate papers seen.' }];
    expect(await shown(investigator)).toEqual({
      _entities: [{ amlCases: { nodes: [{ noReportDecisions: given }] } }],
    });
    expect(await shown(auditor)).toEqual({
      _entities: [{ amlCases: { nodes: [{ noReportDecisions: [] }] } }],
    });
  });

  it('makes as many calls with a report as without, and one per batch for many customers', async () => {
    const calls = async (...ids: string[]) => {
      bank.asked.length = 0;
      register.queries.length = 0;
      await ask(mlro, everything, of(...ids));
      return [
        ...bank
          .paths()
          .map((path) => path.replace(/C-\d+/, 'C-x'))
          .sort(),
        ...register.queries.map((sql) => /aml_register"\."(\w+)/.exec(sql)?.[1]).sort(),
      ];
    };
    const one = await calls('C-1');
    expect(one).toEqual(await calls('C-2'));
    expect(one).toEqual([
      '/tazama/evaluations',
      '/v1/cases',
      '/v1/cases/case-of-C-x/comments',
      '/v1/cases/case-of-C-x/files',
      ...Array.from({ length: 5 }, () => '/v1/decisions'),
      '/v1/decisions/dec-C-x',
      'case_task',
      'no_report_decision',
      'sar',
    ]);
    const fifty = await calls(...Array.from({ length: 50 }, (_, index) => `C-${index + 1}`));
    const batches = ['/tazama/evaluations', '/v1/cases', 'sar', 'no_report_decision', 'case_task'];
    expect(batches.map((name) => fifty.filter((call) => call === name).length)).toEqual([1, 50, 1, 1, 1]);
  });

  it('answers with what the other systems have when one is down, and says which it is', async () => {
    down = (path) => path.startsWith('/v1');
    const answer = await ask(mlro, everything, of('C-1'));
    expect(answer.data).toMatchObject({
      _entities: [
        {
          amlAlerts: { totalCount: 1, completeness: { missingSystems: ['aml'] } },
          amlCases: null,
          sars: { totalCount: 1 },
        },
      ],
    });
    expect(
      answer.errors?.map(({ path, extensions }) => [path?.[2], extensions?.code, extensions?.system]).sort(),
    ).toEqual([
      ['amlAlerts', 'UPSTREAM_UNAVAILABLE', 'aml'],
      ['amlCases', 'UPSTREAM_UNAVAILABLE', 'aml'],
    ]);
    down = () => true;
    const none = await ask(
      mlro,
      '{ _entities(representations: [{ __typename: "Customer", id: "C-1" }]) { ... on Customer { amlAlerts { totalCount } } } }',
    );
    expect(none.data).toEqual({ _entities: [{ amlAlerts: null }] });
  });

  it('does not tell of a broken report those who may not know of it', async () => {
    const broken = [sarRow('SAR-7', 'C-7', { case_id: 'case-of-C-7', status: 'LOST' })];
    await register.bank('aml_register.sar').insert(broken);
    const query =
      '{ _entities(representations: [{ __typename: "Customer", id: "C-7" }]) { ... on Customer { sars { totalCount } } } }';
    const told = async (asker: Asker) => {
      const { data, errors } = await ask(asker, query);
      return [data, errors?.map(({ extensions }) => extensions?.recordId)];
    };
    const none = { _entities: [{ sars: { totalCount: 0 } }] };
    expect(await told(mlro)).toEqual([none, ['SAR-7']]);
    expect(await told(investigator)).toEqual([none, undefined]);
    expect(await told(auditor)).toEqual([none, undefined]);
  });

  it('says that the register is down, whether or not there is a report', async () => {
    await using empty = await startRegister();
    const source = sarRegisterSource({ knex: empty.reader, deadlineMs: 400 });
    expect(await source.sars(['C-1'], new AbortController().signal)).toEqual(
      new Map([['C-1', { rows: [], setAside: [] }]]),
    );
    await empty.stop();
    await expect(source.sars(['C-1'], new AbortController().signal)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      details: { system: 'aml_register' },
    });
    await expect(source.tasks(['C-1'], AbortSignal.abort())).rejects.toMatchObject({ reason: 'cancelled' });
  });
});
