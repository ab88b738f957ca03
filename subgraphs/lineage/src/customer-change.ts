import type { KeyObject } from 'node:crypto';
import { SealedTexts } from '@bankgraph/identity';
import { z } from 'zod';
import type { DataClass, DecisionDomain } from './schema.generated.js';

/** A change as the graph shows it, and what policies look at. */
export interface CustomerChangeRow {
  readonly id: string;
  readonly customerId: string;
  readonly caseId: string | null;
  readonly at: string;
  readonly kind: string;
  readonly domain: DecisionDomain;
  readonly class: DataClass;
  readonly aboutReport: boolean;
  readonly decisionIds: readonly string[];
}

/** Opens events that the gateway has sealed for this subgraph; null for whatever it has not. */
export type OpenEvent = (sealed: string) => CustomerChangeRow | null;

const domains = {
  core: 'CORE_BANKING',
  kyc: 'KYC',
  aml: 'AML',
  fraud: 'FRAUD',
  segments: 'SEGMENTS',
  consent: 'CONSENT',
  access: 'ACCESS',
} as const;
const classes = { P: 'PUBLIC', I: 'INTERNAL', C: 'CONFIDENTIAL', R: 'RESTRICTED' } as const;

/** CloudEvents 1.0 with what we say of a customer's event, as far as it is shown or decided by. */
const customerEvent = z.object({
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: z.string(),
  data: z.object({
    domain: z.enum(['core', 'kyc', 'aml', 'fraud', 'segments', 'consent', 'access']),
    class: z.enum(['P', 'I', 'C', 'R']),
    caseId: z.string().nullable(),
    aboutReport: z.boolean(),
    decisionIds: z.array(z.string()),
  }),
});

/**
 * Opens events with the key between the gateway and this subgraph.
 *
 * @param key of this subgraph (`subgraphKey`)
 */
export function sealedEvents(key: KeyObject): OpenEvent {
  const seals = new SealedTexts(key, 'events');
  return (sealed) => {
    const text = seals.open(sealed, 'lineage');
    if (text === null) return null;
    const { id, source, type, subject, time, data } = customerEvent.parse(JSON.parse(text));
    return {
      id: `${source}#${id}`,
      customerId: subject,
      caseId: data.caseId,
      at: time,
      kind: type,
      domain: domains[data.domain],
      class: classes[data.class],
      aboutReport: data.aboutReport,
      decisionIds: data.decisionIds,
    };
  };
}
