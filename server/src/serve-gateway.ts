import { type PolicySet, StaticPolicy } from '@bankgraph/authorization';
import { type Gateway, type GatewayOptions, type SubgraphTransport, startGateway } from '@bankgraph/gateway';
import { tokenVerifier } from '@bankgraph/identity';
import { readPersistedOperations, readSupergraph } from '@bankgraph/schema';
import type { Logger } from 'pino';
import type { BankConnections } from './bank-connections.js';
import type { GatewayDeadlines } from './configuration.js';

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
  /** False leaves every refusal to the subgraphs: for tests and benchmarks that compare. */
  readonly staticCut?: boolean;
  /** The gateway's own when not given. */
  readonly deadlines?: GatewayDeadlines;
  readonly logger: Logger;
}

/**
 * Starts the gateway over the committed supergraph and the operations that are agreed with its clients.
 *
 * @throws InvalidOperations
 */
export async function serveGateway(options: ServeGatewayOptions): Promise<Gateway> {
  const purposes = [...options.policies.roles.values()].flatMap((role) => role.purposes);
  const operations = readPersistedOperations(new Set(purposes));
  return startGateway({
    supergraphSdl: readSupergraph(),
    subgraphs: options.subgraphs,
    tokenVerifier: tokenVerifier(options.connections.issuer),
    rolePurposes: new Map([...options.policies.roles].map(([role, { purposes }]) => [role, purposes])),
    staticCut:
      options.staticCut === false
        ? null
        : {
            policy: new StaticPolicy(options.policies),
            rootSubjects: { customer: ({ id }) => [String(id)] },
          },
    findOperation: (clientId, id) =>
      operations.find((operation) => operation.clientId === clientId && operation.id === id),
    policyVersion: options.policies.version,
    contextSecret: Buffer.from(options.contextSecret, 'hex'),
    audit: options.audit,
    host: options.host,
    port: options.port,
    dev: options.dev,
    ...options.deadlines,
    logger: options.logger,
  });
}
