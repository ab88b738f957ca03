import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from './project-folder.js';
import { type Asker, type Bank, startBank } from './testing/start-bank.js';

const caseId = 'ca000000-0000-4000-8001-000000001001';
const common = () => ({
  customerId: 'C-1001',
  reason: 'What the customer sent agrees with the register.',
  evidence: [
    {
      system: 'identity-verification',
      externalId: 'v-1',
      hash: 'ab'.repeat(32),
      asOf: '2026-06-29T10:00:00Z',
    },
  ],
  version: 0,
  idempotencyKey: randomUUID(),
});
const make = (asker: Asker, field: string, type: string, input: object) =>
  asker.query(
    `mutation Decide($input: ${type}!) { ${field}(input: $input) {
      id status version outcome sentOn madeBy reasonForCustomer decisionIds answer { by } } }`,
    { input: { ...common(), ...input } },
  );
const decisions = `query Decisions($id: ID!) { customer(id: $id) { decisions { totalCount nodes {
  id kind outcome actor { id role } reasonForCustomer reasonInternal approvals { by } } } } }`;

describe('human decisions through the whole graph', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank();
  }, 60_000);
  afterAll(async () => {
    await bank?.[Symbol.asyncDispose]();
  });
  const kyc = () => bank.as('kyc-analyst', 'IdentityVerification');
  const aml = () => bank.as('aml-investigator', 'CounterMoneyLaundering');
  const mlro = () => bank.as('mlro', 'CounterMoneyLaundering');
  const seenBy = async (asker: Asker) => {
    const { data, errors } = await asker.query(decisions, { id: 'C-1001' });
    expect(errors).toBeUndefined();
    return data.customer.decisions;
  };

  it('answer with what was decided, and are in the ledger with both reasons apart and in the audit log', async () => {
    const before = await seenBy(kyc());
    const { data, errors } = await make(kyc(), 'recordKycReview', 'KycReviewInput', {
      outcome: 'REJECTED',
      reasonForCustomer: 'Please send a sharper copy.',
    });
    expect(errors).toBeUndefined();
    const made = data.recordKycReview;
    expect(made).toMatchObject({
      status: 'MADE',
      outcome: 'REJECTED',
      version: 1,
      sentOn: 'KEPT_HERE',
      madeBy: 'S-kyc-analyst-1',
    });
    const after = await seenBy(kyc());
    expect(after.totalCount).toBe(before.totalCount + 1);
    expect(after.nodes[0]).toEqual({
      id: made.decisionIds[0],
      kind: 'kyc.review',
      outcome: 'REJECTED',
      actor: { id: 'S-kyc-analyst-1', role: 'kyc-analyst' },
      reasonForCustomer: 'Please send a sharper copy.',
      reasonInternal: common().reason,
      approvals: [],
    });
    expect((await bank.audit.last())?.fields).toContainEqual(['DecisionEvent.id', 'allow', after.totalCount]);
  });

  it('on a case go on to case management, or wait for it, and exist for nobody who is not on the case', async () => {
    const auditor = bank.as('auditor', 'LegalCompliance');
    const before = [await seenBy(kyc()), await seenBy(auditor)];
    const note = { caseId, note: 'Three transfers on one day.' };
    const { data, errors } = await make(aml(), 'noteOnCase', 'CaseNoteInput', note);
    expect(errors).toBeUndefined();
    expect(['SENT', 'WAITING']).toContain(data.noteOnCase.sentOn);
    expect([await seenBy(kyc()), await seenBy(auditor)]).toEqual(before);
    const stranger = bank.as('aml-investigator', 'CounterMoneyLaundering', { sub: 'S-aml-investigator-91' });
    const answers = [];
    for (const of of [caseId, 'ca000000-0000-4000-8001-000000009999']) {
      const refused = await make(stranger, 'noteOnCase', 'CaseNoteInput', { ...note, caseId: of });
      answers.push([
        refused.status,
        refused.data,
        refused.errors?.map(({ message, path, extensions }) => [message, path, extensions.code]),
      ]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toEqual([
      200,
      { noteOnCase: null },
      [[expect.any(String), ['noteOnCase'], 'FORBIDDEN']],
    ]);
  });

  it('about a report need two persons, whatever their role', async () => {
    const proposed = await make(mlro(), 'proposeReport', 'ReportProposalInput', {
      caseId,
      choice: 'NO_FILE',
    });
    expect(proposed.errors).toBeUndefined();
    const { id, version } = proposed.data.proposeReport;
    const { customerId: _none, ...answer } = { ...common(), id, version, approve: true };
    const decide = (asker: Asker) =>
      asker.query(
        'mutation Agree($input: ProposalAnswerInput!) { decideReport(input: $input) { status answer { by } } }',
        { input: answer },
      );
    const own = await decide(mlro());
    expect(own.errors?.map(({ extensions }) => extensions.code)).toEqual(['FOUR_EYES_REQUIRED']);
    // An investigator proposes, and decides on none: not on another's either.
    const investigator = await decide(aml());
    expect(investigator.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    const agreed = await decide(bank.as('mlro', 'CounterMoneyLaundering', { sub: 'S-mlro-2' }));
    expect(agreed.errors).toBeUndefined();
    expect(agreed.data.decideReport).toEqual({ status: 'APPROVED', answer: { by: 'S-mlro-2' } });
    expect((await seenBy(mlro())).nodes[0]).toMatchObject({
      kind: 'aml.no-report',
      approvals: [{ by: 'S-mlro-2' }],
    });

    // The questions of an audit find it by the kinds that they have for what was decided before the graph was there.
    const question = async (name: string) => {
      const file = join(projectFolder, `schema/operations/compliance-desk/${name}.graphql`);
      const { data, errors } = await mlro().query(await readFile(file, 'utf8'), { customerId: 'C-1001' });
      expect(errors).toBeUndefined();
      return data.customer.decisions.nodes;
    };
    expect(await question('Q09WhyNoReport')).toMatchObject([
      { decision: 'NO_FILE', fourEyes: true, actor: { id: 'S-mlro-1' }, approvals: [{ by: 'S-mlro-2' }] },
    ]);
    const filed = await make(aml(), 'proposeReport', 'ReportProposalInput', {
      caseId,
      choice: 'FILE',
      version,
    });
    expect(filed.errors).toBeUndefined();
    const { customerId: _of, ...agreement } = common();
    const { data, errors } = await mlro().query(
      'mutation Agree($input: ProposalAnswerInput!) { decideReport(input: $input) { status } }',
      {
        input: {
          ...agreement,
          id: filed.data.proposeReport.id,
          version: filed.data.proposeReport.version,
          approve: true,
        },
      },
    );
    expect([errors, data.decideReport]).toEqual([undefined, { status: 'APPROVED' }]);
    expect((await question('Q10DetectionToFiling')).at(-1)).toMatchObject({
      kind: 'aml.report-decided',
      decision: 'FILE',
      approvals: [{ by: 'S-mlro-1' }],
    });
  });

  it('about somebody behind a wall are refused, and nothing is kept', async () => {
    const walled = await make(
      bank.as('fraud-analyst', 'FraudPreventionAndDetection'),
      'restrictService',
      'ServiceRestrictionInput',
      {
        customerId: 'C-1020',
        scope: 'ONLINE_ACCESS',
      },
    );
    expect(walled.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(walled.data).toEqual({ restrictService: null });
  });
});
