import { BundleRefused, type ProvenRecord, verifyBundle } from '@bankgraph/audit-verifier';
import { count } from './policy-words.js';
import type { Report } from './schema.js';

/** What to check. */
export interface VerifyBundleOptions {
  /** Text of the bundle. */
  readonly bundle: string;
  /** Public keys, a line each. */
  readonly verifiers: string;
  /** Bytes of an answer, to be those on record. */
  readonly body?: Uint8Array;
  readonly json: boolean;
}

/** Whether a bundle proves its record; needs neither database nor server. Fails when it does not. */
export function verifyBundleReport({ bundle, verifiers, body, json }: VerifyBundleOptions): Report {
  try {
    const proven = verifyBundle(bundle, verifiers, body);
    return { text: json ? JSON.stringify(proven, null, 2) : provenAsText(proven, body), failed: false };
  } catch (error) {
    if (!(error instanceof BundleRefused)) throw error;
    const { message } = error;
    return { text: json ? JSON.stringify({ refused: message }) : message, failed: true };
  }
}

function provenAsText(
  { leaf, index, size, origin, signatures }: ProvenRecord,
  body: Uint8Array | undefined,
): string {
  const witness = signatures.find(({ kind }) => kind === 'witness');
  const lines = [
    `Entry ${index} of ${origin}, a log of ${count(size, 'entry', 'entries')}, signed by its key${witness === undefined ? '; no witness has signed it.' : ` and, at ${witness.time?.toISOString()}, by ${witness.name}.`}`,
    `  recorded  ${leaf.recordedAt}`,
  ];
  if ('actor' in leaf) {
    lines.push(`  who       ${leaf.actor.roles.join('+')} ${leaf.actor.id}`);
    lines.push(`  of whom   ${leaf.subject === null ? 'no customer' : `${leaf.subject} (a pseudonym)`}`);
  }
  if ('purpose' in leaf) {
    lines.push(`  purpose   ${leaf.purpose ?? 'none declared'}`);
    lines.push(
      `  what      ${leaf.operationName ?? leaf.operationHash}, ${leaf.kind === 'edit' ? 'edited' : leaf.outcome}`,
    );
    for (const [field, decision, times] of leaf.fields)
      lines.push(`    ${decision.padEnd(6)}  ${field}×${times}`);
  } else if ('ground' in leaf) {
    lines.push(
      leaf.kind === 'erasure'
        ? `  erased    ${leaf.ground}`
        : `  to erase  ${leaf.ground}, when its legal holds have ended`,
    );
  } else if (leaf.kind === 'hold')
    lines.push(`  held      ${leaf.until === null ? 'until it is released' : `until ${leaf.until}`}`);
  else if (leaf.kind === 'release') lines.push(`  released  hold ${leaf.hold}`);
  else lines.push(`  what      ${leaf.service} ${leaf.kind === 'open' ? 'began' : 'ended'} to write`);
  if (body !== undefined) lines.push('  answer    the body is the one on record');
  return lines.join('\n');
}
