import { BankgraphError } from '@bankgraph/errors';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { isIncluded, operationOf } from '../selected-fields.js';
import type { CostRules, ListSize } from './cost-rules.js';

type Variables = Readonly<Record<string, unknown>>;

/** A number that is known, or that depends on variables. */
type Term = number | ((variables: Variables) => number);

/** Size of a list of which the schema says nothing. */
const unknownListSize = 20;
/** Most that may be asked for in a page: as the subgraphs have it. */
const largestPage = 100;
/** What carrying out a mutation costs, beside what it returns. */
const mutationWeight = 10;

/** Fields of an object whose size was said where the object was asked for. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: Term;
}

/** What a document's operations cost. */
export interface DocumentCost {
  /** Of the operation that is carried out. @throws BAD_USER_INPUT as `largest` does */
  of(operation: OperationDefinitionNode, variables: Variables): number;
  /**
   * Of the most expensive operation.
   *
   * @throws BAD_USER_INPUT for a page that is negative or too large, or where not exactly one slicing argument is given
   */
  largest(variables: Variables): number;
}

/**
 * Compiles a static estimate of what the operations of a document return at most, after the IBM GraphQL cost
 * specification: each object weighs 1, each leaf nothing, a mutation 10, unless `@cost` says otherwise; a list multiplies
 * what is in it by its size (`@listSize`, else 20). Fragments count wherever they are spread, also those on different
 * types of the same object. What does not depend on variables is calculated once.
 *
 * @param document valid, and within limits of its size: it is walked through with its fragments written out
 */
export function documentCost(document: DocumentNode, schema: GraphQLSchema, rules: CostRules): DocumentCost {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const terms = new Map(operations.map((each) => [each, operationTerm(document, each, { schema, rules })]));
  return {
    of: (operation, variables) => atVariables(terms.get(operation) ?? 0, variables),
    largest: (variables) => {
      let largest = 0;
      for (const term of terms.values()) largest = Math.max(largest, atVariables(term, variables));
      return largest;
    },
  };
}

interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly rules: CostRules;
}

function operationTerm(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { schema, rules }: Surroundings,
): Term {
  const root = schema.getRootType(operation.operation);
  if (root == null) return 0;
  const { fragments } = operationOf(document, operation);
  const term = new CostCompiler({ schema, rules }, fragments).selections(operation.selectionSet, root, null);
  const whole = operation.operation === 'mutation' ? sum([mutationWeight, term]) : term;
  if (typeof whole === 'number') return whole;
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
  return (variables) => whole({ ...defaults, ...variables });
}

class CostCompiler {
  readonly #schema: GraphQLSchema;
  readonly #rules: CostRules;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor({ schema, rules }: Surroundings, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#rules = rules;
    this.#fragments = fragments;
  }

  selections({ selections }: SelectionSetNode, type: GraphQLNamedType, sized: Sized | null): Term {
    return sum(
      selections.map((selection) => whenIncluded(selection, this.#selection(selection, type, sized))),
    );
  }

  #selection(selection: SelectionNode, type: GraphQLNamedType, sized: Sized | null): Term {
    if (selection.kind === Kind.FIELD) return this.#field(selection, type, sized);
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
    if (fragment === undefined) return 0;
    const condition = fragment.typeCondition?.name.value;
    const on = condition === undefined ? type : this.#schema.getType(condition);
    return on === undefined ? 0 : this.selections(fragment.selectionSet, on, sized);
  }

  #field(node: FieldNode, parent: GraphQLNamedType, sized: Sized | null): Term {
    const name = node.name.value;
    // What describes the schema is not fetched from anywhere.
    if (name.startsWith('__') || !(isObjectType(parent) || isInterfaceType(parent))) return 0;
    const field = parent.getFields()[name];
    if (field === undefined) return 0;
    const coordinate = `${parent.name}.${name}`;
    const type = getNamedType(field.type);
    const isList = isListType(getNullableType(field.type));
    const listSize = this.#rules.listSizes[coordinate];
    const ownSize = listSize === undefined ? null : sizeOf(listSize, node, field);
    const passesOn = ownSize !== null && listSize !== undefined && listSize.sizedFields.length > 0;
    const below =
      node.selectionSet === undefined || !isCompositeType(type)
        ? 0
        : this.selections(
            node.selectionSet,
            type,
            passesOn ? { fields: listSize.sizedFields, size: ownSize } : null,
          );
    const each = sum([this.#weight(coordinate, type), below]);
    if (ownSize !== null && isList && !passesOn) return times(ownSize, each);
    // A page that nothing is selected of has to be within its bounds, too.
    if (!isList) return ownSize === null ? each : sum([each, times(ownSize, 0)]);
    return times(sized?.fields.includes(name) ? sized.size : unknownListSize, each);
  }

  #weight(coordinate: string, type: GraphQLNamedType): number {
    const { weights } = this.#rules;
    // A type may be called `constructor`.
    const ofType = Object.hasOwn(weights, type.name) ? weights[type.name] : undefined;
    return weights[coordinate] ?? ofType ?? (isLeafType(type) ? 0 : 1);
  }
}

/** How many a field asks for. */
function sizeOf(listSize: ListSize, node: FieldNode, field: GraphQLField<unknown, unknown>): Term {
  const otherwise = listSize.assumedSize ?? unknownListSize;
  const given = listSize.slicingArguments.map((name) => slicingArgument(name, node, field));
  return folded(given.every(isLiteral), (variables) => {
    const sizes = given.flatMap((each) => (isLiteral(each) ? each : each(variables)));
    if (listSize.requireOneSlicingArgument && given.length > 0 && sizes.length !== 1) {
      const names = listSize.slicingArguments.join(', ');
      throw new BankgraphError('BAD_USER_INPUT', {
        advice: `${field.name} takes exactly one of these arguments: ${names}.`,
      });
    }
    return sizes.length === 0 ? otherwise : Math.max(...sizes);
  });
}

type Literal = readonly number[];
type Slice = Literal | ((variables: Variables) => Literal);

const isLiteral = (slice: Slice): slice is Literal => typeof slice !== 'function';

/** The value of a slicing argument: none or one. What is not a number at all is for the check of the variables to say. */
function slicingArgument(name: string, node: FieldNode, field: GraphQLField<unknown, unknown>): Slice {
  const schemaDefault = field.args.find((argument) => argument.name === name)?.defaultValue;
  const otherwise: Literal = typeof schemaDefault === 'number' ? [schemaDefault] : [];
  const page = (value: unknown): Literal => {
    if (typeof value !== 'number') return otherwise;
    if (value >= 0 && value <= largestPage) return [value];
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: `"${name}" has to be a number from 0 to ${largestPage}.`,
    });
  };
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.VARIABLE) {
    const variable = value.name.value;
    return (variables) => page(variables[variable]);
  }
  if (value?.kind !== Kind.INT) return otherwise;
  const literal = Number(value.value);
  // Refused each time that it is asked for, not when it is compiled: it may be skipped.
  return literal >= 0 && literal <= largestPage ? [literal] : () => page(literal);
}

function whenIncluded(selection: SelectionNode, term: Term): Term {
  const { directives = [] } = selection;
  if (directives.length === 0) return term;
  return (variables) => (isIncluded(directives, variables) ? atVariables(term, variables) : 0);
}

/** A term that is calculated now when it depends on no variable. */
function folded(isKnown: boolean, calculate: (variables: Variables) => number): Term {
  if (!isKnown) return calculate;
  try {
    return calculate({});
  } catch {
    return calculate;
  }
}

function atVariables(term: Term, variables: Variables): number {
  return typeof term === 'number' ? term : term(variables);
}

function sum(terms: readonly Term[]): Term {
  let known = 0;
  const unknown: ((variables: Variables) => number)[] = [];
  for (const term of terms) {
    if (typeof term === 'number') known += term;
    else unknown.push(term);
  }
  if (unknown.length === 0) return known;
  return (variables) => unknown.reduce((total, term) => total + term(variables), known);
}

/** A list that is empty costs nothing, whatever is in it; but what is wrong within it is still said. */
function times(size: Term, each: Term): Term {
  if (typeof size === 'number' && typeof each === 'number') return size * each;
  return (variables) => atVariables(size, variables) * atVariables(each, variables);
}
