import { engineRates, hasRating } from './kyc-systems.js';
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
} from './people.js';
import { evidence, same } from './play.js';
import type { Story } from './story.js';

const newest = `query Newest($id: ID!) { customer(id: $id) {
  decisions(filter: { kinds: ["kyc.verification"] }, first: 1) { nodes { decision reasonForCustomer reasonInternal } } } }`;
const status =
  'query Status($id: ID!) { customer(id: $id) { kyc { status } decisions { totalCount } amlCases { totalCount } } }';
const cases = 'query Cases($id: ID!) { customer(id: $id) { amlCases { nodes { id status reviewLevel } } } }';
const why = `query Why($decision: ID!) {
  decision(id: $decision) { kind outcome reasonInternal actor { type id role } inputs { system externalId } }
  lineage(decision: $decision, direction: CAUSES, depth: 3) { nodes { id } }
}`;
const onRecord = `query OnRecord($id: ID!) {
  auditEntries(filter: { customerId: $id, field: "Mutation.escalateCase" }, first: 2) {
    nodes { kind actor roles purpose outcome } } }`;

/** Workflow 1. A document fails verification, the rating goes up, the case is escalated; who did what and why is on record. */
export const documentFails: Story = {
  number: 1,
  title: 'A document fails verification, and a case is escalated',
  customerId: 'C-1001',
  async play(play) {
    const caseId = 'ca000000-0000-4000-8001-000000001001';
    await hasRating(play, 'MEDIUM');
    const outside = await play.views([customer, agent, marketing]);

    const at = new Date();
    const review = {
      type: 'applicantReviewed',
      applicantId: await play.applicant(),
      externalUserId: play.customerId,
      reviewStatus: 'completed',
      reviewResult: {
        reviewAnswer: 'RED',
        reviewRejectType: 'FINAL',
        moderationComment: 'We could not confirm your document. Please bring it to a branch.',
        clientComment: 'Document looks altered: the expiry date was overwritten.',
      },
      createdAtMs: at.toISOString().replace('T', ' ').replace('Z', ''),
    };
    await play.sends('identity-verification', 'Her renewed passport fails for good: RED_FINAL.', review);
    await play.sees(
      kycAnalyst,
      'sees both reasons: what she may be told, and what only the bank may know.',
      newest,
      {
        customer: {
          decisions: {
            nodes: [
              {
                decision: 'RED_FINAL',
                reasonForCustomer: review.reviewResult.moderationComment,
                reasonInternal: review.reviewResult.clientComment,
              },
            ],
          },
        },
      },
    );
    const document = evidence('identity-verification', review.applicantId, review);
    const rating = await engineRates(
      play,
      'rates her HIGH from now on, MEDIUM before: because of that document.',
      {
        band: 'HIGH',
        reason: 'DOCUMENT_VERIFICATION_FAILED',
        basedOn: [document],
      },
    );
    await play.notices(outside, 'they notice nothing; their answers are the same, byte for byte.');
    await play.sees(customer, 'sees a neutral status, no decision, no case.', status, {
      customer: { kyc: { status: 'PROCESSING' }, decisions: { totalCount: 0 }, amlCases: { totalCount: 0 } },
    });
    const request = await play.decides(
      kycAnalyst,
      'asks for another document.',
      'requestDocument',
      {
        document: 'ID_CARD',
        reason: 'The passport looks altered; an identity card would settle who she is.',
        reasonForCustomer: 'Please bring an identity card to a branch.',
        evidence: [document],
      },
      { status: 'MADE' },
    );

    const uncleared = await play.views([customer, agent, manager, fraudAnalyst, kycAnalyst, dpo, marketing]);
    const escalation = {
      caseId,
      reason: 'An altered passport and a rating of HIGH: for the reporting officer to decide.',
      evidence: [document, rating],
    };
    await play.isRefused(
      agent,
      'who has heard of a case is refused, as for one that does not exist.',
      'escalateCase',
      { ...escalation, version: 0 },
      'FORBIDDEN',
    );
    const made = await play.decides(
      investigator,
      'escalates the case on both; case management has it.',
      'escalateCase',
      escalation,
      { status: 'MADE', sentOn: 'SENT' },
    );
    await play.notices(uncleared, 'they notice nothing of the case.');
    for (const person of [investigator, mlro]) {
      await play.sees(person, 'sees the case at the level above.', cases, {
        customer: { amlCases: { nodes: [{ id: caseId, status: 'INVESTIGATING', reviewLevel: 'escalate' }] } },
      });
    }

    const decision = made.decisionIds[0] ?? '';
    const led = [
      await play.decisionFrom(mlro, document),
      await play.decisionFrom(mlro, rating),
      ...request.decisionIds,
    ];
    await play.step(
      mlro.title,
      'asks who did what and why: the investigator, with this reason, after vendor, rating engine and analyst.',
      async () => {
        type Why = { decision: object; lineage: { nodes: readonly { id: string }[] } };
        const found = await play.ask<Why>(mlro, why, { decision });
        same(found.decision, {
          kind: 'aml.case-escalated',
          outcome: 'ESCALATED',
          reasonInternal: escalation.reason,
          actor: { type: 'HUMAN', id: 'S-aml-investigator-1', role: 'aml-investigator' },
          inputs: escalation.evidence.map(({ system, externalId }) => ({ system, externalId })),
        });
        const chain = new Set(found.lineage.nodes.map(({ id }) => id));
        same(
          led.filter((id) => !chain.has(id)),
          [],
        );
      },
    );
    const entry = {
      actor: 'S-aml-investigator-1',
      roles: ['aml-investigator'],
      purpose: 'CounterMoneyLaundering',
      outcome: 'ANSWERED',
    };
    await play.sees(mlro, 'finds change and answer in the audit log, with role and purpose.', onRecord, {
      auditEntries: {
        nodes: [
          { kind: 'ACCESS', ...entry },
          { kind: 'EDIT', ...entry },
        ],
      },
    });
    for (const person of [kycAnalyst, auditor]) {
      await play.sees(
        person,
        'is not shown the escalation: there is no such decision.',
        why,
        { decision: null, lineage: null },
        { decision },
      );
    }
  },
};
