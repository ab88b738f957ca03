import { randomUUID } from 'node:crypto';
import { AuditUnavailable } from '@bankgraph/audit-log';
import { type Ask, type Asker, asking } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { staffingCaseDirectory } from './case-directory.js';
import { type Databases, startDatabases } from './databases.fixture.js';
import { decisionDatabase } from './decision-database.js';
import { type DecisionSender, decisionSender } from './decision-sender.js';
import type { DecisionSources } from './make-decision.js';
import { type Marble, startMarble } from './marble.fixture.js';
import { marbleCaseSource } from './marble-case-source.js';
import { decisionsSubgraph } from './subgraph.js';

const customerId = 'C-1001';
const caseId = '11111111-2222-4333-8444-555555555555';
const otherCase = '99999999-2222-4333-8444-555555555555';

const agent: Asker = { role: 'frontline-agent', purpose: 'CustomerCare' };
const manager: Asker = { role: 'relationship-manager', purpose: 'CustomerRelationshipManagement' };
const fraud: Asker = { role: 'fraud-analyst', purpose: 'FraudPreventionAndDetection' };
const kyc: Asker = { role: 'kyc-analyst', purpose: 'IdentityVerification' };
const aml: Asker = { role: 'aml-investigator', purpose: 'CounterMoneyLaundering' };
const mlro: Asker = { role: 'mlro', purpose: 'CounterMoneyLaundering' };
const dpo: Asker = { role: 'dpo', purpose: 'LegalCompliance' };
const auditor: Asker = { role: 'auditor', purpose: 'LegalCompliance' };
const customer: Asker = { role: 'customer', id: customerId, purpose: 'AccountManagement' };
/** Of the same role, and nobody's colleague on this customer. */
const stranger = (of: Asker): Asker => ({ ...of, id: `S-${of.role}-91` });
const second = (of: Asker): Asker => ({ ...of, id: `S-${of.role}-2` });

const all = `id kind customer { id } caseId outcome status version details { name value } reason reasonForCustomer
  evidence { system externalId hash asOf } madeBy madeRole madeAt lapsesAt answer { by role at reason } expiresAt sentOn
  decisionIds`;
const queue = `query ($kind: HumanDecisionKind) { proposedDecisions(kind: $kind) { totalCount nodes { id kind } } }`;

let databases: Databases;
let marble: Marble;
let sender: DecisionSender;
let ask: Ask;
let recordOf: DecisionSources['recordOf'];

beforeAll(async () => {
  databases = await startDatabases();
  marble = await startMarble();
  await databases.owner('staffing.case_assignment').insert([
    { staff_id: 'S-aml-investigator-1', case_id: caseId, customer_id: customerId },
    { staff_id: 'S-aml-investigator-1', case_id: otherCase, customer_id: 'C-1002' },
  ]);
  sender = decisionSender(databases.writer, marbleCaseSource(marble));
  recordOf = ({ field, customerId: subject }, { actor, requestId, operationName, operationHash }) =>
    databases.edits.prepare({
      ...{ actor, purpose: actor.purpose, subject, requestId, operationName, operationHash },
      policyVersion: 'p',
      fields: [[field, 'allow', 1]],
    });
  const sources: DecisionSources = {
    register: decisionDatabase(databases.writer),
    cases: staffingCaseDirectory(databases.owner),
    sender,
    recordOf: (edit, scope) => recordOf(edit, scope),
  };
  const isTheirs = (staff: string) => !staff.endsWith('-91');
  ask = await asking(decisionsSubgraph(sources), {
    assignedToCustomer: async (staff, of) => isTheirs(staff) && of === customerId,
    relationshipManagerOf: async (staff, of) => isTheirs(staff) && of === customerId,
    assignedToCase: async (staff, of) => isTheirs(staff) && of === caseId,
  });
});
afterAll(async () => {
  await sender?.close();
  await marble?.[Symbol.asyncDispose]();
  await databases?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await databases.clear();
  marble.mood = 'well';
  marble.asked.length = 0;
  marble.comments.length = 0;
  marble.events = [];
});

const evidence = [
  {
    system: 'identity-verification',
    externalId: 'v-1',
    hash: 'a'.repeat(64),
    asOf: '2026-11-01T00:00:00.000Z',
  },
];
const common = () => ({
  reason: 'The documents agree with what the customer told us.',
  evidence,
  version: 0,
  idempotencyKey: randomUUID(),
});
const inNextMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString();

/** What a decision asks for: its mutation, its input's type, and what its kind says beside the customer. */
interface Asked {
  readonly field: string;
  readonly type: string;
  readonly by: Asker;
  readonly input: object;
}
const inCase = { caseId };
const simple: readonly Asked[] = [
  {
    field: 'recordKycReview',
    type: 'KycReviewInput',
    by: kyc,
    input: { outcome: 'REJECTED', reasonForCustomer: 'Please send a sharper copy.' },
  },
  { field: 'requestDocument', type: 'DocumentRequestInput', by: kyc, input: { document: 'PASSPORT' } },
  { field: 'escalateCase', type: 'CaseEscalationInput', by: aml, input: inCase },
  {
    field: 'disposeCase',
    type: 'CaseDispositionInput',
    by: aml,
    input: { ...inCase, outcome: 'CONFIRMED_RISK' },
  },
  {
    field: 'noteOnCase',
    type: 'CaseNoteInput',
    by: aml,
    input: { ...inCase, note: 'Three transfers on one day.' },
  },
  {
    field: 'assignCase',
    type: 'CaseAssignmentInput',
    by: aml,
    input: { ...inCase, assignee: 'S-aml-investigator-2' },
  },
  {
    field: 'resolveRiskDecision',
    type: 'RiskResolutionInput',
    by: fraud,
    input: { riskDecisionId: 'rd-1', resolution: 'RELEASED' },
  },
  {
    field: 'recordStepUp',
    type: 'StepUpInput',
    by: agent,
    input: { riskDecisionId: 'rd-1', method: 'CALL_BACK', result: 'PASSED' },
  },
  {
    field: 'recordOutreach',
    type: 'OutreachInput',
    by: agent,
    input: { riskDecisionId: 'rd-1', outcome: 'CONFIRMED_BY_CUSTOMER' },
  },
  {
    field: 'restrictService',
    type: 'ServiceRestrictionInput',
    by: fraud,
    input: { scope: 'OUTGOING_PAYMENTS' },
  },
];
const report: Asked = {
  field: 'proposeReport',
  type: 'ReportProposalInput',
  by: aml,
  input: { ...inCase, choice: 'FILE' },
};
const override = (): Asked => ({
  field: 'proposeSegmentOverride',
  type: 'SegmentOverrideInput',
  by: manager,
  input: { category: 'MARKETING', from: 'mass', to: 'affluent', expiresAt: inNextMonth() },
});
const named = (field: string): Asked => {
  const found = simple.find((one) => one.field === field);
  if (found === undefined) throw new Error(field);
  return found;
};

interface Payload {
  readonly id: string;
  readonly status: string;
  readonly sentOn: string;
  readonly decisionIds: readonly string[];
  readonly [name: string]: unknown;
}
const send = (by: Asker, field: string, type: string, input: object) =>
  ask(by, `mutation ($input: ${type}!) { ${field}(input: $input) { ${all} } }`, { input });

/** Makes a decision that succeeds. */
async function made(asked: Asked, change: object = {}, by = asked.by): Promise<Payload> {
  const answer = await send(by, asked.field, asked.type, {
    customerId,
    ...asked.input,
    ...common(),
    ...change,
  });
  expect(answer.errors).toBeUndefined();
  return answer.data?.[asked.field] as Payload;
}
/** Code and advice of one that does not. */
async function refusal(asked: Asked, change: object = {}, by = asked.by) {
  return failure(
    await send(by, asked.field, asked.type, { customerId, ...asked.input, ...common(), ...change }),
  );
}
function failure(answer: Awaited<ReturnType<Ask>>) {
  expect(Object.values(answer.data ?? {})).toEqual([null]);
  return [answer.errors?.[0]?.extensions?.code, answer.errors?.[0]?.message];
}
const answering = (by: Asker, field: string, proposal: Payload, change: object = {}) =>
  send(by, field, field === 'withdrawProposal' ? 'ProposalWithdrawalInput' : 'ProposalAnswerInput', {
    ...common(),
    id: proposal.id,
    version: proposal.version,
    ...(field === 'withdrawProposal' ? {} : { approve: true }),
    ...change,
  });
async function answered(by: Asker, field: string, proposal: Payload, change: object = {}): Promise<Payload> {
  const answer = await answering(by, field, proposal, change);
  expect(answer.errors).toBeUndefined();
  return answer.data?.[field] as Payload;
}

const ledger = () => databases.owner('ledger.decision_event').select('*').orderBy('recorded_at');
const kept = async () => {
  const { rows } = await databases.owner.raw(`select
    (select count(*)::int from decisions.decision) as decisions, (select count(*)::int from decisions.answer) as answers,
    (select count(*)::int from ledger.decision_event) as ledger, (select count(*)::int from events.outbox) as told,
    (select count(*)::int from audit.record where kind = 'edit') as records`);
  return rows[0];
};

describe('a decision', () => {
  it.each(simple.map((one) => [one.field, one] as const))(
    '%s is kept with its entry in the ledger and its record in the audit log',
    async (field, asked) => {
      const before = await kept();
      const payload = await made(asked);
      const onCase = 'caseId' in asked.input;
      expect(payload).toMatchObject({
        customer: { id: customerId },
        caseId: onCase ? caseId : null,
        status: 'MADE',
        version: 1,
        reason: common().reason,
        evidence,
        madeBy: `S-${asked.by.role}-1`,
        madeRole: asked.by.role,
        lapsesAt: null,
        answer: null,
        decisionIds: [`human-${payload.id}`],
      });
      const after = await kept();
      expect([after.decisions, after.ledger, after.told, after.records - before.records]).toEqual([
        1, 1, 1, 1,
      ]);
      const [{ event }] = await databases.owner('events.outbox').select('event');
      expect(event).toMatchObject({
        ...{ source: 'urn:bankgraph:decisions', type: 'bankgraph.decision', subject: customerId },
        data: { class: onCase ? 'R' : 'C', caseId: onCase ? caseId : null, decisionIds: payload.decisionIds },
      });
      expect(JSON.stringify(event)).not.toContain(common().reason);
      const [entry] = await ledger();
      expect(entry).toMatchObject({
        subject: customerId,
        case_id: onCase ? caseId : null,
        class: onCase ? 'R' : 'C',
        about_report: false,
        actor: { type: 'HUMAN', id: `S-${asked.by.role}-1`, role: asked.by.role },
        outcome: payload.outcome,
      });
      expect(entry.inputs).toEqual([{ ...evidence[0], class: onCase ? 'R' : 'C' }]);
      const records = [];
      for await (const record of databases.log.tail({})) if (record.kind === 'edit') records.push(record);
      expect(records.at(-1)).toMatchObject({
        subject: customerId,
        purpose: asked.by.purpose,
        fields: [[`Mutation.${field}`, 'allow', 1]],
      });
    },
  );

  it.each([...simple, report, override()].map((one) => [one.field, one] as const))(
    '%s is refused to everybody else, and leaves nothing',
    async (_field, asked) => {
      const others = [agent, manager, fraud, kyc, aml, dpo, auditor, customer].filter(
        ({ role }) => role !== asked.by.role,
      );
      const allowed: Readonly<Record<string, readonly string[]>> = {
        recordStepUp: ['fraud-analyst'],
        recordOutreach: ['fraud-analyst'],
        restrictService: ['kyc-analyst', 'aml-investigator'],
      };
      for (const other of [stranger(asked.by), ...others]) {
        if (allowed[asked.field]?.includes(other.role) && !other.id?.endsWith('-91')) continue;
        expect([other.role, ...(await refusal(asked, {}, other))]).toEqual([
          other.role,
          'FORBIDDEN',
          expect.any(String),
        ]);
      }
      expect(await kept()).toMatchObject({ decisions: 0, ledger: 0, told: 0 });
    },
  );

  it.each(simple.map((one) => [one.field, one] as const))(
    '%s sent again is the same one; its key stands for nothing else',
    async (_field, asked) => {
      const again = { idempotencyKey: 'the-same-key' };
      const first = await made(asked, again);
      expect(await made(asked, again)).toEqual(first);
      expect(await refusal(asked, { ...again, reason: 'Something else altogether this time.' })).toEqual([
        'BAD_USER_INPUT',
        'You have used this idempotencyKey for something else. Choose a new one.',
      ]);
      expect(await kept()).toMatchObject({ decisions: 1, ledger: 1 });
    },
  );

  it('names those that led to it, and nothing more secret than itself', async () => {
    const known = (id: string, entry: object) => ({
      ...{
        id,
        subject: customerId,
        occurred_at: '2026-06-29T10:00:00Z',
        recorded_at: '2026-06-29T10:00:00Z',
      },
      ...{ decision: 'REVIEW', actor: { type: 'SYSTEM', id: 'engine' }, outcome: 'Sent to review' },
      ...{ domain: 'fraud', kind: 'fraud.risk-decision', class: 'C', about_report: false },
      ...entry,
    });
    const input = (system: string, externalId: string) =>
      JSON.stringify([{ ...evidence[0], system, externalId, class: 'C' }]);
    await databases.owner('ledger.decision_event').insert([
      known('LE-engine', { inputs: input('fraud', 'rd-1') }),
      known('LE-of-somebody-else', { inputs: input('fraud', 'rd-1'), subject: 'C-1002' }),
      known('LE-alert', {
        ...{ domain: 'aml', kind: 'aml.alert', class: 'R', case_id: caseId, inputs: input('aml', 'a-1') },
      }),
    ]);
    const causes = async ({ decisionIds: [id] }: Payload) =>
      (await ledger()).find((entry) => entry.id === id)?.caused_by;
    const nothing = { evidence: [] };
    const stepUp = await made(named('recordStepUp'), nothing);
    expect(await causes(stepUp)).toEqual(['LE-engine']);

    const first = await made(named('noteOnCase'), nothing);
    expect(await causes(first)).toEqual(['LE-alert']);
    const proposed = await made(report, nothing);
    expect(await causes(proposed)).toEqual(first.decisionIds);
    const second = await made(named('noteOnCase'), { ...nothing, version: 1 });
    expect(await causes(second)).toEqual(first.decisionIds);

    const cited = (system: string, externalId: string) => ({
      evidence: [{ ...evidence[0], system, externalId }],
    });
    const restricted = await made(named('restrictService'), cited('aml', 'a-1'), aml);
    expect(await causes(restricted)).toEqual(['LE-alert']);
    expect(await causes(await made(named('recordKycReview'), cited('aml', 'a-1')))).toEqual([]);
    const released = await made(named('resolveRiskDecision'), cited('identity-verification', 'v-2'));
    expect(await causes(released)).toEqual(['LE-engine']);
  });

  it('sent twice at once is one', async () => {
    const asked = named('recordKycReview');
    const both = await Promise.all([1, 2].map(() => made(asked, { idempotencyKey: 'twice-at-once' })));
    expect(both[0]).toEqual(both[1]);
    expect(await kept()).toMatchObject({ decisions: 1, ledger: 1 });
  });

  it('is refused on a version that is not the newest, and nothing is lost', async () => {
    const asked = named('recordKycReview');
    await made(asked);
    expect(await refusal(asked, {}, second(kyc))).toEqual([
      'BAD_USER_INPUT',
      'This is at version 1 by now. Look at what was decided, and send it again with that version and a new idempotencyKey.',
    ]);
    expect(await made(asked, { version: 1, outcome: 'APPROVED' }, second(kyc))).toMatchObject({ version: 2 });
    const rows = await databases.reader('decisions.kyc_review_latest').select('*');
    expect(rows).toMatchObject([
      { customer_id: customerId, outcome: 'APPROVED', reviewed_by: 'S-kyc-analyst-2' },
    ]);
  });

  it('of two at once on the same version is one', async () => {
    const asked = named('resolveRiskDecision');
    const answers = await Promise.all(
      [fraud, second(fraud)].map((by) =>
        send(by, asked.field, asked.type, { customerId, ...asked.input, ...common() }),
      ),
    );
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    expect(await kept()).toMatchObject({ decisions: 1, ledger: 1 });
  });

  it('changes nothing when it cannot be recorded', async () => {
    const works = recordOf;
    try {
      for (const asked of [...simple, report, override()]) {
        recordOf = async () => async () => {
          throw new AuditUnavailable(new Error('full'));
        };
        expect((await refusal(asked))[0]).toBe('AUDIT_UNAVAILABLE');
      }
      expect(await kept()).toMatchObject({ decisions: 0, ledger: 0, told: 0 });
      recordOf = works;
      const proposal = await made(report);
      recordOf = async () => async () => {
        throw new AuditUnavailable(new Error('full'));
      };
      expect(failure(await answering(mlro, 'decideReport', proposal))[0]).toBe('AUDIT_UNAVAILABLE');
      expect(await kept()).toMatchObject({ decisions: 1, answers: 0, ledger: 1 });
    } finally {
      recordOf = works;
    }
    expect(marble.asked).toEqual([]);
  });

  it.each([
    ['reason', 'too short'],
    ['reason', '\u200b'.repeat(40)],
    ['version', -1],
    ['idempotencyKey', 'short'],
    ['customerId', 'no number'],
    ['evidence', [{ ...evidence[0], hash: 'abc' }]],
    ['evidence', [{ ...evidence[0], system: 'aml_register' }]],
    ['evidence', Array.from({ length: 21 }, () => evidence[0])],
    ['reasonForCustomer', 'We had to file a suspicious activity report.'],
    ['reasonForCustomer', 'x'.repeat(501)],
  ])('has no %s like %j', async (name, value) => {
    const [code, advice] = await refusal(named('recordKycReview'), { [name]: value });
    // Nobody is assigned to a customer of another number.
    expect(code).toBe(name === 'customerId' ? 'FORBIDDEN' : 'BAD_USER_INPUT');
    if (name !== 'customerId') expect(advice).toContain(name === 'version' ? 'version' : name);
    expect(await kept()).toMatchObject({ decisions: 0 });
  });
});

describe('a case', () => {
  it('that is not theirs is to an investigator as one that does not exist, and so it is to all others', async () => {
    for (const asked of [...simple.filter(({ by }) => by === aml), report]) {
      const [theirs, none] = [otherCase, '00000000-0000-4000-8000-000000000000'];
      for (const by of [aml, kyc, fraud, agent, auditor, dpo]) {
        const answers = [];
        for (const of of [theirs, none]) {
          answers.push(
            await send(by, asked.field, asked.type, { customerId, ...asked.input, ...common(), caseId: of }),
          );
        }
        expect(answers[0]).toEqual(answers[1]);
      }
      expect((await refusal(asked, { caseId: otherCase }, mlro))[1]).toBe(
        'There is no such case of this customer.',
      );
      expect((await refusal(asked, { caseId: none }, mlro))[1]).toBe(
        'There is no such case of this customer.',
      );
    }
    expect(await kept()).toMatchObject({ decisions: 0 });
  });

  it('is worked on by the reporting officer without an assignment', async () => {
    for (const asked of simple.filter(({ by }) => by === aml)) {
      const version = asked.field === 'noteOnCase' ? 0 : (await kept()).decisions;
      expect(
        await made(asked, { version: Math.min(version, asked.field === 'assignCase' ? 2 : version) }, mlro),
      ).toMatchObject({
        madeRole: 'mlro',
      });
    }
  });
});

describe('what needs a second person', () => {
  const reports = {
    what: 'a report',
    asked: () => report,
    field: 'decideReport',
    checker: mlro,
    makers: [mlro],
  };
  const segments = {
    ...{ what: 'a segment', asked: override, field: 'decideSegmentOverride' },
    ...{ checker: second(manager), makers: [manager] },
  };
  const both = [reports, segments].map((one) => [one.what, one] as const);

  it.each(both)('%s is proposed by one and agreed to by another', async (what, { asked, field, checker }) => {
    const proposal = await made(asked());
    expect(proposal).toMatchObject({ status: 'PROPOSED', answer: null, lapsesAt: expect.any(String) });
    expect(await databases.reader('decisions.override_in_force').select('*')).toEqual([]);
    const agreed = await answered(checker, field, proposal);
    expect(agreed).toMatchObject({
      status: 'APPROVED',
      sentOn: 'KEPT_HERE',
      answer: { by: checker.id ?? 'S-mlro-1', role: checker.role },
      decisionIds: [`human-${proposal.id}`, `human-${proposal.id}-answer`],
    });
    const entries = await ledger();
    expect(entries.map(({ kind }) => kind)).toEqual(
      what === 'a report'
        ? ['aml.report-proposed', 'aml.report-decided']
        : ['segments.override-proposed', 'segments.override'],
    );
    expect(entries[1]).toMatchObject({
      actor: { id: proposal.madeBy },
      approvals: [{ by: checker.id ?? 'S-mlro-1' }],
      caused_by: [`human-${proposal.id}`],
      about_report: what === 'a report',
      class: what === 'a report' ? 'R' : 'C',
    });
    if (what === 'a segment') {
      const inForce = () => databases.reader('decisions.override_in_force').select('*');
      expect(await inForce()).toMatchObject([
        { customer_id: customerId, segment_from: 'mass', segment_to: 'affluent', approved_by: checker.id },
      ]);
      await databases.pass('31 days');
      expect(await inForce()).toEqual([]);
    }
  });

  it.each(both)(
    '%s is not agreed to, nor refused, by the one who proposed it',
    async (_what, { asked, field, makers }) => {
      for (const maker of makers) {
        await databases.clear();
        const proposal = await made(asked(), {}, maker);
        for (const approve of [true, false]) {
          expect(failure(await answering(maker, field, proposal, { approve }))[0]).toBe('FOUR_EYES_REQUIRED');
        }
      }
      expect(await kept()).toMatchObject({ answers: 0 });
    },
  );

  it.each(both)('%s is refused, and may be proposed again', async (_what, { asked, field, checker }) => {
    const proposal = await made(asked());
    expect((await refusal(asked(), { version: 1 }))[1]).toMatch(/^A proposal about the same waits/);
    expect(await answered(checker, field, proposal, { approve: false })).toMatchObject({ status: 'REFUSED' });
    expect(failure(await answering(checker, field, proposal))[1]).toBe('It is decided already: REFUSED.');
    expect(await made(asked(), { version: 1 })).toMatchObject({ status: 'PROPOSED', version: 2 });
  });

  it.each(both)('%s is taken back by whoever proposed it alone', async (_what, { asked, field, checker }) => {
    const proposal = await made(asked());
    expect(failure(await answering(checker, 'withdrawProposal', proposal))[1]).toBe(
      'Only whoever proposed it takes it back.',
    );
    expect(await answered(asked().by, 'withdrawProposal', proposal)).toMatchObject({ status: 'WITHDRAWN' });
    expect(failure(await answering(checker, field, proposal))[1]).toBe('It is decided already: WITHDRAWN.');
    expect((await ledger()).at(-1)?.kind).toMatch(/-withdrawn$/);
  });

  it.each(both)('%s lapses when nobody decides within 72 hours', async (_what, { asked, field, checker }) => {
    const proposal = await made(asked());
    await databases.pass('71 hours 59 minutes');
    expect((await answering(checker, field, proposal, { version: 7 })).errors?.[0]?.message).toMatch(
      /at version 1/,
    );
    await databases.pass('2 minutes');
    expect(failure(await answering(checker, field, proposal))[1]).toMatch(/^Nobody decided within 72 hours/);
    expect(await made(asked(), { version: 1 })).toMatchObject({ version: 2 });
  });

  it.each(both)(
    '%s answered again with the same key is the same answer',
    async (_what, { asked, field, checker }) => {
      const proposal = await made(asked());
      const again = { idempotencyKey: 'the-same-answer' };
      const first = await answered(checker, field, proposal, again);
      expect(await answered(checker, field, proposal, again)).toEqual(first);
      expect(await kept()).toMatchObject({ answers: 1, ledger: 2 });
    },
  );

  it('waits in the queue of those who may see it, and is not counted for the others', async () => {
    await made(report);
    await made(override());
    await made({ ...override(), by: fraud, input: { ...override().input, category: 'RISK', from: 'low' } });
    const seen = async (by: Asker) => {
      const { data, errors } = await ask(by, queue);
      expect(errors).toBeUndefined();
      const page = data?.proposedDecisions as { totalCount: number; nodes: { kind: string }[] };
      return [page.totalCount, page.nodes.map(({ kind }) => kind).sort()];
    };
    const segment = 'SEGMENT_OVERRIDE';
    expect(await seen(mlro)).toEqual([3, ['REPORT', segment, segment]]);
    expect(await seen(aml)).toEqual([1, ['REPORT']]);
    expect(await seen(stranger(aml))).toEqual([0, []]);
    expect(await seen(auditor)).toEqual([2, [segment, segment]]);
    expect(await seen(manager)).toEqual([1, [segment]]);
    expect(await seen(dpo)).toEqual([1, [segment]]);
    expect(await seen(kyc)).toEqual([1, [segment]]);
    expect(await seen(stranger(manager))).toEqual([0, []]);
    expect(await seen(agent)).toEqual([0, []]);
    expect(await seen(customer)).toEqual([0, []]);
    const { data } = await ask(mlro, queue, { kind: 'REPORT' });
    expect(data?.proposedDecisions).toMatchObject({ totalCount: 1 });
  });

  it('a report that somebody may not see answers like one that does not exist', async () => {
    const proposal = await made(report);
    for (const [field, code] of [
      ['decideReport', 'FORBIDDEN'],
      ['withdrawProposal', 'BAD_USER_INPUT'],
    ] as const) {
      const hidden = await answering(stranger(aml), field, proposal);
      expect(hidden).toEqual(await answering(stranger(aml), field, { ...proposal, id: randomUUID() }));
      expect(failure(hidden)[0]).toBe(code);
    }
    expect(failure(await answering(dpo, 'decideSegmentOverride', proposal))[1]).toMatch(
      /^There is no such proposal/,
    );
  });

  it('is for the reporting officer to decide if it is a report, and not if it is a segment', async () => {
    const proposal = await made(report);
    for (const asker of [second(aml), aml, auditor]) {
      expect(failure(await answering(asker, 'decideReport', proposal))[0]).toBe('FORBIDDEN');
    }
    expect(await answered(mlro, 'decideReport', proposal)).toMatchObject({ status: 'APPROVED' });
    for (const change of [{}, { category: 'RISK', from: 'low', to: 'high' }]) {
      const segment = await made(override(), change, 'category' in change ? fraud : manager);
      expect(failure(await answering(mlro, 'decideSegmentOverride', segment))[0]).toBe('FORBIDDEN');
    }
  });

  it('keeps marketing and risk apart', async () => {
    const risk = { category: 'RISK', from: 'low', to: 'high' };
    expect((await refusal(override(), risk))[0]).toBe('FORBIDDEN');
    expect((await refusal(override(), {}, fraud))[0]).toBe('FORBIDDEN');
    expect(await made(override(), risk, fraud)).toMatchObject({ status: 'PROPOSED' });
    for (const expiresAt of [new Date(0).toISOString(), '2199-01-01T00:00:00Z']) {
      expect((await refusal(override(), { expiresAt }))[1]).toBe('expiresAt must be within a year from now.');
    }
  });
});

describe('a restriction', () => {
  const set = (by: Asker): Asked => ({ ...named('restrictService'), by });
  const lift = (by: Asker): Asked => ({ ...set(by), field: 'liftRestriction' });
  const inForce = () => databases.reader('decisions.restriction_in_force').select('customer_id', 'scope');

  it('reads the same whoever has set it, and holds until each has lifted their own', async () => {
    const words = [];
    for (const by of [fraud, kyc, aml]) words.push((await made(set(by))).reasonForCustomer);
    expect(words).toEqual(['UNDER_REVIEW', 'UNDER_REVIEW', 'UNDER_REVIEW']);
    expect((await ledger()).map(({ class: of, kind }) => [of, kind])).toEqual([
      ['C', 'fraud.service-restriction'],
      ['C', 'kyc.service-restriction'],
      ['R', 'aml.service-restriction'],
    ]);
    const one = [{ customer_id: customerId, scope: 'OUTGOING_PAYMENTS' }];
    expect(await inForce()).toEqual(one);
    for (const by of [fraud, kyc]) await made(lift(by), { version: 1 });
    expect(await inForce()).toEqual(one);
    await made(lift(aml), { version: 1 });
    expect(await inForce()).toEqual([]);
  });

  it('is neither set twice nor lifted when it is not there', async () => {
    expect((await refusal(lift(fraud)))[1]).toBe('It is so already.');
    await made(set(fraud));
    expect((await refusal(set(fraud), { version: 1 }))[1]).toBe('It is so already.');
    expect((await refusal(lift(kyc)))[1]).toBe('It is so already.');
  });
});

describe('the system of record', () => {
  const escalate = named('escalateCase');
  const dispose = named('disposeCase');
  const note = named('noteOnCase');

  it('is told at once, in its own words', async () => {
    expect(await made(escalate)).toMatchObject({ sentOn: 'SENT' });
    expect(await made(dispose, { version: 1 })).toMatchObject({ sentOn: 'SENT' });
    const noted = await made(note);
    expect(noted).toMatchObject({ sentOn: 'SENT' });
    expect(marble.asked).toEqual([
      `POST /v1/cases/${caseId}/escalate {}`,
      `POST /v1/cases/${caseId}/close {"outcome":"confirmed_risk"}`,
      `POST /v1/cases/${caseId}/comments {"comment":"Three transfers on one day. [bankgraph ${noted.id}]"}`,
    ]);
  });

  it('is not told what it does not take, which is kept here and says so', async () => {
    for (const asked of simple.filter((one) => ![escalate, dispose, note].includes(one))) {
      expect(await made(asked)).toMatchObject({ sentOn: 'KEPT_HERE' });
    }
    const proposal = await made(report);
    expect(await answered(mlro, 'decideReport', proposal)).toMatchObject({ sentOn: 'KEPT_HERE' });
    expect(marble.asked).toEqual([]);
  });

  it.each(['down', 'rubbish', 'other case', 'other outcome'] as const)(
    'that is %s loses nothing, and is told later',
    async (mood) => {
      marble.mood = mood;
      expect(await made(dispose)).toMatchObject({ sentOn: 'WAITING', status: 'MADE' });
      expect(await kept()).toMatchObject({ decisions: 1, ledger: 1 });
      await sender.sendDue();
      const tries = () => databases.owner('decisions.sending_attempt').pluck('outcome');
      expect(await tries()).toEqual(['FAILED']);
      await databases.pass('3 seconds');
      marble.mood = 'well';
      await sender.sendDue();
      expect(await tries()).toEqual(['FAILED', 'SENT']);
      await databases.pass('1 hour');
      await sender.sendDue();
      expect(await tries()).toEqual(['FAILED', 'SENT']);
    },
  );

  it('has a note once, also when it took it and did not say so', async () => {
    marble.mood = 'lost';
    expect(await made(note)).toMatchObject({ sentOn: 'WAITING' });
    expect(marble.comments).toHaveLength(1);
    marble.mood = 'well';
    await databases.pass('3 seconds');
    await sender.sendDue();
    expect(marble.comments).toHaveLength(1);
    expect(await databases.owner('decisions.sending_attempt').pluck('outcome')).toEqual(['FAILED', 'SENT']);
  });

  it('hears of one case in the order in which it was decided', async () => {
    marble.mood = 'down';
    await made(escalate);
    marble.mood = 'well';
    marble.asked.length = 0;
    expect(await made(dispose, { version: 1 })).toMatchObject({ sentOn: 'WAITING' });
    expect(marble.asked).toEqual([]);
    await databases.pass('3 seconds');
    await sender.sendDue();
    await sender.sendDue();
    // Before it is sent again somebody looks whether it arrived.
    expect(marble.asked.map((asked) => asked.split(' ')[1]?.split('/').at(-1))).toEqual([
      caseId,
      'escalate',
      'close',
    ]);
  });

  describe('an escalation that may have arrived', () => {
    const sent = () => marble.asked.filter((asked) => asked.startsWith('POST')).length;
    const tries = () => databases.owner('decisions.sending_attempt').orderBy('sequence').pluck('outcome');
    const tryAgain = async () => {
      marble.mood = 'well';
      await databases.pass('3 seconds');
      await sender.sendDue();
    };

    it('and did is not sent a second time', async () => {
      marble.mood = 'lost';
      expect(await made(escalate)).toMatchObject({ sentOn: 'WAITING' });
      await tryAgain();
      expect([sent(), await tries(), marble.events?.length]).toEqual([1, ['FAILED', 'SENT'], 1]);
    });

    it('and did not is sent, also when the case was escalated before', async () => {
      marble.events = [{ event_type: 'escalated', created_at: '2026-01-01T00:00:00Z' }];
      marble.mood = 'down';
      await made(escalate);
      await tryAgain();
      expect([sent(), await tries(), marble.events.length]).toEqual([2, ['FAILED', 'SENT'], 2]);
    });

    it('is sent again where Marble does not tell what became of the case', async () => {
      marble.mood = 'lost';
      await made(escalate);
      marble.events = null;
      await tryAgain();
      expect([sent(), await tries()]).toEqual([2, ['FAILED', 'SENT']]);
    });

    it.each(['rubbish', 'other case', 'down'] as const)(
      'waits while whoever is asked about it is %s',
      async (mood) => {
        marble.mood = 'lost';
        await made(escalate);
        marble.mood = mood;
        await databases.pass('3 seconds');
        await sender.sendDue();
        expect([sent(), await tries()]).toEqual([1, ['FAILED', 'FAILED']]);
      },
    );
  });
});

describe('what case management refuses for good', () => {
  it('goes on waiting, and keeps the rest of the case waiting for a minute only', async () => {
    marble.mood = 'no escalation';
    expect(await made(named('escalateCase'))).toMatchObject({ sentOn: 'WAITING' });
    expect(await made(named('noteOnCase'))).toMatchObject({ sentOn: 'WAITING' });
    for (let tries = 1; tries < 5; tries += 1) {
      await databases.pass('10 minutes');
      await sender.sendDue();
    }
    expect(marble.comments).toEqual([]);
    await databases.pass('10 minutes');
    await sender.sendDue();
    expect(marble.comments).toHaveLength(1);
    expect(await made(named('disposeCase'), { version: 1 })).toMatchObject({ sentOn: 'SENT' });
    await databases.pass('10 minutes');
    marble.mood = 'well';
    await sender.sendDue();
    const { rows } = await databases.owner.raw(
      `select from decisions.decision_state where sent_on = 'WAITING'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('the database', () => {
  it('lets nobody change or remove what was decided, its owner included', async () => {
    await made(named('noteOnCase'));
    await answered(mlro, 'decideReport', await made(report));
    for (const table of ['decision', 'answer', 'sending', 'sending_attempt']) {
      const column = table === 'decision' ? 'reason' : table === 'answer' ? 'reason' : 'decision_id';
      for (const sql of [
        `update decisions.${table} set ${column} = ${column}`,
        `delete from decisions.${table}`,
        `truncate decisions.${table} cascade`,
      ]) {
        await expect(databases.owner.raw(sql)).rejects.toThrow(/append only/);
        await expect(databases.writer.raw(sql)).rejects.toThrow(/permission denied|append only/);
      }
    }
  });

  it('refuses by itself a maker who is the checker, a gap, and what needs no second person', async () => {
    const proposal = await made(report);
    const answer = (change: object) =>
      databases.writer('decisions.answer').insert({
        ...{ decision_id: proposal.id, kind: 'APPROVED', reason: common().reason, evidence: '[]' },
        ...{ by_staff: 'S-mlro-1', by_role: 'mlro', idempotency_key: randomUUID(), ...change },
      });
    await expect(answer({ by_staff: proposal.madeBy })).rejects.toMatchObject({ constraint: 'four_eyes' });
    await expect(answer({ kind: 'REFUSED', by_staff: proposal.madeBy })).rejects.toMatchObject({
      constraint: 'four_eyes',
    });
    await expect(answer({ kind: 'WITHDRAWN' })).rejects.toMatchObject({ constraint: 'own' });
    const plain = await made(named('recordKycReview'));
    await expect(answer({ decision_id: plain.id })).rejects.toMatchObject({ constraint: 'no_proposal' });
    await databases.pass('73 hours');
    await expect(answer({})).rejects.toMatchObject({ constraint: 'lapsed' });
    const [row] = await databases.owner('decisions.decision').where({ id: plain.id }).select('*');
    const { id: _id, ...columns } = row;
    const gap = { ...columns, evidence: '[]', version: 3, idempotency_key: randomUUID() };
    await expect(databases.writer('decisions.decision').insert(gap)).rejects.toMatchObject({
      constraint: 'next_version',
    });
  });

  it('shows readers what is in force, and nothing else', async () => {
    for (const table of ['decision', 'answer', 'decision_state', 'sending']) {
      await expect(databases.reader(`decisions.${table}`).select('*')).rejects.toThrow(/permission denied/);
    }
    await made(named('resolveRiskDecision'));
    expect(await databases.reader('decisions.fraud_resolution').select('*')).toMatchObject([
      {
        customer_id: customerId,
        risk_decision_id: 'rd-1',
        resolution: 'RELEASED',
        resolved_by: 'S-fraud-analyst-1',
      },
    ]);
  });
});
