import { accountAccess, purposeConsent } from '../agreements.js';
import { decided, eventId, person } from '../decision-events.js';
import { loanClientOf } from '../lending.js';
import { daysAfter, daysAgo, minutesAfter } from '../moment.js';
import { recordId } from '../record-id.js';
import { overridden, unomiProfileOf } from '../segmentation.js';
import type { Prediction, SegmentMembership } from '../segments.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/**
 * Every shape of consent (live, revoked and given again, for three months only, one account removed, rejected,
 * expired, waiting),
 * an overridden segment with its approval, a risk segment, all kinds of prediction, a loan in arrears.
 */
export const manyAgreements: Story = (seed) => {
  const subject = new Subject(seed, 1018);
  const base = ground(subject, {
    name: { title: 'Ms', firstName: 'Rosalind', lastName: 'Tan', gender: 'female' },
    birthDate: '1981-08-08',
    sinceDaysAgo: 1_600,
  });
  const accounts = base.accounts.map((account) => account.accountId);
  const [first = '', second = '', third = ''] = accounts;
  const overriddenAt = daysAgo(33, 640);
  const marketing: SegmentMembership = {
    id: recordId('SEG', subject.number, 1),
    segment: 'everyday-spender',
    category: 'MARKETING',
    since: daysAgo(320),
    score: '0.6120',
    source: 'UNOMI',
    modelVersionId: 'MV-spend-3',
  };
  const risk: SegmentMembership = {
    id: recordId('SEG', subject.number, 3),
    segment: 'credit-watch',
    category: 'RISK',
    since: daysAgo(50),
    score: '0.8450',
    source: 'BATCH_MODEL',
    modelVersionId: 'MV-rising-2',
  };
  const memberships = [marketing, ...base.memberships.slice(1, 2), risk];
  const rising: Prediction = {
    id: recordId('PRED', subject.number, 3),
    kind: 'RISING_RISK',
    probability: '0.7310',
    horizonDays: 90,
    producedAt: daysAgo(4, 180),
    modelVersionId: 'MV-rising-2',
  };
  return {
    ...base,
    loanClient: loanClientOf(subject, { loans: 1, inArrears: true }),
    memberships,
    unomiProfile: unomiProfileOf(subject, memberships, 'GRANTED'),
    overrides: [
      overridden(subject, marketing, {
        toSegment: 'financial-support',
        reason: 'Customer told the branch about a long illness.',
        byStaff: 'S-relationship-manager-1',
        approvedBy: 'S-relationship-manager-2',
        at: overriddenAt,
        expiresAt: '2035-12-31T23:59:59Z',
      }),
    ],
    predictions: [...base.predictions.slice(0, 2), rising],
    consents: [
      ...base.consents,
      accountAccess(subject, 2, {
        grantee: 'P-moneywise',
        accounts: [
          { accountId: first },
          { accountId: second, removedAt: daysAgo(70, 600) },
          { accountId: third },
        ],
        // Begins and ends among the transactions of the accounts.
        transactionsFrom: '2026-03-01T00:00:00Z',
        transactionsTo: '2026-05-31T23:59:59Z',
        events: [
          { status: 'AWAU', at: daysAgo(400, 600) },
          { status: 'AUTH', at: daysAgo(400, 603) },
          { status: 'CANC', at: daysAgo(120, 600), note: 'Revoked in the app' },
          { status: 'AUTH', at: daysAgo(100, 600), note: 'Given again' },
        ],
      }),
      accountAccess(subject, 3, {
        grantee: 'P-brightloans',
        accounts: [{ accountId: first }],
        events: [
          { status: 'AWAU', at: daysAgo(210, 900) },
          { status: 'RJCT', at: daysAgo(210, 905) },
        ],
      }),
      accountAccess(subject, 4, {
        grantee: 'P-brightloans',
        accounts: [{ accountId: first }],
        permissions: ['ReadAccountsBasic', 'ReadBalances'],
        expiresAt: daysAgo(90, 600),
        events: [
          { status: 'AWAU', at: daysAgo(180, 600) },
          { status: 'AUTH', at: daysAgo(180, 604) },
          { status: 'EXPD', at: daysAgo(90, 600) },
        ],
      }),
      accountAccess(subject, 5, {
        grantee: 'P-brightloans',
        accounts: [{ accountId: second }],
        events: [{ status: 'AWAU', at: daysAgo(1, 600) }],
      }),
      purposeConsent(subject, 6, 'PersonalisedAdvertising', [
        { status: 'AWAU', at: daysAgo(300, 600) },
        { status: 'AUTH', at: daysAgo(300, 601) },
        { status: 'CANC', at: daysAgo(15, 600) },
      ]),
    ],
    ledgerEvents: [
      ...base.ledgerEvents,
      decided(subject, 'consent-revoked', {
        occurredAt: daysAgo(120, 600),
        kind: 'consent.revoked',
        decision: 'CANC',
        actor: { type: 'HUMAN', id: subject.customerId, role: 'customer', onBehalfOf: null },
        outcome: 'Access of P-moneywise ended',
        reasonForCustomer: 'You ended the access.',
        domain: 'consent',
      }),
      decided(subject, 'consent-renewed', {
        occurredAt: daysAgo(100, 600),
        kind: 'consent.authorised',
        decision: 'AUTH',
        actor: { type: 'HUMAN', id: subject.customerId, role: 'customer', onBehalfOf: null },
        outcome: 'Access of P-moneywise given again',
        supersedes: eventId(subject, 'consent-revoked'),
        domain: 'consent',
      }),
      decided(subject, 'segment-overridden', {
        occurredAt: overriddenAt,
        kind: 'segments.override',
        decision: 'OVERRIDE',
        actor: person('S-relationship-manager-1'),
        plan: { type: 'MODEL', id: 'MV-spend-3', version: '3.1.0' },
        outcome: 'everyday-spender replaced by financial-support',
        reasonInternal: 'Customer told the branch about a long illness.',
        approvals: [
          {
            by: 'S-relationship-manager-2',
            role: 'relationship-manager',
            at: minutesAfter(daysAfter(overriddenAt, 1), 5),
          },
        ],
        domain: 'segments',
      }),
    ],
  };
};
