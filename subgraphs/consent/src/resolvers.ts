import { reportedRows } from '@bankgraph/subgraph-kit';
import { statusAt } from './consent-life-cycle.js';
import type { SubgraphContext } from './context.js';
import type { CustomerResolvers } from './schema.generated.js';

const Customer = {
  consents: async ({ id }, _args, context, info) => {
    const { consents, now } = context.loaders;
    const records = reportedRows(await consents.load(id), context, info);
    return records.map(({ accountIds, ...consent }) => ({
      ...consent,
      status: statusAt(consent, now()),
      accounts: accountIds.map((accountId) => ({ id: accountId })),
      history: consent.history.map((event) => ({ ...event })),
    }));
  },
} satisfies CustomerResolvers<SubgraphContext>;

export const resolvers = { Customer };
