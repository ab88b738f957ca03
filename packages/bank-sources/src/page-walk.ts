import type { BankSystem } from './bank-system.js';
import { UpstreamInvalid } from './upstream-invalid.js';
import { UpstreamUnavailable } from './upstream-unavailable.js';

/** One page of a list, without the records that earlier pages already held. */
export interface Page {
  readonly records: readonly unknown[];
  /** Records left out because an earlier page had one of the same key. */
  readonly duplicates: number;
}

/** What bounds a walk over pages. */
export interface WalkLimits {
  /** More pages than this is a fault of the system (default 100). To read less, stop iterating. */
  readonly maxPages?: number;
  /** Milliseconds for the whole walk. Default: the system's deadline for one call. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/** What remains of a walk's limits for one page; hand it to `get` or `post`. */
export interface PageBudget {
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
}

/** How to tell records apart; undefined for a record without a key, which is then always passed on. */
export type KeyOf = (record: never) => string | undefined;

/** One page as read: its records, and where the next one is (undefined: this was the last). */
export interface PageRead<Place> {
  readonly records: readonly unknown[];
  readonly next: Place | undefined;
}

/**
 * The walk that all paging styles share: bounded in pages and time, refuses loops, drops records repeated
 * across pages (systems do not isolate pages from changes in between). Records of the same key on *one*
 * page are passed on: that is a fault for the schema or the adapter to judge.
 *
 * @throws UpstreamInvalid when the pages loop or do not end
 * @throws UpstreamUnavailable when a page cannot be had; the pages before it were already yielded
 */
export async function* walkPages<Place>(
  system: BankSystem,
  first: Place,
  read: (place: Place, budget: PageBudget, page: number) => Promise<PageRead<Place>>,
  keyOf: KeyOf | undefined,
  limits: WalkLimits,
): AsyncGenerator<Page, void, undefined> {
  const { maxPages = 100, deadlineMs = system.deadlineMs, signal } = limits;
  const endsAt = performance.now() + deadlineMs;
  const visited = new Set<Place>();
  const seen = new Set<string>();
  let place: Place | undefined = first;
  for (let page = 1; place !== undefined; page += 1) {
    if (visited.has(place)) throw pagingFault(system, page, 'the pages go round in a circle');
    if (page > maxPages) throw pagingFault(system, page, 'more pages than allowed');
    visited.add(place);
    const remaining = endsAt - performance.now();
    if (remaining <= 0) throw new UpstreamUnavailable(system.name, 'timeout');
    const answer: PageRead<Place> = await read(place, { deadlineMs: remaining, signal }, page);
    yield withoutSeen(answer.records, seen, keyOf as ((record: unknown) => string | undefined) | undefined);
    place = answer.next;
  }
}

/** All records of a walk, in the order of the pages. */
export async function allRecords(pages: AsyncIterable<Page>): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  for await (const page of pages) records.push(...page.records);
  return records;
}

/** A fault in how a system pages, as the error its records would get. */
export function pagingFault(system: BankSystem, page: number, issue: string): UpstreamInvalid {
  return new UpstreamInvalid(system.name, `page ${page}`, [issue]);
}

function withoutSeen(
  records: readonly unknown[],
  seen: Set<string>,
  keyOf: ((record: unknown) => string | undefined) | undefined,
): Page {
  const keys = records.map((record) => keyOfRecord(record, keyOf));
  const fresh = records.filter((_, index) => {
    const key = keys[index];
    return key === undefined || !seen.has(key);
  });
  for (const key of keys) if (key !== undefined) seen.add(key);
  return { records: fresh, duplicates: records.length - fresh.length };
}

function keyOfRecord(
  record: unknown,
  keyOf: ((record: unknown) => string | undefined) | undefined,
): string | undefined {
  try {
    return keyOf?.(record);
  } catch {
    return undefined; // Not even an object: passed on, for quarantine to name it.
  }
}
