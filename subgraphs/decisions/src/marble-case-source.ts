import {
  allRecords,
  type BankSystem,
  followCursor,
  path,
  requireValid,
  UpstreamUnavailable,
} from '@bankgraph/bank-sources';
import { z } from 'zod';
import type { CaseManagement } from './case-management.js';
import type { HumanDecision } from './human-decision.js';

/** The name by which errors call this system. */
const marbleSystem = 'aml';

/** Comments on a page. */
const largestPage = 100;

const caseAnswer = z.looseObject({ data: z.looseObject({ id: z.string(), outcome: z.string().nullish() }) });
/** What became of a case, as far as Marble tells it with the case. */
const caseWithEvents = z.looseObject({
  data: z.looseObject({ id: z.string(), events: z.array(z.unknown()).nullish() }),
});
const escalatedEvent = z.looseObject({
  event_type: z.literal('escalated'),
  created_at: z.iso.datetime({ offset: true }),
});
const commentPage = z.looseObject({
  data: z.array(z.looseObject({ id: z.string(), comment: z.string() })),
  pagination: z
    .looseObject({ has_more: z.boolean(), next_page_id: z.string().nullish() })
    .default({ has_more: false }),
});

/**
 * Case management by Marble's public API. A comment carries the decision's id, by which it is found again; closing twice
 * changes nothing. Marble keeps no key of an escalation: one whose answer was lost is there when the case says that it was
 * escalated since the decision, and is sent again only when it does not.
 *
 * @param system base URL above `/v1`; `X-API-KEY` is among its headers. The caller closes it.
 */
export function marbleCaseSource({ system }: { readonly system: BankSystem }): CaseManagement {
  async function closeOrEscalate(caseId: string, where: string, body: object): Promise<string | null> {
    const answer = requireValid(marbleSystem, caseAnswer, await system.post(where, body), caseId);
    // An answer about another case, or about none, is no sign that this one was changed.
    if (answer.data.id !== caseId) throw new UpstreamUnavailable(marbleSystem, 'unexpected');
    return answer.data.outcome ?? null;
  }

  async function hasComment(caseId: string, mark: string): Promise<boolean> {
    const comments = await allRecords(
      followCursor(system, {
        read: async (after, budget) =>
          requireValid(
            marbleSystem,
            commentPage,
            await system.get(path`/v1/cases/${caseId}/comments`, {
              query: { limit: largestPage, after },
              deadlineMs: budget.deadlineMs,
            }),
            caseId,
          ),
        recordsOf: (page) => (page as z.output<typeof commentPage>).data,
        nextOf: (page) => {
          const { has_more: hasMore, next_page_id: after } = (page as z.output<typeof commentPage>)
            .pagination;
          return { hasMore, after };
        },
        keyOf: (record: { id?: string }) => record.id,
      }),
    );
    return (comments as readonly { comment: string }[]).some(({ comment }) => comment.includes(mark));
  }

  async function wasEscalatedSince(caseId: string, madeAt: string): Promise<boolean> {
    const answer = requireValid(
      marbleSystem,
      caseWithEvents,
      await system.get(path`/v1/cases/${caseId}`),
      caseId,
    );
    if (answer.data.id !== caseId) throw new UpstreamUnavailable(marbleSystem, 'unexpected');
    return (answer.data.events ?? []).some((event) => {
      const { data } = escalatedEvent.safeParse(event);
      return data !== undefined && Date.parse(data.created_at) >= Date.parse(madeAt);
    });
  }

  return {
    async take(decision, again) {
      const { kind, caseId, outcome } = decision;
      if (caseId === null) throw new Error('It belongs to no case.');
      switch (kind) {
        case 'CASE_ESCALATION':
          if (again && (await wasEscalatedSince(caseId, decision.madeAt))) return;
          await closeOrEscalate(caseId, path`/v1/cases/${caseId}/escalate`, {});
          return;
        case 'CASE_DISPOSITION': {
          const wanted = outcome.toLowerCase();
          const is = await closeOrEscalate(caseId, path`/v1/cases/${caseId}/close`, { outcome: wanted });
          if (is !== wanted) throw new UpstreamUnavailable(marbleSystem, 'unexpected');
          return;
        }
        case 'CASE_NOTE': {
          if (again && (await hasComment(caseId, markOf(decision)))) return;
          const comment = `${decision.details.note} ${markOf(decision)}`;
          await system.post(path`/v1/cases/${caseId}/comments`, { comment });
          return;
        }
        default:
          throw new Error(`Case management takes no ${kind}.`);
      }
    },
  };
}

function markOf({ id }: HumanDecision): string {
  return `[bankgraph ${id}]`;
}
