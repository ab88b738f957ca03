import {
  allRecords,
  type BankSystem,
  followCursor,
  path,
  type Query,
  requireValid,
} from '@bankgraph/bank-sources';
import { z } from 'zod';
import { newestAlertsFirst } from './aml-alert.js';
import type { CaseManagement } from './aml-case.js';
import {
  commentEvidence,
  fileEvidence,
  marbleCase,
  marbleDecision,
  marbleRuleHits,
  marbleSystem,
  whatBrokenEvidenceTells,
} from './marble-records.js';
import { sortRecords } from './set-aside.js';

const dayMs = 86_400_000;
/** Marble answers for at most so many days at once, and so many records a page. */
const widestWindowDays = 90;
const largestPage = 100;

/** What the adapter to Marble needs. */
export interface MarbleOptions {
  /** Base URL above `/v1`; `X-API-KEY` is among its headers. The caller closes it. */
  readonly system: BankSystem;
  /** How far back decisions are asked for, in days. Default 365, in windows of 90. */
  readonly lookBackDays?: number;
  /** Today, for the look-back and for cases that are put off. Default: the clock. */
  readonly now?: () => Date;
}

/** Times between which decisions are asked for, ISO 8601, both included. */
export interface DecisionWindow {
  readonly start: string;
  readonly end: string;
}

const page = z.looseObject({
  data: z.array(z.unknown()),
  pagination: z
    .looseObject({ has_more: z.boolean(), next_page_id: z.string().nullish() })
    .default({ has_more: false }),
});

const idOf = (record: { id?: unknown }) => record.id;

/** Transaction monitoring and case management by Marble's public API. The pivot value is the customer number. */
export function marbleSource({
  system,
  lookBackDays = 365,
  now = () => new Date(),
}: MarbleOptions): CaseManagement {
  async function all(where: string, query: Query, signal: AbortSignal): Promise<readonly unknown[]> {
    const read = async (after: string | undefined, budget: { deadlineMs: number }) =>
      requireValid(
        marbleSystem,
        page,
        await system.get(where, { query: { ...query, after }, signal, deadlineMs: budget.deadlineMs }),
        'page of a list',
      );
    return allRecords(
      followCursor(system, {
        read,
        recordsOf: (answer) => (answer as z.output<typeof page>).data,
        nextOf: (answer) => {
          const { has_more: hasMore, next_page_id: after } = (answer as z.output<typeof page>).pagination;
          return { hasMore, after };
        },
        keyOf: (record: { id?: string }) => record.id,
        signal,
      }),
    );
  }

  return {
    async alerts(customerId, signal) {
      const windows = await Promise.all(
        decisionWindows(now(), lookBackDays).map((window) =>
          all('/v1/decisions', { ...window, pivot_value: customerId, limit: largestPage }, signal),
        ),
      );
      const found = sortRecords(marbleSystem, marbleDecision, oncePerId(windows.flat()), idOf);
      return {
        rows: newestAlertsFirst(found.rows.flatMap(({ alert }) => alert ?? [])),
        setAside: found.setAside,
      };
    },

    async ruleHits(alertId, signal) {
      const answer = await system.get(path`/v1/decisions/${alertId}`, { signal });
      return requireValid(marbleSystem, marbleRuleHits, answer, alertId);
    },

    async cases(customerId, signal) {
      const records = await all('/v1/cases', { pivot_value: customerId, limit: largestPage }, signal);
      const { rows, setAside } = sortRecords(marbleSystem, marbleCase(customerId, now()), records, idOf);
      return {
        rows: rows.toSorted((one, other) => Date.parse(other.openedAt) - Date.parse(one.openedAt)),
        setAside,
      };
    },

    async evidence(caseId, signal) {
      const [comments, files] = await Promise.all([
        all(path`/v1/cases/${caseId}/comments`, { limit: largestPage }, signal),
        all(path`/v1/cases/${caseId}/files`, {}, signal),
      ]);
      const kept = [
        sortRecords(marbleSystem, commentEvidence, comments, idOf, whatBrokenEvidenceTells),
        sortRecords(marbleSystem, fileEvidence, files, idOf, whatBrokenEvidenceTells),
      ];
      return {
        rows: kept
          .flatMap(({ rows }) => rows)
          .sort((one, other) => Date.parse(one.addedAt) - Date.parse(other.addedAt)),
        setAside: kept.flatMap(({ setAside }) => setAside),
      };
    },
  };
}

/** The windows that cover the look-back, the newest first. Their ends touch, so a decision may be in two. */
export function decisionWindows(now: Date, lookBackDays: number): readonly DecisionWindow[] {
  const windows: DecisionWindow[] = [];
  const earliest = now.getTime() - lookBackDays * dayMs;
  for (let end = now.getTime(); end > earliest; end -= widestWindowDays * dayMs) {
    const start = Math.max(earliest, end - widestWindowDays * dayMs);
    windows.push({ start: new Date(start).toISOString(), end: new Date(end).toISOString() });
  }
  return windows;
}

function oncePerId(records: readonly unknown[]): readonly unknown[] {
  const seen = new Set<unknown>();
  return records.filter((record) => {
    const id = typeof record === 'object' && record !== null ? (record as { id?: unknown }).id : undefined;
    if (typeof id !== 'string') return true;
    const first = !seen.has(id);
    seen.add(id);
    return first;
  });
}
