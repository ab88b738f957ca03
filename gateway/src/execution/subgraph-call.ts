import type { FetchNode } from '@apollo/query-planner';
import { Kind, type OperationDefinitionNode, parse, print, stripIgnoredCharacters } from 'graphql';
import { FetchShape } from './fetch-shape.js';
import { type RenamedKey, renamedKeys, renameSelected } from './output-rewrites.js';
import { RepresentationWriter } from './representation.js';
import { type QuestionText, questionText } from './subgraph-question.js';
import { TargetPath } from './targets.js';
import type { TypeConditions } from './type-conditions.js';

/** What is fetched for the objects at one place of the answer: one fetch of the plan. */
export interface Fetch {
  readonly path: TargetPath;
  readonly subgraph: string;
  /** Null: a question at the root of the subgraph. */
  readonly representation: RepresentationWriter | null;
  readonly shape: FetchShape;
  readonly renamedKeys: readonly RenamedKey[];
  /** Keys that nobody but this fetch may bring of objects of a type. */
  readonly ownKeys: (typeName: string) => readonly string[];
  /** Whether later fetches extend objects that this one brings, so that no other place may hold the same objects. */
  isExtended: boolean;
  /** What it asks: text, selection of the entities (empty at the root), variables of the client, their definitions. */
  readonly question: QuestionText;
  readonly selection: string;
  readonly variables: readonly string[];
  readonly definitions: readonly string[];
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
  readonly question: QuestionText;
  /** The client's variables that it uses. */
  readonly variables: readonly string[];
  /** Question at the root, or null when entities are asked for. */
  readonly root: Fetch | null;
  readonly groups: readonly FetchGroup[];
}

/**
 * Reads a fetch of a plan.
 *
 * @param others all fetches of the plan, as soon as they are read
 */
export function readFetch(
  node: FetchNode,
  path: readonly string[],
  { types, others }: { readonly types: TypeConditions; readonly others: () => readonly Fetch[] },
): Fetch {
  const operation = operationIn(node.operation);
  const [entities] = operation.selectionSet.selections;
  const isRoot = node.requires === undefined;
  const selected = !isRoot && entities?.kind === Kind.FIELD ? (entities.selectionSet ?? null) : null;
  if (!isRoot && selected === null) throw new TypeError('A fetch of entities that selects nothing.');
  const renamings = renamedKeys(node.outputRewrites);
  const shape = new FetchShape([renamings.reduce(renameSelected, selected ?? operation.selectionSet)], types);
  return {
    path: new TargetPath(path),
    subgraph: node.serviceName,
    representation: node.requires ? RepresentationWriter.for(node.requires, node.inputRewrites, types) : null,
    shape,
    renamedKeys: renamings,
    ownKeys: ownKeysOf(others, shape, path),
    isExtended: false,
    question: questionText(node.operation, node.operationName),
    selection: selected === null ? '' : stripIgnoredCharacters(print(selected)),
    variables: node.variableUsages ?? [],
    definitions: (operation.variableDefinitions ?? [])
      .filter(({ variable }) => variable.name.value !== 'representations')
      .map((definition) => print(definition)),
  };
}

function operationIn(text: string): OperationDefinitionNode {
  const [operation] = parse(text, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('A fetch without an operation.');
  return operation;
}

/** The keys of a shape that no other fetch brings of the same objects. */
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

/** One request for fetches of entities of one subgraph, or for one question at the root. */
export function callOf(fetches: readonly [Fetch, ...Fetch[]]): Call {
  const [first] = fetches;
  if (first.representation === null) {
    const { subgraph, question, variables } = first;
    return { kind: 'call', subgraph, question, variables, root: first, groups: [] };
  }
  const bySelection = new Map<string, Fetch[]>();
  for (const fetch of fetches) {
    const same = bySelection.get(fetch.selection);
    if (same === undefined) bySelection.set(fetch.selection, [fetch]);
    else same.push(fetch);
  }
  return callFor([...bySelection.values()]);
}

/** One request in place of several to one subgraph. What each of them asks for is asked for as it was. */
export function joinedCall(calls: readonly Call[]): Call {
  return callFor(calls.flatMap(({ groups }) => groups.map(({ members }) => members)));
}

/** @param groups fetches with the same selection each */
function callFor(groups: readonly (readonly Fetch[])[]): Call {
  const [first] = groups.flat();
  if (first === undefined) throw new TypeError('A call without a fetch.');
  const variables = [...new Set(groups.flatMap((members) => members.flatMap((fetch) => fetch.variables)))];
  const common = { kind: 'call', subgraph: first.subgraph, variables, root: null } as const;
  if (groups.length === 1) {
    const only = { responseKey: '_entities', variable: 'representations', members: groups.flat() };
    return { ...common, question: first.question, groups: [only] };
  }
  // Longer than any name that the client has.
  const longest = Math.max(0, ...variables.map(({ length }) => length));
  const prefix = 'representations_'.padEnd(longest + 1, '_');
  const numbered = groups.map((members, index) => ({
    responseKey: `_entities_${index}`,
    variable: `${prefix}${index}`,
    members,
  }));
  const definitions = new Set(groups.flatMap((members) => members.flatMap((fetch) => fetch.definitions)));
  const entities = numbered.map(
    ({ responseKey, variable, members }) =>
      `${responseKey}:_entities(representations:$${variable})${members[0]?.selection}`,
  );
  const declared = [...numbered.map(({ variable }) => `$${variable}:[_Any!]!`), ...definitions];
  const name = first.question.operationName;
  const document = `query ${name ?? ''}(${declared.join(',')}){${entities.join(' ')}}`;
  return { ...common, question: questionText(stripIgnoredCharacters(document), name), groups: numbered };
}
