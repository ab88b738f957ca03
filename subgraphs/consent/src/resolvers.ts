import { plainId } from '@bankgraph/bank-sources';
import { BankgraphError } from '@bankgraph/errors';
import { reportedRows } from '@bankgraph/subgraph-kit';
import { changeConsent } from './change-consent.js';
import type { Consent } from './consent.js';
import { consentAsOf } from './consent-as-of.js';
import type { ConsentChange } from './consent-desk.js';
import { statusAt } from './consent-life-cycle.js';
import { consentReceipt } from './consent-receipt.js';
import { accountIdsOf, consentTermsOf, noteOf, noticeOf } from './consent-terms.js';
import type { SubgraphContext } from './context.js';
import type { CustomerResolvers, MutationResolvers } from './schema.generated.js';

const Customer = {
  consents: async ({ id }, { asOf }, context, info) => {
    const { consents, now } = context.loaders;
    const moment = momentOf(asOf, now());
    const records = reportedRows(await consents.load(id), context, info);
    const standing = records.flatMap((consent) => {
      const then = moment === null ? consent : consentAsOf(consent, moment);
      return then === null ? [] : [then];
    });
    return standing.map((consent) => nodeOf(consent, id, moment ?? now()));
  },
} satisfies CustomerResolvers<SubgraphContext>;

/** The customer to whom an order is about, as it came. */
interface Ordered {
  readonly customerId: string;
  readonly idempotencyKey: string;
}

/** Arguments → call → shape. The engine has decided before who may, by the customer that the arguments name. */
const Mutation = {
  requestConsent: (_mutation, { input }, context) => {
    const terms = consentTermsOf(input, context.actor, context.loaders.now());
    return change('requestConsent', input, null, 0, { kind: 'REQUEST', terms }, context);
  },
  authoriseConsent: (_mutation, { id, version, accountIds, noticeVersion, ...order }, context) => {
    const authorised = {
      kind: 'AUTHORISE',
      accountIds: accountIdsOf(accountIds),
      noticeVersion: noticeOf(noticeVersion),
    } as const;
    return change('authoriseConsent', order, id, version, authorised, context);
  },
  rejectConsent: (_mutation, { id, version, note, ...order }, context) =>
    change('rejectConsent', order, id, version, { kind: 'REJECT', note: noteOf(note) }, context),
  withdrawConsent: (_mutation, { id, version, note, ...order }, context) =>
    change('withdrawConsent', order, id, version, { kind: 'WITHDRAW', note: noteOf(note) }, context),
  reauthenticateConsent: (_mutation, { id, version, noticeVersion, ...order }, context) => {
    const given = { kind: 'REAUTHENTICATE', noticeVersion: noticeOf(noticeVersion) } as const;
    return change('reauthenticateConsent', order, id, version, given, context);
  },
  changeConsentAccounts: (_mutation, { id, version, add, remove, ...order }, context) => {
    const accounts = {
      kind: 'CHANGE_ACCOUNTS',
      add: accountIdsOf(add ?? []),
      remove: accountIdsOf(remove ?? []),
    } as const;
    return change('changeConsentAccounts', order, id, version, accounts, context);
  },
} satisfies MutationResolvers<SubgraphContext>;

async function change(
  field: string,
  { customerId, idempotencyKey }: Ordered,
  consentId: string | null,
  version: number,
  asked: ConsentChange,
  context: SubgraphContext,
) {
  if (!plainId.safeParse(customerId).success) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: 'customerId is not a customer number.' });
  }
  const order = { customerId, consentId, version, idempotencyKey, change: asked };
  const { loaders, actor, signal } = context;
  const consent = await changeConsent(loaders, `Mutation.${field}`, order, actor, signal);
  return { ...nodeOf(consent, customerId, loaders.now()), customerId };
}

/** A consent as the schema has it, and as conditions look at it. */
function nodeOf(consent: Consent, customerId: string, moment: Date) {
  const { accountIds, coverage: _coverage, ...rest } = consent;
  return {
    ...rest,
    status: statusAt(consent, moment),
    accounts: accountIds.map((accountId) => ({ id: accountId })),
    history: consent.history.map((event) => ({ ...event })),
    receipt: consentReceipt(consent, customerId),
  };
}

/** A moment that has been; null for now. @throws BAD_USER_INPUT when it is still to come, or no time at all */
function momentOf(asOf: string | null | undefined, now: Date): Date | null {
  if (asOf === null || asOf === undefined) return null;
  const moment = new Date(asOf);
  // Not in the future, written so that no time at all is refused too.
  if (!(moment.getTime() <= now.getTime())) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: 'asOf must be a date and time that has been.' });
  }
  return moment;
}

export const resolvers = { Customer, Mutation };
