import { Refusal } from './refusal.js';

/** A span of time, in milliseconds since the epoch; both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the two filters of a list, e.g. `fromBookingDateTime` and `toBookingDateTime`. As the specification
 * asks, the time may be missing (midnight) and a time zone is ignored.
 * @throws Refusal 400 for anything that is not such a date, or a span that ends before it begins.
 */
export function spanOf(query: URLSearchParams, fromName: string, toName: string): Span {
  const span = {
    from: moment(query, fromName) ?? Number.NEGATIVE_INFINITY,
    to: moment(query, toName) ?? Number.POSITIVE_INFINITY,
  };
  if (span.from > span.to) throw new Refusal(400, `${fromName} is after ${toName}`, fromName);
  return span;
}

/** Whether a moment lies in the span. */
export function within(span: Span, moment: string): boolean {
  const at = Date.parse(moment);
  return at >= span.from && at <= span.to;
}

function moment(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|[+ -]\d{2}:?\d{2})?)?$/.exec(text);
  const at = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}Z`);
  if (Number.isNaN(at)) throw new Refusal(400, `${name} must be an ISO 8601 date or date-time`, name);
  return at;
}
