import { plainId } from '@bankgraph/bank-sources';
import { BankgraphError } from '@bankgraph/errors';
import type { Actor } from '@bankgraph/identity';
import { characters, onOneLine } from '@bankgraph/subgraph-kit';
import type { RequestConsentInput } from './schema.generated.js';

/** What a consent is asked for, within bounds. Times are ISO 8601. */
export interface ConsentTerms {
  readonly kind: 'ACCOUNT_ACCESS' | 'PURPOSE';
  readonly purpose: string;
  readonly lawfulBasis: 'Contract' | 'Consent';
  readonly permissions: readonly string[];
  readonly expiresAt: string | null;
  readonly transactionsFrom: string | null;
  readonly transactionsTo: string | null;
  readonly grantee: string;
  readonly noticeVersion: string;
}

/** UK Open Banking v4.0, `OBExternalPermissions1Code`. */
const permissions: ReadonlySet<string> = new Set([
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadBeneficiariesBasic',
  'ReadBeneficiariesDetail',
  'ReadDirectDebits',
  'ReadOffers',
  'ReadPAN',
  'ReadParty',
  'ReadPartyPSU',
  'ReadProducts',
  'ReadScheduledPaymentsBasic',
  'ReadScheduledPaymentsDetail',
  'ReadStandingOrdersBasic',
  'ReadStandingOrdersDetail',
  'ReadStatementsBasic',
  'ReadStatementsDetail',
  'ReadTransactionsBasic',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
]);

/**
 * Purposes that rest on consent. Those that the law or the contract commands are not among them: nobody is asked whether the
 * bank may look for fraud or money laundering, so nobody stops it by withdrawing.
 */
const purposesByConsent: ReadonlySet<string> = new Set([
  'DirectMarketing',
  'Marketing',
  'PersonalisedAdvertising',
]);

const purposesOfAccess: ReadonlySet<string> = new Set(['ServiceProvision', 'RequestedServiceProvision']);

/**
 * Checks what a consent is asked for. A partner asks for itself whatever it names.
 *
 * @throws BAD_USER_INPUT with what is expected
 */
export function consentTermsOf(input: RequestConsentInput, actor: Actor, now: Date): ConsentTerms {
  const { kind, purpose, noticeVersion } = input;
  const forPartner = kind === 'ACCOUNT_ACCESS';
  if (actor.kind === 'partner' && (!forPartner || (input.grantee ?? actor.clientId) !== actor.clientId)) {
    throw refused('A partner asks for access to accounts, and for itself.');
  }
  const grantee = actor.kind === 'partner' ? actor.clientId : forPartner ? (input.grantee ?? '') : 'bank';
  if (!plainId.safeParse(grantee).success || (forPartner && grantee === 'bank')) {
    throw refused('grantee must be the client id of a partner for ACCOUNT_ACCESS.');
  }
  const purposes = forPartner ? purposesOfAccess : purposesByConsent;
  if (!purposes.has(purpose)) {
    throw refused(`purpose must be one of ${[...purposes].join(', ')} for ${kind}.`);
  }
  const asked = [...new Set(input.permissions ?? [])].sort();
  if (asked.length > 0 !== forPartner || asked.some((one) => !permissions.has(one))) {
    throw refused('permissions are those of UK Open Banking for ACCOUNT_ACCESS, at least one, else none.');
  }
  const expiresAt = moment('expiresAt', input.expiresAt);
  if (expiresAt !== null && Date.parse(expiresAt) <= now.getTime()) {
    throw refused('expiresAt must be in the future.');
  }
  const transactionsFrom = moment('transactionsFrom', input.transactionsFrom);
  const transactionsTo = moment('transactionsTo', input.transactionsTo);
  return {
    kind,
    purpose,
    lawfulBasis: forPartner ? 'Contract' : 'Consent',
    permissions: asked,
    expiresAt,
    transactionsFrom,
    transactionsTo,
    grantee,
    noticeVersion: noticeOf(noticeVersion),
  };
}

/** The version of a notice. @throws BAD_USER_INPUT when it is none */
export function noticeOf(version: string): string {
  if (!plainId.safeParse(version).success) {
    throw refused(
      'noticeVersion must name the notice that the customer was shown, for example privacy-notice@7.',
    );
  }
  return version;
}

/** Ids of accounts, each once. @throws BAD_USER_INPUT when one is none */
export function accountIdsOf(ids: readonly string[]): readonly string[] {
  if (ids.length > 100 || ids.some((id) => !plainId.safeParse(id).success)) {
    throw refused('Name up to 100 accounts by their ids.');
  }
  return [...new Set(ids)].sort();
}

/** A note on one line; null for none. @throws BAD_USER_INPUT when it is too long */
export function noteOf(text: string | null | undefined): string | null {
  const note = onOneLine(text ?? '');
  if (characters(note) > 1_000) throw refused('note must have 1000 characters at most.');
  return note === '' ? null : note;
}

function moment(name: string, text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(at)) throw refused(`${name} must be a date and time with offset.`);
  return new Date(at).toISOString();
}

function refused(advice: string): BankgraphError {
  return new BankgraphError('BAD_USER_INPUT', { advice });
}
