import type { SubscriptionRule } from '@bankgraph/gateway';

/** The subgraph that opens events, and knows who may be told of them. */
export const eventsOpenedBy = 'lineage';

/** What the graph's subscriptions stand for, by field of Subscription. */
export const subscriptionRules: ReadonlyMap<string, SubscriptionRule> = new Map([
  [
    'customerChanged',
    { answeredBy: 'customerChange', watchedBy: 'watchesCustomer', idOf: ({ subject }) => subject },
  ],
  ['caseChanged', { answeredBy: 'caseChange', watchedBy: 'watchesCase', idOf: ({ data }) => data.caseId }],
]);
