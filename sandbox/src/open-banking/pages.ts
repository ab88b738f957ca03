import { Refusal } from './refusal.js';

/** Records on a page. */
export const pageSize = 25;

/** How many records of the page before come again when pages overlap. */
const overlap = 3;

/** One page of a list, and the links to the others. */
export interface Page<T> {
  readonly records: readonly T[];
  readonly links: {
    readonly Self: string;
    readonly First?: string;
    readonly Prev?: string;
    readonly Next?: string;
    readonly Last?: string;
  };
  readonly totalPages: number;
}

/**
 * Cuts the page that the opaque `page` parameter of the URL names (the first when absent).
 * @param overlapping lets the page begin with the last records of the page before, as it happens when
 *   records come in between two requests: pages are not isolated.
 * @throws Refusal 400 when the page token is not one of ours.
 */
export function pageOf<T>(records: readonly T[], url: URL, overlapping: boolean): Page<T> {
  const totalPages = Math.max(1, Math.ceil(records.length / pageSize));
  const current = pageNumber(url.searchParams.get('page'), totalPages);
  const link = (number: number): string => {
    const target = new URL(url);
    target.searchParams.set('page', pageToken(number));
    return target.href;
  };
  const from = current * pageSize - (overlapping && current > 0 ? overlap : 0);
  return {
    records: records.slice(from, (current + 1) * pageSize),
    links: {
      Self: url.href,
      ...(totalPages > 1 ? { First: link(0) } : {}),
      ...(current > 0 ? { Prev: link(current - 1) } : {}),
      ...(current < totalPages - 1 ? { Next: link(current + 1) } : {}),
      ...(totalPages > 1 ? { Last: link(totalPages - 1) } : {}),
    },
    totalPages,
  };
}

function pageToken(number: number): string {
  return Buffer.from(`page:${number}`).toString('base64url');
}

function pageNumber(token: string | null, totalPages: number): number {
  if (token === null) return 0;
  const digits = /^page:(\d{1,6})$/.exec(Buffer.from(token, 'base64url').toString('latin1'))?.[1];
  const number = digits === undefined ? Number.NaN : Number(digits);
  if (!(number < totalPages)) {
    throw new Refusal(400, 'The page is unknown; follow the links of an earlier answer', 'page');
  }
  return number;
}
