import { reportedRows } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from './context.js';
import { withReview } from './decided-review.js';
import { isExpired } from './id-document.js';
import { ratingInForce } from './risk-rating.js';
import type {
  CustomerResolvers,
  KycProfileResolvers,
  KycProfile as ShownProfile,
} from './schema.generated.js';

/** A profile knows whose it is; each of its fields asks the system that has it. */
type ProfileOf = ShownProfile & { readonly customerId: string };

const Customer = {
  // Nothing is loaded here: a system that hangs must not hold up the fields that others can answer.
  kyc: ({ id }): ProfileOf => ({ customerId: id }),
} satisfies CustomerResolvers<SubgraphContext>;

const KycProfile = {
  status: async ({ customerId }, _args, context, info) => {
    const [ofBank, reviewed] = await Promise.all([
      profile(customerId, context, info),
      review(customerId, context, info),
    ]);
    // A review decides about somebody whom the bank has a record of.
    return ofBank === undefined ? null : (reviewed?.outcome ?? ofBank.status);
  },
  cddLevel: async ({ customerId }, _args, context, info) =>
    (await profile(customerId, context, info))?.cddLevel ?? null,
  openedAt: async ({ customerId }, _args, context, info) =>
    (await profile(customerId, context, info))?.openedAt ?? null,
  nextReviewAt: async ({ customerId }, _args, context, info) =>
    (await profile(customerId, context, info))?.nextReviewAt ?? null,
  riskRating: async ({ customerId }, _args, context, info) => {
    const { now, riskRatings } = context.loaders;
    const rating = ratingInForce(reportedRows(await riskRatings.load(customerId), context, info), now());
    return rating === null ? null : { ...rating };
  },
  riskRatings: async ({ customerId }, _args, context, info) =>
    reportedRows(await context.loaders.riskRatings.load(customerId), context, info),
  verifications: async ({ customerId }, _args, context, info) => {
    const [file, reviewed] = await Promise.all([
      context.loaders.file.load(customerId),
      review(customerId, context, info),
    ]);
    return [...withReview(reportedRows(file.verifications, context, info), reviewed)];
  },
  documents: async ({ customerId }, _args, context, info) => {
    const { file, now } = context.loaders;
    const documents = reportedRows((await file.load(customerId)).documents, context, info);
    return documents.map((document) => ({ ...document, expired: isExpired(document, now()) }));
  },
  screenings: async ({ customerId }, _args, context, info) =>
    reportedRows(await context.loaders.screenings.load(customerId), context, info),
} satisfies KycProfileResolvers<SubgraphContext, ProfileOf>;

/** The bank's record of due diligence, if it has one of this customer. */
async function profile(customerId: string, context: SubgraphContext, info: GraphQLResolveInfo) {
  return reportedRows(await context.loaders.profile.load(customerId), context, info)[0];
}

/** The latest review by one of the bank's people, if there was one. */
async function review(customerId: string, context: SubgraphContext, info: GraphQLResolveInfo) {
  return reportedRows(await context.loaders.review.load(customerId), context, info)[0];
}

export const resolvers = { Customer, KycProfile };
