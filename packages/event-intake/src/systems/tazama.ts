import { z } from 'zod';
import type { EventSystem } from '../event-system.js';
import { readJson } from '../read-json.js';
import { standardWebhook } from '../standard-webhook.js';

const text = z.string().min(1).max(100);

/** How Tazama marks the id of a party. */
const marked = 'TAZAMA_EID';

/** An evaluation report of Tazama, as far as it is used. The customer is the debtor. */
const evaluation = z.object({
  report: z.object({
    evaluationID: text,
    status: z.enum(['ALRT', 'NALT']),
    timestamp: z.iso.datetime({ offset: true }),
    tadpResult: z.object({ id: text, cfg: text }),
  }),
  dataCache: z.object({
    dbtrId: text
      .refine((id) => id.endsWith(marked) && id.length > marked.length)
      .transform((id) => id.slice(0, -marked.length)),
  }),
});

/** Tazama, which watches payments. A report without an alert decides nothing. All of it is restricted. */
export function tazamaEvents(secret: string): EventSystem {
  const { verify } = standardWebhook(secret);
  return {
    name: 'tazama',
    recordsIn: 'aml',
    verify,
    read: (body) => {
      const { report, dataCache } = readJson(body, evaluation);
      if (report.status === 'NALT') return null;
      return {
        id: report.evaluationID,
        occurredAt: new Date(report.timestamp).toISOString(),
        about: { externalId: dataCache.dbtrId, customerId: null },
        evidence: report.evaluationID,
        decision: {
          kind: 'aml.alert',
          domain: 'aml',
          decision: 'REVIEW',
          actor: { type: 'SYSTEM', id: 'tazama', role: 'engine' },
          plan: { type: 'RULE', id: report.tadpResult.id, version: report.tadpResult.cfg },
          outcome: 'Sent to review',
          reasonForCustomer: null,
          reasonInternal: null,
          class: 'R',
        },
        caseId: null,
        replaces: false,
      };
    },
  };
}
