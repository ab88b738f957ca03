import { journeySteps } from '@bankgraph/journeys-subgraph';
import type { BankSystems, Raw } from './bank-systems.js';

const statements = {
  customer: {
    name: 'customer',
    text: 'select display_name from directory.customer where customer_id = $1',
  },
  restrictions: {
    name: 'restrictions',
    text: `select scope, since from directory.service_restriction
           where customer_id = $1 and since <= now() and (until is null or until > now()) order by since, id`,
  },
  profile: { name: 'profile', text: 'select status from kyc.profile where customer_id = $1' },
  journeys: {
    name: 'journeys',
    text: `select journey.id, journey.kind, count(*)::integer as version,
             (array_agg(channel order by sequence))[1] as started_in,
             (array_agg(coalesce(handed_over_to, channel) order by sequence desc))[1] as last_channel,
             coalesce(array_agg(step) filter (where step is not null), '{}') as done
           from journeys.journey join journeys.journey_event as event on event.journey_id = journey.id
           where customer_id = $1 group by journey.id
           having not bool_or(event.kind in ('COMPLETED', 'ABANDONED')) order by started_at desc, journey.id desc`,
  },
};

/**
 * The channel context as somebody would write it by hand over the bank's systems: everything at once, no policy, no mask, no
 * record. Null for a customer whom nobody knows.
 */
export async function handWrittenContext(systems: BankSystems, id: string): Promise<object | null> {
  const [
    [customer],
    restrictions,
    accounts,
    balances,
    transactions,
    products,
    [profile],
    applicant,
    journeys,
  ] = await Promise.all([
    systems.directory(statements.customer, id),
    systems.directory(statements.restrictions, id),
    systems.openBanking('accounts', 'Account', id),
    systems.openBanking('balances', 'Balance', id),
    systems.openBanking('transactions', 'Transaction', id),
    systems.openBanking('products', 'Product', id),
    systems.kyc(statements.profile, id),
    systems.applicant(id),
    systems.journeys(statements.journeys, id),
  ]);
  if (customer === undefined) return null;
  const [balancesOf, transactionsOf, productsOf] = [balances, transactions, products].map(byAccount);
  const today = new Date().toISOString().slice(0, 10);
  const reviews: Raw[] = [...(applicant?.history ?? []), ...(applicant?.review ? [applicant.review] : [])];
  return {
    id,
    name: customer.display_name,
    accounts: {
      nodes: accounts.slice(0, 10).map((account) => ({
        id: account.AccountId,
        product: productsOf?.get(account.AccountId)?.[0]?.ProductName ?? null,
        nickname: account.Nickname ?? null,
        status: account.Status ?? null,
        currency: account.Currency ?? null,
        identifications: (account.Account ?? []).map(({ SchemeName, Identification }: Raw) => ({
          scheme: SchemeName,
          value: Identification,
        })),
        balances: (balancesOf?.get(account.AccountId) ?? []).map((balance) => ({
          type: balance.Type,
          creditDebit: balance.CreditDebitIndicator,
          dateTime: balance.DateTime,
          amount: { amount: balance.Amount.Amount, currency: balance.Amount.Currency },
        })),
        transactions: {
          nodes: (transactionsOf?.get(account.AccountId) ?? []).slice(0, 10).map((entry) => ({
            id: entry.TransactionId,
            bookingDateTime: entry.BookingDateTime,
            status: entry.Status,
            creditDebit: entry.CreditDebitIndicator,
            amount: { amount: entry.Amount.Amount, currency: entry.Amount.Currency },
            merchant: entry.MerchantDetails?.MerchantName ?? null,
            information: entry.TransactionInformation ?? null,
          })),
        },
      })),
    },
    restrictions: restrictions.map(({ scope, since }) => ({ reason: 'UNDER_REVIEW', scope, since })),
    kyc: {
      status: profile?.status ?? null,
      documents: (applicant?.idDocs ?? []).map((document: Raw) => ({
        type: document.idDocType,
        expiresOn: document.validUntil ?? null,
        expired: document.validUntil === undefined ? null : document.validUntil < today,
      })),
      verifications: reviews.toReversed().map((review) => ({
        createdAt: review.createDate,
        reviewedAt: review.reviewDate ?? null,
        reasonForCustomer: review.reviewResult?.moderationComment?.trim() || null,
      })),
    },
    journeys: journeys.map((journey) => ({
      id: journey.id,
      kind: journey.kind,
      version: journey.version,
      startedIn: journey.started_in,
      lastChannel: journey.last_channel,
      pendingSteps: journeySteps[journey.kind as keyof typeof journeySteps].filter(
        (step) => !journey.done.includes(step),
      ),
    })),
  };
}

function byAccount(records: readonly Raw[]): ReadonlyMap<string, readonly Raw[]> {
  const accounts = new Map<string, Raw[]>();
  for (const record of records) {
    const own = accounts.get(record.AccountId);
    if (own === undefined) accounts.set(record.AccountId, [record]);
    else own.push(record);
  }
  return accounts;
}
