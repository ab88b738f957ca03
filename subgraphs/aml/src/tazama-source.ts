import { type BankSystem, isoDateTime, requireValid, UpstreamInvalid } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { type AmlAlert, newestAlertsFirst } from './aml-alert.js';
import { scoreText } from './score-text.js';
import type { Found, SetAside } from './set-aside.js';

const system = 'aml';
/** Ends of `dataCache.dbtrId`: Tazama's name for the scheme of the debtor's id. */
const scheme = 'TAZAMA_EID';

/** What the subgraph needs of an evaluation engine, for several customers at once. */
export interface EvaluationReports {
  /** Alerts by customer, the newest first. */
  alerts(customerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Found<AmlAlert>>>;
}

const text = z.string().min(1).max(128);
const threshold = scoreText.nullish().transform((value) => value ?? null);

const report = z.looseObject({
  report: z.looseObject({
    evaluationID: text,
    status: z.enum(['ALRT', 'NALT']),
    timestamp: isoDateTime,
    tadpResult: z.looseObject({
      typologyResult: z.array(
        z.looseObject({
          cfg: text,
          result: scoreText,
          review: z.boolean().default(false),
          workflow: z
            .looseObject({ alertThreshold: threshold, interdictionThreshold: threshold })
            .default({ alertThreshold: null, interdictionThreshold: null }),
          ruleResults: z.array(
            z.looseObject({ id: text, cfg: text.nullish(), subRuleRef: text.nullish(), wght: scoreText }),
          ),
        }),
      ),
    }),
  }),
});

const batch = z.looseObject({ results: z.array(z.unknown()) });

/**
 * The alerts in a Tazama evaluation report: one for each typology that reached its alert threshold or is marked for
 * review, with the rules that added to its score.
 *
 * @param document as `parseExactJson` gives it; whatever is elided in it besides the report itself is not needed
 * @throws UpstreamInvalid naming the parts that are missing
 */
export function alertsOfTazamaReport(document: unknown): readonly AmlAlert[] {
  const { report: found } = requireValid(system, report, document, reportId(document) ?? 'report');
  return found.tadpResult.typologyResult
    .filter(({ result, review, workflow: { alertThreshold } }) => {
      return review || (alertThreshold !== null && Number(result) >= Number(alertThreshold));
    })
    .map((typology): AmlAlert => {
      const at = typology.cfg.lastIndexOf('@');
      return {
        id: `${found.evaluationID}:${typology.cfg}`,
        source: 'tazama',
        raisedAt: found.timestamp,
        typology: at > 0 ? typology.cfg.slice(0, at) : typology.cfg,
        typologyVersion: at > 0 ? typology.cfg.slice(at + 1) : null,
        ruleHits: typology.ruleResults
          .filter(({ wght }) => Number(wght) !== 0)
          .map((rule) => ({
            ruleId: rule.id,
            version: rule.cfg ?? null,
            outcome: rule.subRuleRef ?? null,
            weight: rule.wght,
          })),
        score: typology.result,
        alertThreshold: typology.workflow.alertThreshold,
        interdictionThreshold: typology.workflow.interdictionThreshold,
        caseId: null,
      };
    });
}

/** Tazama's evaluation reports, asked for many customers at once. The caller closes the system. */
export function tazamaSource({ system: upstream }: { readonly system: BankSystem }): EvaluationReports {
  return {
    async alerts(customerIds, signal) {
      const answer = await upstream.get('/tazama/evaluations', {
        query: { customer_ids: customerIds.join(',') },
        signal,
      });
      const { results } = requireValid(system, batch, answer, 'evaluations');
      const found = new Map<string, { rows: AmlAlert[]; setAside: SetAside[] }>(
        customerIds.map((customerId) => [customerId, { rows: [], setAside: [] }]),
      );
      for (const [position, document] of results.entries()) {
        const own = found.get(customerOf(document) ?? '');
        if (own !== undefined) {
          sortInto(own, () => alertsOfTazamaReport(document));
          continue;
        }
        // Nobody knows whose it is: it may be missing from any of the lists. Its id may be about somebody else.
        const issues = ['is about no customer that was asked for'];
        const error = new UpstreamInvalid(system, `[${position}]`, issues);
        for (const list of found.values()) list.setAside.push({ error, row: {} });
      }
      return new Map(
        [...found].map(([customerId, list]) => [
          customerId,
          { rows: newestAlertsFirst(list.rows), setAside: list.setAside },
        ]),
      );
    },
  };
}

function sortInto(own: { rows: AmlAlert[]; setAside: SetAside[] }, read: () => readonly AmlAlert[]): void {
  try {
    own.rows.push(...read());
  } catch (error) {
    if (!(error instanceof UpstreamInvalid)) throw error;
    own.setAside.push({ error, row: {} });
  }
}

function customerOf(document: unknown): string | undefined {
  const found = z.looseObject({ dataCache: z.looseObject({ dbtrId: z.string() }) }).safeParse(document);
  const debtor = found.data?.dataCache.dbtrId;
  return debtor?.endsWith(scheme) ? debtor.slice(0, -scheme.length) : undefined;
}

function reportId(document: unknown): string | undefined {
  const shape = z.looseObject({ report: z.looseObject({ evaluationID: z.string().regex(/^[\w-]{1,64}$/) }) });
  return shape.safeParse(document).data?.report.evaluationID;
}
