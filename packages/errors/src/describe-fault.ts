/**
 * What a log line may say about a fault: its kind and place. Its message may quote data, so it is told under
 * `dev` only.
 */
export function describeFault(error: unknown, dev: boolean): Record<string, unknown> {
  const at = error instanceof Error ? placeOf(innermostCause(error)) : undefined;
  return { ...nameFault(error, dev), ...(at === undefined ? {} : { at }) };
}

/** The same without its place, for faults that have to be expected. */
export function nameFault(error: unknown, dev: boolean): Record<string, unknown> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const innermost = innermostCause(error);
  const code = (innermost as { code?: unknown }).code;
  return {
    fault: innermost.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(dev ? { message: innermost.message } : {}),
  };
}

function placeOf(error: Error): string[] | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());
}

function innermostCause(error: Error): Error {
  let current = error;
  for (let depth = 0; depth < 10; depth += 1) {
    const next = (current as { originalError?: unknown }).originalError ?? current.cause;
    if (!(next instanceof Error)) break;
    current = next;
  }
  return current;
}
