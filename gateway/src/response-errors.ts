import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { errorCatalogue } from '@bankgraph/errors';
import { GraphQLError } from 'graphql';

type Path = readonly (string | number)[];

/**
 * Brings the errors of Apollo's executor into the form that clients know: at places of the answer that they
 * asked for, one error for one place and reason, and what Apollo puts aside in `extensions.valueCompletion`
 * (a subgraph's value that breaks the schema) as an error like any other. No extensions are left.
 */
export function withResponseErrors(result: GatewayExecutionResult): GatewayExecutionResult {
  const { data } = result;
  const errors = [...(result.errors ?? []), ...brokenValues(result.extensions?.valueCompletion)];
  if (errors.length === 0) return data === undefined ? {} : { data };
  return { ...(data === undefined ? {} : { data }), errors: data ? placed(errors, data) : errors };
}

function brokenValues(values: unknown): GraphQLError[] {
  if (!Array.isArray(values)) return [];
  return values.map(
    (value: { path?: Path }) =>
      new GraphQLError(errorCatalogue.UPSTREAM_INVALID.message, {
        ...(value.path === undefined ? {} : { path: value.path }),
        extensions: { code: 'UPSTREAM_INVALID' },
      }),
  );
}

/** Fetches also ask for keys that the client did not select; an error there belongs to the object around it. */
function placed(errors: readonly GraphQLError[], data: Record<string, unknown>): GraphQLError[] {
  const byPlace = new Map<string, { error: GraphQLError; path: Path | undefined; shortened: boolean }>();
  for (const error of errors) {
    const path = error.path === undefined ? undefined : existing(error.path, data);
    const key = JSON.stringify([
      path,
      error.extensions.code,
      error.extensions.system,
      error.extensions.recordId,
    ]);
    const shortened = path !== undefined && path.length < (error.path?.length ?? 0);
    const known = byPlace.get(key);
    if (known === undefined || (known.shortened && !shortened)) byPlace.set(key, { error, path, shortened });
  }
  const places = [...byPlace.values()];
  return places
    .filter((place) => !(place.shortened && places.some((other) => explains(other, place))))
    .sort((one, other) => comparePaths(one.path ?? [], other.path ?? []))
    .map(({ error, path, shortened }) => (shortened ? at(error, path ?? []) : error));
}

/** The longest part of a path that exists in the data; behind a null anything may have been asked for. */
function existing(path: Path, data: unknown): Path {
  let current = data;
  for (const [depth, key] of path.entries()) {
    if (current === null) return path;
    if (typeof current !== 'object' || !Object.hasOwn(current as object, key)) return path.slice(0, depth);
    current = (current as Record<string | number, unknown>)[key];
  }
  return path;
}

/** Subgraphs answer in any order; equal requests still get equal answers. */
function comparePaths(one: Path, other: Path): number {
  for (const [depth, key] of one.entries()) {
    const otherKey = other[depth];
    if (otherKey === undefined) return 1;
    if (key === otherKey) continue;
    if (typeof key === 'number' && typeof otherKey === 'number') return key - otherKey;
    return String(key) < String(otherKey) ? -1 : 1;
  }
  return one.length - other.length;
}

/** Whether another error says the same about a part of the object that this one speaks of. */
function explains(
  other: { error: GraphQLError; path: Path | undefined; shortened: boolean },
  place: { error: GraphQLError; path: Path | undefined },
): boolean {
  return (
    !other.shortened &&
    other.error.extensions.code === place.error.extensions.code &&
    other.error.extensions.system === place.error.extensions.system &&
    (place.path ?? []).every((key, index) => other.path?.[index] === key)
  );
}

function at(error: GraphQLError, path: Path): GraphQLError {
  return new GraphQLError(error.message, {
    ...(path.length === 0 ? {} : { path }),
    extensions: error.extensions,
    ...(error.originalError === undefined ? {} : { originalError: error.originalError }),
  });
}
