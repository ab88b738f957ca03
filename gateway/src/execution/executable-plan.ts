import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { type Call, callOf, type Fetch, joinedCall, readFetch } from './subgraph-call.js';
import type { TypeConditions } from './type-conditions.js';

/** What is done to answer an operation. */
export type Step =
  | Call
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Step[] };

/** A part of a plan, with its fetches read. */
type Part =
  | { readonly kind: 'fetch'; readonly fetch: Fetch }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'parallel'; readonly parts: readonly Part[] };

/** Ways of joining calls that one plan remembers; there are few, because answers come in few orders. */
const maxJoined = 64;

/** A query plan, ready to be carried out any number of times. */
export class ExecutablePlan {
  /** Null when nothing has to be fetched. */
  readonly step: Step | null;
  readonly fetches: readonly Fetch[];
  /**
   * Places, on the way to those of fetches, whose objects come from one fetch alone: whatever else is fetched of them is
   * asked for by what they are, so that of those that say the same there it is the same.
   */
  readonly broughtByOne: ReadonlySet<string>;
  /** Length of all documents together. */
  readonly characters: number;
  readonly #calls: readonly Call[];
  readonly #joined = new Map<string, Call>();

  /**
   * Makes a query plan executable: documents are read, representations and shapes compiled, and fetches for entities of
   * one subgraph that the plan sends at the same time are merged into one request.
   *
   * @throws TypeError for a plan with parts that are not served (`@defer`, subscriptions)
   */
  constructor({ node }: QueryPlan, types: TypeConditions) {
    if (node?.kind === 'Subscription') throw new TypeError('Subscriptions are not served.');
    const fetches: Fetch[] = [];
    const part = node === undefined ? null : partOf(node, [], { types, fetches });
    for (const fetch of fetches) fetch.isExtended = fetches.some((other) => extendsWhat(other, fetch));
    this.step = part === null ? null : stepOf(part);
    this.fetches = fetches;
    this.broughtByOne = placesBroughtByOne(fetches);
    this.characters = fetches.reduce((sum, { question }) => sum + question.query.length, 0);
    this.#calls = this.step === null ? [] : callsIn(this.step);
  }

  /** One call in place of several to one subgraph, in the order of the plan. */
  joined(calls: readonly Call[]): Call {
    const [only] = calls;
    if (only !== undefined && calls.length === 1) return only;
    const ordered = this.#calls.filter((call) => calls.includes(call));
    const key = ordered.map((call) => this.#calls.indexOf(call)).join();
    let call = this.#joined.get(key);
    if (call === undefined) {
      call = joinedCall(ordered);
      if (this.#joined.size < maxJoined) this.#joined.set(key, call);
    }
    return call;
  }
}

/** Whether a fetch is for objects inside of those that another one brings. */
function extendsWhat(one: Fetch, other: Fetch): boolean {
  const { elements } = other.path;
  return (
    one.path.elements.length > elements.length &&
    elements.every((element, index) => one.path.elements[index] === element) &&
    other.shape.at(one.path.elements.slice(elements.length)) !== null
  );
}

function placesBroughtByOne(fetches: readonly Fetch[]): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { path } of fetches) {
    for (const [depth, place] of path.prefixes.entries()) {
      const elements = path.elements.slice(0, depth);
      const bringing = fetches.filter(
        (other) =>
          other.path.elements.length < depth &&
          other.path.elements.every((element, index) => elements[index] === element) &&
          other.shape.at(elements.slice(other.path.elements.length)) !== null,
      );
      if (bringing.length === 1) places.add(place);
    }
  }
  return places;
}

function callsIn(step: Step): readonly Call[] {
  switch (step.kind) {
    case 'call':
      return [step];
    default:
      return step.steps.flatMap(callsIn);
  }
}

function partOf(
  node: PlanNode,
  path: readonly string[],
  known: { readonly types: TypeConditions; readonly fetches: Fetch[] },
): Part | null {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel': {
      const parts = node.nodes.flatMap((child) => partOf(child, path, known) ?? []);
      return { kind: node.kind === 'Sequence' ? 'sequence' : 'parallel', parts };
    }
    case 'Flatten':
      return partOf(node.node, [...path, ...node.path.map(String)], known);
    case 'Fetch': {
      const fetch = readFetch(node, path, { types: known.types, others: () => known.fetches });
      known.fetches.push(fetch);
      return { kind: 'fetch', fetch };
    }
    case 'Condition':
      throw new TypeError('A condition that was not decided before planning.');
    case 'Defer':
      throw new TypeError('@defer is not served.');
  }
}

function stepOf(part: Part): Step {
  switch (part.kind) {
    case 'fetch':
      return callOf([part.fetch]);
    case 'sequence':
      return { kind: 'sequence', steps: part.parts.map(stepOf) };
    case 'parallel':
      return parallel(part.parts);
  }
}

/**
 * Steps at the same time. What begins with entities of one subgraph begins with one request; nothing waits for it but
 * what would have waited for the same subgraph anyway.
 */
function parallel(parts: readonly Part[]): Step {
  const steps: Step[] = [];
  const bySubgraph = new Map<string, { readonly first: Fetch; readonly rest: readonly Part[] }[]>();
  for (const part of parts.flatMap(flatParallel)) {
    const [first, ...rest] = part.kind === 'sequence' ? part.parts : [part];
    if (first?.kind === 'fetch' && first.fetch.representation !== null) {
      const same = bySubgraph.get(first.fetch.subgraph);
      const beginning = { first: first.fetch, rest };
      if (same === undefined) bySubgraph.set(first.fetch.subgraph, [beginning]);
      else same.push(beginning);
    } else steps.push(stepOf(part));
  }
  for (const beginnings of bySubgraph.values()) {
    const [first, ...others] = beginnings.map((beginning) => beginning.first);
    if (first === undefined) continue;
    const call = callOf([first, ...others]);
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
