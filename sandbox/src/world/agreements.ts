import type { Consent, ConsentStatus } from './consents.js';
import { recordId } from './record-id.js';
import type { Subject } from './subject.js';

/** Everything that a partner may be allowed to read. */
export const allPermissions = [
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadTransactionsBasic',
  'ReadTransactionsDetail',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
] as const;

// Consents must be live whenever the sandbox runs, so they last long.
const farFuture = '2035-12-31T23:59:59Z';

type Event = { readonly status: ConsentStatus; readonly at: string; readonly note?: string };

/** A partner's access to accounts. Its status is that of the last event. */
export function accountAccess(
  subject: Subject,
  ordinal: number,
  plan: {
    grantee: string;
    accounts: readonly { readonly accountId: string; readonly removedAt?: string }[];
    events: readonly Event[];
    permissions?: readonly string[];
    expiresAt?: string;
    transactionsFrom?: string;
    transactionsTo?: string;
  },
): Consent {
  return {
    ...grant(subject, ordinal, plan.events),
    kind: 'ACCOUNT_ACCESS',
    purpose: 'ServiceProvision',
    lawfulBasis: 'Contract',
    permissions: plan.permissions ?? allPermissions,
    expiresAt: plan.expiresAt ?? farFuture,
    transactionsFrom: plan.transactionsFrom ?? '2025-01-01T00:00:00Z',
    transactionsTo: plan.transactionsTo ?? farFuture,
    grantee: plan.grantee,
    accounts: plan.accounts.map(({ accountId, removedAt }) => ({ accountId, removedAt: removedAt ?? null })),
  };
}

/** The customer's word on a purpose of the bank itself, e.g. `DirectMarketing`. */
export function purposeConsent(
  subject: Subject,
  ordinal: number,
  purpose: string,
  events: readonly Event[],
): Consent {
  return {
    ...grant(subject, ordinal, events),
    kind: 'PURPOSE',
    purpose,
    lawfulBasis: 'Consent',
    permissions: [],
    expiresAt: farFuture,
    transactionsFrom: null,
    transactionsTo: null,
    grantee: 'bank',
    accounts: [],
  };
}

function grant(subject: Subject, ordinal: number, events: readonly Event[]) {
  const last = events.at(-1);
  if (last === undefined) throw new Error('A consent begins with an event');
  return {
    id: recordId('CON', subject.number, ordinal),
    status: last.status,
    grantedAt: events.find((event) => event.status === 'AUTH')?.at ?? null,
    noticeVersion: 'privacy-notice@7',
    events: events.map((event, at) => ({
      id: recordId('CE', subject.number, ordinal, at + 1),
      status: event.status,
      at: event.at,
      actor: event.status === 'EXPD' ? 'bank' : subject.customerId,
      note: event.note ?? null,
    })),
  };
}
