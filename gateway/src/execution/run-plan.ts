import { type ErrorCode, errorCatalogue } from '@bankgraph/errors';
import type { GraphQLFormattedError } from 'graphql';
import { AskedEntities } from './asked-entities.js';
import { EqualObjects } from './equal-objects.js';
import { ErrorPlaces } from './error-places.js';
import type { ExecutablePlan, Step } from './executable-plan.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import { mergeFetched } from './merge-fetched.js';
import { renameFetched } from './output-rewrites.js';
import { type Call, callOf, type Fetch } from './subgraph-call.js';
import { SubgraphQuestion } from './subgraph-question.js';
import type { TargetPath } from './targets.js';
import { TurnCalls } from './turn-calls.js';
import type { TypeConditions } from './type-conditions.js';

/** What came of a request to a subgraph. */
export interface CallResult {
  /** Null: nothing. */
  readonly data: JsonObject | null;
  /** Errors at places of the subgraph's own answer, or without a place. */
  readonly errors: readonly GraphQLFormattedError[];
  /** Why all that was asked for is missing; null when the subgraph has said itself what is. */
  readonly missing: GraphQLFormattedError | null;
}

/** Sends a request to a subgraph. Never throws: what went wrong is part of the result. */
export type AskSubgraph = (subgraph: string, question: SubgraphQuestion) => Promise<CallResult>;

/** What was fetched for an operation. */
export interface Fetched {
  /** The root, with whatever the fetches brought. */
  readonly data: JsonObject;
  /** Objects and lists that stand at several places. */
  readonly shared: ReadonlySet<unknown> | null;
  readonly errors: ErrorPlaces;
  /** Subgraphs that brought nothing at all of something that was asked of them. */
  readonly failed: ReadonlySet<string>;
  /** The subgraph that brings what stands at a place, given by the keys that lead there without numbers of items. */
  providerOf(keys: readonly string[]): string | undefined;
}

/** Errors told about one failed request at most: a list of thousands needs no thousand equal errors. */
const maxPlaces = 100;

/** What carrying out plans takes. */
export interface RunOptions {
  /** As the client gave them; defaults are the subgraphs' to fill in. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly types: TypeConditions;
  readonly ask: AskSubgraph;
}

/**
 * Carries out plans, one after the other: asks the subgraphs, in each plan's order and as much at a time as it allows,
 * and puts what they bring together into one tree.
 */
export async function runPlans(plans: readonly ExecutablePlan[], options: RunOptions): Promise<Fetched> {
  const run = new PlanRun(plans, options);
  for (const plan of plans) await run.carryOut(plan);
  return run;
}

class PlanRun implements Fetched {
  readonly data: JsonObject = {};
  readonly errors = new ErrorPlaces();
  readonly failed = new Set<string>();
  readonly #shared = new Set<unknown>();
  /** Fetches that were to be made before what they need was there, with the objects that they are for. */
  readonly #postponed = new Map<Fetch, readonly JsonObject[]>();
  /** Objects by their place, until something comes that may have others inside. */
  readonly #collected = new Map<string, readonly JsonObject[]>();
  /** Places that have been collected, or gone through: requests may be under way for the very objects there or below. */
  readonly #visited = new Set<string>();
  readonly #plans: readonly ExecutablePlan[];
  readonly #options: RunOptions;

  constructor(plans: readonly ExecutablePlan[], options: RunOptions) {
    this.#plans = plans;
    this.#options = options;
  }

  get shared(): ReadonlySet<unknown> | null {
    return this.#shared.size === 0 ? null : this.#shared;
  }

  providerOf(keys: readonly string[]): string | undefined {
    // The later fetch is the one that was made for this key; earlier ones bring what it needs.
    const fetches = this.#plans.flatMap((plan) => plan.fetches);
    return fetches.findLast(({ path, shape }) => {
      const above = path.elements.filter((element) => element !== '@');
      return (
        keys.length > above.length &&
        above.every((key, index) => keys[index] === key) &&
        shape.has(keys.slice(above.length))
      );
    })?.subgraph;
  }

  async carryOut(plan: ExecutablePlan): Promise<void> {
    if (plan.step === null) return;
    const entityCalls = new TurnCalls(plan, (call) => this.#askEntities(call));
    await this.#carryOut(plan.step, entityCalls);
    while (this.#postponed.size > 0) {
      const ready = [...this.#postponed].filter(([fetch, objects]) =>
        objects.some(
          (object) => fetch.representation?.formOf(object.__typename)?.write(object) !== undefined,
        ),
      );
      // What is still missing then is missing for good.
      this.#postponed.clear();
      await Promise.all(ready.map(([fetch, objects]) => this.#askEntities(callOf([fetch]), objects)));
    }
  }

  async #carryOut(step: Step, entityCalls: TurnCalls): Promise<void> {
    switch (step.kind) {
      case 'call':
        return step.root === null ? entityCalls.add(step) : this.#askRoot(step, step.root);
      case 'sequence':
        for (const each of step.steps) await this.#carryOut(each, entityCalls);
        return;
      case 'parallel':
        await Promise.all(step.steps.map((each) => this.#carryOut(each, entityCalls)));
    }
  }

  async #askRoot(call: Call, root: Fetch): Promise<void> {
    const question = new SubgraphQuestion(call.question, this.#clientVariables(call));
    this.#mergeRoot(call, root, await this.#options.ask(call.subgraph, question));
  }

  /** @param objects those that are asked for, when not all that stand at the places of the call */
  async #askEntities(call: Call, objects?: readonly JsonObject[]): Promise<void> {
    const variables = this.#clientVariables(call);
    const asked = call.groups.map((group) => {
      const entities = new AskedEntities(group);
      for (const fetch of group.members) {
        const missing = entities.add(fetch, objects ?? this.#objectsAt(fetch.path));
        if (missing.length > 0) this.#postponed.set(fetch, missing);
      }
      return entities;
    });
    if (asked.every(({ representations }) => representations.length === 0)) return;
    for (const { group, representations } of asked) {
      variables.push(`"${group.variable}":[${representations.join(',')}]`);
    }
    const result = await this.#options.ask(call.subgraph, new SubgraphQuestion(call.question, variables));
    this.#mergeEntities(call, asked, result);
  }

  #objectsAt(path: TargetPath): readonly JsonObject[] {
    let objects = this.#collected.get(path.key);
    if (objects === undefined) {
      objects = path.collect(this.data, this.#shared, this.#equalOn(path));
      this.#collected.set(path.key, objects);
    }
    return objects;
  }

  /** Where on the way to a place objects that say the same may become one. */
  #equalOn(path: TargetPath): readonly (EqualObjects | null)[] {
    const [plan, ...others] = this.#plans;
    // An error may be about one of two objects that say the same, and another plan may bring other parts of them.
    const mayJoin = plan !== undefined && others.length === 0 && this.errors.isEmpty;
    return path.prefixes.map((place) => {
      if (this.#visited.has(place)) return null;
      this.#visited.add(place);
      return mayJoin && plan.broughtByOne.has(place) ? new EqualObjects() : null;
    });
  }

  #clientVariables({ variables }: Call): string[] {
    return variables.flatMap((name) => {
      const given = this.#options.variables;
      const text = Object.hasOwn(given, name) ? JSON.stringify(given[name]) : undefined;
      return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
    });
  }

  #mergeRoot({ subgraph }: Call, fetch: Fetch, { data, errors, missing }: CallResult): void {
    const { types } = this.#options;
    // A question at the root of a subgraph may be asked for a place in the answer too: namespaces without a key.
    const targets = fetch.path.elements.length === 0 ? [this.data] : this.#objectsAt(fetch.path);
    if (data !== null) {
      this.#collected.clear();
      for (const renaming of fetch.renamedKeys) renameFetched(data, renaming);
      for (const target of targets) mergeFetched(target, data, fetch.shape, types);
    }
    for (const error of errors) {
      for (const target of targets) this.errors.place(error, target, error.path ?? []);
    }
    if (missing !== null) {
      this.failed.add(subgraph);
      for (const target of targets) {
        for (const { key, isTypename } of fetch.shape.fields) {
          if (!isTypename) this.errors.place(missing, target, [key]);
        }
      }
    }
  }

  #mergeEntities({ subgraph }: Call, asked: readonly AskedEntities[], result: CallResult): void {
    const { data, errors } = result;
    let { missing } = result;
    if (data !== null) {
      const isWhole = asked.every(({ group, representations }) => {
        const entities = data[group.responseKey];
        return Array.isArray(entities) && entities.length === representations.length;
      });
      if (!isWhole) missing = errorAbout('UPSTREAM_UNAVAILABLE', subgraph);
      else
        for (const each of asked) this.#mergeGroup(each, data[each.group.responseKey] as unknown[], subgraph);
    }
    for (const error of errors) this.#placeAmongEntities(error, asked);
    if (missing !== null) {
      this.failed.add(subgraph);
      this.#placeEverywhere(missing, asked);
    }
  }

  #mergeGroup(asked: AskedEntities, entities: readonly unknown[], subgraph: string): void {
    const { types } = this.#options;
    const { group, objects, indexes, fetches } = asked;
    const mergedBy: (Fetch | undefined)[] = [];
    const [first] = group.members;
    for (const renaming of first?.renamedKeys ?? []) renameFetched(entities, renaming);
    if (group.members.some(({ isExtended }) => isExtended)) this.#collected.clear();
    for (let target = 0; target < objects.length; target += 1) {
      const [object, index, fetch] = [objects[target], indexes[target], fetches[target]];
      if (object === undefined || index === undefined || fetch === undefined) continue;
      const entity = entities[index];
      if (entity === null || entity === undefined) continue;
      if (!isJsonObject(entity)) {
        this.#placeAtKeys(errorAbout('UPSTREAM_INVALID', subgraph), object, fetch);
        continue;
      }
      const before = mergedBy[index];
      if (before === undefined) mergedBy[index] = fetch;
      if (before !== undefined && before !== fetch && (before.isExtended || fetch.isExtended)) {
        mergeFetched(object, structuredClone(entity), fetch.shape, types);
        continue;
      }
      if (before !== undefined) {
        for (const key of fetch.shape.objectKeys) {
          const value = entity[key];
          if (typeof value === 'object' && value !== null) this.#shared.add(value);
        }
      }
      mergeFetched(object, entity, fetch.shape, types);
    }
  }

  /** An error's path begins with the key of the group and the number of the representation. */
  #placeAmongEntities(error: GraphQLFormattedError, asked: readonly AskedEntities[]): void {
    const [key, index, ...rest] = error.path ?? [];
    const about = asked.find(({ group }) => group.responseKey === key);
    if (about === undefined || typeof index !== 'number') {
      this.errors.unplaced.push(error);
      return;
    }
    for (const [target, object] of about.objects.entries()) {
      const fetch = about.fetches[target];
      if (about.indexes[target] !== index || fetch === undefined) continue;
      if (rest.length === 0) this.#placeAtKeys(error, object, fetch);
      else this.errors.place(error, object, rest);
    }
  }

  #placeEverywhere(error: GraphQLFormattedError, asked: readonly AskedEntities[]): void {
    const before = this.errors.all.length;
    for (const { objects, fetches } of asked) {
      for (const [target, object] of objects.entries()) {
        if (this.errors.all.length - before >= maxPlaces) return;
        const fetch = fetches[target];
        if (fetch !== undefined) this.#placeAtKeys(error, object, fetch);
      }
    }
  }

  #placeAtKeys(error: GraphQLFormattedError, object: JsonObject, { shape }: Fetch): void {
    const keys = shape.keysOf(String(object.__typename));
    for (const key of keys) if (key !== '__typename') this.errors.place(error, object, [key]);
  }
}

/** An error about a subgraph, in the catalogue's words. */
export function errorAbout(code: ErrorCode, subgraph: string, message?: string): GraphQLFormattedError {
  return { message: message ?? errorCatalogue[code].message, extensions: { code, system: subgraph } };
}

/** Of an operation that asks no subgraph for anything. */
export const nothingFetched: Fetched = {
  data: {},
  shared: null,
  errors: new ErrorPlaces(),
  failed: new Set(),
  providerOf: () => undefined,
};
