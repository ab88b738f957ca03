import { agent, auditor, customer, fraudAnalyst, manager, mlro } from './people.js';
import { evidence } from './play.js';
import { engineDecides } from './risk-engine.js';
import type { Story } from './story.js';

const newest = `query Newest($id: ID!) { customer(id: $id) {
  riskDecisions(first: 1) { nodes { id action score reasonForCustomer resolution { outcome resolvedBy } } } } }`;
const signals = `query Signals($id: ID!) { customer(id: $id) {
  fraudSignals(first: 5) { nodes { kind source confidence } } } }`;
const restrictions = 'query Restrictions($id: ID!) { customer(id: $id) { restrictions { scope } } }';
const chain = `query Chain($decision: ID!) { lineage(decision: $decision, direction: CONSEQUENCES) {
  nodes { kind decision actor { id } reasonInternal } truncated } }`;

const decided = (decision: object) => ({ customer: { riskDecisions: { nodes: [decision] } } });

/** Workflow 2. A strange sign-in is proved once more and not blocked; agent and analyst bring it to an end without a lock. */
export const stepUpNotLock: Story = {
  number: 2,
  title: 'A fraud alert ends without a lock',
  customerId: 'C-1002',
  async play(play) {
    const alert = await engineDecides(
      play,
      'A sign-in from a new device, behind a VPN, in another country, and the typing is not his: score 61.3. STEP_UP, and nothing is blocked.',
      {
        device: { new: true, vpn: true, country: 'RO' },
        behaviour: { score: 0.41, deviations: ['TYPING_RHYTHM', 'POINTER_SPEED'] },
      },
      { action: 'STEP_UP', score: 61.3 },
    );
    const id = alert.decision_id;
    const engine = evidence('fraud', id, alert);
    const open = {
      id,
      action: 'STEP_UP',
      score: null,
      reasonForCustomer: alert.customer_reason,
      resolution: null,
    };
    await play.sees(
      customer,
      'is asked for one more proof, in neutral words; no score, no signal.',
      newest,
      decided(open),
    );
    await play.sees(agent, 'sees what was asked for, to help on the phone; no score.', newest, decided(open));
    await play.sees(
      agent,
      'sees in summary that device, network and behaviour were unusual; not where it is known from, nor how sure.',
      signals,
      seenSignals({ shown: false }),
    );
    await play.sees(
      fraudAnalyst,
      'sees every signal with its source and how sure it is.',
      signals,
      seenSignals({ shown: true }),
    );
    await play.decides(
      agent,
      'calls him back: he is abroad, and it is he. Step-up PASSED.',
      'recordStepUp',
      {
        riskDecisionId: id,
        method: 'CALL_BACK',
        result: 'PASSED',
        reason: 'Called back on the number on file; he travels and named two of his payments.',
        evidence: [engine],
      },
      { status: 'MADE', version: 1 },
    );
    await play.isRefused(
      agent,
      'may not release it: that is the analyst’s.',
      'resolveRiskDecision',
      {
        riskDecisionId: id,
        resolution: 'RELEASED',
        reason: 'The customer has passed the step-up.',
        version: 0,
      },
      'FORBIDDEN',
    );
    const releasedInWords = 'Thank you, it was confirmed that it is you.';
    await play.decides(
      fraudAnalyst,
      'releases it: RELEASED, with one reason for the bank and one for the customer.',
      'resolveRiskDecision',
      {
        riskDecisionId: id,
        resolution: 'RELEASED',
        reason: 'New device while travelling; the call-back settles it.',
        reasonForCustomer: releasedInWords,
        evidence: [engine],
      },
      { status: 'MADE' },
    );
    await play.sees(
      agent,
      'sees that it is released, not by whom.',
      newest,
      decided({
        ...open,
        reasonForCustomer: releasedInWords,
        resolution: { outcome: 'RELEASED', resolvedBy: null },
      }),
    );
    await play.sees(
      manager,
      'sees the neutral words and nothing of the resolution.',
      newest,
      decided({ ...open, reasonForCustomer: releasedInWords, resolution: null }),
    );
    for (const person of [customer, agent]) {
      await play.sees(person, 'sees no restriction: nothing was locked.', restrictions, {
        customer: { restrictions: [] },
      });
    }
    const root = await play.decisionFrom(fraudAnalyst, engine);
    for (const person of [fraudAnalyst, mlro, auditor]) {
      await play.sees(
        person,
        'sees who did what and why: engine, agent, analyst, in one chain.',
        chain,
        {
          lineage: {
            nodes: [
              {
                kind: 'fraud.risk-decision',
                decision: 'STEP_UP',
                actor: { id: 'risk-engine' },
                reasonInternal: null,
              },
              {
                kind: 'fraud.step-up',
                decision: 'PASSED',
                actor: { id: 'S-frontline-agent-1' },
                reasonInternal:
                  'Called back on the number on file; he travels and named two of his payments.',
              },
              {
                kind: 'fraud.resolution',
                decision: 'RELEASED',
                actor: { id: 'S-fraud-analyst-1' },
                reasonInternal: 'New device while travelling; the call-back settles it.',
              },
            ],
            truncated: false,
          },
        },
        { decision: root },
      );
    }
  },
};

/** The signals of the sign-in: of the network as minFraud and Fingerprint see it, of device and velocity, and of behaviour. */
function seenSignals({ shown }: { readonly shown: boolean }) {
  const signal = (kind: string, source: string, confidence: string | null) => ({
    kind,
    source: shown ? source : null,
    confidence: shown ? confidence : null,
  });
  return {
    customer: {
      fraudSignals: {
        nodes: [
          signal('DEVICE', 'fingerprint', '0.81'),
          signal('IP', 'fingerprint', null),
          signal('VELOCITY', 'fingerprint', null),
          signal('BIOMETRIC', 'behavioural-biometrics', '0.41'),
          signal('IP', 'minfraud', null),
        ],
      },
    },
  };
}
