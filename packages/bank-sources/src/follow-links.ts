import { z } from 'zod';
import type { BankSystem } from './bank-system.js';
import type { GetOptions } from './bank-system-options.js';
import { jsonInteger } from './field-formats.js';
import { type KeyOf, type Page, pagingFault, type WalkLimits, walkPages } from './page-walk.js';
import { requireValid } from './quarantine.js';
import { LeavesSystem } from './system-url.js';

/** The parts of a UK Open Banking answer that page it; everything else is left to the adapter's schema. */
const pagingEnvelope = z.object({
  Links: z.object({ Next: z.string().optional() }).optional(),
  Meta: z.object({ TotalPages: jsonInteger.optional() }).optional(),
});

export interface FollowLinksOptions extends WalkLimits, Omit<GetOptions, 'signal' | 'deadlineMs'> {
  /** The records of one page, e.g. its `Data.Transaction`. */
  readonly recordsOf: (page: unknown) => readonly unknown[];
  readonly keyOf?: KeyOf;
}

/**
 * Walks the pages of a UK Open Banking list by its opaque `Links.Next`.
 *
 * A link is followed only on the system's own origin and below its base path. `Meta.TotalPages` (the largest
 * reported so far) bounds the walk from both sides: more pages are a fault, and so is a list that ends
 * early, because a missing page must not read as "nothing more happened".
 *
 * @throws UpstreamInvalid, UpstreamUnavailable
 */
export async function* followLinks(
  system: BankSystem,
  path: string,
  options: FollowLinksOptions,
): AsyncGenerator<Page, void, undefined> {
  const { recordsOf, keyOf, query, maxPages, deadlineMs, signal, ...each } = options;
  let totalPages = 0;
  yield* walkPages(
    system,
    system.url.pathOf(path, query),
    async (place, budget, page) => {
      // A page other than the first cannot be absent: the one before it pointed there.
      const absentOn404 = page === 1 && (each.absentOn404 ?? false);
      const answer = await system.getLink(place, place, { ...each, ...budget, absentOn404 });
      if (answer === null && page === 1) return { records: [], next: undefined };
      const { Links, Meta } = requireValid(system.name, pagingEnvelope, answer, `page ${page}`);
      totalPages = Math.max(totalPages, Meta?.TotalPages ?? 0);
      const next = Links?.Next === undefined ? undefined : nextPlace(system, Links.Next, place, page);
      if (totalPages > 0 && next !== undefined && page >= totalPages) {
        throw pagingFault(system, page, 'more pages than Meta.TotalPages');
      }
      if (totalPages > page && next === undefined) {
        throw pagingFault(system, page, 'fewer pages than Meta.TotalPages');
      }
      return { records: recordsOf(answer), next };
    },
    keyOf,
    { maxPages, deadlineMs, signal },
  );
}

function nextPlace(system: BankSystem, link: string, from: string, page: number): string {
  try {
    return system.url.pathOfLink(link, from);
  } catch (error) {
    if (error instanceof LeavesSystem) throw pagingFault(system, page, 'Links.Next leaves the system');
    throw error;
  }
}
