import { type AccountPlan, openAccount } from '../account-book.js';
import { purposeConsent } from '../agreements.js';
import {
  applicant,
  approvedProfile,
  identityDocument,
  passedReview,
  rated,
  screened,
} from '../due-diligence.js';
import { daysAfter, daysAgo, minutesAfter } from '../moment.js';
import { onboardingEvents, ordinaryCustomer } from '../ordinary-customer.js';
import { emailOf } from '../parties.js';
import type { Party } from '../party.js';
import { unomiProfileOf } from '../segmentation.js';
import type { Subject } from '../subject.js';
import type { WorldCustomer } from '../world.js';

/** A story: the customer it is about, made from the world's seed. */
export type Story = (seed: number) => WorldCustomer;

/** The ground on which a story is told: a named customer to whom nothing has happened yet. */
export interface Ground {
  readonly name: Pick<Party, 'title' | 'firstName' | 'lastName' | 'gender'> &
    Partial<Pick<Party, 'fullName'>>;
  readonly birthDate: string;
  readonly nationality?: string;
  /** Became a customer so many days before the world's today. */
  readonly sinceDaysAgo: number;
  readonly accounts?: readonly AccountPlan[];
  /** The customer's word on direct marketing; granted when not said. */
  readonly marketing?: 'GRANTED' | 'DENIED' | 'REVOKED';
}

const ordinaryAccounts: readonly AccountPlan[] = [
  { kind: 'current', ordinal: 1, nickname: 'Bills', transactions: 60 },
  { kind: 'savings', ordinal: 2, nickname: 'Holidays', transactions: 12 },
  { kind: 'card', ordinal: 3, nickname: null, transactions: 30 },
];

/** Prepares the ground. Latin names transcribe the full name when that is written in another script. */
export function ground(subject: Subject, plan: Ground): WorldCustomer {
  const base = ordinaryCustomer(subject, { quiet: true });
  const { firstName, lastName } = plan.name;
  const latinName = `${firstName} ${lastName}`;
  const party: Party = {
    ...base.party,
    ...plan.name,
    fullName: plan.name.fullName ?? latinName,
    latinName,
    birthDate: plan.birthDate,
    nationality: plan.nationality ?? 'GB',
    emailAddress: emailOf(firstName, lastName, ''),
  };
  const since = daysAgo(plan.sinceDaysAgo, 540);
  const asked = daysAfter(since, 1);
  const marketing = plan.marketing ?? 'GRANTED';
  const riskRatings = [
    rated(subject, 1, {
      band: 'LOW',
      score: 18,
      reason: 'RESIDENT_STANDARD_PRODUCTS',
      validFrom: minutesAfter(since, 15),
    }),
  ];
  const screenings = [screened(subject, 1, minutesAfter(since, -30)), screened(subject, 2, daysAgo(3, 240))];
  return {
    ...base,
    since,
    party,
    accounts: (plan.accounts ?? ordinaryAccounts).map((account) =>
      openAccount(subject, party.fullName, { openedDaysAgo: plan.sinceDaysAgo, ...account }),
    ),
    loanClient: null,
    kycProfile: approvedProfile(since, 200),
    riskRatings,
    applicant: applicant(subject, passedReview(minutesAfter(since, -90)), [
      identityDocument(subject, { idDocType: 'PASSPORT' }),
    ]),
    screenings,
    unomiProfile: unomiProfileOf(subject, base.memberships, marketing),
    consents: [
      purposeConsent(subject, 1, 'DirectMarketing', [
        { status: 'AWAU', at: asked },
        { status: marketing === 'DENIED' ? 'RJCT' : 'AUTH', at: minutesAfter(asked, 3) },
        ...(marketing === 'REVOKED' ? [{ status: 'CANC' as const, at: daysAgo(40, 600) }] : []),
      ]),
    ],
    ledgerEvents: onboardingEvents(subject, since, riskRatings, screenings),
  };
}
