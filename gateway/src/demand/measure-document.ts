import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsOf, responseKey } from '../selected-fields.js';
import type { OperationLimits } from './client-limits.js';

/** How much a document asks for: in each respect the most that one of its operations does. */
export type Measure = Omit<OperationLimits, 'cost'>;

/** What one selection set amounts to, with its fragments written out. */
type Part = Pick<Measure, 'depth' | 'aliases' | 'directives' | 'repeats' | 'selections'> & {
  /** Fields on its own level. */
  readonly fields: number;
};

const known = new WeakMap<DocumentNode, Measure>();

/**
 * Measures every operation of a document, also those that are not selected. A fragment counts as often as it is spread,
 * and is walked through once: `2 ** 1000` selections take no longer than as many fragments. Of a circular one the first
 * round counts; that it is circular is for validation to say. A document is measured once.
 */
export function measureDocument(document: DocumentNode): Measure {
  let measure = known.get(document);
  if (measure === undefined) {
    measure = measured(document);
    known.set(document, measure);
  }
  return measure;
}

function measured(document: DocumentNode): Measure {
  const fragments = fragmentsOf(document);
  const parts = new Map<string, Part>();

  function partOfFragment(name: string): Part {
    const part = parts.get(name);
    if (part !== undefined) return part;
    parts.set(name, nothing);
    const fragment = fragments.get(name);
    if (fragment === undefined) return nothing;
    const own = partOf(fragment.selectionSet);
    const whole = { ...own, directives: own.directives + (fragment.directives?.length ?? 0) };
    parts.set(name, whole);
    return whole;
  }

  function partOf({ selections }: SelectionSetNode): Part {
    const sum = { ...nothing };
    const keys = new Set<string>();
    for (const selection of selections) {
      sum.selections += 1;
      sum.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) {
        sum.fields += 1;
        const key = responseKey(selection);
        if (keys.has(key)) sum.repeats += 1;
        keys.add(key);
        if (selection.alias !== undefined) sum.aliases += 1;
        // What describes the schema is as deep as types are nested; it is offered to developers only.
        const below = selection.selectionSet === undefined ? nothing : partOf(selection.selectionSet);
        const depth = selection.name.value.startsWith('__') ? 0 : below.depth;
        add(sum, { ...below, fields: 0, depth: 1 + depth });
      } else {
        const below =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? partOfFragment(selection.name.value)
            : partOf(selection.selectionSet);
        add(sum, below);
      }
    }
    return sum;
  }

  const measure = { tokens: document.tokenCount ?? 0, depth: 0, aliases: 0, directives: 0, repeats: 0 };
  const most = { ...measure, selections: 0, rootFields: 0 };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { fields, ...part } = partOf(definition.selectionSet);
    const ofVariables = (definition.variableDefinitions ?? []).map(
      ({ directives }) => directives?.length ?? 0,
    );
    const directives = [part.directives, definition.directives?.length ?? 0, ...ofVariables];
    most.depth = Math.max(most.depth, part.depth);
    most.aliases = Math.max(most.aliases, part.aliases);
    most.repeats = Math.max(most.repeats, part.repeats);
    most.selections = Math.max(most.selections, part.selections);
    most.rootFields = Math.max(most.rootFields, fields);
    most.directives = Math.max(
      most.directives,
      directives.reduce((sum, count) => sum + count, 0),
    );
  }
  return most;
}

const nothing: Part = { depth: 0, aliases: 0, directives: 0, repeats: 0, selections: 0, fields: 0 };

function add(sum: { -readonly [name in keyof Part]: Part[name] }, part: Part): void {
  sum.depth = Math.max(sum.depth, part.depth);
  sum.aliases += part.aliases;
  sum.directives += part.directives;
  sum.repeats += part.repeats;
  sum.selections += part.selections;
  sum.fields += part.fields;
}
