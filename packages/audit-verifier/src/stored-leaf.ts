import { isUtf8 } from 'node:buffer';
import { z } from 'zod';

/*
 * The leaf format as docs/audit-log.md has it, read by a schema of this package's own: what the writer gets wrong is not
 * got wrong here too.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const place = {
  format: z.literal(4),
  writer: z.uuid(),
  sequence: z.int().min(1),
  previous: hash,
};
const time = { id: z.uuid(), recordedAt: z.iso.datetime(), elapsedMs: z.int().min(0) };

const actor = z.strictObject({
  id: z.string(),
  kind: z.string(),
  roles: z.array(z.string()),
  clientId: z.string(),
  channel: z.string().nullable(),
});

const leaf = z.discriminatedUnion('kind', [
  z.strictObject({ ...place, kind: z.enum(['open', 'close']), ...time, service: z.string() }),
  z.strictObject({
    ...place,
    kind: z.enum(['access', 'edit']),
    ...time,
    actor,
    purpose: z.string().nullable(),
    subject: z.uuid().nullable(),
    identities: z.array(z.tuple([z.uuid(), z.base64()])),
    consents: z.array(z.tuple([z.base64(), z.string()])).optional(),
    requestId: z.string(),
    operationName: z.string().nullable(),
    operationHash: z.string(),
    policyVersion: z.string(),
    outcome: z.enum(['answered', 'refused', 'failed']),
    errorCode: z.string().optional(),
    fields: z.custom<readonly StoredField[]>(areFields),
    answer: z.strictObject({ salt: z.string().regex(/^[0-9a-f]{32}$/), digest: hash }).nullable(),
  }),
  z.strictObject({
    ...place,
    kind: z.enum(['restriction', 'erasure']),
    ...time,
    actor,
    subject: z.uuid(),
    ground: z.enum(['retention-ended', 'right-to-erasure']),
  }),
  z.strictObject({
    ...place,
    kind: z.literal('hold'),
    ...time,
    actor,
    subject: z.uuid(),
    reason: z.base64(),
    until: z.iso.datetime().nullable(),
  }),
  z.strictObject({
    ...place,
    kind: z.literal('release'),
    ...time,
    actor,
    subject: z.uuid(),
    hold: z.uuid(),
    reason: z.base64(),
  }),
]);

/** A field, what was decided, and how often. */
type StoredField = readonly [field: string, decision: 'allow' | 'mask' | 'deny', count: number];

/** By hand: a leaf is mostly fields, and a schema takes a third of the time that verifying a log does for them. */
function areFields(value: unknown): value is readonly StoredField[] {
  return (
    Array.isArray(value) &&
    value.every((field: unknown) => {
      if (!Array.isArray(field) || field.length !== 3) return false;
      const [name, decision, times]: readonly unknown[] = field;
      return (
        typeof name === 'string' &&
        (decision === 'allow' || decision === 'mask' || decision === 'deny') &&
        Number.isSafeInteger(times) &&
        (times as number) >= 1
      );
    })
  );
}

/** A leaf as it was read from its bytes. */
export type StoredLeaf = z.infer<typeof leaf>;

/** The leaf, or null when the bytes are none: one text has one leaf, so spaces and members twice are no leaf either. */
export function readLeaf(bytes: Uint8Array): StoredLeaf | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (JSON.stringify(value) !== text || !isUtf8(bytes)) return null;
  return leaf.safeParse(value).data ?? null;
}
