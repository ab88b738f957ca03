import { daysAgo } from './moment.js';
import { recordId } from './record-id.js';
import type { MembershipOverride, Prediction, SegmentMembership, UnomiProfile } from './segments.js';
import type { Subject } from './subject.js';

const marketingSegments = ['everyday-spender', 'saver', 'traveller', 'young-professional', 'family'] as const;

/** The segments of a customer: one or two for marketing, seldom one of risk. */
export function membershipsOf(subject: Subject): readonly SegmentMembership[] {
  const random = subject.random('segments');
  const member = (
    ordinal: number,
    segment: string,
    category: SegmentMembership['category'],
    modelVersionId: string,
  ): SegmentMembership => ({
    id: recordId('SEG', subject.number, ordinal),
    segment,
    category,
    since: daysAgo(random.int(30, 700)),
    score: random.probability(0.55, 0.98),
    source: category === 'RISK' ? 'BATCH_MODEL' : 'UNOMI',
    modelVersionId,
  });
  const memberships = [
    member(1, random.pick(marketingSegments), 'MARKETING', 'MV-spend-3'),
    member(2, random.pick(['digital-first', 'branch-loyal']), 'MARKETING', 'MV-engage-2'),
  ];
  if (random.chance(0.15)) memberships.push(member(3, 'credit-watch', 'RISK', 'MV-rising-2'));
  return memberships;
}

/** The predictions about a customer: default and churn for all, rising risk for some. */
export function predictionsOf(subject: Subject): readonly Prediction[] {
  const random = subject.random('predictions');
  const predict = (
    ordinal: number,
    kind: Prediction['kind'],
    probability: string,
    horizonDays: number,
    modelVersionId: string,
  ): Prediction => ({
    id: recordId('PRED', subject.number, ordinal),
    kind,
    probability,
    horizonDays,
    producedAt: daysAgo(random.int(1, 20), 180),
    modelVersionId,
  });
  const predictions = [
    predict(1, 'DEFAULT', random.probability(0.001, 0.09), 365, 'MV-default-5'),
    predict(2, 'CHURN', random.probability(0.01, 0.4), 180, 'MV-churn-1'),
  ];
  if (random.chance(0.3)) {
    predictions.push(predict(3, 'RISING_RISK', random.probability(0.02, 0.5), 90, 'MV-rising-2'));
  }
  return predictions;
}

/** A person's override of the customer's first membership. */
export function overridden(
  subject: Subject,
  membership: SegmentMembership,
  plan: Pick<MembershipOverride, 'toSegment' | 'reason' | 'byStaff' | 'approvedBy' | 'at' | 'expiresAt'>,
): MembershipOverride {
  return {
    id: recordId('OVR', subject.number, 1),
    membershipId: membership.id,
    fromSegment: membership.segment,
    ...plan,
  };
}

/** The Unomi profile that goes with the memberships; nothing of AML ever enters it. */
export function unomiProfileOf(
  subject: Subject,
  memberships: readonly SegmentMembership[],
  marketing: 'GRANTED' | 'DENIED' | 'REVOKED',
): UnomiProfile {
  const random = subject.random('unomi');
  const own = memberships.filter((membership) => membership.source === 'UNOMI');
  const statusDate = daysAgo(random.int(100, 600));
  return {
    itemId: `unomi-${subject.number}`,
    properties: {
      customerNumber: subject.customerId,
      nbOfVisits: random.int(1, 240),
      preferredChannel: random.pick(['MOBILE', 'ONLINE', 'BRANCH']),
      lastVisit: daysAgo(random.int(0, 25), 720),
    },
    segments: own.map((membership) => membership.segment),
    scores: { engagement: random.int(5, 100), spending: random.int(5, 100) },
    mergedWith: null,
    consents: {
      'bank/direct-marketing': {
        typeIdentifier: 'direct-marketing',
        status: marketing,
        statusDate,
        revokeDate: marketing === 'REVOKED' ? daysAgo(40) : null,
      },
    },
    lastUpdated: daysAgo(random.int(0, 9), 200),
  };
}
