import { type DocumentNode, Kind, type SelectionNode, visit } from 'graphql';
import type { OpenGraph } from './open-graph.fixture.js';

/**
 * A class of operations that are not answered rightly. Random operations of such a class are counted and left out;
 * each class has tests of its own, with the smallest operation.
 */
export interface KnownFault {
  readonly name: string;
  /** Whether an operation is of this class; rather too often than too seldom. */
  occursIn(document: DocumentNode, open: OpenGraph): boolean;
}

const requiresOfInterfaceObject: KnownFault = {
  name: '@requires of an interface object, under a fragment',
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

/** All classes of faults that random operations have found in our engine. It is the planner that is at fault. */
export const knownFaults: readonly KnownFault[] = [requiresOfInterfaceObject];

function anySelection(document: DocumentNode, holds: (selection: SelectionNode) => boolean): boolean {
  let found = false;
  visit(document, {
    SelectionSet: ({ selections }) => {
      if (selections.some(holds)) found = true;
    },
  });
  return found;
}

function contractFields({ contracts }: OpenGraph) {
  return [...contracts.values()].flatMap((types) => [...types.values()].flatMap(({ fields }) => [...fields]));
}

function interfaceObjects({ contracts }: OpenGraph): Set<string> {
  return new Set(
    [...contracts.values()].flatMap((types) =>
      [...types].flatMap(([name, { interfaceObject }]) => (interfaceObject ? [name] : [])),
    ),
  );
}
