import { isJsonObject, type JsonObject } from './json-object.js';

/** The place of a fetch in the answer, as the planner names it (keys, `@` for lists). */
export class TargetPath {
  readonly elements: readonly string[];
  /** Its elements in one text. */
  readonly key: string;

  constructor(elements: readonly string[]) {
    this.elements = elements;
    this.key = elements.join('.');
  }

  /**
   * The objects at this place, each once. What is not of the expected form on the way, a list in place of an object for
   * example, leads to none.
   *
   * @param shared values that stand at several places; what is below them is found once
   */
  collect(root: JsonObject, shared: ReadonlySet<unknown> | null): JsonObject[] {
    const found: JsonObject[] = [];
    const seen = shared === null ? null : new Set<unknown>();
    const walk = (value: unknown, depth: number): void => {
      if (value === null || value === undefined) return;
      if (seen !== null && shared?.has(value)) {
        if (seen.has(value)) return;
        seen.add(value);
      }
      const step = this.elements[depth];
      if (step === '@') {
        if (!Array.isArray(value)) return;
        for (let index = 0; index < value.length; index += 1) walk(value[index], depth + 1);
      } else if (isJsonObject(value)) {
        if (step === undefined) found.push(value);
        else walk(value[step], depth + 1);
      }
    };
    walk(root, 0);
    return found;
  }
}
