import type { BankSystem } from './bank-system.js';
import {
  type KeyOf,
  type Page,
  type PageBudget,
  pagingFault,
  type WalkLimits,
  walkPages,
} from './page-walk.js';

export interface FollowCursorOptions extends WalkLimits {
  /** Reads the page after a cursor (undefined: the first). Pass `budget` on to the call. */
  readonly read: (after: string | undefined, budget: PageBudget) => Promise<unknown>;
  readonly recordsOf: (page: unknown) => readonly unknown[];
  /** Whether there is more, and the cursor to continue with. */
  readonly nextOf: (page: unknown) => {
    readonly hasMore: boolean;
    readonly after?: string | null | undefined;
  };
  readonly keyOf?: KeyOf;
}

/**
 * Walks a list by cursor (`after` / `has_more` in Marble, `pagination_key` in Fingerprint).
 * @throws UpstreamInvalid when there should be more but no cursor is given, or cursors repeat;
 *   UpstreamUnavailable
 */
export async function* followCursor(
  system: BankSystem,
  options: FollowCursorOptions,
): AsyncGenerator<Page, void, undefined> {
  const { read, recordsOf, nextOf, keyOf } = options;
  yield* walkPages(
    system,
    '',
    async (after, budget, page) => {
      const answer = await read(after === '' ? undefined : after, budget);
      const next = nextOf(answer);
      if (next.hasMore && !next.after) throw pagingFault(system, page, 'more pages but no cursor');
      return { records: recordsOf(answer), next: next.hasMore ? (next.after ?? undefined) : undefined };
    },
    keyOf,
    options,
  );
}
