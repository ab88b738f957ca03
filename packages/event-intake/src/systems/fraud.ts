import { z } from 'zod';
import type { EventSystem } from '../event-system.js';
import { readJson } from '../read-json.js';
import { standardWebhook } from '../standard-webhook.js';

const text = z.string().min(1).max(100);

/** A decision of the risk engine as its log has it, as far as it is used. */
const riskDecision = z.object({
  decision_id: text,
  user_id: text,
  evaluated_at: z.iso.datetime({ offset: true }),
  /** Policy and version, divided by `@`. */
  policy_version: text,
  action: z.enum(['ALLOW', 'MONITOR', 'STEP_UP', 'OUTREACH', 'HOLD', 'BLOCK']),
  customer_reason: z.string().max(2_000).nullable(),
});

/** The risk engine: tells of each decision on a sign-in or a payment. */
export function fraudEvents(secret: string): EventSystem {
  const { verify } = standardWebhook(secret);
  return {
    name: 'fraud',
    recordsIn: 'fraud',
    verify,
    read: (body) => {
      const told = readJson(body, riskDecision);
      return {
        id: told.decision_id,
        occurredAt: new Date(told.evaluated_at).toISOString(),
        about: { externalId: told.user_id, customerId: null },
        evidence: told.decision_id,
        decision: {
          kind: 'fraud.risk-decision',
          domain: 'fraud',
          decision: told.action,
          actor: { type: 'SYSTEM', id: 'risk-engine', role: 'engine' },
          plan: {
            type: 'POLICY',
            id: told.policy_version.split('@')[0] || told.policy_version,
            version: told.policy_version,
          },
          outcome: 'Decided by the risk engine',
          reasonForCustomer: told.customer_reason,
          reasonInternal: null,
          class: 'C',
        },
        caseId: null,
        replaces: false,
      };
    },
  };
}
