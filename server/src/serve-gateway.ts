import { TreeWatch } from '@bankgraph/audit-tree';
import { type PolicySet, StaticPolicy } from '@bankgraph/authorization';
import { connect } from '@bankgraph/database';
import { nameFault } from '@bankgraph/errors';
import type { EventFeed } from '@bankgraph/events';
import {
  type Gateway,
  type GatewayOptions,
  pairwiseIdsOf,
  type SubgraphTransport,
  type SubscriptionOptions,
  startGateway,
} from '@bankgraph/gateway';
import { tokenVerifier } from '@bankgraph/identity';
import { type ClientClass, readClients, readSupergraph } from '@bankgraph/schema';
import type { Logger } from 'pino';
import type { BankConnections } from './bank-connections.js';
import { defaultLimits, type LimitsByClass, limitsOfClients } from './client-limits.js';
import type { GatewayDeadlines } from './configuration.js';
import { openRegistry } from './open-registry.js';
import { eventsOpenedBy, subscriptionRules } from './subscription-rules.js';

/** Where ids stand that the schema does not call so: a customer's numbers in other systems. */
const otherIds: ReadonlySet<string> = new Set(['Party.partyNumber', 'ExternalIdentifier.externalId']);

/** What the gateway of the bank's graph is made of. */
export interface ServeGatewayOptions {
  readonly connections: BankConnections;
  readonly policies: PolicySet;
  readonly audit: GatewayOptions['audit'];
  readonly subgraphs: Readonly<Record<string, SubgraphTransport>>;
  /** 64 hexadecimal digits. */
  readonly contextSecret: string;
  readonly host: string;
  readonly port: number;
  readonly dev: boolean;
  /** The committed one when not given. */
  readonly supergraphSdl?: string;
  /** False leaves every refusal to the subgraphs: for tests and benchmarks that compare. */
  readonly staticCut?: boolean;
  /** False shows partners the bank's own ids: for tests and benchmarks that compare. */
  readonly pairwiseIds?: boolean;
  /** What clients may ask for; `defaultLimits` when not given. */
  readonly limits?: LimitsByClass;
  /** Where budgets of clients are kept; in memory when not given. */
  readonly rateLimiter?: GatewayOptions['rateLimiter'];
  /** The gateway's own when not given. */
  readonly deadlines?: GatewayDeadlines;
  /** Classes of clients that may send any text; none when not given. */
  readonly adHocClasses?: readonly ClientClass[];
  /** Classes of clients that may register texts by themselves; none when not given. */
  readonly automaticClasses?: readonly ClientClass[];
  /** Where events come from that subscribers are told of. Null or not given: there are no subscriptions. */
  readonly events?: EventFeed | null;
  /** How subscriptions are served otherwise than by default. */
  readonly subscriptions?: Partial<Omit<SubscriptionOptions, 'bus' | 'rules' | 'openedBy'>>;
  readonly logger: Logger;
}

/**
 * Starts the gateway over the supergraph and the operations that are agreed with its clients, as they are published. It
 * watches that the audit tree grows: a dead integrator says nothing.
 *
 * @throws InvalidClients, NotAPublishingKey
 */
export async function serveGateway(options: ServeGatewayOptions): Promise<Gateway> {
  const clients = readClients();
  const registry = await openRegistry(options);
  const knex = connect(options.connections.own.auditWriter, {
    applicationName: 'bankgraph gateway tree watch',
    poolMax: 1,
    readOnly: true,
  });
  const watch = new TreeWatch(knex, {
    onError: ({ err, ...told }, message) =>
      options.logger.error({ ...told, ...(err === undefined ? {} : nameFault(err, options.dev)) }, message),
  });
  const endWatch = async () => {
    await watch.close();
    await knex.destroy();
    await registry.close();
  };
  const gateway = await startGateway({
    warning: () => [watch.warning, registry.warning()].filter((text) => text !== null).join(' ') || null,
    supergraphSdl: options.supergraphSdl ?? readSupergraph(),
    subgraphs: options.subgraphs,
    tokenVerifier: tokenVerifier(options.connections.issuer),
    rolePurposes: new Map([...options.policies.roles].map(([role, { purposes }]) => [role, purposes])),
    staticCut:
      options.staticCut === false
        ? null
        : {
            policy: new StaticPolicy(options.policies),
            rootSubjects: {
              customer: ({ id }) => [String(id)],
              customerChange: ({ id }) => [String(id)],
              watchesCustomer: ({ id }) => [String(id)],
            },
          },
    pairwise:
      options.pairwiseIds === false
        ? null
        : { of: pairwiseIdsOf(Buffer.from(options.contextSecret, 'hex')), fields: otherIds },
    findLimits: limitsOfClients(options.limits ?? defaultLimits, clients),
    ...(options.rateLimiter === undefined ? {} : { rateLimiter: options.rateLimiter }),
    findOperation: registry.findOperation,
    noteUse: registry.noteUse,
    clientClass: (clientId) => clients.get(clientId)?.class ?? 'partner',
    adHocClasses: options.adHocClasses ?? [],
    automaticClasses: options.automaticClasses ?? [],
    subscriptions:
      options.events == null
        ? null
        : {
            ...options.subscriptions,
            bus: options.events,
            rules: subscriptionRules,
            openedBy: eventsOpenedBy,
          },
    policyVersion: options.policies.version,
    contextSecret: Buffer.from(options.contextSecret, 'hex'),
    audit: options.audit,
    host: options.host,
    port: options.port,
    dev: options.dev,
    ...options.deadlines,
    logger: options.logger,
  }).catch(async (error: unknown) => {
    await endWatch();
    throw error;
  });
  return {
    ...gateway,
    close: async () => {
      await gateway.close();
      await endWatch();
    },
  };
}
