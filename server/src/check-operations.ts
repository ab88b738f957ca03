import { type PolicySet, type Standing, StaticPolicy } from '@bankgraph/authorization';
import {
  baseLimits,
  beyondLimit,
  type CostRules,
  costRules,
  documentCost,
  type FindLimits,
  fragmentsOf,
  measureDocument,
} from '@bankgraph/gateway';
import type { Role } from '@bankgraph/identity';
import type { ManifestOperation } from '@bankgraph/operation-registry';
import { apiSdlOf, readClients, readSupergraph } from '@bankgraph/schema';
import {
  buildSchema,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { type LimitsByClass, limitsOfClients } from './client-limits.js';

/** What an operation comes to under the policies in force. */
export interface CheckedOperation {
  readonly operation: ManifestOperation;
  /** Estimated cost, with the variables' defaults. */
  readonly cost: number;
  /** Roles that may declare its purpose, with the fields that they never get, whoever the customer is. */
  readonly roles: readonly { readonly role: Role; readonly never: readonly string[] }[];
}

/** Operations that cannot be published, each with what is wrong. */
export class OperationsRefused extends Error {
  override readonly name = 'OperationsRefused';

  constructor(readonly problems: readonly string[]) {
    super(['These operations cannot be published:', ...problems.map((text) => `  ${text}`)].join('\n'));
  }
}

/**
 * Holds operations against the API schema, the policies and the limits of their clients.
 *
 * @throws OperationsRefused with every problem at once: a client that is not listed, no valid operation of its name, too large, a purpose that no role
 *   may declare, or one with which nobody gets anything
 */
export function checkOperations(
  operations: readonly ManifestOperation[],
  policies: PolicySet,
  limits: LimitsByClass,
): readonly CheckedOperation[] {
  const supergraph = readSupergraph();
  const clients = readClients();
  const surroundings: Surroundings = {
    api: buildSchema(apiSdlOf(supergraph)),
    policy: new StaticPolicy(policies),
    policies,
    rules: costRules(parse(supergraph)),
    findLimits: limitsOfClients(limits, clients),
  };
  const problems: string[] = [];
  const checked = operations.flatMap((operation) => {
    try {
      if (!clients.has(operation.clientName)) {
        throw new GraphQLError('There is no such client in schema/operations/clients.yaml.');
      }
      return [checkOperation(operation, surroundings)];
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      problems.push(`${operation.clientName}/${operation.name}: ${error.message}`);
      return [];
    }
  });
  if (problems.length > 0) throw new OperationsRefused(problems);
  return checked;
}

interface Surroundings {
  readonly api: GraphQLSchema;
  readonly policy: StaticPolicy;
  readonly policies: PolicySet;
  readonly rules: CostRules;
  readonly findLimits: FindLimits;
}

function checkOperation(
  operation: ManifestOperation,
  { api, policy, policies, rules, findLimits }: Surroundings,
): CheckedOperation {
  const { name, body, type, purpose } = operation;
  const document = parse(body, { maxTokens: baseLimits.operation.tokens });
  const [invalid] = validate(api, document);
  if (invalid !== undefined) throw invalid;
  const definitions = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [only] = definitions;
  if (only === undefined || definitions.length > 1 || only.name?.value !== name || only.operation !== type) {
    throw new GraphQLError(`It has to be one ${type} of the name ${name}.`);
  }
  const measure = measureDocument(document);
  const limits = findLimits(operation.clientName).operation;
  // What is written out where fragments are spread is bounded before it is walked through.
  let tooMuch = beyondLimit(measure, limits);
  const cost = tooMuch === null ? documentCost(document, api, rules).largest({}) : 0;
  tooMuch ??= beyondLimit({ cost }, limits);
  if (tooMuch !== null) throw new GraphQLError(tooMuch.message);
  const able = [...policies.roles].filter(([, role]) => role.purposes.includes(purpose));
  if (able.length === 0) throw new GraphQLError(`No role may declare the purpose ${purpose}.`);
  const roles = able.map(([role]) => ({
    role,
    ...visibleTo(policy.standingOf(actorOf(role, purpose)), api, only, fragmentsOf(document)),
  }));
  if (roles.every(({ sees }) => !sees)) {
    throw new GraphQLError(`No role that may declare ${purpose} can see any field of it.`);
  }
  return { operation, cost, roles: roles.map(({ role, never }) => ({ role, never })) };
}

/** Somebody of this role: nothing but role and purpose is looked at. */
function actorOf(role: Role, purpose: string) {
  return {
    id: '',
    kind: 'staff',
    roles: [role],
    customerId: null,
    clientId: '',
    channel: null,
    assurance: null,
    purpose,
  } as const;
}

/** Which fields of an operation a standing never gets, and whether it gets any value at all. What is below a refused field is not told. */
function visibleTo(
  standing: Standing,
  api: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): { readonly never: readonly string[]; readonly sees: boolean } {
  const never = new Set<string>();
  const walked = new Set<SelectionSetNode>();
  let sees = false;
  const walk = (selectionSet: SelectionSetNode, typeName: string): void => {
    if (walked.has(selectionSet)) return;
    walked.add(selectionSet);
    const type = api.getType(typeName);
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) walk(fragment.selectionSet, fragment.typeCondition.name.value);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
      } else if (isObjectType(type) || isInterfaceType(type)) {
        const field = type.getFields()[selection.name.value];
        if (field === undefined) continue;
        const owners = isInterfaceType(type) ? api.getPossibleTypes(type) : [type];
        if (!owners.some((owner) => standing.canSee(owner.name, field.name))) {
          never.add(`${typeName}.${field.name}`);
        } else if (isCompositeType(getNamedType(field.type))) {
          if (selection.selectionSet) walk(selection.selectionSet, getNamedType(field.type).name);
        } else sees = true;
      }
    }
  };
  const root = api.getRootType(operation.operation);
  if (root) walk(operation.selectionSet, root.name);
  return { never: [...never].sort(), sees };
}
