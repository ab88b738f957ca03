import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql';
import { fragmentsOf } from '../selected-fields.js';

/**
 * The smallest operation that can be reached from one by leaving out selections, directives and aliases and by
 * putting selections in place of fragments, and that still fails.
 */
export async function reduced(
  document: DocumentNode,
  schema: GraphQLSchema,
  fails: (document: DocumentNode) => Promise<boolean>,
): Promise<DocumentNode> {
  let smallest = document;
  for (let smaller: DocumentNode | null = document; smaller !== null; ) {
    smallest = smaller;
    smaller = await firstFailing(smallest, schema, fails);
  }
  return smallest;
}

async function firstFailing(
  document: DocumentNode,
  schema: GraphQLSchema,
  fails: (document: DocumentNode) => Promise<boolean>,
): Promise<DocumentNode | null> {
  const length = print(document).length;
  for (const candidate of smallerOnes(document)) {
    const tidy = withoutUnused(candidate);
    if (print(tidy).length >= length && countOf(tidy) >= countOf(document)) continue;
    if (isEmpty(tidy)) continue;
    if (validate(schema, tidy).length === 0 && (await fails(tidy))) return tidy;
  }
  return null;
}

/** Everything that one step makes of a document, the largest steps first. */
function* smallerOnes(document: DocumentNode): Generator<DocumentNode> {
  const fragments = fragmentsOf(document);
  const selections: SelectionNode[] = [];
  visit(document, {
    SelectionSet: ({ selections: inside }) => {
      selections.push(...inside);
    },
  });
  for (const gone of selections) yield replaced(document, gone, []);
  for (const one of selections) {
    const inside = one.kind === Kind.FRAGMENT_SPREAD ? inlined(one.name.value, fragments) : one.selectionSet;
    if (one.kind === Kind.INLINE_FRAGMENT && inside !== undefined) {
      yield replaced(document, one, inside.selections);
    }
    if (one.kind === Kind.FRAGMENT_SPREAD) {
      const definition = fragments.get(one.name.value);
      if (definition === undefined || inside === undefined) continue;
      yield replaced(document, one, inside.selections);
      yield replaced(document, one, [
        {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: definition.typeCondition,
          directives: one.directives ?? [],
          selectionSet: inside,
        },
      ]);
    }
    for (const directive of one.directives ?? []) {
      const directives = one.directives?.filter((other) => other !== directive) ?? [];
      yield replaced(document, one, [{ ...one, directives }]);
    }
    if (one.kind !== Kind.FIELD) continue;
    if (one.alias !== undefined) {
      const { alias: _, ...unaliased } = one;
      yield replaced(document, one, [unaliased]);
    }
    for (const argument of one.arguments ?? []) {
      const rest = one.arguments?.filter((other) => other !== argument) ?? [];
      yield replaced(document, one, [{ ...one, arguments: rest }]);
    }
  }
}

function inlined(
  name: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionSetNode | undefined {
  return fragments.get(name)?.selectionSet;
}

function replaced(document: DocumentNode, one: SelectionNode, by: readonly SelectionNode[]): DocumentNode {
  return visit(document, {
    SelectionSet: (node) => {
      if (!node.selections.includes(one)) return undefined;
      return { ...node, selections: node.selections.flatMap((other) => (other === one ? by : [other])) };
    },
  });
}

/** Without selections that became empty, and without fragments and variables that nothing uses. */
function withoutUnused(document: DocumentNode): DocumentNode {
  let tidy = document;
  for (;;) {
    const spread = new Set<string>();
    const used = new Set<string>();
    visit(tidy, {
      FragmentSpread: ({ name }) => void spread.add(name.value),
      VariableDefinition: () => false,
      Variable: ({ name }) => void used.add(name.value),
    });
    const empty = new Set(
      tidy.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION && definition.selectionSet.selections.length === 0
          ? [definition.name.value]
          : [],
      ),
    );
    const next: DocumentNode = visit(tidy, {
      Field: { leave: ({ selectionSet }) => (selectionSet?.selections.length === 0 ? null : undefined) },
      InlineFragment: {
        leave: ({ selectionSet }) => (selectionSet.selections.length === 0 ? null : undefined),
      },
      FragmentSpread: ({ name }) => (empty.has(name.value) ? null : undefined),
      FragmentDefinition: {
        leave: ({ name }) => (spread.has(name.value) && !empty.has(name.value) ? undefined : null),
      },
      VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
    });
    if (print(next) === print(tidy)) return next;
    tidy = next;
  }
}

function isEmpty(document: DocumentNode): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.selectionSet.selections.length === 0,
  );
}

function countOf(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    enter: () => {
      count += 1;
    },
  });
  return count;
}
