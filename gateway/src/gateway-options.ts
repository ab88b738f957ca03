import type { Role, TokenVerifier } from '@bankgraph/identity';
import type { Logger } from 'pino';
import type { AuditSink } from './audit-sink.js';
import type { FindOperation } from './persisted-operation.js';
import type { StaticCutRules } from './static-cut.js';
import type { SubgraphTransport } from './subgraph-transport.js';

/** What a gateway needs to know. Whatever has a default has the one for production. */
export interface GatewayOptions {
  /** Composed Federation 2 supergraph. */
  readonly supergraphSdl: string;
  /** How each subgraph of the supergraph is reached, by its name there. */
  readonly subgraphs: Readonly<Record<string, SubgraphTransport>>;
  /** Turns an `Authorization` header into an actor. */
  readonly tokenVerifier: TokenVerifier;
  /** Purposes (W3C DPV terms) that each role may declare; a role that is not in it may declare none. */
  readonly rolePurposes: ReadonlyMap<Role, readonly string[]>;
  /** Version of the policies in force, for the record. */
  readonly policyVersion: string;
  /** Secret from which the keys between gateway and subgraphs are derived; at least 32 bytes. */
  readonly contextSecret: Uint8Array;
  readonly audit: AuditSink;
  /** What `/readyz` says to people beside its checks, which it does not change; null for nothing. Nothing unless told. */
  readonly warning?: () => string | null;
  /**
   * Whether subgraphs have to say in `extensions.disclosures` whose data they disclosed. `required`: what comes without
   * is dropped, since nobody could put it on record. `optional`, for subgraphs that are not ours: it is served, and
   * its record names no subject.
   */
  readonly disclosures?: 'required' | 'optional';
  /**
   * Cuts out of operations what the caller's roles and purpose can never see, so that nothing is fetched for it. Null,
   * for a graph without policies: everything is left to the subgraphs.
   */
  readonly staticCut?: StaticCutRules | null;
  /** Finds what clients may send by id; no client has any unless told. */
  readonly findOperation?: FindOperation;
  /** Address to listen on. */
  readonly host: string;
  /** Port to listen on; 0 for any free one. */
  readonly port: number;
  readonly logger: Logger;
  /** Loosens: introspection, GraphiQL at `/graphiql`, messages of faults in the log. */
  readonly dev?: boolean;
  /** How long one request may take, in milliseconds; what is missing then is reported as unavailable. */
  readonly deadlineMs?: number;
  /** How long one call to a subgraph may take, in milliseconds; shorter than `deadlineMs`. */
  readonly subgraphDeadlineMs?: number;
  /** How long putting an answer on record may take, in milliseconds, before it is withheld. */
  readonly auditDeadlineMs?: number;
  /** How long `close()` goes on serving while `/readyz` says 503, so that load balancers notice, in milliseconds. */
  readonly drainDelayMs?: number;
}

/** Options with their defaults filled in. */
export type GatewaySettings = Required<GatewayOptions>;

/**
 * Fills in defaults.
 *
 * @throws RangeError when the options contradict each other
 */
export function gatewaySettings(options: GatewayOptions): GatewaySettings {
  const settings: GatewaySettings = {
    ...options,
    warning: options.warning ?? (() => null),
    disclosures: options.disclosures ?? 'required',
    staticCut: options.staticCut ?? null,
    findOperation: options.findOperation ?? (() => undefined),
    dev: options.dev ?? false,
    deadlineMs: options.deadlineMs ?? 10_000,
    subgraphDeadlineMs: options.subgraphDeadlineMs ?? 5_000,
    auditDeadlineMs: options.auditDeadlineMs ?? 5_000,
    drainDelayMs: options.drainDelayMs ?? 0,
  };
  if (settings.subgraphDeadlineMs >= settings.deadlineMs) {
    throw new RangeError(
      'subgraphDeadlineMs has to be shorter than deadlineMs, else nothing of an answer is left.',
    );
  }
  return settings;
}
