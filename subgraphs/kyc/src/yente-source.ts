import {
  type BankSystem,
  byCustomer,
  type CustomerRecords,
  isoDateTime,
  jsonInteger,
  jsonNumber,
  path,
  plainId,
  quarantine,
  quarantineErrors,
  requireValid,
  scoreText,
  UpstreamInvalid,
  unitScore,
} from '@bankgraph/bank-sources';
import { z } from 'zod';
import {
  believable,
  believableStatus,
  type Candidate,
  matchStatuses,
  type Screening,
  type ScreeningLog,
  screeningStatuses,
} from './screening.js';

/** yente's own limit of queries in one batch (`YENTE_MAX_BATCH`). */
const largestBatch = 100;

/** A result of yente's `/match`: an entity of the FollowTheMoney model, and how alike it is. */
export const yenteResult = z.object({
  id: plainId,
  caption: z.string(),
  schema: z.string(),
  properties: z.object({ topics: z.array(z.string()).nullish() }),
  datasets: z.array(z.string()),
  referents: z.array(z.string()).nullish(),
  score: unitScore,
  match: z.boolean(),
  explanations: z
    .record(z.string(), z.object({ score: jsonNumber.nullish(), detail: z.string().nullish() }))
    .nullish(),
  /** What servers before yente 4.4 send in place of `explanations`. */
  features: z.record(z.string(), jsonNumber).nullish(),
});
export type YenteResult = z.output<typeof yenteResult>;

const loggedMatch = yenteResult.extend({
  review: z.object({
    status: z.enum(matchStatuses),
    reviewed_by: z.string().min(1).nullish(),
    reviewed_at: isoDateTime.nullish(),
  }),
});

/** An entry of the screening log. Matches are checked one by one, so each may be anything here. */
export const loggedScreening = z.object({
  id: plainId,
  screened_at: isoDateTime,
  dataset: z.string(),
  list_version: z.string(),
  algorithm: z.string(),
  threshold: unitScore,
  status: z.enum(screeningStatuses),
  matches: z.array(z.unknown()),
});

/** A result in our terms. A feature without a score had no part in it. */
export function fromYenteResult(record: YenteResult): Candidate {
  const explained = Object.entries(record.explanations ?? {}).flatMap(([feature, { score, detail }]) =>
    score == null ? [] : [{ feature, score: scoreText(score), detail: detail ?? null }],
  );
  const features = Object.entries(record.features ?? {}).map(([feature, score]) => ({
    feature,
    score: scoreText(score),
    detail: null,
  }));
  return {
    entityId: record.id,
    referents: record.referents ?? [],
    schema: record.schema,
    caption: record.caption,
    topics: record.properties.topics ?? [],
    datasets: record.datasets,
    score: scoreText(record.score),
    explanations: explained.length > 0 ? explained : features,
  };
}

/**
 * A log entry in our terms, and what of it cannot be believed: broken matches, and claims of a hit that no person
 * confirmed (they are passed on as still to be judged, so that nobody overlooks them).
 */
export function fromLoggedScreening(
  system: string,
  record: z.output<typeof loggedScreening>,
): { readonly screening: Screening; readonly faults: readonly UpstreamInvalid[] } {
  const nameOf = (match: { id?: unknown }) =>
    typeof match.id === 'string' ? `${record.id}/${match.id}` : record.id;
  const sorted = quarantine(system, loggedMatch, record.matches, nameOf);
  const doubts: UpstreamInvalid[] = [];
  const matches = sorted.accepted.map((match) => {
    const said = {
      status: match.review.status,
      reviewedBy: match.review.reviewed_by ?? null,
      reviewedAt: match.review.reviewed_at ?? null,
    };
    const review = believable(said);
    if (review !== said) {
      doubts.push(new UpstreamInvalid(system, nameOf(match), ['review: a hit that nobody confirmed']));
    }
    return { ...fromYenteResult(match), ...review };
  });
  const status = believableStatus(record.status, matches);
  if (status !== record.status) {
    doubts.push(new UpstreamInvalid(system, record.id, ['status: contradicts the matches']));
  }
  return {
    screening: {
      id: record.id,
      dataset: record.dataset,
      listVersion: record.list_version,
      algorithm: record.algorithm,
      threshold: scoreText(record.threshold),
      status,
      screenedAt: record.screened_at,
      matches,
    },
    faults: [...quarantineErrors(sorted), ...doubts],
  };
}

/** Somebody to look for: FollowTheMoney schema and properties, for example `{ name: ['…'], birthDate: ['1980'] }`. */
export interface MatchQuery {
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** What the matcher found for one query, best first; faults tell what of its answer could not be read. */
export type MatchAnswer = CustomerRecords<YenteResult>;

/** yente, with the bank's own log of screenings beside it. */
export interface YenteSource extends ScreeningLog {
  /**
   * Looks for people and organisations on a list, by id of the query. A query that was not answered has a fault:
   * silence never reads as "nothing found".
   *
   * @param options dataset: `default` when not given; threshold, algorithm, limit: yente's own when not given
   */
  match(
    queries: Readonly<Record<string, MatchQuery>>,
    options?: {
      readonly dataset?: string;
      readonly threshold?: number;
      readonly algorithm?: string;
      readonly limit?: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<ReadonlyMap<string, MatchAnswer>>;
}

const logPage = z.object({ results: z.array(z.unknown()) });
const matchPage = z.object({ responses: z.record(z.string(), z.unknown()) });
const matchResponse = z.object({
  status: jsonInteger.pipe(z.literal(200)).nullish(),
  results: z.array(z.unknown()),
});

/**
 * OpenSanctions yente (https://www.opensanctions.org/docs/yente/).
 *
 * @param system base URL and, where the service asks for one, the header `Authorization: ApiKey …`
 */
export function yenteSource(system: BankSystem): YenteSource {
  return {
    async screenings(customerIds, signal) {
      const answer = await system.get('/screenings', {
        query: { customer_ids: customerIds.join(',') },
        signal,
      });
      const { results } = requireValid(system.name, logPage, answer, '/screenings');
      const logged = byCustomer(system.name, loggedScreening, customerIds, results, {
        customerOf: (record: { customer_id?: unknown }) => record.customer_id,
        idOf: (record: { id?: unknown }) => record.id,
      });
      return new Map(
        [...logged].map(([customerId, { records, faults }]) => {
          const read = records.map((record) => fromLoggedScreening(system.name, record));
          return [
            customerId,
            {
              records: read.map(({ screening }) => screening).sort(newestFirst),
              faults: [...faults, ...read.flatMap((one) => one.faults)],
            },
          ];
        }),
      );
    },

    async match(queries, { dataset = 'default', threshold, algorithm, limit, signal } = {}) {
      const answers = new Map<string, MatchAnswer>();
      const all = Object.entries(queries);
      for (let start = 0; start < all.length; start += largestBatch) {
        const batch = all.slice(start, start + largestBatch);
        const answer = await system.post(
          path`/match/${dataset}`,
          { queries: Object.fromEntries(batch) },
          { query: { threshold, algorithm, limit }, isRead: true, ...(signal && { signal }) },
        );
        const { responses } = requireValid(system.name, matchPage, answer, `/match/${dataset}`);
        for (const [queryId] of batch) answers.set(queryId, fromMatchResponse(queryId, responses[queryId]));
      }
      return answers;
    },
  };

  function fromMatchResponse(queryId: string, response: unknown): MatchAnswer {
    const readable = quarantine(system.name, matchResponse, [response], () => `/match/${queryId}`);
    const results = quarantine(
      system.name,
      yenteResult,
      readable.accepted[0]?.results ?? [],
      (result: { id?: unknown }) => result.id,
    );
    return {
      records: results.accepted,
      faults: [...quarantineErrors(readable), ...quarantineErrors(results)],
    };
  }
}

function newestFirst(one: Screening, other: Screening): number {
  return Date.parse(other.screenedAt) - Date.parse(one.screenedAt) || other.id.localeCompare(one.id);
}
