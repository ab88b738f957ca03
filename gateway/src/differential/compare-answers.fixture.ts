import { isDeepStrictEqual } from 'node:util';
import type { ExecutionResult } from 'graphql';
import type { RightAnswer } from './monolith.fixture.js';

type Path = readonly (string | number)[];

/** One way in which an answer is not right. */
export interface Difference {
  readonly kind: 'data' | 'order' | 'error missing' | 'error elsewhere';
  readonly what: string;
}

/**
 * Holds an answer against the right one. Data must be equal, and its keys in the same order. Every null that stands
 * for an error needs one, and every error must be at a place where something is wrong; which of several reasons for
 * one null is told, and in what words, is open.
 */
export function differences(right: RightAnswer, received: ExecutionResult): Difference[] {
  const { answer, reasons } = right;
  const data = received.data ?? null;
  if (!isDeepStrictEqual(plain(answer.data), plain(data))) {
    const at = firstDifference(answer.data ?? null, data);
    const causes = received.errors?.map(({ message, path }) => `${message} (${path?.join('.')})`) ?? [];
    return [{ kind: 'data', what: [at, ...causes].join('; ') }];
  }
  const found: Difference[] = [];
  if (JSON.stringify(answer.data) !== JSON.stringify(received.data)) {
    found.push({ kind: 'order', what: `${JSON.stringify(data)} instead of ${JSON.stringify(answer.data)}` });
  }
  const possible = new Set(reasons.map((path) => path.join('.')));
  const places = new Set<string>();
  for (const { path, message } of received.errors ?? []) {
    if (path === undefined || !possible.has(path.join('.'))) {
      found.push({ kind: 'error elsewhere', what: `${path?.join('.')}: ${message}` });
    } else {
      places.add(placeOf(path, data));
    }
  }
  for (const { path = [], message } of answer.errors ?? []) {
    if (!places.has(placeOf(path, data))) {
      found.push({ kind: 'error missing', what: `${path.join('.')}: ${message}` });
    }
  }
  return found;
}

/** The null in the data that an error explains. */
function placeOf(path: Path, data: unknown): string {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, depth).join('.');
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return path.join('.');
}

/** Where two values begin to differ, for people. */
function firstDifference(expected: unknown, received: unknown, path: Path = []): string {
  if (isObject(expected) && isObject(received) && Array.isArray(expected) === Array.isArray(received)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(received)])) {
      if (!isDeepStrictEqual(plain(expected[key]), plain(received[key]))) {
        return firstDifference(expected[key], received[key], [...path, key]);
      }
    }
  }
  return `${path.join('.') || 'data'}: ${JSON.stringify(received)} instead of ${JSON.stringify(expected)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
