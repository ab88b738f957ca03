import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import { type KycLoaders, type KycSources, kycLoaders } from './loaders.js';
import { resolvers } from './resolvers.js';

export { type DecidedReviews, decidedReviewsSource } from './decided-review.js';
export { kycDatabaseSource } from './kyc-database-source.js';
export type { KycRecords } from './kyc-profile.js';
export type { KycLoaders, KycSources } from './loaders.js';
export { type ScreeningLog, screeningOutcome } from './screening.js';
export type { VerificationVendor } from './verification-vendor.js';
export {
  fromApplicant,
  fromDocument,
  fromReview,
  vendorApplicant,
  vendorDocument,
  vendorReview,
  verificationVendorSource,
} from './verification-vendor-source.js';
export {
  fromLoggedScreening,
  fromYenteResult,
  loggedScreening,
  type MatchAnswer,
  type MatchQuery,
  type YenteResult,
  type YenteSource,
  yenteResult,
  yenteSource,
} from './yente-source.js';

/** Know your customer: due diligence, risk ratings, identity verification, documents, screening. */
export function kycSubgraph(sources: KycSources): SubgraphDefinition<KycLoaders> {
  return {
    name: 'kyc',
    sdl: readSubgraph('kyc').sdl,
    resolvers,
    loaders: (scope) => kycLoaders(sources, scope),
  };
}
