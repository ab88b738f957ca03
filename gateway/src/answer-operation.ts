import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import type { Standing, StaticPolicy } from '@bankgraph/authorization';
import { BankgraphError } from '@bankgraph/errors';
import { GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { AskedText } from './asked-text.js';
import { type Refusal, refusalsIn } from './cut-answer.js';
import { cutRules } from './cut-rules.js';
import type { Exchange } from './exchange.js';
import { AnswerText } from './execution/answer-text.js';
import type { FieldNames } from './execution/fetched-keys.js';
import { type Fetched, nothingFetched } from './execution/run-plan.js';
import { writeAnswer } from './execution/write-answer.js';
import { introspect } from './introspect.js';
import { KnownStandings } from './known-standings.js';
import type { PairwiseIds } from './pairwise-ids.js';
import { inPlainIds } from './pairwise-operation.js';
import { ReadyOperation } from './ready-operation.js';
import { type RootSubjects, refusalDisclosures } from './refusal-disclosures.js';

/** Faults of variables that are looked for; one is enough to refuse, and a list may have thousands. */
const maxVariableErrors = 3;

/** What a graph executes an operation in. */
export interface OperationContext {
  readonly exchange: Exchange;
}

/** What subgraphs are asked for. */
export interface FetchQuestion {
  /** Operations, one after the other; together they are the client's. */
  readonly questions: readonly AskedText[];
  /** As the client gave them; defaults are the subgraphs' to fill in. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly exchange: Exchange;
}

/** Fetches what operations ask for. */
export interface OperationFetcher {
  fetch(question: FetchQuestion): Promise<Fetched>;
  /** Plans an operation before it is asked for. @throws when it cannot be planned */
  prepare(asked: AskedText): Promise<void>;
}

/** An operation that was answered to callers of one standing. */
export interface AnsweredOperation extends AskedText {
  readonly standing: Standing | null;
  /** Values of its Boolean variables when it was asked first. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** Operations over one schema. */
export interface Operations {
  readonly execute: GatewayExecutor;
  /** Those that are kept ready, the last asked for first. */
  recent(): readonly AnsweredOperation[];
  /** Makes one ready that is valid. @throws when it cannot be planned */
  prepare(operation: AnsweredOperation): Promise<void>;
}

/** What of a request is decided by roles and purpose alone, before anything is fetched. */
export interface StaticCutRules {
  readonly policy: StaticPolicy;
  readonly rootSubjects: RootSubjects;
}

/** Which ids partners know, and where they stand beside those of the scalar `ID`. */
export interface PairwiseRules {
  readonly of: (clientId: string) => PairwiseIds;
  /** `Type.field` of ids that the schema does not call so. */
  readonly fields: ReadonlySet<string>;
}

/** Operations that are kept ready at most, and selections in them; the longest unused go first. */
const maxOperations = 2_000;
const maxSelections = 200_000;

/**
 * Answers operations: cut what the caller's roles and purpose can never see → check the variables → fetch the rest →
 * write the answer, with what was cut in its place as the subgraphs would have refused it → note the refusals for the
 * record. What is asked about the schema is answered from the schema that the caller can use.
 *
 * @param graph its API schema, that operations are validated against, and the names of its fields
 * @param cut null: everything is left to the subgraphs
 * @param pairwise null: partners see ids as they are
 */
export function answerOperations(
  fetcher: OperationFetcher,
  { schema, names }: { readonly schema: GraphQLSchema; readonly names: FieldNames },
  cut: StaticCutRules | null,
  pairwise: PairwiseRules | null = null,
): Operations {
  const kept = new LRUCache<string, { readonly ready: ReadyOperation; readonly answered: AnsweredOperation }>(
    {
      max: maxOperations,
      maxSize: maxSelections,
      sizeCalculation: ({ ready }) => ready.selections,
    },
  );
  const standings = new KnownStandings(schema);

  function readyOperation(answered: AnsweredOperation): ReadyOperation {
    const { standing, operation, queryHash } = answered;
    const key = `${standing === null ? '' : standings.numberOf(standing)} ${queryHash} ${operation.name?.value ?? ''}`;
    const known = kept.get(key)?.ready;
    if (known !== undefined) return known;
    const isCut = cut === null || standing === null ? null : cutRules(cut.policy, standing, schema);
    const ready = new ReadyOperation(answered, { schema, names, isCut });
    kept.set(key, { ready, answered: { ...answered, conditions: ready.conditions(answered.conditions) } });
    return ready;
  }

  const execute: GatewayExecutor = async ({ request, context, ...sent }) => {
    const { exchange } = context as OperationContext;
    const { actor } = exchange;
    const ids = pairwise === null || actor?.kind !== 'partner' ? null : pairwise.of(actor.clientId);
    const asked = { ...sent, variables: request.variables ?? {} };
    const {
      document,
      operation,
      queryHash,
      variables: given,
      foreign,
    } = ids === null ? { ...asked, foreign: false } : inPlainIds(asked, schema, ids);
    // A question about nobody has an answer. An order about nobody would be kept, under a number that is no customer's.
    if (foreign && operation.operation === 'mutation') return { errors: [notTheirs()] };
    const standing = cut === null || actor === null ? null : cut.policy.standingOf(actor);
    const { coerced: conditions, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      given,
      { maxErrors: maxVariableErrors },
    );
    if (conditions === undefined) return { errors: errors ?? [] };

    const ready = readyOperation({ document, operation, queryHash, standing, conditions });
    const { questions, form } = ready.decided(conditions);
    const fetched =
      questions.length === 0
        ? nothingFetched
        : await fetcher.fetch({ questions, variables: given, exchange });
    const introspected = introspect(ready.asked, given, () =>
      standing === null ? schema : standings.visibleSchema(standing),
    );
    const how = {
      introspected: introspected.data ?? {},
      keys: ready.keys,
      hidden: ids === null || pairwise === null ? null : { hide: ids.hide, fields: pairwise.fields },
    };
    const { data, errors: told, notes } = writeAnswer(form, fetched, how);
    if (cut !== null && ready.isCut !== null) {
      // Without data nobody knows what would have stood in it; that all of it was asked for and not shown is known.
      const refusals = (data === null ? refusalsIn(form) : [...notes]) as readonly Refusal[];
      const question = { asked: ready.asked, schema, conditions };
      exchange.disclose(refusalDisclosures(refusals, exchange.disclosures, question, cut.rootSubjects));
    }
    const all = [...told, ...(introspected.errors ?? [])];
    return {
      data: data === null ? null : (new AnswerText(data) as unknown as Record<string, unknown>),
      ...(all.length === 0 ? {} : { errors: all }),
    };
  };

  return {
    execute,
    recent: () => [...kept.values()].map(({ answered }) => answered),
    async prepare(operation) {
      const { questions } = readyOperation(operation).decided(operation.conditions);
      for (const question of questions) await fetcher.prepare(question);
    },
  };
}

/** Tells a partner nothing of whose an id is: only that it did not get it from us. */
function notTheirs(): GraphQLError {
  const originalError = new BankgraphError('BAD_USER_INPUT', {
    advice:
      'An id in this order is none that you were given. Plain customer numbers and ids of others are not taken.',
  });
  return new GraphQLError(originalError.message, { originalError });
}
