import { randomUUID } from 'node:crypto';
import {
  agent,
  auditor,
  customer,
  dpo,
  fraudAnalyst,
  investigator,
  kycAnalyst,
  manager,
  marketing,
  mlro,
  secondOfficer,
} from './people.js';
import { evidence, type Play, same } from './play.js';
import type { Story } from './story.js';

const scenario = { id: '5ce0a210-0000-4000-8000-000000000001', version: '4' };
const restriction = 'query Restrictions($id: ID!) { customer(id: $id) { restrictions { reason scope } } }';
const waiting = `query Waiting($id: ID!) { proposedDecisions(customerId: $id, kind: REPORT) {
  nodes { id version outcome madeBy } } }`;
const fourQuestions = `query FourQuestions($id: ID!, $alert: ID!) {
  identified: decision(id: $alert) { kind decision actor { type id } plan { id version } }
  happened: lineage(decision: $alert, direction: CONSEQUENCES) {
    nodes { kind decision reasonInternal actor { type id role } approvals { by role } }
    truncated
  }
  customer(id: $id) { restrictions { reason } amlCases(first: 1) { totalCount nodes { status outcome } } }
}`;

interface Answered {
  readonly identified: object | null;
  readonly happened: {
    readonly nodes: readonly {
      readonly kind: string;
      readonly decision: string;
      readonly reasonInternal: string | null;
      readonly actor: { readonly type: string; readonly id: string; readonly role: string };
      readonly approvals: readonly object[];
    }[];
    readonly truncated: boolean;
  } | null;
  readonly customer: { readonly restrictions: readonly object[]; readonly amlCases: object };
}

const why = {
  note: 'Three payments to a boatyard; the contract was asked for in the yearly review.',
  restrict: 'Three payments just below 10,000 within a week, to a new payee.',
  report: 'A boat bought in agreed instalments; contract and invoices seen.',
  agree: 'Contract and invoices seen as well; the sums agree with them.',
  lift: 'The instalments are explained, and nothing is left to look into.',
  close: 'Explained by a contract; the rule fired as it should.',
};

/** Workflow 5. An alert, a case, a restriction, two people who decide not to report, the end: and one query for the audit. */
export const fourAuditQuestions: Story = {
  number: 5,
  title: 'The four questions of an audit in one query',
  customerId: 'C-1016',
  async play(play) {
    const caseId = 'ca000000-0000-4000-8001-000000001016';
    await tidy(play);
    const uncleared = [customer, agent, manager, fraudAnalyst, kycAnalyst, dpo, marketing];
    const before = await play.views(uncleared);

    const alertId = randomUUID();
    await play.sends('marble', 'Three payments just below 10,000: an alert joins the case.', {
      type: 'decision.created',
      timestamp: new Date().toISOString(),
      content: {
        decision: {
          id: alertId,
          case: { id: caseId },
          outcome: 'review',
          pivot_values: [{ pivot_id: 'customer', pivot_value: play.customerId }],
          scenario,
        },
      },
    });
    await play.sends('marble', 'The case is looked into.', {
      type: 'case.updated',
      timestamp: new Date().toISOString(),
      content: {
        case: { id: caseId, status: 'investigating', assignee: { id: 'S-aml-investigator-1' } },
      },
    });
    await play.notices(before, 'notice nothing: they are answered the same as before, byte for byte.');

    const alert = evidence('aml', alertId, { alertId });
    await play.decides(
      investigator,
      'writes a note; case management has it.',
      'noteOnCase',
      { caseId, note: 'Asked for the contract with the boatyard.', reason: why.note, evidence: [alert] },
      { sentOn: 'SENT' },
    );
    await play.decides(investigator, 'restricts outgoing payments.', 'restrictService', {
      ...{ scope: 'OUTGOING_PAYMENTS', reason: why.restrict, evidence: [alert] },
    });
    await play.sees([customer, agent], 'read UNDER_REVIEW, as for any other reason.', restriction, {
      customer: { restrictions: [{ reason: 'UNDER_REVIEW', scope: 'OUTGOING_PAYMENTS' }] },
    });
    const proposal = await play.decides(
      mlro,
      'proposes to file no report.',
      'proposeReport',
      { caseId, choice: 'NO_FILE', reason: why.report, evidence: [alert] },
      { status: 'PROPOSED' },
    );
    const answer = { id: proposal.id, version: proposal.version, approve: true, reason: why.agree };
    await play.isRefused(
      mlro,
      'may not agree to it as well: FOUR_EYES_REQUIRED.',
      'decideReport',
      answer,
      'FOUR_EYES_REQUIRED',
    );
    await play.isRefused(
      investigator,
      'may not agree either: reports are for reporting officers to decide.',
      'decideReport',
      answer,
      'FORBIDDEN',
    );
    await play.isRefused(
      kycAnalyst,
      'guesses its number and would agree: FORBIDDEN.',
      'decideReport',
      answer,
      'FORBIDDEN',
    );
    await play.sees(secondOfficer, 'finds it waiting for a second person.', waiting, {
      proposedDecisions: {
        nodes: [{ id: proposal.id, version: proposal.version, outcome: 'NO_FILE', madeBy: 'S-mlro-1' }],
      },
    });
    await play.decides(secondOfficer, 'agrees.', 'decideReport', answer, { status: 'APPROVED' });
    await play.decides(investigator, 'lifts the restriction.', 'liftRestriction', {
      ...{ scope: 'OUTGOING_PAYMENTS', reason: why.lift, evidence: [alert] },
    });
    await play.decides(
      investigator,
      'closes the case; case management has it.',
      'disposeCase',
      { caseId, outcome: 'VALUABLE_ALERT', reason: why.close, evidence: [alert] },
      { sentOn: 'SENT' },
    );
    await play.sends('marble', 'The case is closed.', {
      type: 'case.updated',
      timestamp: new Date().toISOString(),
      content: { case: { id: caseId, status: 'closed', outcome: 'valuable_alert' } },
    });

    const asked = { alert: await play.decisionFrom(mlro, alert) };
    const found = await play.step(mlro.title, 'asks the four questions in one query:', () =>
      play.ask<Answered>(mlro, fourQuestions, asked),
    );
    await answers(play, found);
    await play.step(investigator.title, 'is answered the same.', async () =>
      same(await play.ask(investigator, fourQuestions, asked), found),
    );
    const none = { identified: null, happened: null };
    await play.sees(
      auditor,
      'is shown how the case ended, and none of the decisions in it.',
      fourQuestions,
      {
        ...none,
        customer: {
          restrictions: [],
          amlCases: { totalCount: 1, nodes: [{ status: 'CLOSED', outcome: 'VALUABLE_ALERT' }] },
        },
      },
      asked,
    );
    await play.sees(
      dpo,
      'is shown nothing: no decision, no chain, no case.',
      fourQuestions,
      { ...none, customer: { restrictions: [], amlCases: { totalCount: 0, nodes: [] } } },
      asked,
    );
    await play.notices(before, 'are answered as before it all, byte for byte.');
  },
};

async function answers(play: Play, { identified, happened, customer: now }: Answered): Promise<void> {
  const nodes = happened?.nodes ?? [];
  const people = nodes.filter(({ actor }) => actor.type === 'HUMAN');
  await play.step('1. first identified', 'by Marble, by version 4 of the scenario.', async () =>
    same(identified, {
      kind: 'aml.alert',
      decision: 'REVIEW',
      actor: { type: 'SYSTEM', id: 'marble' },
      plan: scenario,
    }),
  );
  await play.step(
    '2. who reviewed it',
    'S-aml-investigator-1 and S-mlro-1; that no report is filed was approved by S-mlro-2.',
    async () => {
      same(
        [...new Set(people.map(({ actor }) => `${actor.id} ${actor.role}`))],
        ['S-aml-investigator-1 aml-investigator', 'S-mlro-1 mlro'],
      );
      same(
        people
          .filter(({ approvals }) => approvals.length > 0)
          .map(({ kind, approvals }) => [kind, approvals]),
        [['aml.no-report', [{ by: 'S-mlro-2', role: 'mlro' }]]],
      );
    },
  );
  await play.step('3. what action, and why', `payments restricted: "${why.restrict}"`, async () =>
    same(
      nodes
        .filter(({ kind }) => kind === 'aml.service-restriction')
        .map((one) => [one.decision, one.reasonInternal]),
      [
        ['SET', why.restrict],
        ['LIFTED', why.lift],
      ],
    ),
  );
  await play.step(
    '4. what happened next',
    'looked into, noted, restricted, no report, lifted, closed; nothing is restricted now.',
    async () => {
      same(
        nodes.map(({ kind, decision }) => `${kind} ${decision}`),
        [
          'aml.alert REVIEW',
          'aml.case-updated INVESTIGATING',
          'aml.case-note NOTED',
          'aml.service-restriction SET',
          'aml.report-proposed NO_FILE',
          'aml.no-report NO_FILE',
          'aml.service-restriction LIFTED',
          'aml.case-disposition VALUABLE_ALERT',
          'aml.case-closed VALUABLE_ALERT',
        ],
      );
      same(now, {
        restrictions: [],
        amlCases: { totalCount: 1, nodes: [{ status: 'CLOSED', outcome: 'VALUABLE_ALERT' }] },
      });
    },
  );
}

/** What an earlier play that was broken off has left. */
async function tidy(play: Play): Promise<void> {
  const reason = 'An earlier play of this story was broken off.';
  await play.tidy(investigator, 'liftRestriction', { scope: 'OUTGOING_PAYMENTS', reason });
  const { proposedDecisions } = await play.ask<{
    proposedDecisions: { nodes: readonly { id: string; version: number; madeBy: string }[] };
  }>(mlro, waiting);
  for (const { id, version } of proposedDecisions.nodes) {
    await play.decide(mlro, 'withdrawProposal', { id, version, reason });
  }
}
