import type { GraphQLFormattedError } from 'graphql';
import type { JsonObject } from './json-object.js';

/** Objects and lists of what was fetched. */
type Container = JsonObject | unknown[];

/** One step on the way to the place of an error. */
interface Step {
  readonly container: Container;
  readonly key: string | number;
}

/** An error of a subgraph, or about one, at a place of what was fetched. */
export interface PlacedError {
  readonly error: GraphQLFormattedError;
  /** From the object that was fetched to the last one that is there. */
  readonly steps: readonly [Step, ...Step[]];
  /** What the subgraph says of the place beyond the last object, where there is nothing any more. */
  readonly beyond: readonly (string | number)[];
  /** Places of the answer at which it was told. */
  told: number;
}

/** Errors by the places at which clients are told. Empty for most answers. */
export class ErrorPlaces {
  readonly all: PlacedError[] = [];
  /** Errors that name no place. */
  readonly unplaced: GraphQLFormattedError[] = [];
  readonly #byContainer = new Map<Container, Map<string | number, PlacedError[]>>();

  get isEmpty(): boolean {
    return this.all.length === 0 && this.unplaced.length === 0;
  }

  /**
   * Notes an error.
   *
   * @param path from the object on; empty when the error names no place in it
   */
  place(error: GraphQLFormattedError, object: JsonObject, path: readonly (string | number)[]): void {
    const steps: Step[] = [];
    let beyond = path;
    let current: unknown = object;
    while (beyond.length > 0 && typeof current === 'object' && current !== null) {
      const [key = '', ...rest] = beyond;
      steps.push({ container: current as Container, key });
      current = Object.hasOwn(current, key) ? (current as Record<string | number, unknown>)[key] : undefined;
      beyond = rest;
    }
    const [first, ...rest] = steps;
    if (first === undefined) {
      this.unplaced.push(error);
      return;
    }
    const placed: PlacedError = { error, steps: [first, ...rest], beyond, told: 0 };
    this.all.push(placed);
    const { container, key } = steps.at(-1) ?? first;
    const byKey = this.#byContainer.get(container) ?? new Map<string | number, PlacedError[]>();
    this.#byContainer.set(container, byKey);
    byKey.set(key, [...(byKey.get(key) ?? []), placed]);
  }

  /** Whether there is an error at any key of an object. */
  isWithin(container: Container): boolean {
    return this.#byContainer.has(container);
  }

  /** The errors at one key of an object, or one item of a list. */
  at(container: Container, key: string | number): readonly PlacedError[] {
    return this.#byContainer.get(container)?.get(key) ?? [];
  }
}
