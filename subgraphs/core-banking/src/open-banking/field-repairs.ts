import { isLosslessNumber, type Normaliser } from '@bankgraph/bank-sources';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A normaliser for a field that another version of the standard puts elsewhere: moves the value from one dotted
 * path to another, unless something is there already. `convert` may change it on the way; undefined leaves the
 * record as it was.
 */
export function movedField(
  rule: string,
  from: string,
  to: string,
  convert: (value: unknown) => unknown = (value) => value,
): Normaliser {
  const source = from.split('.');
  const target = to.split('.');
  return {
    rule,
    apply: (record) => {
      const found = valueAt(record, source);
      if (found === undefined || valueAt(record, target) !== undefined) return record;
      const value = convert(found);
      return value === undefined ? record : withValue(without(record, source), target, value);
    },
  };
}

/** A normaliser that makes a list of a single object, as older versions send where one may be several. */
export function singleAsList(rule: string, field: string): Normaliser {
  return {
    rule,
    apply: (record) => {
      const value = valueAt(record, [field]);
      return isFields(value) ? withValue(record, [field], [value]) : record;
    },
  };
}

/** `1234.5` → `"1234.5"`: the standard wants amounts as text. Exact, since no number was ever a float. */
export function numberAsText(value: unknown): unknown {
  return isLosslessNumber(value) ? value.toString() : undefined;
}

/** `01.50` → `1.50`. */
export function withoutLeadingZeros(value: unknown): unknown {
  return typeof value === 'string' && /^0+\d/.test(value) ? value.replace(/^0+(?=\d)/, '') : undefined;
}

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (isFields(at) && Object.hasOwn(at, step) ? at[step] : undefined),
    value,
  );
}

function withValue(value: unknown, path: readonly string[], inserted: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return inserted;
  const fields = isFields(value) ? value : {};
  return { ...fields, [step]: withValue(fields[step], rest, inserted) };
}

function without(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (!isFields(value) || step === undefined) return value;
  const { [step]: removed, ...kept } = value;
  return rest.length === 0 ? kept : { ...kept, [step]: without(removed, rest) };
}
