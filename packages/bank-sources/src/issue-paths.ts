import type { z } from 'zod';

/**
 * A schema's complaints as `path rule`, e.g. `Amount.Currency invalid_value`: enough to find the fault, and
 * without the value, which may be a customer's data. At most 20, then how many more.
 */
export function issuePaths(error: z.ZodError): readonly string[] {
  const all = error.issues.map((issue) => `${pathText(issue.path)} ${issue.code}`);
  const unique = [...new Set(all)];
  return unique.length <= 20 ? unique : [...unique.slice(0, 20), `and ${unique.length - 20} more`];
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>(
    (built, step) =>
      typeof step === 'number' ? `${built}[${step}]` : `${built}${built && '.'}${String(step)}`,
    '',
  );
  return text === '' ? '(record)' : text;
}
