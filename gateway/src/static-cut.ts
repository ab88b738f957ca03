import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import type { Standing, StaticPolicy } from '@bankgraph/authorization';
import {
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { type CutOperation, cutOperation } from './cut-operation.js';
import { cutRules, type IsCut } from './cut-rules.js';
import { introspect } from './introspect.js';
import { type RootSubjects, refusalDisclosures } from './refusal-disclosures.js';
import { type AnswerForm, answerForm, type Refusal, refusalsIn, restoreAnswer } from './restore-cut.js';
import { operationOf } from './selected-fields.js';
import type { OperationContext } from './subgraph-data-source.js';
import { visibleSchema } from './visible-schema.js';

/** What of a request is decided by roles and purpose alone, before anything is fetched. */
export interface StaticCutRules {
  readonly policy: StaticPolicy;
  readonly rootSubjects: RootSubjects;
}

/** What was cut from an operation for a standing; kept as long as both are. */
interface Cutting {
  /** Null: nothing. */
  readonly cut: CutOperation | null;
  readonly isCut: IsCut;
  /** Null as long as it depends on variables. */
  form: AnswerForm | null;
}

/**
 * Puts the static cut around an executor: fields that the caller's roles and purpose can never see are not asked for,
 * and stand in the answer as the subgraphs would have refused them. The way of an operation: cut → execute the rest →
 * put what was cut in its place → note the refusals for the record. What is asked about the schema is answered from
 * the schema that the caller can use.
 *
 * @param schema API schema that operations are validated against
 */
export function withStaticCut(
  execute: GatewayExecutor,
  schema: GraphQLSchema,
  { policy, rootSubjects }: StaticCutRules,
): GatewayExecutor {
  const cuttings = new WeakMap<Standing, WeakMap<OperationDefinitionNode, Cutting>>();
  const visibleSchemas = new WeakMap<Standing, GraphQLSchema>();

  return async (request) => {
    const { exchange } = request.context as OperationContext;
    if (exchange.actor === null) return execute(request);
    const standing = policy.standingOf(exchange.actor);
    const asked = operationOf(request.document, request.operation);
    const ofStanding = remembered(cuttings, standing, () => new WeakMap<OperationDefinitionNode, Cutting>());
    const cutting = remembered(ofStanding, asked.operation, () => {
      const isCut = cutRules(policy, standing, schema);
      return { cut: cutOperation(asked, schema, isCut), isCut, form: null };
    });
    const { cut, isCut } = cutting;
    if (cut === null) return execute(request);

    const given = request.request.variables ?? {};
    const { variableDefinitions = [] } = asked.operation;
    const { coerced: variables } = getVariableValues(schema, variableDefinitions, given);
    // Wrong variables are the executor's to refuse; it does so before anything else.
    if (variables === undefined) return execute(request);

    const rest = cut.rest === null ? { data: {} } : await execute({ ...request, ...cut.rest });
    const question = { asked, cut, isCut, schema, variables };
    const form = cutting.form ?? answerForm(question);
    if (!variableDefinitions.some(isBoolean)) cutting.form = form;
    const disclose = (refusals: Iterable<Refusal>) =>
      exchange.disclose(refusalDisclosures(refusals, exchange.disclosures, question, rootSubjects));
    if (rest.data == null) {
      // What would have stood in the answer is not known any more; that all of it was asked for and not shown is.
      disclose(refusalsIn(form));
      return rest;
    }
    const introspected = introspect(asked, given, () =>
      remembered(visibleSchemas, standing, () => visibleSchema(schema, standing)),
    );
    const { data, refusals } = restoreAnswer(form, rest.data, introspected.data ?? {});
    disclose(refusals);
    const errors = [...(rest.errors ?? []), ...(introspected.errors ?? [])];
    return { ...rest, data, ...(errors.length === 0 ? {} : { errors }) };
  };
}

/** Whether `@skip` and `@include` may depend on a variable. */
function isBoolean({ type }: VariableDefinitionNode): boolean {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE && named.name.value === 'Boolean';
}

function remembered<Key extends object, Value>(
  known: WeakMap<Key, Value>,
  key: Key,
  make: () => Value,
): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
