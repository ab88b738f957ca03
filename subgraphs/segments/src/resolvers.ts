import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from './context.js';
import type { CustomerRecords } from './customer-records.js';
import { currentMemberships } from './membership.js';
import { presentable } from './prediction.js';
import type { CustomerResolvers } from './schema.generated.js';

/** The systems as errors name them. */
const systems = { records: 'segments', segmentation: 'segmentation' } as const;

const Customer = {
  segmentMemberships: async ({ id }, _args, context, info) => {
    const { memberships, now, profile } = context.loaders;
    const [rows, profiles] = await Promise.all([memberships.load(id), profile.load(id)]);
    return reported(currentMemberships(rows, profiles, now(), systems), context, info);
  },
  predictions: async ({ id }, _args, context, info) =>
    reported(presentable(systems.records, await context.loaders.predictions.load(id)), context, info),
} satisfies CustomerResolvers<SubgraphContext>;

/** The good records as rows of this answer; the others are reported beside them. */
function reported<T extends object>(
  { records, faults }: CustomerRecords<T>,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): T[] {
  for (const fault of faults) context.report(fault, info);
  return records.map((record) => ({ ...record }));
}

export const resolvers = { Customer };
