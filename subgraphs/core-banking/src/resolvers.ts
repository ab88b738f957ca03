import { quarantineErrors, type Sorted, UpstreamInvalid } from '@bankgraph/bank-sources';
import { BankgraphError } from '@bankgraph/errors';
import { copies, paged, reportedRows } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import type { AccountNode } from './account.js';
import type { AccountRecords } from './account-records.js';
import type { SubgraphContext } from './context.js';
import { customerSearch } from './customer-search.js';
import { searchBound } from './directory.js';
import type { CoreBankingLoaders, CoreBankingSources } from './loaders.js';
import type { LoanNode } from './loan.js';
import type { AccountRecord } from './open-banking/account-format.js';
import { coreBankingSystem } from './open-banking/record-format.js';
import type { Resolvers } from './schema.generated.js';
import { transactionSpan } from './transaction-span.js';

/** Numbers of customers and accounts; anything else is nobody's and is asked of no system. */
const possibleId = /^[^\p{C}\s]{1,64}$/u;

/** Said beside the first of them, because the rest must not look as if it were not there. */
const tooManyMatches = new BankgraphError('BAD_USER_INPUT', {
  advice: `More than ${searchBound} customers match; only the first ${searchBound} were looked at. Search for more of the name.`,
});

/** Arguments → call → shape. The engine decides, masks and records around it. */
export function coreBankingResolvers({ directory }: CoreBankingSources) {
  return {
    Query: {
      async customer(_query, { id }, { loaders }) {
        return possibleId.test(id) && (await loaders.customer.load(id)) !== null ? { id } : null;
      },
      async customers(_query, { search, ...page }, context, info) {
        const { loaders, signal } = context;
        const matches = await directory.search(customerSearch(search), signal);
        if (matches.length > searchBound) context.report(tooManyMatches, info);
        const found = matches.slice(0, searchBound);
        for (const customer of found) loaders.customer.prime(customer.id, customer);
        return paged(
          found.map(({ id }) => ({ id })),
          page,
        );
      },
    },
    Customer: {
      name: async ({ id }, _args, { loaders }) => (await loaders.customer.load(id))?.name ?? null,
      async party({ id }, _args, { loaders }) {
        const party = await loaders.party.load(id);
        return party && { ...party, customerId: id };
      },
      externalIds: async ({ id }, _args, { loaders }) => copies(await loaders.externalIds.load(id)),
      async accounts({ id }, page, context, info) {
        const sorted = await context.loaders.accounts.load(id);
        const records = reportedRows(asRecords(sorted), context, info);
        return paged(
          records.map((record) => ({ id: record.id, holderId: id, record })),
          page,
        );
      },
      async loans({ id }, _args, context, info) {
        const sorted = await context.loaders.loans.load(id);
        return reportedRows(asRecords(sorted), context, info);
      },
      restrictions: async ({ id }, _args, { loaders }) => copies(await loaders.restrictions.load(id)),
    },
    Party: {
      dateOfBirth: async ({ customerId }, _args, { loaders }) =>
        (await loaders.customer.load(customerId))?.dateOfBirth ?? null,
    },
    Account: {
      status: async (account, _args, context) => (await recordOf(account, context))?.status ?? null,
      statusUpdatedAt: async (account, _args, context) =>
        (await recordOf(account, context))?.statusUpdatedAt ?? null,
      currency: async (account, _args, context) => (await recordOf(account, context))?.currency ?? null,
      typeCode: async (account, _args, context) => (await recordOf(account, context))?.typeCode ?? null,
      async product({ id, holderId }, _args, context, info) {
        const sorted = (await context.loaders.products.load(holderId)).of(id);
        return reportedRows(asRecords(sorted), context, info)[0]?.name ?? null;
      },
      nickname: async (account, _args, context) => (await recordOf(account, context))?.nickname ?? null,
      openedOn: async (account, _args, context) => (await recordOf(account, context))?.openedOn ?? null,
      maturesOn: async (account, _args, context) => (await recordOf(account, context))?.maturesOn ?? null,
      async identifications(account, _args, context) {
        const numbers = (await recordOf(account, context))?.identifications;
        return numbers ? copies(numbers) : null;
      },
      async servicer(account, _args, context) {
        const servicer = (await recordOf(account, context))?.servicer;
        return servicer ? { ...servicer } : null;
      },
      async partyRoles({ id, holderId, customerIds = [holderId] }, _args, { loaders }) {
        const holders = await loaders.holders.load(id);
        // Data of that holder and of those whose account it was reached as: a wall around any of them keeps it back.
        return holders.map(({ customerId, role, name }) => ({
          role,
          partyName: name,
          customerIds: [...new Set([...customerIds, customerId])],
        }));
      },
      async transactions(account, { from, to, ...page }, context, info) {
        const key = { customerId: account.holderId, ...transactionSpan({ from, to }) };
        return paged(rowsOf(account, await context.loaders.transactions.load(key), context, info), page);
      },
      balances: listOf('balances'),
      beneficiaries: listOf('beneficiaries'),
      standingOrders: listOf('standingOrders'),
      directDebits: listOf('directDebits'),
      statements: listOf('statements'),
    },
    Loan: {
      principal: async ({ id }, _args, { loaders }) => (await loaders.loan.load(id)).principal,
      outstanding: async ({ id }, _args, { loaders }) => (await loaders.loan.load(id)).outstanding,
      annualInterestRate: async ({ id }, _args, { loaders }) =>
        (await loaders.loan.load(id)).annualInterestRate,
      disbursedOn: async ({ id }, _args, { loaders }) => (await loaders.loan.load(id)).disbursedOn,
      maturesOn: async ({ id }, _args, { loaders }) => (await loaders.loan.load(id)).maturesOn,
      inArrears: async ({ id, inArrears }: LoanNode, _args, { loaders }) =>
        inArrears ?? (await loaders.loan.load(id)).inArrears,
    },
  } satisfies Resolvers;
}

/**
 * Finds an account by its number alone: by its holders. Core banking is asked on behalf of one of them, of the actor
 * where the actor is one.
 */
export async function locateAccount(
  id: string,
  { actor, loaders }: SubgraphContext,
): Promise<AccountNode | null> {
  const holders = possibleId.test(id) ? await loaders.holders.load(id) : [];
  const customerIds = holders.map(({ customerId }) => customerId);
  const holderId = customerIds.find((customerId) => customerId === actor.customerId) ?? customerIds[0];
  return holderId === undefined ? null : { id, holderId, customerIds };
}

/** What core banking says of an account; null when it has no such account. */
async function recordOf(account: AccountNode, { loaders }: SubgraphContext): Promise<AccountRecord | null> {
  if (account.record !== undefined) return account.record;
  const { accepted, quarantined } = await loaders.accounts.load(account.holderId);
  const setAside = quarantined.find(({ recordId }) => recordId === account.id);
  if (setAside !== undefined) throw new UpstreamInvalid(coreBankingSystem, account.id, setAside.issues);
  return accepted.find(({ id }) => id === account.id) ?? null;
}

type ListName = 'balances' | 'beneficiaries' | 'standingOrders' | 'directDebits' | 'statements';
type RowOf<Name extends ListName> =
  Awaited<ReturnType<CoreBankingLoaders[Name]['load']>> extends AccountRecords<infer Row extends object>
    ? Row
    : never;

/** A resolver for a list that core banking gives for all accounts of a customer at once. */
function listOf<Name extends ListName>(name: Name) {
  return async (account: AccountNode, _args: object, context: SubgraphContext, info: GraphQLResolveInfo) => {
    const records = (await context.loaders[name].load(account.holderId)) as AccountRecords<RowOf<Name>>;
    return rowsOf(account, records, context, info);
  };
}

/** The account's rows, with a report of those that were set aside. */
function rowsOf<Row extends object>(
  account: AccountNode,
  records: AccountRecords<Row>,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): readonly Row[] {
  const sorted = records.of(account.id);
  // Nobody can tell whose they are, so each list that they may be missing from says so.
  const homeless = { ...sorted, quarantined: records.homeless() };
  const faults = [...quarantineErrors(sorted), ...quarantineErrors(homeless)];
  return reportedRows({ records: sorted.accepted, faults }, context, info);
}

function asRecords<Row>(sorted: Sorted<Row>) {
  return { records: sorted.accepted, faults: quarantineErrors(sorted) };
}
