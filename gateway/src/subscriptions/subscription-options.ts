import type { ApolloServer } from '@apollo/server';
import type { EventFeed } from '@bankgraph/events';
import type { Logger } from 'pino';
import type { OperationContext } from '../answer-operation.js';
import type { ClientDemand } from '../demand/client-demand.js';
import type { RouteGovernance } from '../graphql-route.js';
import type { SubscriptionRule } from './subscribed-operation.js';
import type { SubscriptionLimits } from './subscriber-counts.js';

/** What subscriptions are served with. */
export interface SubscriptionOptions {
  readonly bus: EventFeed;
  /** By field of Subscription. */
  readonly rules: ReadonlyMap<string, SubscriptionRule>;
  /** The subgraph that opens the sealed events. */
  readonly openedBy: string;
  /** Origins of web pages that may open a WebSocket; none when not given. Programs that are no browser send none. */
  readonly origins?: readonly string[];
  readonly limits?: SubscriptionLimits;
  /** How often a subscriber's standing is looked at again beside each event, in milliseconds. */
  readonly checkMs?: number;
  /** How long after its event a payload leaves, in milliseconds. */
  readonly holdMs?: number;
  /** How often an open connection says that it is, in milliseconds. */
  readonly heartbeatMs?: number;
  /** Payloads that wait for a slow reader at most. */
  readonly maxWaiting?: number;
}

/** What subscriptions need of the gateway. */
export interface SubscriptionSurroundings {
  readonly apollo: ApolloServer<OperationContext>;
  readonly governance: RouteGovernance & { readonly contextSecret: Uint8Array };
  readonly demand: ClientDemand;
  readonly deadlineMs: number;
  readonly logger: Logger;
  readonly dev: boolean;
}
