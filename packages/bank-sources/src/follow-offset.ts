import type { BankSystem } from './bank-system.js';
import {
  type KeyOf,
  type Page,
  type PageBudget,
  pagingFault,
  type WalkLimits,
  walkPages,
} from './page-walk.js';

export interface FollowOffsetOptions extends WalkLimits {
  /** Reads one page, by GET or by a POST that is a query. Pass `budget` on to the call. */
  readonly read: (window: { offset: number; limit: number }, budget: PageBudget) => Promise<unknown>;
  readonly recordsOf: (page: unknown) => readonly unknown[];
  /** How many records the system says there are; without it a short page is the last. */
  readonly totalOf?: (page: unknown) => number | undefined;
  readonly keyOf?: KeyOf;
  /** Records asked for at a time (default 100). A system may answer with fewer when it reports a total. */
  readonly pageSize?: number;
}

/**
 * Walks a list by offset and limit (Fineract, Unomi, yente search).
 * @throws UpstreamInvalid when a page is empty although records should follow; UpstreamUnavailable
 */
export async function* followOffset(
  system: BankSystem,
  options: FollowOffsetOptions,
): AsyncGenerator<Page, void, undefined> {
  const { read, recordsOf, totalOf, keyOf, pageSize = 100 } = options;
  yield* walkPages(
    system,
    0,
    async (offset, budget, page) => {
      const answer = await read({ offset, limit: pageSize }, budget);
      const records = recordsOf(answer);
      const total = totalOf?.(answer);
      const end = offset + records.length;
      const more = total === undefined ? records.length >= pageSize : end < total;
      if (more && records.length === 0) throw pagingFault(system, page, 'fewer records than the total');
      return { records, next: more ? end : undefined };
    },
    keyOf,
    options,
  );
}
