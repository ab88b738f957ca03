import { accountsOf } from './account-book.js';
import { accountAccess, purposeConsent } from './agreements.js';
import type { Consent } from './consents.js';
import { contactsOf } from './contacts.js';
import { decided, eventId, evidence, model, person, system } from './decision-events.js';
import {
  applicant,
  approvedProfile,
  candidate,
  identityDocument,
  passedReview,
  rated,
  ratingModel,
  screened,
} from './due-diligence.js';
import { behaved, deviceSeen, fraudPolicy, riskDecided } from './fraud-signals.js';
import type { RiskRating } from './kyc.js';
import type { LedgerEvent } from './ledger.js';
import { loanClientOf } from './lending.js';
import { daysAfter, daysAgo, minutesAfter } from './moment.js';
import { caseId, investigated, monitored } from './monitoring.js';
import { partyOf } from './parties.js';
import type { Party } from './party.js';
import { applicantId, recordId } from './record-id.js';
import type { Screening } from './screenings.js';
import { membershipsOf, predictionsOf, unomiProfileOf } from './segmentation.js';
import { staffFor } from './staffing.js';
import type { Subject } from './subject.js';
import { wallsOf } from './walls.js';
import type { WorldCustomer } from './world.js';

/**
 * A customer like thousands of others. With `quiet`, nothing out of the ordinary ever happened to them:
 * the ground on which a story is told.
 */
export function ordinaryCustomer(subject: Subject, { quiet = false } = {}): WorldCustomer {
  const random = subject.random('customer');
  const party = partyOf(subject);
  const sinceDaysAgo = random.int(500, 4_500);
  const since = daysAgo(sinceDaysAgo, 540);
  const accounts = accountsOf(subject, party.latinName, sinceDaysAgo);
  const applied = minutesAfter(since, -90);
  const memberships = membershipsOf(subject);
  const marketing = random.pick(['GRANTED', 'GRANTED', 'DENIED', 'REVOKED'] as const);
  const riskRatings = ratingsOf(subject, since, quiet);
  const screenings = screeningsOf(subject, party, since, quiet);
  const seenAt = daysAgo(random.int(1, 12), random.int(420, 1_320));
  const decision = riskDecided(subject, 1, {
    at: seenAt,
    action: 'ALLOW',
    customerReason: 'No further check was needed.',
    riskScore: random.int(1, 900) / 100,
  });
  const base: WorldCustomer = {
    customerId: subject.customerId,
    number: subject.number,
    kind: 'PERSON',
    since,
    walls: quiet ? [] : wallsOf(subject),
    party,
    accounts,
    loanClient: random.chance(0.2) ? loanClientOf(subject, { loans: 1 }) : null,
    kycProfile: approvedProfile(since, random.int(60, 900)),
    riskRatings,
    applicant: applicant(subject, passedReview(applied), [identityDocument(subject)]),
    screenings,
    marbleDecisions: [],
    marbleCases: [],
    tazamaReports: [],
    sars: [],
    noReportDecisions: [],
    caseTasks: [],
    fingerprintEvents: [deviceSeen(subject, seenAt)],
    biometricSessions: [behaved(subject, 1, seenAt, random.int(86, 99) / 100)],
    fraudDecisions: [decision],
    unomiProfile: unomiProfileOf(subject, memberships, marketing),
    memberships,
    overrides: [],
    predictions: predictionsOf(subject),
    consents: consentsOf(
      subject,
      accounts.map((account) => account.accountId),
      marketing,
      since,
    ),
    restrictions: [],
    interactions: contactsOf(subject),
    journeys: [],
    ledgerEvents: onboardingEvents(subject, since, riskRatings, screenings),
    externalIds: externalIdsOf(subject),
  };
  return !quiet && random.chance(0.02) ? withFalseAlarm(subject, base) : base;
}

/** How the other systems call this customer; systems that are not named use the customer id. */
export function externalIdsOf(subject: Subject): WorldCustomer['externalIds'] {
  return {
    'identity-verification': applicantId(subject.number),
    segmentation: `unomi-${subject.number}`,
    loans: String(subject.number),
  };
}

/** What the ledger says of every customer's first days. */
export function onboardingEvents(
  subject: Subject,
  since: string,
  ratings: readonly RiskRating[],
  screenings: readonly Screening[],
): readonly LedgerEvent[] {
  const first = ratings[0];
  const screening = screenings[0];
  const onboarded = decided(subject, 'onboarding', {
    occurredAt: since,
    kind: 'kyc.onboarding',
    decision: 'ACCEPT',
    actor: person(staffFor('kyc-analyst', subject.number)),
    inputs: [
      evidence(subject, 'identity-verification', applicantId(subject.number), since),
      ...(screening === undefined
        ? []
        : [evidence(subject, 'screening', screening.id, screening.screenedAt)]),
    ],
    plan: { type: 'POLICY', id: 'onboarding-standard', version: '2024.1' },
    outcome: 'Relationship opened',
    reasonForCustomer: 'Your identity was confirmed.',
    domain: 'kyc',
  });
  if (first === undefined) return [onboarded];
  return [
    onboarded,
    decided(subject, 'first-rating', {
      occurredAt: first.validFrom,
      recordedAt: first.recordedAt,
      kind: 'kyc.risk-rating',
      decision: first.band,
      actor: model(ratingModel),
      plan: { type: 'MODEL', id: 'customer-risk', version: '4.2.0' },
      outcome: `Rated ${first.band}`,
      reasonInternal: first.reason,
      causedBy: [eventId(subject, 'onboarding')],
      domain: 'kyc',
    }),
  ];
}

function ratingsOf(subject: Subject, since: string, quiet: boolean): readonly RiskRating[] {
  const random = subject.random('ratings');
  const roll = quiet ? 0 : random.next();
  const band = roll < 0.8 ? 'LOW' : roll < 0.97 ? 'MEDIUM' : 'HIGH';
  const score = { LOW: random.int(5, 30), MEDIUM: random.int(35, 60), HIGH: random.int(65, 85) }[band];
  const reason = {
    LOW: 'RESIDENT_STANDARD_PRODUCTS',
    MEDIUM: 'CASH_INTENSIVE_WORK',
    HIGH: 'HIGH_RISK_COUNTRY',
  }[band];
  return [rated(subject, 1, { band, score, reason, validFrom: minutesAfter(since, 15) })];
}

function screeningsOf(subject: Subject, party: Party, since: string, quiet: boolean): readonly Screening[] {
  const random = subject.random('screenings');
  const latest = screened(subject, 2, daysAgo(random.int(1, 6), 240));
  const namesake = !quiet && random.chance(0.1);
  if (!namesake) return [screened(subject, 1, minutesAfter(since, -30)), latest];
  const match = candidate(
    {
      id: `NK-${subject.hash('namesake').slice(0, 22)}`,
      caption: party.latinName.toUpperCase(),
      schema: 'Person',
      properties: { name: [party.latinName], birthDate: ['1951'], country: ['us'], topics: ['sanction'] },
      datasets: ['us_ofac_sdn'],
      referents: [],
    },
    random.int(70, 79) / 100,
    {
      status: 'NO_HIT',
      reviewedBy: staffFor('kyc-analyst', subject.number),
      reviewedAt: minutesAfter(since, -20),
    },
  );
  return [screened(subject, 1, minutesAfter(since, -30), [match]), latest];
}

function consentsOf(
  subject: Subject,
  accountIds: readonly string[],
  marketing: 'GRANTED' | 'DENIED' | 'REVOKED',
  since: string,
): readonly Consent[] {
  const random = subject.random('consents');
  const asked = daysAfter(since, 1);
  const consents = [
    purposeConsent(subject, 1, 'DirectMarketing', [
      { status: 'AWAU', at: asked },
      ...(marketing === 'DENIED'
        ? [{ status: 'RJCT' as const, at: minutesAfter(asked, 3) }]
        : [{ status: 'AUTH' as const, at: minutesAfter(asked, 3) }]),
      ...(marketing === 'REVOKED' ? [{ status: 'CANC' as const, at: daysAgo(40) }] : []),
    ]),
  ];
  const first = accountIds[0];
  if (first !== undefined && random.chance(0.12)) {
    const at = daysAgo(random.int(20, 300), 700);
    consents.push(
      accountAccess(subject, 2, {
        grantee: random.pick(['P-moneywise', 'P-brightloans']),
        accounts: [{ accountId: first }],
        events: [
          { status: 'AWAU', at },
          { status: 'AUTH', at: minutesAfter(at, 2) },
        ],
      }),
    );
  }
  return consents;
}

/** An alert that turned out to be nothing: closed, nothing filed, and by two people. */
function withFalseAlarm(subject: Subject, customer: WorldCustomer): WorldCustomer {
  const at = daysAgo(subject.random('false-alarm').int(90, 300), 600);
  const closedAt = daysAfter(at, 6);
  const theCase = caseId(subject, 1);
  const investigator = staffFor('aml-investigator', subject.number);
  const decision = monitored(subject, 1, {
    at,
    hits: ['structuring'],
    amount: '9400.00',
    counterparty: 'Kestrel Garage',
    caseOrdinal: 1,
    reviewStatus: 'approve',
  });
  return {
    ...customer,
    marbleDecisions: [decision],
    marbleCases: [
      investigated(subject, 1, {
        name: 'Structuring alert',
        createdAt: minutesAfter(at, 1),
        status: 'closed',
        outcome: 'false_positive',
        reviewLevel: 'probable_false_positive',
        assignee: investigator,
        decisionIds: [decision.id],
        events: [
          { type: 'case_created', at: minutesAfter(at, 1), by: null, note: null },
          { type: 'outcome_updated', at: closedAt, by: investigator, note: 'false_positive' },
        ],
      }),
    ],
    noReportDecisions: [
      {
        id: recordId('NR', subject.number, 1),
        caseId: theCase,
        decidedAt: closedAt,
        decidedBy: investigator,
        approvedBy: 'S-mlro-1',
        rationale: 'Purchase of a car in agreed instalments, invoice seen.',
      },
    ],
    ledgerEvents: [
      ...customer.ledgerEvents,
      decided(subject, 'alert', {
        occurredAt: at,
        kind: 'aml.alert',
        decision: 'REVIEW',
        actor: system('marble'),
        inputs: [evidence(subject, 'aml', decision.id, at, 'R')],
        plan: { type: 'RULE', id: decision.scenario.id, version: String(decision.scenario.version) },
        outcome: 'Case opened',
        class: 'R',
        domain: 'aml',
      }),
      decided(subject, 'no-report', {
        occurredAt: closedAt,
        kind: 'aml.no-report',
        decision: 'NO_FILE',
        actor: person(investigator),
        outcome: 'Case closed',
        reasonInternal: 'Purchase of a car in agreed instalments, invoice seen.',
        causedBy: [eventId(subject, 'alert')],
        approvals: [{ by: 'S-mlro-1', role: 'mlro', at: closedAt }],
        class: 'R',
        domain: 'aml',
      }),
    ],
  };
}

/** The ledger's entry of an engine decision, for stories that need it. */
export function riskDecisionEvent(
  subject: Subject,
  name: string,
  decision: WorldCustomer['fraudDecisions'][number],
  plan: {
    causedBy?: readonly string[];
    inputs?: LedgerEvent['inputs'];
    outcome: string;
    reasonInternal?: string;
  },
): LedgerEvent {
  return decided(subject, name, {
    occurredAt: decision.evaluatedAt,
    kind: 'fraud.risk-decision',
    decision: decision.action,
    actor: system('risk-engine'),
    inputs: [evidence(subject, 'fraud', decision.decisionId, decision.evaluatedAt), ...(plan.inputs ?? [])],
    plan: { type: 'POLICY', id: fraudPolicy.split('@')[0] ?? fraudPolicy, version: decision.policyVersion },
    outcome: plan.outcome,
    reasonForCustomer: decision.customerReason,
    reasonInternal: plan.reasonInternal ?? null,
    causedBy: plan.causedBy ?? [],
    domain: 'fraud',
  });
}
