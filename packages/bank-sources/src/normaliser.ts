/** A named rule that repairs one known kind of dirt before a record is validated. */
export interface Normaliser {
  /** Appears in reports, e.g. `date-only-as-midnight-utc`. */
  readonly rule: string;
  /** The repaired record, or the same object when there is nothing to repair. Must not change its input. */
  readonly apply: (record: unknown) => unknown;
}

/**
 * A normaliser for certain fields: `repair` is called with each value found at one of the paths
 * (`Balance.DateTime`; `[]` for every element: `Account[].SchemeName`) and returns the repaired value, or
 * undefined to leave it. Absent fields stay absent.
 */
export function fieldNormaliser(
  rule: string,
  paths: readonly string[],
  repair: (value: unknown) => unknown,
): Normaliser {
  const steps = paths.map((path) => path.replaceAll('[]', '.[]').split('.').filter(Boolean));
  return {
    rule,
    apply: (record) => steps.reduce((current, path) => replaceAt(current, path, repair), record),
  };
}

function replaceAt(value: unknown, path: readonly string[], repair: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return repair(value) ?? value;
  if (step === '[]') {
    if (!Array.isArray(value)) return value;
    const replaced = value.map((item: unknown) => replaceAt(item, rest, repair));
    return replaced.some((item, index) => item !== value[index]) ? replaced : value;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return value;
  const before: unknown = (value as Record<string, unknown>)[step];
  const after = replaceAt(before, rest, repair);
  return after === before ? value : { ...value, [step]: after };
}

/** `2026-06-30` → `2026-06-30T00:00:00Z`, where a date-time is demanded and only a date was given. */
export function dateOnlyAsMidnightUtc(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : undefined;
}

/** `book` → `BOOK`, for code sets that are upper-case by definition. */
export function upperCaseCode(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[a-z]+$/i.test(value)) return undefined;
  const upper = value.toUpperCase();
  return upper === value ? undefined : upper;
}

/** Codes of an earlier version of a standard as today's: `legacyCodes({ InterimAvailable: 'ITAV' })`. */
export function legacyCodes(replacements: Readonly<Record<string, string>>): (value: unknown) => unknown {
  const table = new Map(Object.entries(replacements));
  return (value) => (typeof value === 'string' ? table.get(value) : undefined);
}
