import { reportedRows } from '@bankgraph/subgraph-kit';
import type { SubgraphContext } from './context.js';
import { currentMemberships } from './membership.js';
import { presentable } from './prediction.js';
import type { CustomerResolvers } from './schema.generated.js';

/** The systems as errors name them. */
const systems = { records: 'segments', segmentation: 'segmentation' } as const;

const Customer = {
  segmentMemberships: async ({ id }, _args, context, info) => {
    const { memberships, now, profile } = context.loaders;
    const [rows, profiles] = await Promise.all([memberships.load(id), profile.load(id)]);
    return reportedRows(currentMemberships(rows, profiles, now(), systems), context, info);
  },
  predictions: async ({ id }, _args, context, info) =>
    reportedRows(presentable(systems.records, await context.loaders.predictions.load(id)), context, info),
} satisfies CustomerResolvers<SubgraphContext>;

export const resolvers = { Customer };
