/** The core-banking subgraph: accounts, balances, payments, loans and the directory of customers, read-only. */
import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import { type CoreBankingLoaders, type CoreBankingSources, coreBankingLoaders } from './loaders.js';
import { coreBankingResolvers, locateAccount } from './resolvers.js';

export type { CoreBankingSource, TransactionSpan } from './account.js';
export { type DecidedRestrictions, decidedRestrictionsSource } from './decided-restrictions.js';
export type { CustomerDirectory } from './directory.js';
export { type DirectoryOptions, directorySource } from './directory-source.js';
export { type FineractOptions, fineractSource } from './fineract-source.js';
export type { CoreBankingLoaders, CoreBankingSources } from './loaders.js';
export type { LoanSource } from './loan.js';
export {
  acceptOpenBanking,
  type OpenBankingAcceptance,
  openBankingResources,
} from './open-banking/accept-open-banking.js';
export { type OpenBankingOptions, openBankingSource } from './open-banking-source.js';

/** The subgraph over its bank systems. Closing it closes the HTTP clients; the database is its owner's to close. */
export function coreBankingSubgraph(sources: CoreBankingSources): SubgraphDefinition<CoreBankingLoaders> {
  return {
    name: 'core-banking',
    sdl: readSubgraph('core-banking').sdl,
    resolvers: coreBankingResolvers(sources),
    loaders: (scope) => coreBankingLoaders(sources, scope),
    rootProvenance: { customer: ({ id }) => ({ customerIds: [String(id)] }) },
    locate: { Account: locateAccount },
    async close() {
      await Promise.all([sources.coreBanking.close(), sources.loans.close()]);
    },
  };
}
