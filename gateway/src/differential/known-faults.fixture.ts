import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { namesIn } from './contract.fixture.js';
import type { OpenGraph } from './open-graph.fixture.js';

/**
 * A class of operations that are not answered rightly. Random operations of such a class are counted and left out;
 * each class has tests of its own, with the smallest operation.
 */
export interface KnownFault {
  readonly name: string;
  /** Whether the plan itself is wrong, or only what Apollo's executor makes of it. */
  readonly of: 'planner' | 'executor';
  /** Whether an operation is of this class; rather too often than too seldom. */
  occursIn(document: DocumentNode, open: OpenGraph): boolean;
}

const introspectionUnderCondition: KnownFault = {
  name: 'introspection in a conditional fragment',
  of: 'planner',
  occursIn: (document) =>
    anySelection(document, (selection, { fragments }) => {
      if (selection.kind === Kind.FIELD || selection.directives?.length === 0) return false;
      const inside =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value)?.selectionSet;
      return (
        inside !== undefined &&
        fieldsIn(inside, fragments).some(({ name }) => name.value.startsWith('__schema'))
      );
    }),
};

const aliasOfNeededField: KnownFault = {
  name: 'an alias named like a field that keys or @requires need',
  of: 'planner',
  occursIn: (document, open) => {
    const needed = neededNames(open);
    return anySelection(
      document,
      (selection) =>
        selection.kind === Kind.FIELD &&
        selection.alias !== undefined &&
        selection.alias.value !== selection.name.value &&
        needed.has(selection.alias.value),
    );
  },
};

const argumentsOfRequiredField: KnownFault = {
  name: 'a field that is required with arguments, beside itself or with several of them',
  of: 'planner',
  occursIn: (document, open) => {
    const involved = namesAroundRequiredArguments(open);
    const named = new Set<string>();
    anySelection(document, (selection) => {
      if (selection.kind === Kind.FIELD && involved.has(selection.name.value))
        named.add(selection.name.value);
      return false;
    });
    return named.size > 1;
  },
};

const onlyConditionalSelections: KnownFault = {
  name: 'an object of which everything is selected under conditions',
  of: 'planner',
  occursIn: (document) => {
    const fragments = fragmentsOf(document);
    let found = false;
    visit(document, {
      Field: ({ selectionSet }) => {
        if (selectionSet !== undefined && isAllConditional(selectionSet, fragments)) found = true;
      },
    });
    return found;
  },
};

const mutationsInFragments: KnownFault = {
  name: 'mutations in fragments, which come before those outside of them',
  of: 'planner',
  occursIn: (document) =>
    document.definitions.some(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION &&
        definition.operation === 'mutation' &&
        definition.selectionSet.selections.some(({ kind }) => kind !== Kind.FIELD),
    ),
};

const severalMutations: KnownFault = {
  name: 'a mutation that answers with an object, before others',
  of: 'planner',
  occursIn: (document) =>
    document.definitions.some(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION &&
        definition.operation === 'mutation' &&
        definition.selectionSet.selections
          .slice(0, -1)
          .some((one) => one.kind === Kind.FIELD && one.selectionSet !== undefined),
    ),
};

const repeatedCondition: KnownFault = {
  name: 'a condition inside of one by the same variable',
  of: 'planner',
  occursIn: (document) => {
    const fragments = fragmentsOf(document);
    const repeats = (selection: SelectionSetNode, around: ReadonlySet<string>): boolean =>
      selection.selections.some((part) => {
        const here = conditionsOf(part);
        if (here.some((name) => around.has(name))) return true;
        const inside =
          part.kind === Kind.FRAGMENT_SPREAD
            ? fragments.get(part.name.value)?.selectionSet
            : part.selectionSet;
        return inside !== undefined && repeats(inside, new Set([...around, ...here]));
      });
    return document.definitions.some(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && repeats(definition.selectionSet, new Set()),
    );
  },
};

const unionOfInterfaceObjects: KnownFault = {
  name: 'a fragment on a union, on what is an interface object',
  of: 'planner',
  occursIn: (document, open) =>
    interfaceObjects(open).size > 0 &&
    conditionsIn(document).some((condition) => isUnionType(open.schema.getType(condition))),
};

const requiresOfInterfaceObject: KnownFault = {
  name: '@requires of an interface object, under a fragment',
  of: 'planner',
  occursIn: (document, open) => {
    if (interfaceObjects(open).size === 0) return false;
    const requiring = new Set(
      contractFields(open).flatMap(([name, { requires }]) => (requires ? [name] : [])),
    );
    return (
      anySelection(document, ({ kind }) => kind !== Kind.FIELD) &&
      anySelection(document, (one) => one.kind === Kind.FIELD && requiring.has(one.name.value))
    );
  },
};

const requiresOverKeys: KnownFault = {
  name: '@requires of a field that another subgraph has, over the same key',
  of: 'planner',
  occursIn: (document, { graph }) =>
    graph.name === 'mash-up' &&
    anySelection(document, (one) => one.kind === Kind.FIELD && one.name.value === 'greeting'),
};

const typenameOfInterfaceObject: KnownFault = {
  name: '__typename beside fields of an interface object',
  of: 'executor',
  occursIn: (document, open) =>
    interfaceObjects(open).size > 0 &&
    anySelection(document, (one) => one.kind === Kind.FIELD && one.name.value === '__typename'),
};

const conditionalRequirement: KnownFault = {
  name: '@requires under a condition, beside another one',
  of: 'planner',
  occursIn: (document, open) => {
    const requiring = new Set(
      contractFields(open).flatMap(([name, { requires }]) => (requires ? [name] : [])),
    );
    let conditional = false;
    let count = 0;
    anySelection(document, (selection) => {
      if (isConditional(selection)) conditional = true;
      if (selection.kind === Kind.FIELD && requiring.has(selection.name.value)) count += 1;
      return false;
    });
    return conditional && count > 1;
  },
};

/** All classes of faults that random operations have found in Apollo's planner and executor. */
export const knownFaults: readonly KnownFault[] = [
  introspectionUnderCondition,
  aliasOfNeededField,
  argumentsOfRequiredField,
  onlyConditionalSelections,
  mutationsInFragments,
  severalMutations,
  repeatedCondition,
  unionOfInterfaceObjects,
  requiresOfInterfaceObject,
  requiresOverKeys,
  typenameOfInterfaceObject,
  conditionalRequirement,
];

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

function anySelection(
  document: DocumentNode,
  holds: (selection: SelectionNode, document: { fragments: Fragments }) => boolean,
): boolean {
  const fragments = fragmentsOf(document);
  let found = false;
  visit(document, {
    SelectionSet: ({ selections }) => {
      if (selections.some((selection) => holds(selection, { fragments }))) found = true;
    },
  });
  return found;
}

/** Fields of a selection and of the fragments in it, not those inside of the fields. */
function fieldsIn(selection: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return selection.selections.flatMap((part) => {
    if (part.kind === Kind.FIELD) return [part];
    const inside =
      part.kind === Kind.INLINE_FRAGMENT ? part.selectionSet : fragments.get(part.name.value)?.selectionSet;
    return inside === undefined ? [] : fieldsIn(inside, fragments);
  });
}

function isConditional({ directives = [] }: SelectionNode): boolean {
  return directives.length > 0;
}

/** Variables in the conditions of a selection. */
function conditionsOf({ directives = [] }: SelectionNode): string[] {
  return directives.flatMap(({ arguments: given = [] }) =>
    given.flatMap(({ value }) => (value.kind === Kind.VARIABLE ? [value.name.value] : [])),
  );
}

function isAllConditional(selection: SelectionSetNode, fragments: Fragments): boolean {
  return selection.selections.every((part) => {
    if (isConditional(part)) return true;
    if (part.kind === Kind.FIELD) return false;
    const inside =
      part.kind === Kind.INLINE_FRAGMENT ? part.selectionSet : fragments.get(part.name.value)?.selectionSet;
    return inside !== undefined && isAllConditional(inside, fragments);
  });
}

function conditionsIn(document: DocumentNode): string[] {
  const conditions: string[] = [];
  visit(document, {
    NamedType: ({ name }) => {
      conditions.push(name.value);
    },
  });
  return conditions;
}

function contractFields({ contracts }: OpenGraph) {
  return [...contracts.values()].flatMap((types) => [...types.values()].flatMap(({ fields }) => [...fields]));
}

function neededNames(open: OpenGraph): Set<string> {
  const keys = [...open.contracts.values()].flatMap((types) =>
    [...types.values()].flatMap((type) => type.keys),
  );
  const required = contractFields(open).flatMap(([, { requires }]) => (requires === null ? [] : [requires]));
  return new Set([...keys, ...required].flatMap((selection) => [...namesIn(selection)]));
}

/** Fields that something requires with arguments, and what requires them. */
function namesAroundRequiredArguments(open: OpenGraph): Set<string> {
  const withArguments = fieldsWithArguments(open.schema);
  return new Set(
    contractFields(open).flatMap(([name, { requires }]) => {
      if (requires === null) return [];
      const needed = [...namesIn(requires)].filter((one) => withArguments.has(one));
      return needed.length === 0 ? [] : [name, ...needed];
    }),
  );
}

function fieldsWithArguments(schema: GraphQLSchema): Set<string> {
  return new Set(
    Object.values(schema.getTypeMap()).flatMap((type) =>
      'getFields' in type
        ? Object.values(type.getFields()).flatMap((field) =>
            'args' in field && field.args.length > 0 ? [field.name] : [],
          )
        : [],
    ),
  );
}

function interfaceObjects({ contracts }: OpenGraph): Set<string> {
  return new Set(
    [...contracts.values()].flatMap((types) =>
      [...types].flatMap(([name, { interfaceObject }]) => (interfaceObject ? [name] : [])),
    ),
  );
}
