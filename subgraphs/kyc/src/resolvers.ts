import { reportedRows } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from './context.js';
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
  status: async ({ customerId }, _args, context, info) =>
    (await profile(customerId, context, info))?.status ?? null,
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
  verifications: async ({ customerId }, _args, context, info) =>
    reportedRows((await context.loaders.file.load(customerId)).verifications, context, info),
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

export const resolvers = { Customer, KycProfile };
