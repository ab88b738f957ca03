import { isDeepStrictEqual } from 'node:util';
import type { Timed } from '../load/client.js';

/** How many right answers of different bytes are remembered; a gateway has one, as a rule. */
const remembered = 16;

/** Compares answers with the right one: as data once for each string of bytes, from then on byte by byte. */
export class AnswerCheck {
  readonly #expected: unknown;
  readonly #right: Buffer[] = [];
  #checked = 0;

  /** @param expected JSON text of the right answer */
  constructor(expected: string) {
    this.#expected = JSON.parse(expected);
  }

  /** Answers that were right. */
  get checked(): number {
    return this.#checked;
  }

  /** Right answers, each as it was first received. */
  get right(): readonly Buffer[] {
    return this.#right;
  }

  /**
   * @throws Error when the answer is not the right one, with a little of both
   */
  examine({ status, bytes }: Timed): void {
    if (status !== 200 || !this.#right.some((known) => known.equals(bytes))) this.#examineData(status, bytes);
    this.#checked += 1;
  }

  #examineData(status: number, bytes: Buffer): void {
    const text = bytes.toString();
    if (status !== 200) throw new Error(`An answer with status ${status}: ${text.slice(0, 300)}`);
    const where = firstDifference(parsed(text), this.#expected);
    if (where !== null) throw new Error(`A wrong answer: ${where}; it begins with ${text.slice(0, 300)}`);
    if (this.#right.length < remembered) this.#right.push(bytes);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Where two values begin to differ, whatever the order of keys; null when they do not. */
function firstDifference(found: unknown, expected: unknown, path = 'answer'): string | null {
  if (isDeepStrictEqual(found, expected)) return null;
  if (!isComposite(found) || !isComposite(expected)) return `another value at ${path}`;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const where = firstDifference(found[key], expected[key], `${path}.${key}`);
    if (where !== null) return where;
  }
  return `another value at ${path}`;
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
