import type { Role, TokenVerifier } from '@bankgraph/identity';
import { MemoryRateLimiter, type RateLimiter } from '@bankgraph/rate-limit';
import type { ClientClass } from '@bankgraph/schema';
import type { Logger } from 'pino';
import type { PairwiseRules, StaticCutRules } from './answer-operation.js';
import type { AuditSink } from './audit-sink.js';
import { baseLimits, type FindLimits } from './demand/client-limits.js';
import { httpSubgraphTransport } from './http-subgraph-transport.js';
import type { NoteUse } from './operation-use.js';
import type { FindOperation } from './persisted-operation.js';
import type { SubgraphTransport } from './subgraph-transport.js';
import type { SubscriptionOptions } from './subscriptions/subscription-options.js';

/** What any gateway needs to know. Whatever has a default has the one for production. */
export interface ServingOptions {
  /** Composed Federation 2 supergraph. */
  readonly supergraphSdl: string;
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
  /** How long `close()` goes on serving while `/readyz` says 503, so that load balancers notice, in milliseconds. */
  readonly drainDelayMs?: number;
}

/** How a gateway knows who asks and for what, and keeps a record of what they were shown. */
export interface Governance {
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
  /** Which ids partners know; null: the bank's own. */
  readonly pairwise?: PairwiseRules | null;
  /** Finds what clients may send by id; no client has any unless told. */
  readonly findOperation?: FindOperation;
  /** What each client may ask for; what no document may exceed, and nothing else, when not given. */
  readonly findLimits?: FindLimits;
  /** Where budgets of clients are kept; in memory when not given. */
  readonly rateLimiter?: RateLimiter;
  /** Class of a client by its id (`client_id` of the token); everybody is a partner unless told. */
  readonly clientClass?: (clientId: string) => ClientClass;
  /** Classes whose clients may send any text, not only what was agreed; none unless told. */
  readonly adHocClasses?: readonly ClientClass[];
  /**
   * Classes whose clients may register texts under their hash by themselves (automatic persisted queries). None unless told,
   * and only such as may send any text: a list of what was agreed would mean nothing otherwise.
   */
  readonly automaticClasses?: readonly ClientClass[];
  /** Told of every operation that is about to be carried out; must not wait or throw. */
  readonly noteUse?: NoteUse;
  /** How clients are told of changes; null or not given: subscriptions are not served. */
  readonly subscriptions?: SubscriptionOptions | null;
  /** How long putting an answer on record may take, in milliseconds, before it is withheld. */
  readonly auditDeadlineMs?: number;
}

/** A gateway in front of governed subgraphs. */
export interface GatewayOptions extends ServingOptions, Governance {
  /** How each subgraph of the supergraph is reached, by its name there. */
  readonly subgraphs: Readonly<Record<string, SubgraphTransport>>;
}

/** A gateway in front of any subgraphs: it knows nobody, records nothing, and leaves it to them who may see what. */
export interface OpenGatewayOptions extends ServingOptions {
  /** Headers of a client's request that subgraphs get, in lower case; `authorization` when not given. */
  readonly forwardedHeaders?: readonly string[];
}

/** How a gateway serves, defaults filled in. */
export interface GatewaySettings extends Required<ServingOptions> {
  /** Reaches a subgraph. @throws when nothing is known of it */
  readonly reach: (subgraph: SubgraphAddress) => ClosableTransport;
  /** Null: nobody is known and nothing is recorded. */
  readonly governance: Required<Governance> | null;
  readonly forwardedHeaders: readonly string[];
}

/** A subgraph as the supergraph knows it. */
export interface SubgraphAddress {
  readonly name: string;
  readonly url: string | undefined;
}

/** A way to a subgraph, and its end, where that is the gateway's to make. */
export interface ClosableTransport {
  readonly transport: SubgraphTransport;
  readonly close?: () => Promise<void>;
}

/**
 * Fills in the defaults of a governed gateway.
 *
 * @throws RangeError when the options contradict each other
 */
export function governedSettings(options: GatewayOptions): GatewaySettings {
  return {
    ...servingSettings(options),
    reach: ({ name }) => {
      const transport = Object.hasOwn(options.subgraphs, name) ? options.subgraphs[name] : undefined;
      if (transport === undefined) {
        throw new Error(
          `The supergraph names a subgraph "${name}" that the gateway was given no transport for.`,
        );
      }
      return { transport };
    },
    governance: {
      clientClass: options.clientClass ?? (() => 'partner'),
      adHocClasses: options.adHocClasses ?? [],
      automaticClasses: automaticClasses(options),
      noteUse: options.noteUse ?? (() => undefined),
      tokenVerifier: options.tokenVerifier,
      rolePurposes: options.rolePurposes,
      policyVersion: options.policyVersion,
      contextSecret: options.contextSecret,
      audit: options.audit,
      disclosures: options.disclosures ?? 'required',
      staticCut: options.staticCut ?? null,
      pairwise: options.pairwise ?? null,
      findOperation: options.findOperation ?? (() => undefined),
      findLimits: options.findLimits ?? (() => baseLimits),
      rateLimiter: options.rateLimiter ?? new MemoryRateLimiter(),
      subscriptions: options.subscriptions ?? null,
      warning: options.warning ?? (() => null),
      auditDeadlineMs: options.auditDeadlineMs ?? 5_000,
    },
    forwardedHeaders: [],
  };
}

/** @throws RangeError when a class may register texts and is held to a list of agreed ones at once */
function automaticClasses({ adHocClasses = [], automaticClasses: classes = [] }: Governance) {
  const held = classes.filter((name) => !adHocClasses.includes(name));
  if (held.length > 0) {
    throw new RangeError(
      `Clients of the class ${held.join(', ')} may send agreed operations only, so they cannot register texts by themselves (automatic persisted queries). Let the class send any text as well (--ad-hoc ${held.join(' ')}), or leave --apq out.`,
    );
  }
  return classes;
}

/**
 * Fills in the defaults of an open gateway.
 *
 * @throws RangeError when the options contradict each other
 */
export function openSettings(options: OpenGatewayOptions): GatewaySettings {
  const serving = servingSettings(options);
  return {
    ...serving,
    reach: ({ name, url }) => {
      if (url === undefined || !URL.canParse(url)) {
        throw new Error(
          `The supergraph has no address for the subgraph "${name}": give it one (join__Graph, url).`,
        );
      }
      const transport = httpSubgraphTransport({ name, url, deadlineMs: serving.subgraphDeadlineMs });
      return { transport, close: () => transport.close() };
    },
    governance: null,
    forwardedHeaders: options.forwardedHeaders ?? ['authorization'],
  };
}

function servingSettings(options: ServingOptions): Required<ServingOptions> {
  const settings: Required<ServingOptions> = {
    supergraphSdl: options.supergraphSdl,
    host: options.host,
    port: options.port,
    logger: options.logger,
    dev: options.dev ?? false,
    deadlineMs: options.deadlineMs ?? 10_000,
    subgraphDeadlineMs: options.subgraphDeadlineMs ?? 5_000,
    drainDelayMs: options.drainDelayMs ?? 0,
  };
  if (settings.subgraphDeadlineMs >= settings.deadlineMs) {
    throw new RangeError(
      'subgraphDeadlineMs has to be shorter than deadlineMs, else nothing of an answer is left.',
    );
  }
  return settings;
}
