import { agent, customer, fraudAnalyst, investigator, kycAnalyst, manager, mlro } from './people.js';
import { evidence, type Play } from './play.js';
import { type Attempt, engineDecides, type RiskDecision } from './risk-engine.js';
import type { Story } from './story.js';

const newest = `query Newest($id: ID!) { customer(id: $id) {
  riskDecisions(first: 1) { nodes { action reasonForCustomer } } restrictions { reason scope } } }`;
const alerts = `query Alerts($id: ID!) { customer(id: $id) { decisions(filter: { kinds: ["aml.alert"] }, first: 1) { nodes { decision actor { id } } } } }`;
const chain = `query Chain($decision: ID!) { lineage(decision: $decision, direction: CONSEQUENCES) { nodes { kind decision actor { id } } } }`;

const newDevice = { new: true, vpn: false, country: 'GB' } as const;
const guided = { score: 0.5, deviations: ['HESITATION', 'GUIDED_BY_VOICE_CALL'] };

/** Workflow 6. The same payee three times: watched, then talked about, then held and handed to people. */
export const gradedResponse: Story = {
  number: 6,
  title: 'The response is not binary: monitor, outreach, escalate',
  customerId: 'C-1013',
  async play(play) {
    await play.tidy(fraudAnalyst, 'liftRestriction', {
      scope: 'OUTGOING_PAYMENTS',
      reason: 'An earlier play of this story was broken off.',
    });
    const serving = [customer, agent, manager];

    await pays(
      play,
      900,
      'A payment of 900 to a new payee from a new device: score 10.8. MONITOR, nobody is disturbed.',
      {
        action: 'MONITOR',
        score: 10.8,
      },
    );
    await play.sees(
      customer,
      'is told nothing of being watched: it reads ALLOW.',
      newest,
      told('ALLOW', null),
    );
    await play.sees(manager, 'is told no more than the customer.', newest, told('ALLOW', null));
    await play.sees(agent, 'sees MONITOR, to listen with care.', newest, told('MONITOR', null));

    const doubtful = await pays(
      play,
      4_800,
      'The same payee again, 4,800, hesitating and led by a phone call: score 45.1. OUTREACH, talk to her first.',
      { action: 'OUTREACH', score: 45.1 },
    );
    await play.sees(
      customer,
      'reads that the bank would like to talk to her.',
      newest,
      told('OUTREACH', doubtful.customer_reason),
    );
    await play.decides(
      agent,
      'calls her; she says that an adviser helps her to invest. It is on record.',
      'recordOutreach',
      {
        riskDecisionId: doubtful.decision_id,
        outcome: 'CONFIRMED_BY_CUSTOMER',
        reason: 'She confirms the payment; an adviser whom she met online leads her through it.',
        evidence: [evidence('fraud', doubtful.decision_id, doubtful)],
      },
      { status: 'MADE' },
    );

    const held = await pays(play, 18_000, 'And 18,000: score 90.3. HOLD, and over to people.', {
      action: 'HOLD',
      score: 90.3,
    });
    const proof = evidence('fraud', held.decision_id, held);
    await play.decides(
      fraudAnalyst,
      'restricts her outgoing payments.',
      'restrictService',
      {
        scope: 'OUTGOING_PAYMENTS',
        reason: 'Pattern of an investment scam: guided, new payee, rising sums.',
        evidence: [proof],
      },
      { status: 'MADE' },
    );
    for (const person of serving) {
      await play.sees(person, 'reads HOLD and UNDER_REVIEW, in the words used for any reason.', newest, {
        ...told('HOLD', held.customer_reason, [{ reason: 'UNDER_REVIEW', scope: 'OUTGOING_PAYMENTS' }]),
      });
    }

    const before = await play.views([...serving, fraudAnalyst, kycAnalyst]);
    await play.sends('tazama', 'The payments look like a mule account at the other end: an alert for AML.', {
      report: {
        evaluationID: held.decision_id.replace('FD', 'EV'),
        status: 'ALRT',
        timestamp: new Date().toISOString(),
        tadpResult: { id: '028@1.0.0', cfg: '1.0.0' },
      },
      dataCache: { dbtrId: `${play.customerId}TAZAMA_EID` },
    });
    for (const person of [investigator, mlro]) {
      await play.sees(person, 'sees the alert.', alerts, {
        customer: { decisions: { nodes: [{ decision: 'REVIEW', actor: { id: 'tazama' } }] } },
      });
    }
    await play.notices(before, 'they see nothing of the alert; their answers are the same, byte for byte.');

    await play.decides(
      fraudAnalyst,
      'settles it: CONFIRMED_FRAUD, and the payment goes back.',
      'resolveRiskDecision',
      {
        riskDecisionId: held.decision_id,
        resolution: 'CONFIRMED_FRAUD',
        reason: 'The adviser is known from other cases; payee reported to its bank.',
        reasonForCustomer: 'Your payment was returned to your account.',
        evidence: [proof],
      },
    );
    await play.decides(fraudAnalyst, 'lifts the restriction.', 'liftRestriction', {
      scope: 'OUTGOING_PAYMENTS',
      reason: 'The payment is back, and she has stopped the contact.',
      evidence: [proof],
    });
    await play.sees(
      customer,
      'reads that the money is back; nothing is restricted any more.',
      newest,
      told('HOLD', 'Your payment was returned to your account.'),
    );
    const root = await play.decisionFrom(fraudAnalyst, proof);
    await play.sees(
      fraudAnalyst,
      'sees the whole response to the last payment in one chain.',
      chain,
      {
        lineage: {
          nodes: [
            { kind: 'fraud.risk-decision', decision: 'HOLD', actor: { id: 'risk-engine' } },
            { kind: 'fraud.service-restriction', decision: 'SET', actor: { id: 'S-fraud-analyst-1' } },
            { kind: 'fraud.resolution', decision: 'CONFIRMED_FRAUD', actor: { id: 'S-fraud-analyst-1' } },
            { kind: 'fraud.service-restriction', decision: 'LIFTED', actor: { id: 'S-fraud-analyst-1' } },
          ],
        },
      },
      { decision: root },
    );
  },
};

function pays(
  play: Play,
  amount: number,
  what: string,
  wanted: { readonly action: string; readonly score: number },
): Promise<RiskDecision> {
  const attempt: Attempt = {
    device: newDevice,
    behaviour: amount > 1_000 ? guided : { score: 0.93, deviations: [] },
    payment: { amount, new_payee: true },
  };
  return engineDecides(play, what, attempt, wanted);
}

function told(action: string, reasonForCustomer: string | null, restrictions: readonly object[] = []) {
  return { customer: { riskDecisions: { nodes: [{ action, reasonForCustomer }] }, restrictions } };
}
