import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import { type ConsentLoaders, type ConsentSources, consentLoaders } from './loaders.js';
import { resolvers } from './resolvers.js';

export { type AccountHoldings, directoryHoldings } from './account-holdings.js';
export type { ConsentRegister } from './consent.js';
export { consentDatabaseDesk, orderConsent } from './consent-database-desk.js';
export {
  consentDatabaseSource,
  consentEventRow,
  consentRow,
  fromConsentRow,
} from './consent-database-source.js';
export type { ConsentObstacle } from './consent-desk.js';
export { type ConsentExpiry, type RecordExpiry, startConsentExpiry } from './consent-expiry.js';
export {
  type ConsentStatus,
  consentStatuses,
  isReauthentication,
  mayBecome,
  statusAt,
} from './consent-life-cycle.js';
export {
  consentMigrations,
  consentReaderRole,
  consentSchema,
  consentWriterGrants,
  consentWriterRole,
  prepareConsent,
} from './consent-schema.js';
export {
  bankPurposes,
  dpvConsentStatus,
  dpvConsentStatuses,
  dpvStatusOf,
  renewed,
} from './dpv-vocabulary.js';
export { insertConsents, type RecordedConsent } from './insert-consents.js';
export type { ConsentEdit, ConsentLoaders, ConsentSources } from './loaders.js';

/** What customers have agreed to: account access for third parties, and purposes of processing. */
export function consentSubgraph(sources: ConsentSources): SubgraphDefinition<ConsentLoaders> {
  return {
    name: 'consent',
    sdl: readSubgraph('consent').sdl,
    resolvers,
    loaders: (scope) => consentLoaders(sources, scope),
    // Every change names the customer, so that the policies decide before anything is read.
    rootProvenance: {
      requestConsent: ({ input }) => about(input),
      authoriseConsent: about,
      rejectConsent: about,
      withdrawConsent: about,
      reauthenticateConsent: about,
      changeConsentAccounts: about,
    },
    close: async () => sources.expiry?.close(),
  };
}

function about(args: unknown) {
  return { customerIds: [(args as { readonly customerId: string }).customerId] };
}
