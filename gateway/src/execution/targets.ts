import type { EqualObjects } from './equal-objects.js';
import { isJsonObject, type JsonObject } from './json-object.js';

/** The place of a fetch in the answer, as the planner names it (keys, `@` for lists). */
export class TargetPath {
  readonly elements: readonly string[];
  /** Its elements in one text. */
  readonly key: string;
  /** The same of each place on the way to it, by the number of elements. */
  readonly prefixes: readonly string[];

  constructor(elements: readonly string[]) {
    this.elements = elements;
    this.key = elements.join('.');
    this.prefixes = [...elements.keys(), elements.length].map((depth) => elements.slice(0, depth).join('.'));
  }

  /**
   * The objects at this place, each once. What is not of the expected form on the way, a list in place of an object for
   * example, leads to none.
   *
   * @param shared values that stand at several places; what is below them is found once
   * @param equal by the number of elements, where one object may take the place of all that say the same; it is shared
   *   from then on
   */
  collect(root: JsonObject, shared: Set<unknown>, equal: readonly (EqualObjects | null)[]): JsonObject[] {
    const found: JsonObject[] = [];
    const seen = new Set<unknown>();
    const { elements } = this;
    const visit = (holder: JsonObject | unknown[], key: string | number, depth: number): void => {
      const value = (holder as JsonObject)[key];
      if (value === null || value === undefined) return;
      const equalHere = equal[depth];
      if (equalHere && isJsonObject(value)) {
        const first = equalHere.standFor(value);
        if (first !== value) {
          shared.add(first);
          (holder as JsonObject)[key] = first;
          return;
        }
      }
      walk(value, depth);
    };
    const walk = (value: unknown, depth: number): void => {
      if (shared.size > 0 && shared.has(value)) {
        if (seen.has(value)) return;
        seen.add(value);
      }
      const step = elements[depth];
      if (step === '@') {
        if (!Array.isArray(value)) return;
        for (let index = 0; index < value.length; index += 1) visit(value, index, depth + 1);
      } else if (isJsonObject(value)) {
        if (step === undefined) found.push(value);
        else visit(value, step, depth + 1);
      }
    };
    walk(root, 0);
    return found;
  }
}
