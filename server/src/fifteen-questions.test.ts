import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, type Knex } from '@bankgraph/database';
import type { Role } from '@bankgraph/identity';
import { operationId } from '@bankgraph/operation-registry';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from './project-folder.js';
import { type Bank, startBank } from './testing/start-bank.js';

/** The questions of docs/questions.md, each as the one agreed operation by its id, asked of the seeded stories. */
let bank: Bank;
let owner: Knex;
beforeAll(async () => {
  bank = await startBank({ customers: 60 });
  const url = new URL(bank.postgres.adminUrl);
  url.pathname = '/bankgraph';
  owner = connect(url.href, { applicationName: 'test owner', poolMax: 1 });
}, 60_000);
afterAll(async () => {
  await owner?.destroy();
  await bank?.[Symbol.asyncDispose]();
});

interface Asked {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each question has a shape of its own
  readonly data: any;
  /** What is missing: path and system. */
  readonly missing: readonly (readonly [string, unknown])[];
}

async function ask(
  role: Role,
  name: string,
  variables: object,
  clientId = 'compliance-desk',
): Promise<Asked> {
  const file = join(projectFolder, `schema/operations/compliance-desk/${name}.graphql`);
  const sha256Hash = operationId(await readFile(file, 'utf8'));
  const token = await bank.sandbox.issuer.issueToken({ role, clientId });
  const answer = await fetch(bank.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ variables, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
  });
  const body = (await answer.json()) as {
    data: unknown;
    errors?: readonly { path?: readonly (string | number)[]; extensions: Record<string, unknown> }[];
  };
  return {
    status: answer.status,
    data: body.data,
    missing: (body.errors ?? []).map(({ path, extensions }) => [
      path?.join('.') ?? '',
      extensions.system ?? extensions.code,
    ]),
  };
}

/** The data of an answer from which nothing is missing. */
async function answer(...asked: Parameters<typeof ask>) {
  const { status, data, missing } = await ask(...asked);
  expect([status, missing]).toEqual([200, []]);
  return data;
}

const complete = { missingSystems: [] };
const ids = (list: { nodes: readonly { id: string }[] }) => list.nodes.map(({ id }) => id);

describe('with every system there', () => {
  it('1. when was this risk first identified, by which source', async () => {
    const risen = await answer('mlro', 'Q01FirstIdentified', {
      customerId: 'C-1004',
      filter: { decisions: ['HIGH'] },
    });
    // It held from the election on, and was recorded two months later: the flag says so.
    expect(risen.customer).toMatchObject({
      decisions: {
        nodes: [
          {
            id: 'LE-1004-rating-raised',
            occurredAt: '2026-03-27T00:00:00.000Z',
            recordedAt: '2026-05-29T04:25:00.000Z',
            recordedLater: true,
            actor: { type: 'MODEL', id: 'customer-risk@4.2.0' },
            inputs: [{ system: 'kyc', externalId: 'RR-1004-1' }],
          },
        ],
        completeness: complete,
      },
      riskHistory: { firstIdentified: { level: 'HIGH', validFrom: '2026-03-27T00:00:00.000Z' } },
    });
    const alerted = await answer('mlro', 'Q01FirstIdentified', {
      customerId: 'C-1005',
      filter: { domains: ['AML'] },
    });
    expect(alerted.customer.decisions.nodes).toMatchObject([
      { id: 'LE-1005-alert-snoozed', occurredAt: '2026-02-10T11:40:00.000Z', actor: { id: 'marble' } },
    ]);
  });

  it('2. who reviewed it, when, in what role', async () => {
    const { customer } = await answer('mlro', 'Q02WhoReviewed', { customerId: 'C-1005', domains: ['AML'] });
    const investigator = { type: 'HUMAN', id: 'S-aml-investigator-1', role: 'aml-investigator' };
    expect(customer.decisions).toMatchObject({
      nodes: [
        {
          id: 'LE-1005-reviewed',
          occurredAt: '2026-03-05T10:40:00.000Z',
          actor: investigator,
          approvals: [],
        },
        {
          id: 'LE-1005-no-report',
          occurredAt: '2026-03-21T10:40:00.000Z',
          actor: investigator,
          approvals: [{ by: 'S-mlro-1', role: 'mlro', at: '2026-03-21T11:10:00Z' }],
        },
      ],
      completeness: complete,
    });
  });

  it('3. what action was taken, and why', async () => {
    const { customer } = await answer('mlro', 'Q03ActionTaken', { customerId: 'C-1005', domains: ['AML'] });
    expect(customer.decisions.nodes.at(-2)).toMatchObject({
      decision: 'RESTRICT',
      outcome: 'Outgoing payments restricted',
      reasonInternal: 'Three payments just below 10,000 within a week.',
      reasonForCustomer: 'Some services are limited while we review your account.',
    });
    const held = await answer('mlro', 'Q03ActionTaken', { customerId: 'C-1006', domains: ['FRAUD'] });
    expect(held.customer.decisions.nodes.map(({ decision }: { decision: string }) => decision)).toEqual([
      'MONITOR',
      'OUTREACH',
      'HOLD',
      'ESCALATE',
    ]);
    expect(held.customer.restrictions).toMatchObject([
      { reason: 'UNDER_REVIEW', scope: 'OUTGOING_PAYMENTS' },
    ]);
  });

  it('4. what happened next, to closure', async () => {
    const { lineage, decision } = await answer('mlro', 'Q04WhatHappenedNext', {
      decision: 'LE-1005-alert-snoozed',
      from: '2026-03-01T00:00:00Z',
    });
    expect(ids(lineage)).toEqual([
      'LE-1005-alert-snoozed',
      'LE-1005-alert',
      'LE-1005-reviewed',
      'LE-1005-no-report',
    ]);
    expect(lineage.edges).toEqual([
      { from: 'LE-1005-alert', to: 'LE-1005-alert-snoozed', relation: 'WAS_INFORMED_BY' },
      { from: 'LE-1005-reviewed', to: 'LE-1005-alert', relation: 'WAS_INFORMED_BY' },
      { from: 'LE-1005-no-report', to: 'LE-1005-reviewed', relation: 'WAS_INFORMED_BY' },
    ]);
    expect([lineage.truncated, decision.subject.amlCases.nodes]).toMatchObject([
      false,
      [{ status: 'CLOSED', outcome: 'VALUABLE_ALERT' }],
    ]);
    expect(decision.subject.timeline.completeness).toEqual(complete);
    expect(
      decision.subject.timeline.nodes
        .filter(({ kind }: { kind: string }) => kind !== 'CONTACT')
        .map(({ kind, summary }: { kind: string; summary: string }) => [kind, summary]),
    ).toEqual([
      ['DECISION', 'aml.no-report NO_FILE'],
      ['DECISION', 'kyc.risk-rating MEDIUM'],
      ['DECISION', 'aml.review RESTRICT'],
      ['ALERT', 'aml.alert REVIEW'],
    ]);
  });

  it('5. which rules, which model version, at which thresholds', async () => {
    const { customer } = await answer('mlro', 'Q05WhatFired', { customerId: 'C-1005', domains: ['AML'] });
    const plan = { type: 'RULE', id: '5ce0a210-0000-4000-8000-000000000001', version: '4' };
    expect(customer.decisions.nodes).toMatchObject([{ plan }, { plan }]);
    expect(customer.amlAlerts.nodes).toMatchObject([
      {
        typologyVersion: '4',
        score: '95',
        alertThreshold: '40',
        interdictionThreshold: '80',
        ruleHits: [{ weight: '35' }, { weight: '40' }, { weight: '20' }],
      },
      { typology: 'typology-028', typologyVersion: '1.0.0', score: '350', alertThreshold: '200' },
    ]);
  });

  it('6. what did we know at a time', async () => {
    const known = async (knownAt: string) =>
      (
        await answer('mlro', 'Q06WhatDidWeKnow', {
          customerId: 'C-1004',
          asOf: '2026-05-01T00:00:00Z',
          knownAt,
        })
      ).customer;
    const then = await known('2026-05-01T00:00:00Z');
    const later = await known('2026-06-30T00:00:00Z');
    expect([then.riskHistory.current.level, ids(then.decisions)]).toEqual([
      'LOW',
      ['LE-1004-first-rating', 'LE-1004-onboarding'],
    ]);
    expect([later.riskHistory.current.level, ids(later.decisions)[0]]).toEqual([
      'HIGH',
      'LE-1004-rating-raised',
    ]);
    expect(later.riskHistory.levels).toMatchObject([
      { level: 'LOW', validTo: '2026-03-27T00:00:00.000Z' },
      { level: 'HIGH', validTo: null },
    ]);
  });

  it('7. which list version was screened, who cleared the match', async () => {
    const { customer } = await answer('kyc-analyst', 'Q07ScreenedAgainst', { customerId: 'C-1004' });
    expect(customer.kyc.screenings[1]).toMatchObject({
      listVersion: '20260528-0400',
      algorithm: 'logic-v1',
      threshold: '0.7',
      matches: [
        { caption: 'Daniel Osei-Boateng', status: 'CONFIRMED_HIT', reviewedBy: 'S-kyc-analyst-1' },
        { caption: 'Daniel OSEI', status: 'NO_HIT', reviewedBy: 'S-kyc-analyst-1' },
      ],
    });
    expect(customer.decisions.nodes).toMatchObject([
      { decision: 'POTENTIAL_MATCH', plan: { id: 'logic-v1', version: '20260528-0400' } },
      {
        decision: 'CONFIRMED_HIT',
        actor: { id: 'S-kyc-analyst-1' },
        approvals: [{ by: 'S-kyc-analyst-2' }],
      },
    ]);
  });

  it('8. who overrode, who approved, was it one person', async () => {
    const { customer } = await answer('auditor', 'Q08Overrides', { customerId: 'C-1018' });
    expect(customer.decisions.nodes).toMatchObject([
      {
        actor: { id: 'S-relationship-manager-1' },
        approvals: [{ by: 'S-relationship-manager-2' }],
        fourEyes: true,
      },
    ]);
    expect(
      customer.segmentMemberships.flatMap(({ override }: { override: unknown }) => override ?? []),
    ).toMatchObject([{ by: 'S-relationship-manager-1', approvedBy: 'S-relationship-manager-2' }]);
    const alone = await answer('mlro', 'Q02WhoReviewed', { customerId: 'C-1004', domains: ['KYC'] });
    expect(ids(alone.customer.decisions)).toContain('LE-1004-onboarding');
    const { customer: one } = await answer('auditor', 'Q08Overrides', {
      customerId: 'C-1004',
      kinds: ['kyc.onboarding'],
    });
    expect(one.decisions.nodes).toMatchObject([{ fourEyes: false, approvals: [] }]);
  });

  it('9. why was no report filed', async () => {
    const { customer } = await answer('mlro', 'Q09WhyNoReport', { customerId: 'C-1005' });
    expect(customer.decisions.nodes).toMatchObject([
      {
        reasonInternal: 'Proceeds of an inherited collection; estate papers seen.',
        approvals: [{ by: 'S-mlro-1' }],
        fourEyes: true,
        causedBy: ['LE-1005-reviewed'],
      },
    ]);
    expect(customer.amlCases.nodes).toMatchObject([
      { noReportDecisions: [{ id: 'NR-1005-1', decidedBy: 'S-aml-investigator-1', approvedBy: 'S-mlro-1' }] },
    ]);
  });

  it('10. how long from detection to filing, against the deadline', async () => {
    const { customer } = await answer('mlro', 'Q10DetectionToFiling', { customerId: 'C-1007' });
    const [detected, filed] = customer.decisions.nodes;
    const [report] = customer.sars.nodes;
    expect([detected.kind, filed.kind]).toEqual(['aml.alert', 'aml.report-decided']);
    expect([filed.occurredAt, report.filedAt]).toEqual([
      '2026-05-30T11:40:00.000Z',
      '2026-05-30T11:40:00.000Z',
    ]);
    const day = 86_400_000;
    const since = (at: string) => (Date.parse(at) - Date.parse(detected.occurredAt)) / day;
    expect(since(report.filedAt)).toBeCloseTo(13.84, 1);
    expect(since(report.deadlineAt)).toBe(30);
  });

  it('11. which customers did a rule or model version affect', async () => {
    const { decisionsByPlan } = await answer('auditor', 'Q11AffectedByPlan', {
      planId: 'customer-risk',
      version: '4.2.0',
    });
    const first = decisionsByPlan.nodes[0];
    expect([first.id, first.subject.id]).toEqual(['LE-1001-rating-raised', 'C-1001']);
    const affected = new Set(decisionsByPlan.nodes.map((node: typeof first) => node.subject.id));
    // All 60 but the one who applied last week.
    expect([affected.size, decisionsByPlan.totalCount, decisionsByPlan.completeness]).toEqual([
      59,
      decisionsByPlan.nodes.length,
      complete,
    ]);
    const none = await answer('auditor', 'Q11AffectedByPlan', { planId: 'customer-risk', version: '9' });
    expect(none.decisionsByPlan.totalCount).toBe(0);
    // What transaction monitoring decided is restricted: to an auditor its rules have touched nobody.
    const restricted = await answer('auditor', 'Q11AffectedByPlan', {
      planId: '5ce0a210-0000-4000-8000-000000000001',
    });
    expect(restricted.decisionsByPlan).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('12. who viewed restricted data, for what purpose', async () => {
    await answer('aml-investigator', 'Q05WhatFired', { customerId: 'C-1008' });
    await answer('auditor', 'Q08Overrides', { customerId: 'C-1008' });
    const { auditEntries } = await answer('mlro', 'Q12WhoSawRestricted', { customerId: 'C-1008' });
    expect(auditEntries.nodes).toMatchObject([
      {
        actor: 'S-aml-investigator-1',
        roles: ['aml-investigator'],
        purpose: 'CounterMoneyLaundering',
        operationName: 'Q05WhatFired',
        clientId: 'compliance-desk',
      },
    ]);
    expect(auditEntries.nodes[0].fields).toContainEqual({
      field: 'AmlAlert.score',
      decision: 'ALLOW',
      count: expect.any(Number),
    });
  });

  it('13. which consent or lawful basis covered each disclosure', async () => {
    const partner = bank.as('partner', 'ServiceProvision', { clientId: 'P-moneywise' });
    expect((await partner.query('{ customer(id: "C-1001") { accounts { nodes { id } } } }')).status).toBe(
      200,
    );
    const { auditEntries, customer } = await answer('dpo', 'Q13BasisOfDisclosures', { customerId: 'C-1001' });
    const disclosure = auditEntries.nodes.find(
      ({ clientId }: { clientId: string }) => clientId === 'P-moneywise',
    );
    expect(disclosure).toMatchObject({
      purpose: 'ServiceProvision',
      consents: [{ consentId: 'CON-1001-2', noticeVersion: 'privacy-notice@7' }],
    });
    expect(customer.consents).toContainEqual(
      expect.objectContaining({ id: 'CON-1001-2', lawfulBasis: 'Contract', grantee: 'P-moneywise' }),
    );
  });

  it('14. which alerts were repeated or snoozed before action', async () => {
    const { customer } = await answer('mlro', 'Q14RepeatedOrSnoozed', { customerId: 'C-1005' });
    expect(customer.decisions.nodes).toMatchObject([
      { kind: 'aml.alert', decision: 'SNOOZED', outcome: 'Below the threshold: one rule was snoozed' },
      { kind: 'aml.alert', decision: 'REVIEW', causedBy: ['LE-1005-alert-snoozed'] },
      { kind: 'aml.review', decision: 'RESTRICT', causedBy: ['LE-1005-alert'] },
      { kind: 'aml.no-report' },
    ]);
  });

  it('15. is the chain intact, where are gaps', async () => {
    const asked = async (role: Role) =>
      (
        await bank
          .as(role, role === 'mlro' ? 'CounterMoneyLaundering' : 'LegalCompliance')
          .query(
            '{ ledgerIntegrity { intact decisions whole faultCount faults { kind decision auditEntry } } }',
          )
      ).data.ledgerIntegrity;
    const { ledgerIntegrity } = await answer('auditor', 'Q15ChainIntact', {});
    expect(ledgerIntegrity).toMatchObject({
      intact: true,
      whole: true,
      records: 1,
      faultCount: 0,
      faults: [],
    });
    expect(ledgerIntegrity.decisions).toBeGreaterThan(120);
    const [{ record }] = await owner('ledger.anchor')
      .where({ decision: 'LE-1007-report-filed' })
      .select('record');
    const raise = (by: string) =>
      owner.transaction(async (all) => {
        await all.raw('set local session_replication_role to replica');
        await all('ledger.decision_event').where({ id: 'LE-1007-report-filed' }).update({ outcome: by });
      });
    try {
      await raise('Never filed');
      const gap = { intact: false, faultCount: 1 };
      expect(await asked('mlro')).toMatchObject({
        ...gap,
        faults: [{ kind: 'CHANGED', decision: 'LE-1007-report-filed', auditEntry: record }],
      });
      // The number alone would tell an auditor of the report.
      expect(await asked('auditor')).toMatchObject({
        ...gap,
        faults: [{ kind: 'CHANGED', decision: null, auditEntry: record }],
      });
    } finally {
      await raise('Filed and acknowledged');
    }
    expect((await asked('mlro')).intact).toBe(true);
  });

  it('and whoever is not cleared gets the same for the twin with a report and the one without', async () => {
    const same = async (role: Role, name: string) => {
      const [one, other] = await Promise.all(
        ['1007', '1008'].map(async (number) => {
          const variables = { customerId: `C-${number}`, decision: `LE-${number}-first-rating` };
          return JSON.stringify(await ask(role, name, variables)).replaceAll(number, 'x');
        }),
      );
      expect(one).toBe(other);
    };
    for (const name of [
      'Q02WhoReviewed',
      'Q04WhatHappenedNext',
      'Q10DetectionToFiling',
      'Q07ScreenedAgainst',
    ])
      await same('kyc-analyst', name);
    await same('auditor', 'Q08Overrides');
  });

  it('nobody but the client that they are agreed with sends them', async () => {
    expect((await ask('mlro', 'Q09WhyNoReport', { customerId: 'C-1005' }, 'P-moneywise')).status).toBe(404);
    expect((await ask('frontline-agent', 'Q09WhyNoReport', { customerId: 'C-1005' })).status).toBe(403);
  });
});

describe('with a system down nothing reads as "nothing happened"', () => {
  const closed: string[] = [];
  /** Nobody logs in as this role any more, and whoever is logged in is thrown out. */
  async function close(role: string): Promise<void> {
    await owner.raw(`alter role ${role} nologin`);
    closed.push(role);
    await owner.raw('select pg_terminate_backend(pid) from pg_stat_activity where usename = ?', [role]);
  }
  afterEach(async () => {
    for (const role of closed.splice(0)) await owner.raw(`alter role ${role} login`);
    for (const system of Object.values(bank.sandbox.systems)) {
      system.behave();
      await system.restart();
    }
  });

  const c1005 = { customerId: 'C-1005' };
  const ledgerQuestions: readonly (readonly [Role, string, object, string])[] = [
    ['mlro', 'Q01FirstIdentified', c1005, 'customer.decisions'],
    ['mlro', 'Q02WhoReviewed', c1005, 'customer.decisions'],
    ['mlro', 'Q03ActionTaken', c1005, 'customer.decisions'],
    ['mlro', 'Q05WhatFired', c1005, 'customer.decisions'],
    [
      'mlro',
      'Q06WhatDidWeKnow',
      { ...c1005, asOf: '2026-05-01T00:00:00Z', knownAt: '2026-05-01T00:00:00Z' },
      'customer.decisions',
    ],
    ['kyc-analyst', 'Q07ScreenedAgainst', c1005, 'customer.decisions'],
    ['auditor', 'Q08Overrides', c1005, 'customer.decisions'],
    ['mlro', 'Q09WhyNoReport', c1005, 'customer.decisions'],
    ['mlro', 'Q10DetectionToFiling', c1005, 'customer.decisions'],
    ['mlro', 'Q14RepeatedOrSnoozed', c1005, 'customer.decisions'],
    ['mlro', 'Q04WhatHappenedNext', { decision: 'LE-1005-alert' }, 'lineage'],
    ['auditor', 'Q11AffectedByPlan', { planId: 'customer-risk' }, 'decisionsByPlan'],
    ['auditor', 'Q15ChainIntact', {}, 'ledgerIntegrity'],
  ];

  it('the ledger: what comes from it is null and named, the rest is there', async () => {
    await close('ledger_reader');
    for (const [role, name, variables, path] of ledgerQuestions) {
      const { status, data, missing } = await ask(role, name, variables);
      expect([name, status, missing.filter(([, system]) => system !== 'ledger')]).toEqual([name, 200, []]);
      expect(missing.map(([at]) => at)).toContain(path);
      expect(path.split('.').reduce((value, key) => value[key], data)).toBeNull();
    }
    const { data } = await ask('mlro', 'Q05WhatFired', c1005);
    expect(data.customer.amlAlerts.nodes).toHaveLength(2);
  });

  it('the record of contacts: the timeline has the rest, and completeness names it', async () => {
    await close('interactions_reader');
    const { data, missing } = await ask('mlro', 'Q04WhatHappenedNext', { decision: 'LE-1005-alert' });
    expect(missing).toEqual([['decision.subject.timeline', 'interactions']]);
    const { nodes, completeness } = data.decision.subject.timeline;
    expect(completeness).toEqual({ missingSystems: ['interactions'] });
    expect(nodes.length).toBeGreaterThan(0);
    expect(data.lineage.nodes).toHaveLength(3);
  });

  it('the audit log: who looked is null and named, not empty', async () => {
    await close('audit_reader');
    const restricted = await ask('mlro', 'Q12WhoSawRestricted', c1005);
    expect([restricted.data.auditEntries, restricted.missing]).toEqual([null, [['auditEntries', 'audit']]]);
    const basis = await ask('dpo', 'Q13BasisOfDisclosures', c1005);
    expect([basis.data.auditEntries, basis.missing]).toEqual([null, [['auditEntries', 'audit']]]);
    expect(basis.data.customer.consents.length).toBeGreaterThan(0);
    const { data } = await ask('auditor', 'Q15ChainIntact', {});
    expect(data).toEqual({ ledgerIntegrity: null, auditCheckpoint: null });
  });

  const c1018 = { customerId: 'C-1018' };
  /** Who asks each question of whom. */
  const questions = {
    Q01FirstIdentified: ['mlro', c1005],
    Q02WhoReviewed: ['mlro', c1005],
    Q03ActionTaken: ['mlro', c1005],
    Q04WhatHappenedNext: ['mlro', { decision: 'LE-1005-alert' }],
    Q05WhatFired: ['mlro', c1005],
    Q06WhatDidWeKnow: ['mlro', { ...c1005, asOf: '2026-05-01T00:00:00Z', knownAt: '2026-05-01T00:00:00Z' }],
    Q07ScreenedAgainst: ['kyc-analyst', { customerId: 'C-1004' }],
    Q08Overrides: ['auditor', c1018],
    Q09WhyNoReport: ['mlro', c1005],
    Q10DetectionToFiling: ['mlro', { customerId: 'C-1007' }],
    Q11AffectedByPlan: ['auditor', { planId: 'customer-risk' }],
    Q12WhoSawRestricted: ['mlro', c1005],
    Q13BasisOfDisclosures: ['dpo', { customerId: 'C-1001' }],
    Q14RepeatedOrSnoozed: ['mlro', c1005],
    Q15ChainIntact: ['auditor', {}],
  } as const satisfies Record<string, readonly [Role, object]>;
  type Question = keyof typeof questions;

  const ofOneCustomer = (Object.keys(questions) as Question[]).filter(
    (name) => 'customerId' in questions[name][1] && name !== 'Q12WhoSawRestricted',
  );
  /** Each system that a question rests on: its name in the answer, how it goes away, and whose questions lack it. */
  const systems: readonly (readonly [string, () => Promise<void>, readonly Question[]])[] = [
    ['directory', () => close('directory_reader'), ofOneCustomer],
    ['decisions', () => close('decisions_reader'), ['Q03ActionTaken', 'Q04WhatHappenedNext', 'Q08Overrides']],
    ['interactions', () => close('interactions_reader'), ['Q04WhatHappenedNext']],
    ['segments', () => close('segments_reader'), ['Q08Overrides']],
    ['aml_register', () => close('aml_register_reader'), ['Q09WhyNoReport', 'Q10DetectionToFiling']],
    ['consent', () => close('consent_writer'), ['Q13BasisOfDisclosures']],
    // Question 15 holds one against the other, and names the ledger for both: it has a test of its own.
    ['audit', () => close('audit_reader'), ['Q12WhoSawRestricted', 'Q13BasisOfDisclosures']],
    ['screening', () => bank.sandbox.systems.screening.stop(), ['Q07ScreenedAgainst']],
    ['segmentation', () => bank.sandbox.systems.segmentation.stop(), ['Q08Overrides']],
  ];

  /** The value at a path, or null where something above it is. */
  const at = (data: unknown, path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key] ?? null, data);

  it.each(systems)(
    '%s: no list that lacks it is there as if it were whole',
    async (system, goAway, lacking) => {
      await goAway();
      for (const name of lacking) {
        const [role, variables] = questions[name];
        const { status, data, missing } = await ask(role, name, variables);
        expect([name, status, missing.length > 0]).toEqual([name, 200, true]);
        for (const [path, named] of missing) {
          const value = at(data, path) as { completeness?: { missingSystems: readonly string[] } } | null;
          const said = value === null ? 'null' : value.completeness?.missingSystems;
          expect([name, path, named, said]).toEqual([name, path, system, value === null ? 'null' : [system]]);
        }
      }
    },
  );

  it('one of the two systems that raise alerts: those of the other are there, and completeness says so', async () => {
    bank.sandbox.systems.aml.misbehave({ mode: '500', path: '/tazama' });
    const { data, missing } = await ask('mlro', 'Q14RepeatedOrSnoozed', c1005);
    expect(missing).toEqual([['customer.amlAlerts', 'aml']]);
    expect(data.customer.amlAlerts).toMatchObject({
      nodes: [{ typology: expect.not.stringContaining('typology-028') }],
      completeness: { missingSystems: ['aml'] },
    });
    expect(data.customer.decisions.completeness).toEqual(complete);
  });

  // The last: once it has been down, nobody asks it for a while.
  it('case management: what comes from it is null and named, the ledger answers', async () => {
    await bank.sandbox.systems.aml.stop();
    for (const [name, field] of [
      ['Q05WhatFired', 'amlAlerts'],
      ['Q09WhyNoReport', 'amlCases'],
      ['Q14RepeatedOrSnoozed', 'amlAlerts'],
    ] as const) {
      const { data, missing } = await ask('mlro', name, c1005);
      expect([name, missing, data.customer[field]]).toEqual([name, [[`customer.${field}`, 'aml']], null]);
      expect(data.customer.decisions.nodes.length).toBeGreaterThan(0);
    }
  });
});
