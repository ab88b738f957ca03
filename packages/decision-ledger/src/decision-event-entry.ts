import { z } from 'zod';

/** Class of data, as the ledger writes it. */
export type LedgerClass = 'P' | 'I' | 'C' | 'R';

/** A decision as it is handed to the ledger. */
export interface DecisionEventEntry {
  readonly id: string;
  /** Customer number. */
  readonly subject: string;
  /** When it happened, and when the bank recorded it: ISO 8601. */
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly domain: 'fraud' | 'kyc' | 'aml' | 'consent' | 'segments' | 'core' | 'access';
  /** For example `kyc.risk-rating`. */
  readonly kind: string;
  readonly decision: string;
  readonly actor: {
    readonly type: 'SYSTEM' | 'MODEL' | 'HUMAN';
    readonly id: string;
    readonly role?: string | null;
    readonly onBehalfOf?: string | null;
  };
  readonly inputs: readonly {
    readonly system: string;
    readonly externalId: string;
    /** SHA-256, hexadecimal. */
    readonly hash: string;
    readonly asOf: string;
    readonly class: LedgerClass;
  }[];
  readonly plan: { readonly type: string; readonly id: string; readonly version: string | null } | null;
  readonly outcome: string;
  readonly reasonForCustomer: string | null;
  readonly reasonInternal: string | null;
  /** Ids of decisions that led to it. */
  readonly causedBy: readonly string[];
  /** Id of the decision that it replaces. */
  readonly supersedes: string | null;
  readonly approvals: readonly { readonly by: string; readonly role?: string | null; readonly at: string }[];
  readonly class: LedgerClass;
  /** Whether it is about a suspicious activity report, or about filing none. Read off the entry when not given. */
  readonly aboutReport?: boolean;
  /** Case to which it belongs; none when not given. */
  readonly caseId?: string | null;
}

const id = z.string().min(1).max(128);
const moment = z.iso.datetime({ offset: true });
/** To the millisecond and in UTC, as it is read again: the hash of an entry is over what the database has. */
const instant = moment.transform((text) => new Date(text).toISOString());
const dataClass = z.enum(['P', 'I', 'C', 'R']);
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

/** What the ledger takes. Checked when written, so that what is read needs no check. */
const entry = z
  .object({
    id,
    subject: id,
    occurredAt: instant,
    recordedAt: instant,
    domain: z.enum(['fraud', 'kyc', 'aml', 'consent', 'segments', 'core', 'access']),
    kind: z.string().regex(/^[a-z]+(?:[.-][a-z0-9]+)*$/),
    decision: z.string().min(1),
    actor: z.object({
      type: z.enum(['SYSTEM', 'MODEL', 'HUMAN']),
      id,
      role: optional(z.string()),
      onBehalfOf: optional(z.string()),
    }),
    inputs: z.array(
      z.object({
        system: id,
        externalId: id,
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        asOf: moment,
        class: dataClass,
      }),
    ),
    plan: optional(z.object({ type: id, id, version: optional(z.string()) })),
    outcome: z.string(),
    reasonForCustomer: optional(z.string()),
    reasonInternal: optional(z.string()),
    causedBy: z.array(id),
    supersedes: optional(id),
    approvals: z.array(z.object({ by: id, role: optional(z.string()), at: moment })),
    class: dataClass,
    aboutReport: z.boolean().optional(),
    caseId: optional(id),
  })
  .transform((found) => ({ ...found, aboutReport: found.aboutReport ?? isAboutReport(found) }))
  .refine((found) => !found.aboutReport || found.class === 'R', {
    path: ['class'],
    message: 'what is about a report is class R',
  });

/** An entry that was checked. */
export type CheckedEntry = z.output<typeof entry>;

/**
 * Whether a decision is about a report, by its kind (`aml.report-decided`, `aml.no-report`, `aml.sar…`) or by evidence out of
 * the register of reports.
 */
function isAboutReport(found: { kind: string; inputs: readonly { system: string }[] }): boolean {
  return (
    /(?:^|[.-])(?:no-)?(?:reports?|sars?|strs?|filing)(?:$|[.-])/.test(found.kind) ||
    found.inputs.some(({ system }) => system === 'aml_register')
  );
}

/**
 * Checks an entry before it is written.
 *
 * @throws RangeError naming the entry's id and the members that are wrong, never a value
 */
export function checkEntry(given: DecisionEventEntry): CheckedEntry {
  const result = entry.safeParse(given);
  if (result.success) return result.data;
  const wrong = [...new Set(result.error.issues.map(({ path }) => path.join('.')))].join(', ');
  throw new RangeError(`Decision ${String(given?.id)} cannot go into the ledger: correct ${wrong}.`);
}
