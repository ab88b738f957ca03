import { z } from 'zod';

/** Tells that something about a customer changed: by reference, never by content. CloudEvents 1.0 attributes. */
export interface CustomerEvent {
  readonly specversion: '1.0';
  /** Unique per source: whoever has seen this source and id before has seen this event. */
  readonly id: string;
  /** For example `urn:bankgraph:events:marble` or `urn:bankgraph:decisions`. */
  readonly source: string;
  /** For example `bankgraph.decision`, `bankgraph.consent` or `bankgraph.kyc.verification`. */
  readonly type: string;
  /** Customer number. */
  readonly subject: string;
  /** When it happened: RFC 3339. */
  readonly time: string;
  readonly data: {
    readonly domain: 'fraud' | 'kyc' | 'aml' | 'consent' | 'segments' | 'core' | 'access';
    readonly class: 'P' | 'I' | 'C' | 'R';
    readonly caseId: string | null;
    readonly aboutReport: boolean;
    /** Ids of ledger decisions that it made. */
    readonly decisionIds: readonly string[];
  };
}

const text = z.string().min(1).max(128);

/** Strict: what has no name here could be content, and content is not sent. */
const customerEvent = z.strictObject({
  specversion: z.literal('1.0'),
  id: text,
  source: text,
  type: z
    .string()
    .max(128)
    .regex(/^bankgraph(?:\.[a-z0-9-]+)+$/),
  subject: text,
  time: z.iso.datetime({ offset: true }),
  data: z
    .strictObject({
      domain: z.enum(['fraud', 'kyc', 'aml', 'consent', 'segments', 'core', 'access']),
      class: z.enum(['P', 'I', 'C', 'R']),
      caseId: text.nullable(),
      aboutReport: z.boolean(),
      decisionIds: z.array(text).max(100),
    })
    .refine((data) => !data.aboutReport || data.class === 'R', {
      path: ['class'],
      message: 'what is about a report is class R',
    }),
});

/**
 * Checks an event.
 *
 * @throws RangeError naming the members that are wrong, never a value
 */
export function checkEvent(given: unknown): CustomerEvent {
  const result = customerEvent.safeParse(given);
  if (result.success) return result.data;
  const wrong = [...new Set(result.error.issues.map(({ path }) => path.join('.') || 'its members'))].join(
    ', ',
  );
  throw new RangeError(`An event cannot be sent: correct ${wrong}.`);
}
