const currencies = new Set(Intl.supportedValuesOf('currency'));
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

const rules: Readonly<Record<string, (text: string) => string | undefined>> = {
  ID: (text) => (text.trim() === '' ? 'empty' : undefined),
  String: (text) => (text === '' ? 'empty' : hasControlCharacter(text) ? 'control character' : undefined),
  // Amounts of this subgraph are never negative: the direction is a field of its own.
  Decimal: (text) => (/^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? undefined : 'no exact decimal'),
  Date: (text) => (isDay(text) ? undefined : 'no calendar date'),
  DateTime: (text) => {
    const found =
      /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-][01]\d:[0-5]\d)$/.exec(text);
    return found && isDay(found[1] ?? '') ? undefined : 'no date-time with offset';
  },
  CurrencyCode: (text) => (currencies.has(text) ? undefined : 'no ISO 4217 currency'),
  CountryCode: (text) =>
    /^[A-Z]{2}$/.test(text) && text !== 'UK' && regions.of(text) !== undefined
      ? undefined
      : 'no ISO 3166-1 country',
};

/** What is wrong with a value of one of the contract's scalars; undefined: nothing. */
export function scalarFault(scalar: string, value: unknown): string | undefined {
  const rule = rules[scalar];
  if (rule === undefined) return `${scalar} is no scalar that is known here`;
  return typeof value === 'string' ? rule(value) : `${typeof value} instead of text`;
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' && character !== '\n' && character !== '\t');
}
