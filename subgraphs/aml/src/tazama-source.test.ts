import { parseExactJson, tolerantJson } from '@bankgraph/bank-sources';
import { describe, expect, it } from '@jest/globals';
import { serveBank } from './bank-systems.fixture.js';
import { tazamaReport } from './tazama.fixture.js';
import { alertsOfTazamaReport, tazamaSource } from './tazama-source.js';

const exact = (document: unknown) => parseExactJson(JSON.stringify(document));
const { signal } = new AbortController();

describe('a Tazama report', () => {
  it('is an alert per typology that reached its threshold or is marked for review', () => {
    const typology = (cfg: string, result: number, review: boolean, workflow?: object) => ({
      cfg,
      result,
      review,
      workflow,
      ruleResults: [
        { id: 'EFRuP@1.0.0', cfg: 'none', subRuleRef: 'none', prcgTm: 6052681, wght: 0 },
        { id: '901@1.0.0', cfg: '1.0.0', subRuleRef: '.02', prcgTm: 17682366, wght: 200.5 },
        { id: '018@1.0.0', cfg: '1.0.0', subRuleRef: '.01', prcgTm: 1, wght: -0.5 },
      ],
    });
    const thresholds = { alertThreshold: 200, interdictionThreshold: 400, flowProcessor: 'EFRuP@1.0.0' };
    const alerts = alertsOfTazamaReport(
      exact(
        tazamaReport('C-1', 'e-1', [
          typology('999@1.0.0', 200, false, thresholds),
          typology('typology-028@1.2.0', 10, true, { alertThreshold: 200 }),
          typology('unversioned', 199, false, thresholds),
          typology('unversioned', 900, false),
        ]),
      ),
    );
    const ruleHits = [
      { ruleId: '901@1.0.0', version: '1.0.0', outcome: '.02', weight: '200.5' },
      { ruleId: '018@1.0.0', version: '1.0.0', outcome: '.01', weight: '-0.5' },
    ];
    const alert = { source: 'tazama', raisedAt: '2025-01-17T08:15:10.433Z', ruleHits, caseId: null };
    expect(alerts).toEqual([
      {
        ...alert,
        id: 'e-1:999@1.0.0',
        typology: '999',
        typologyVersion: '1.0.0',
        score: '200',
        alertThreshold: '200',
        interdictionThreshold: '400',
      },
      {
        ...alert,
        id: 'e-1:typology-028@1.2.0',
        typology: 'typology-028',
        typologyVersion: '1.2.0',
        score: '10',
        alertThreshold: '200',
        interdictionThreshold: null,
      },
    ]);
  });

  it('is refused with what is missing when it is elided', () => {
    const elided = { report: { evaluationID: 'e-1', status: 'ALRT', timestamp: '2025-01-17T08:15:10Z' } };
    for (const [document, recordId, issues] of [
      [elided, 'e-1', ['report.tadpResult invalid_type']],
      [
        { report: { evaluationID: 17 } },
        'report',
        expect.arrayContaining(['report.evaluationID invalid_type']),
      ],
      [null, 'report', ['(record) invalid_type']],
    ] as const) {
      expect(() => alertsOfTazamaReport(exact(document))).toThrow(
        expect.objectContaining({ code: 'UPSTREAM_INVALID', recordId, issues }),
      );
    }
    expect(tolerantJson('{"transactionID": "t", "transaction": {\n ...\n }, "report": {}}')).toEqual({
      refused: expect.stringContaining('line 2'),
    });
  });
});

describe('reports of many customers', () => {
  it('are asked for once and dealt out; one about nobody who was asked for is missing from any list', async () => {
    const documents = [
      tazamaReport('C-2', 'e-2'),
      tazamaReport('C-1', 'e-1'),
      { ...tazamaReport('C-1', 'e-3'), report: { evaluationID: 'e-3', status: 'ALRT' } },
      tazamaReport('C-77', 'e-77'),
    ];
    await using bank = await serveBank((url) => {
      expect(url.searchParams.get('customer_ids')).toBe('C-1,C-2,C-3');
      return { results: documents };
    });
    const found = await tazamaSource({ system: bank.system }).alerts(['C-1', 'C-2', 'C-3'], signal);
    const told = [...found].map(([customerId, { rows, setAside }]) => [
      customerId,
      rows.map(({ id }) => id),
      setAside.map(({ error }) => error.recordId),
    ]);
    expect(told).toEqual([
      ['C-1', ['e-1:999@1.0.0'], ['e-3', '[3]']],
      ['C-2', ['e-2:999@1.0.0'], ['[3]']],
      ['C-3', [], ['[3]']],
    ]);
    expect(bank.paths()).toEqual(['/tazama/evaluations']);
  });
});
