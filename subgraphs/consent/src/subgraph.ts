import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import { type ConsentLoaders, type ConsentSources, consentLoaders } from './loaders.js';
import { resolvers } from './resolvers.js';

export type { ConsentRegister } from './consent.js';
export {
  consentDatabaseSource,
  consentEventRow,
  consentRow,
  fromConsentRow,
} from './consent-database-source.js';
export {
  type ConsentStatus,
  consentStatuses,
  isReauthentication,
  mayBecome,
  statusAt,
} from './consent-life-cycle.js';
export {
  bankPurposes,
  dpvConsentStatus,
  dpvConsentStatuses,
  dpvStatusOf,
  renewed,
} from './dpv-vocabulary.js';
export {
  consentMigrations,
  consentReaderRole,
  consentSchema,
  consentWriterRole,
  prepareConsent,
} from './consent-schema.js';
export { insertConsents, type RecordedConsent } from './insert-consents.js';
export type { ConsentLoaders, ConsentSources } from './loaders.js';

/** What customers have agreed to: account access for third parties, and purposes of processing. */
export function consentSubgraph(sources: ConsentSources): SubgraphDefinition<ConsentLoaders> {
  return {
    name: 'consent',
    sdl: readSubgraph('consent').sdl,
    resolvers,
    loaders: (scope) => consentLoaders(sources, scope),
  };
}
