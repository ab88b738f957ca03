import type { KeyObject } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { FieldDisclosure } from '@bankgraph/audit-log';
import {
  type Answer,
  type PolicySet,
  type Relationships,
  StaticPolicy,
  type SubgraphPolicies,
} from '@bankgraph/authorization';
import { InProcessContext, type RequestContext, verifyRequestContext } from '@bankgraph/identity';
import { type ExecutionResult, execute, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { documentCache } from './document-cache.js';
import { type FaultLog, faultTeller } from './fault-log.js';
import { governedSchema } from './governed-schema.js';
import { Governor } from './governor.js';
import { Reports } from './reports.js';
import { noProvenance } from './situation.js';
import type { GovernedContext, SubgraphDefinition } from './subgraph-definition.js';

/** A question of a gateway in another process. */
export interface SubgraphRequest {
  /** JSON text with `query`, `variables` and `operationName`. */
  readonly body: string;
  /** The gateway's signed context (header `x-bankgraph-context`). */
  readonly contextToken: string | undefined;
  readonly signal?: AbortSignal;
}

/** A question of a gateway in this process. */
export interface SubgraphQuestion {
  readonly query: string;
  /** Values as JSON has them. They are not changed. */
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
  /** On whose behalf; one for all subgraphs that a request asks. */
  readonly context: InProcessContext;
  readonly signal?: AbortSignal;
}

/** The answer of a subgraph. */
export interface SubgraphAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: { readonly disclosures?: readonly FieldDisclosure[] };
}

/** A subgraph that can be asked, in this process or over HTTP. */
export interface Subgraph {
  readonly name: string;
  /** For whatever comes from outside. Never rejects: what goes wrong is in `errors`. */
  handle(request: SubgraphRequest): Promise<SubgraphAnswer>;
  /** The same without text and signature, for this process alone: nothing that listens may call it. */
  execute(question: SubgraphQuestion): Promise<SubgraphAnswer>;
  close(): Promise<void>;
}

/** What a subgraph needs to work. */
export interface SubgraphSurroundings {
  readonly policies: PolicySet;
  /** Made anew for each request. @param signal aborted when the client has gone or the request's time is up */
  readonly relationships: (signal: AbortSignal) => Relationships;
  /** Key shared with the gateway for this subgraph alone (`subgraphKey`). */
  readonly contextKey: KeyObject;
  /** Puts disclosures on record where no gateway of ours does it; resolves once they are durable. */
  record(asked: RequestContext, disclosures: readonly FieldDisclosure[], failed: boolean): Promise<void>;
  /** Told of every fault of ours: what a client sees of it is INTERNAL and the request's id. */
  readonly logger: FaultLog;
  /** Loosens: messages and stacks of faults in the log. They may quote data. */
  readonly dev?: boolean;
}

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/**
 * Opens a subgraph: builds its governed schema and answers requests. The way of a request: verify the gateway's
 * context, whichever of the two doors it came by → parse and validate → execute (decide → resolve → mask → record) → put on record → answer.
 *
 * @throws PolicyFaults when schema and policies do not cover each other
 */
export function openSubgraph<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  surroundings: SubgraphSurroundings,
): Subgraph {
  const own = surroundings.policies.subgraphs.get(definition.name);
  if (own === undefined) throw new Error(`No policy file for subgraph ${definition.name}.`);
  return answering(definition, surroundings, {
    schema: governedSchema(definition, own),
    visible: (governor, typeName, rows) => visibleRows(governor, own.rows, typeName, rows),
  });
}

/** An executable schema, and which of some rows exist for a caller. */
interface Executable {
  readonly schema: GraphQLSchema;
  visible<Row extends object>(
    governor: Governor,
    typeName: string,
    rows: readonly Row[],
  ): Answer<readonly Row[]>;
}

/** The way of a request through an executable schema. For `openSubgraph` and its like in this package. */
export function answering<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  surroundings: SubgraphSurroundings,
  { schema, visible }: Executable,
): Subgraph {
  const documents = documentCache(schema, 1_000);
  const standings = new StaticPolicy(surroundings.policies);
  const tell = faultTeller(definition.name, schema, surroundings);

  const handle = (request: SubgraphRequest) =>
    answerOrTell(
      () =>
        verifyRequestContext(request.contextToken, {
          subgraph: definition.name,
          key: surroundings.contextKey,
          body: request.body,
        }),
      (asked) => answer(asked, body.parse(JSON.parse(request.body)), request.signal),
    );

  const executeHere = (question: SubgraphQuestion) =>
    answerOrTell(
      () => InProcessContext.open(question.context),
      (asked) => answer(asked, question, question.signal),
    );

  async function answerOrTell(
    verified: () => RequestContext,
    answerTo: (asked: RequestContext) => Promise<SubgraphAnswer>,
  ): Promise<SubgraphAnswer> {
    let requestId = 'unknown';
    try {
      const asked = verified();
      requestId = asked.requestId;
      return await answerTo(asked);
    } catch (error) {
      return { errors: [tell(error, requestId)] };
    }
  }

  async function answer(
    asked: RequestContext,
    question: Pick<SubgraphQuestion, 'query' | 'variables' | 'operationName'>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<SubgraphAnswer> {
    const checked = documents(question.query);
    if ('errors' in checked) return { errors: checked.errors.map((error) => tell(error, asked.requestId)) };
    const governor = new Governor(
      asked.actor,
      surroundings.relationships(signal),
      standings.standingOf(asked.actor),
      surroundings.policies.walls,
    );
    // Every call to a bank system listens for the abort; many at once are no leak.
    setMaxListeners(0, signal);
    const reports = new Reports();
    const { actor, requestId, operationName, operationHash } = asked;
    const scope = { actor, requestId, operationName, operationHash, signal };
    const contextValue: GovernedContext<Loaders> = {
      ...scope,
      loaders: definition.loaders(scope),
      governor,
      reports,
      visible: async (typeName, rows) => visible(governor, typeName, rows),
      report: (error, info, row) => reports.add(error, info, governor, row),
    };
    const result = (await execute({
      schema,
      document: checked.document,
      contextValue,
      variableValues: question.variables ?? undefined,
      operationName: question.operationName ?? undefined,
    })) as ExecutionResult;
    const errors = [...(result.errors ?? []), ...(await reports.visible())].map((error) =>
      tell(error, asked.requestId, checked.document),
    );
    const disclosures = governor.disclosures();
    if (asked.recordedBy === 'subgraph') {
      await surroundings.record(asked, disclosures, errors.length > 0);
    }
    return {
      data: result.data ?? null,
      ...(errors.length > 0 ? { errors } : {}),
      ...(asked.recordedBy === 'gateway' ? { extensions: { disclosures } } : {}),
    };
  }

  return { name: definition.name, handle, execute: executeHere, close: async () => definition.close?.() };
}

/** Asks the same row policy that lists of the type go through. */
function visibleRows<Row extends object>(
  governor: Governor,
  rowPolicies: SubgraphPolicies['rows'],
  typeName: string,
  rows: readonly Row[],
): Answer<readonly Row[]> {
  const policy = rowPolicies.get(typeName);
  if (policy === undefined) throw new Error(`No row policy for ${typeName}.`);
  const nobodys = governor.origins.begin(noProvenance);
  return governor.visible(
    () => policy,
    rows.map((row) => governor.origins.adopt(typeName, row, nobodys)),
  );
}
