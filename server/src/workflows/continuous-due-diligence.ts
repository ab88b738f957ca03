import { engineRates, hasRating, isScreened } from './kyc-systems.js';
import { agent, auditor, customer, kycAnalyst, manager, marketing, mlro } from './people.js';
import { same } from './play.js';
import type { Story } from './story.js';

const screening = `query Screening($id: ID!) { customer(id: $id) {
  kyc { screenings { id status matches { score status } } }
  decisions(filter: { kinds: ["kyc.screening"] }, first: 1) { nodes { decision plan { id } } } } }`;
const band =
  'query Band($id: ID!) { customer(id: $id) { kyc { riskRating { band } riskRatings { band } } } }';
const known = `query Known($id: ID!, $then: DateTime!) { customer(id: $id) {
  now: riskHistory { current { level reason ratedBy } }
  before: riskHistory(knownAt: $then) { current { level } } } }`;
const why = `query Why($decision: ID!) { lineage(decision: $decision, direction: CAUSES, depth: 2) {
  nodes { id kind decision actor { type id } } edges { from to relation } } }`;

interface Chain {
  readonly lineage: {
    readonly nodes: readonly { readonly id: string; readonly kind: string; readonly actor: object }[];
    readonly edges: readonly { readonly from: string; readonly to: string; readonly relation: string }[];
  };
}

/** Workflow 4. Years after onboarding a list changes; the rating goes up, and a person reviews the customer. */
export const continuousDueDiligence: Story = {
  number: 4,
  title: 'A rating goes up long after onboarding',
  customerId: 'C-1015',
  async play(play) {
    await hasRating(play, 'LOW');
    const then = new Date().toISOString();
    const outside = await play.views([customer, agent, marketing]);

    const hit = await isScreened(
      play,
      'Screened against today’s list: somebody of his name is new on it, 0.86 alike.',
    );
    await play.step(
      kycAnalyst.title,
      'sees the match, which nobody has judged yet, and by which algorithm.',
      async () => {
        type Found = { customer: { kyc: { screenings: readonly { id: string }[] }; decisions: object } };
        const found = await play.ask<Found>(kycAnalyst, screening);
        same(
          found.customer.kyc.screenings.find(({ id }) => id === hit.externalId),
          {
            id: hit.externalId,
            status: 'IN_REVIEW',
            matches: [{ score: '0.86', status: 'PENDING' }],
          },
        );
        same(found.customer.decisions, {
          nodes: [{ decision: 'POTENTIAL_MATCH', plan: { id: 'logic-v1' } }],
        });
      },
    );
    const rating = await engineRates(
      play,
      'rates him HIGH from now on, LOW before: because of that screening.',
      {
        band: 'HIGH',
        reason: 'WATCHLIST_MATCH',
        basedOn: [hit],
      },
    );
    await play.notices(outside, 'they notice nothing; their answers are the same, byte for byte.');
    await play.sees(manager, 'sees the band of today, neither its history nor why.', band, {
      customer: { kyc: { riskRating: { band: 'HIGH' }, riskRatings: [] } },
    });
    const review = await play.decides(
      kycAnalyst,
      'reviews him: he may stay, with enhanced due diligence.',
      'recordKycReview',
      {
        outcome: 'APPROVED',
        reason: 'A namesake, by date of birth; enhanced due diligence until the list says more of him.',
        evidence: [hit, rating],
      },
      { status: 'MADE' },
    );
    for (const person of [kycAnalyst, mlro, auditor]) {
      await play.sees(
        person,
        'sees what the bank knows now, and what it knew before.',
        known,
        {
          customer: {
            now: { current: { level: 'HIGH', reason: 'WATCHLIST_MATCH', ratedBy: 'customer-risk@4.2.0' } },
            before: { current: { level: 'LOW' } },
          },
        },
        { then },
      );
    }
    const decision = review.decisionIds[0] ?? '';
    const [byList, byModel] = [await play.decisionFrom(mlro, hit), await play.decisionFrom(mlro, rating)];
    for (const person of [mlro, auditor]) {
      await play.step(
        person.title,
        'sees the chain: list, then rating, then the person who reviewed both.',
        async () => {
          const { lineage } = await play.ask<Chain>(person, why, { decision });
          const informed = lineage.edges.flatMap(({ from, to, relation }) =>
            relation === 'WAS_INFORMED_BY' && [decision, byModel].includes(from) ? [`${from} < ${to}`] : [],
          );
          same(
            informed.toSorted(),
            [`${decision} < ${byList}`, `${decision} < ${byModel}`, `${byModel} < ${byList}`].toSorted(),
          );
          same(lineage.nodes.find(({ id }) => id === decision)?.actor, {
            type: 'HUMAN',
            id: 'S-kyc-analyst-1',
          });
        },
      );
    }
    await play.notices(outside, 'and it stays so.');
  },
};
