import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import { FetchShape } from './fetch-shape.js';
import { type RenamedKey, renamedKeys, renameSelected } from './output-rewrites.js';
import { RepresentationWriter } from './representation.js';
import { type QuestionText, questionText } from './subgraph-question.js';
import { TargetPath } from './targets.js';
import type { TypeConditions } from './type-conditions.js';

/** What is fetched for the objects at one place of the answer. */
export interface Fetch {
  readonly path: TargetPath;
  readonly subgraph: string;
  /** Null: a question at the root of the subgraph. */
  readonly representation: RepresentationWriter | null;
  readonly shape: FetchShape;
  readonly renamedKeys: readonly RenamedKey[];
  /** Whether later fetches extend objects that this one brings, so that no other place may hold the same objects. */
  isExtended: boolean;
  /** Keys that nobody but this fetch may bring of objects of a type. */
  readonly ownKeys: (typeName: string) => readonly string[];
}

/** Fetches that differ in nothing but their places: their representations go into one list. */
export interface FetchGroup {
  /** Key of the answer; its representations are in the variable beside it. */
  readonly responseKey: string;
  readonly variable: string;
  readonly members: readonly Fetch[];
}

/** One request to a subgraph. */
export interface Call {
  readonly kind: 'call';
  readonly subgraph: string;
  readonly text: QuestionText;
  /** The client's variables that it uses. */
  readonly variables: readonly string[];
  /** Question at the root, or null when entities are asked for. */
  readonly root: Fetch | null;
  readonly groups: readonly FetchGroup[];
}

/** What is done to answer an operation. */
export type Step =
  | Call
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Step[] }
  | {
      readonly kind: 'condition';
      readonly variable: string;
      readonly whenTrue: Step | null;
      readonly whenFalse: Step | null;
    };

/** A query plan, ready to be carried out any number of times. */
export interface ExecutablePlan {
  /** Null when nothing has to be fetched. */
  readonly step: Step | null;
  readonly fetches: readonly Fetch[];
  /** Length of all documents together. */
  readonly characters: number;
}

/** One planned fetch, taken apart. */
interface PlannedFetch {
  readonly kind: 'fetch';
  readonly node: FetchNode;
  readonly fetch: Fetch;
  readonly operation: OperationDefinitionNode;
  /** What is selected of the entities; empty for a question at the root. */
  readonly selected: SelectionSetNode | null;
}

type Part =
  | PlannedFetch
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'parallel'; readonly parts: readonly Part[] }
  | {
      readonly kind: 'condition';
      readonly variable: string;
      readonly whenTrue: Part | null;
      readonly whenFalse: Part | null;
    };

/**
 * Makes a query plan executable: documents are read, representations and shapes compiled, and fetches for entities of
 * one subgraph that the plan allows to be sent at the same time are merged into one request. Nothing waits for a merged
 * request but what would have waited for the same subgraph anyway.
 *
 * @throws TypeError for a plan with parts that are not served (`@defer`, subscriptions)
 */
export function executablePlan(plan: QueryPlan, types: TypeConditions): ExecutablePlan {
  const planned: PlannedFetch[] = [];
  if (plan.node === undefined) return { step: null, fetches: [], characters: 0 };
  if (plan.node.kind === 'Subscription') throw new TypeError('Subscriptions are not served.');
  const part = partOf(plan.node, [], { types, planned });
  for (const { fetch } of planned) {
    fetch.isExtended = planned.some((other) => other.fetch !== fetch && startsWith(other.fetch, fetch));
  }
  return {
    step: part === null ? null : stepOf(part),
    fetches: planned.map(({ fetch }) => fetch),
    characters: planned.reduce((sum, { node }) => sum + node.operation.length, 0),
  };
}

function startsWith(longer: Fetch, shorter: Fetch): boolean {
  const { elements } = shorter.path;
  return (
    longer.path.elements.length > elements.length &&
    elements.every((element, index) => longer.path.elements[index] === element)
  );
}

function partOf(
  node: PlanNode,
  path: readonly string[],
  known: { readonly types: TypeConditions; readonly planned: PlannedFetch[] },
): Part | null {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel': {
      const parts = node.nodes.flatMap((child) => partOf(child, path, known) ?? []);
      return { kind: node.kind === 'Sequence' ? 'sequence' : 'parallel', parts };
    }
    case 'Flatten':
      return partOf(node.node, [...path, ...node.path.map(String)], known);
    case 'Condition':
      return {
        kind: 'condition',
        variable: node.condition,
        whenTrue: node.ifClause === undefined ? null : partOf(node.ifClause, path, known),
        whenFalse: node.elseClause === undefined ? null : partOf(node.elseClause, path, known),
      };
    case 'Fetch': {
      const fetch = plannedFetch(node, path, known);
      known.planned.push(fetch);
      return fetch;
    }
    case 'Defer':
      throw new TypeError('@defer is not served.');
  }
}

function plannedFetch(
  node: FetchNode,
  path: readonly string[],
  { types, planned }: { readonly types: TypeConditions; readonly planned: readonly PlannedFetch[] },
): PlannedFetch {
  const [operation] = parse(node.operation, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('A fetch without an operation.');
  const [entities] = operation.selectionSet.selections;
  const isRoot = node.requires === undefined;
  const selected = !isRoot && entities?.kind === Kind.FIELD ? (entities.selectionSet ?? null) : null;
  if (!isRoot && selected === null) throw new TypeError('A fetch of entities that selects nothing.');
  const renamings = renamedKeys(node.outputRewrites);
  const shape = new FetchShape([renamings.reduce(renameSelected, selected ?? operation.selectionSet)], types);
  const fetch: Fetch = {
    path: new TargetPath(path),
    subgraph: node.serviceName,
    representation: node.requires ? RepresentationWriter.for(node.requires, node.inputRewrites, types) : null,
    shape,
    renamedKeys: renamings,
    isExtended: false,
    ownKeys: ownKeysOf(() => planned.map((other) => other.fetch), shape, path),
  };
  return { kind: 'fetch', node, fetch, operation, selected };
}

/** The keys of a shape that no other fetch brings of the same objects; known when all fetches are. */
function ownKeysOf(
  fetches: () => readonly Fetch[],
  shape: FetchShape,
  path: readonly string[],
): Fetch['ownKeys'] {
  const known = new Map<string, readonly string[]>();
  return (typeName) => {
    let keys = known.get(typeName);
    if (keys === undefined) {
      const others = fetches().flatMap((other) => {
        if (other.shape === shape) return [];
        const { elements } = other.path;
        const isAbove = elements.every((element, index) => path[index] === element);
        return (isAbove && other.shape.at(path.slice(elements.length))) || [];
      });
      keys = [...shape.keysOf(typeName)].filter(
        (key) => key !== '__typename' && !others.some((other) => other.keysOf(typeName).has(key)),
      );
      known.set(typeName, keys);
    }
    return keys;
  };
}

function stepOf(part: Part): Step {
  switch (part.kind) {
    case 'fetch':
      return callOf([part]);
    case 'condition':
      return {
        kind: 'condition',
        variable: part.variable,
        whenTrue: part.whenTrue === null ? null : stepOf(part.whenTrue),
        whenFalse: part.whenFalse === null ? null : stepOf(part.whenFalse),
      };
    case 'sequence':
      return { kind: 'sequence', steps: part.parts.map(stepOf) };
    case 'parallel':
      return parallel(part.parts);
  }
}

/** Steps at the same time; what begins with entities of one subgraph begins with one request. */
function parallel(parts: readonly Part[]): Step {
  const steps: Step[] = [];
  const bySubgraph = new Map<string, { readonly first: PlannedFetch; readonly rest: readonly Part[] }[]>();
  for (const part of parts.flatMap(flatParallel)) {
    const [first, ...rest] = part.kind === 'sequence' ? part.parts : [part];
    if (first?.kind === 'fetch' && first.fetch.representation !== null) {
      const same = bySubgraph.get(first.node.serviceName);
      if (same === undefined) bySubgraph.set(first.node.serviceName, [{ first, rest }]);
      else same.push({ first, rest });
    } else steps.push(stepOf(part));
  }
  for (const beginnings of bySubgraph.values()) {
    const call = callOf(beginnings.map(({ first }) => first));
    const followed = beginnings
      .filter(({ rest }) => rest.length > 0)
      .map(({ rest }): Part => ({ kind: 'sequence', parts: rest }));
    steps.push(followed.length === 0 ? call : { kind: 'sequence', steps: [call, parallel(followed)] });
  }
  return steps.length === 1 && steps[0] !== undefined ? steps[0] : { kind: 'parallel', steps };
}

/** Parallel parts inside of parallel parts, or as the only part of a sequence, begin at the same time. */
function flatParallel(part: Part): readonly Part[] {
  if (part.kind === 'parallel') return part.parts.flatMap(flatParallel);
  if (part.kind === 'sequence') {
    const [first, ...rest] = part.parts;
    if (first === undefined) return [];
    if (rest.length === 0) return flatParallel(first);
    if (first.kind === 'sequence')
      return flatParallel({ kind: 'sequence', parts: [...first.parts, ...rest] });
  }
  return [part];
}

/** One request for fetches of entities of one subgraph, or for one question at the root. */
function callOf(fetches: readonly PlannedFetch[]): Call {
  const [first] = fetches;
  if (first === undefined) throw new TypeError('A call without a fetch.');
  const common = {
    kind: 'call',
    subgraph: first.node.serviceName,
    variables: [...new Set(fetches.flatMap(({ node }) => node.variableUsages ?? []))],
  } as const;
  if (first.selected === null) {
    return {
      ...common,
      text: questionText(first.node.operation, first.node.operationName),
      root: first.fetch,
      groups: [],
    };
  }
  const bySelection = new Map<string, PlannedFetch[]>();
  for (const fetch of fetches) {
    const text = print(fetch.selected ?? first.selected);
    bySelection.set(text, [...(bySelection.get(text) ?? []), fetch]);
  }
  if (bySelection.size === 1) {
    const members = fetches.map(({ fetch }) => fetch);
    return {
      ...common,
      text: questionText(first.node.operation, first.node.operationName),
      root: null,
      groups: [{ responseKey: '_entities', variable: 'representations', members }],
    };
  }
  // Longer than any name that the client has.
  const prefix = 'representations_'.padEnd(
    Math.max(16, ...common.variables.map(({ length }) => length + 1)),
    '_',
  );
  const groups = [...bySelection.values()].map((same, index) => ({
    responseKey: `_entities_${index}`,
    variable: `${prefix}${index}`,
    members: same.map(({ fetch }) => fetch),
  }));
  const definitions = new Map(
    fetches
      .flatMap(({ operation }) => operation.variableDefinitions ?? [])
      .map((definition) => [definition.variable.name.value, print(definition)]),
  );
  definitions.delete('representations');
  const variables = [...groups.map(({ variable }) => `$${variable}:[_Any!]!`), ...definitions.values()];
  const entities = [...bySelection.keys()].map(
    (selection, index) => `_entities_${index}:_entities(representations:$${prefix}${index})${selection}`,
  );
  const name = first.node.operationName;
  const document = `query ${name ?? ''}(${variables.join(',')}){${entities.join(' ')}}`;
  return { ...common, text: questionText(stripIgnoredCharacters(document), name), root: null, groups };
}
