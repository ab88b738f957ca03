import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import type { Standing, StaticPolicy } from '@bankgraph/authorization';
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Refusal, refusalsIn, refuseCut } from './cut-answer.js';
import { cutOperation } from './cut-operation.js';
import { cutRules, type IsCut } from './cut-rules.js';
import type { Exchange } from './exchange.js';
import { answerForm, type ObjectForm } from './execution/answer-form.js';
import { AnswerText } from './execution/answer-text.js';
import { FetchedKeys } from './execution/fetched-keys.js';
import { type Fetched, nothingFetched } from './execution/run-plan.js';
import { writeAnswer } from './execution/write-answer.js';
import { introspect } from './introspect.js';
import { type RootSubjects, refusalDisclosures } from './refusal-disclosures.js';
import { countSelections, type FetchDocument, operationOf } from './selected-fields.js';
import { visibleSchema } from './visible-schema.js';

/** What a graph executes an operation in. */
export interface OperationContext {
  readonly exchange: Exchange;
}

/** An operation that subgraphs are asked for. */
export interface FetchQuestion {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the document, hex. */
  readonly queryHash: string;
  /** As the client gave them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Coerced, defaults filled in: what `@skip` and `@include` are decided by. */
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly exchange: Exchange;
}

/** Fetches what an operation asks for. */
export type FetchOperation = (question: FetchQuestion) => Promise<Fetched>;

/** What of a request is decided by roles and purpose alone, before anything is fetched. */
export interface StaticCutRules {
  readonly policy: StaticPolicy;
  readonly rootSubjects: RootSubjects;
}

/** Operations that are kept ready at most, and selections in them; the longest unused go first. */
const maxOperations = 2_000;
const maxSelections = 200_000;
/** Forms of one operation's answer that are kept: one for each way its conditions come out. */
const maxForms = 8;

/**
 * Answers operations: cut what the caller's roles and purpose can never see → check the variables → fetch the rest →
 * write the answer, with what was cut in its place as the subgraphs would have refused it → note the refusals for the
 * record. What is asked about the schema is answered from the schema that the caller can use.
 *
 * @param graph its API schema, that operations are validated against, and the names of all fields of its subgraphs
 * @param cut null: everything is left to the subgraphs
 */
export function answerOperations(
  fetch: FetchOperation,
  { schema, fieldNames }: { readonly schema: GraphQLSchema; readonly fieldNames: ReadonlySet<string> },
  cut: StaticCutRules | null,
): GatewayExecutor {
  const operations = new LRUCache<string, ReadyOperation>({
    max: maxOperations,
    maxSize: maxSelections,
    sizeCalculation: ({ selections }) => selections,
  });
  const standings = new KnownStandings(schema);

  return async ({ document, operation, queryHash, request, context }) => {
    const { exchange } = context as OperationContext;
    const standing = cut === null || exchange.actor === null ? null : cut.policy.standingOf(exchange.actor);
    const key = `${standing === null ? '' : standings.numberOf(standing)} ${queryHash} ${operation.name?.value ?? ''}`;
    let ready = operations.get(key);
    if (ready === undefined) {
      const isCut = cut === null || standing === null ? null : cutRules(cut.policy, standing, schema);
      ready = new ReadyOperation({ document, operation, queryHash }, { schema, fieldNames, isCut });
      operations.set(key, ready);
    }
    const given = request.variables ?? {};
    const { coerced: conditions, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      given,
    );
    if (conditions === undefined) return { errors: errors ?? [] };

    const fetched =
      ready.rest === null
        ? nothingFetched
        : await fetch({ ...ready.rest, variables: given, conditions, exchange });
    const introspected = introspect(ready.asked, given, () =>
      standing === null ? schema : standings.visibleSchema(standing),
    );
    const form = ready.form(conditions);
    const {
      data,
      errors: told,
      notes,
    } = writeAnswer(form, fetched, { introspected: introspected.data ?? {}, keys: ready.keys });
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
}

/** An operation, ready to be answered any number of times to callers of one standing. */
class ReadyOperation {
  readonly asked: FetchDocument;
  /** What subgraphs are asked for; null: nothing. */
  readonly rest: Pick<FetchQuestion, 'document' | 'operation' | 'queryHash'> | null;
  readonly isCut: IsCut | null;
  readonly keys: FetchedKeys;
  readonly selections: number;
  readonly #schema: GraphQLSchema;
  readonly #booleans: readonly string[];
  readonly #forms = new LRUCache<string, ObjectForm>({ max: maxForms });

  constructor(
    whole: Pick<FetchQuestion, 'document' | 'operation' | 'queryHash'>,
    {
      schema,
      fieldNames,
      isCut,
    }: {
      readonly schema: GraphQLSchema;
      readonly fieldNames: ReadonlySet<string>;
      readonly isCut: IsCut | null;
    },
  ) {
    this.#schema = schema;
    this.asked = operationOf(whole.document, whole.operation);
    this.isCut = isCut;
    this.keys = FetchedKeys.of(whole.document, fieldNames);
    // Introspection is taken out for everybody.
    const cut = cutOperation(this.asked, schema, isCut ?? (() => false));
    this.rest = cut === null ? renamed(whole, this.keys) : cut.rest && renamed(cut.rest, this.keys);
    this.selections = 1 + countSelections(this.asked);
    this.#booleans = (whole.operation.variableDefinitions ?? [])
      .filter(isBoolean)
      .map(({ variable }) => variable.name.value);
  }

  /** The form of its answer when its variables have these values. */
  form(conditions: Readonly<Record<string, unknown>>): ObjectForm {
    const key = this.#booleans.map((name) => (conditions[name] === true ? 'y' : 'n')).join('');
    let form = this.#forms.get(key);
    if (form === undefined) {
      const question = { asked: this.asked, schema: this.#schema, conditions };
      const replace = this.isCut === null ? () => undefined : refuseCut(this.isCut, question);
      form = answerForm({ ...question, replace, keys: this.keys });
      this.#forms.set(key, form);
    }
    return form;
  }
}

/** What subgraphs are asked for, under the keys by which it is fetched. */
function renamed(
  { document, operation, queryHash }: Pick<FetchQuestion, 'document' | 'operation' | 'queryHash'>,
  keys: FetchedKeys,
): Pick<FetchQuestion, 'document' | 'operation' | 'queryHash'> {
  const fetched = keys.rename(document);
  if (fetched === document) return { document, operation, queryHash };
  // Only selections are renamed, so the definitions stand where they stood.
  const renamedOperation = fetched.definitions[document.definitions.indexOf(operation)];
  if (renamedOperation?.kind !== Kind.OPERATION_DEFINITION)
    throw new TypeError('The operation is not there.');
  return { document: fetched, operation: renamedOperation, queryHash };
}

/** Whether `@skip` and `@include` may depend on a variable. */
function isBoolean({ type }: VariableDefinitionNode): boolean {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE && named.name.value === 'Boolean';
}

/** What is known of standings as long as they are. */
class KnownStandings {
  readonly #schema: GraphQLSchema;
  readonly #numbers = new WeakMap<Standing, number>();
  readonly #schemas = new WeakMap<Standing, GraphQLSchema>();
  #count = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** A number of its own. */
  numberOf(standing: Standing): number {
    let number = this.#numbers.get(standing);
    if (number === undefined) {
      this.#count += 1;
      number = this.#count;
      this.#numbers.set(standing, number);
    }
    return number;
  }

  visibleSchema(standing: Standing): GraphQLSchema {
    let schema = this.#schemas.get(standing);
    if (schema === undefined) {
      schema = visibleSchema(this.#schema, standing);
      this.#schemas.set(standing, schema);
    }
    return schema;
  }
}
