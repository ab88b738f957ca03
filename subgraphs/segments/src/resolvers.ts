import { reportedRows } from '@bankgraph/subgraph-kit';
import type { SubgraphContext } from './context.js';
import { ordinaryOverrides, overridden } from './decided-overrides.js';
import { currentMemberships } from './membership.js';
import { presentable } from './prediction.js';
import type { CustomerResolvers } from './schema.generated.js';

/** The systems as errors name them. */
const systems = { records: 'segments', segmentation: 'segmentation' } as const;

const Customer = {
  segmentMemberships: async ({ id }, _args, context, info) => {
    const { memberships, now, profile } = context.loaders;
    const [rows, decided, profiles] = await Promise.all([
      memberships.load(id),
      context.loaders.overrides.load(id),
      profile.load(id),
    ]);
    const { records: overrides, faults } = ordinaryOverrides(decided);
    // Before Unomi is looked at, since an override holds a membership that Unomi has ended; and after, since Unomi knows of more.
    const held = currentMemberships(
      { ...rows, records: overridden(rows.records, overrides) },
      profiles,
      now(),
      systems,
    );
    return reportedRows(
      { records: overridden(held.records, overrides), faults: [...held.faults, ...faults] },
      context,
      info,
    );
  },
  predictions: async ({ id }, _args, context, info) =>
    reportedRows(presentable(systems.records, await context.loaders.predictions.load(id)), context, info),
} satisfies CustomerResolvers<SubgraphContext>;

export const resolvers = { Customer };
