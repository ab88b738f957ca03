import { type ChainFault, type LogVerification, verifyLog } from '@bankgraph/audit-verifier';
import { connect } from '@bankgraph/database';
import { count } from './policy-words.js';
import type { Report } from './schema.js';

/** What to verify. */
export interface VerifyAuditOptions {
  /** URL of the log's database for the role audit_reader. */
  readonly url: string;
  readonly json: boolean;
  /** Told now and then of the number of records that are verified, and of all. */
  onProgress(done: number, total: number): void;
}

/** Whether the chains of the audit log are whole, and where they are not. Fails when one is not. */
export async function verifyAuditReport({ url, json, onProgress }: VerifyAuditOptions): Promise<Report> {
  const knex = connect(url, {
    applicationName: 'bankgraph audit verify',
    poolMax: 1,
    readOnly: true,
    statementTimeoutMs: 60_000,
  });
  try {
    const found = await verifyLog(knex, { onProgress });
    const text = json ? JSON.stringify(found, null, 2) : verificationAsText(found);
    return { text, failed: found.faultCount > 0 };
  } finally {
    await knex.destroy();
  }
}

/** What was found, for a person. */
export function verificationAsText({
  records,
  writers,
  open,
  silent,
  faults,
  faultCount,
}: LogVerification): string {
  const read = `${count(records, 'record')} of ${count(writers, 'writer')}`;
  const lines =
    faultCount === 0
      ? [`${read}: every chain is whole.`]
      : [`${read}: ${count(faultCount, 'fault')}.`, ...faults.map(faultAsText)];
  if (faultCount > faults.length) lines.push(`  … and ${faultCount - faults.length} more`);
  if (open > 0) lines.push(`${count(open, 'writer')} without a close: running now, or killed.`);
  if (silent.length > 0) {
    lines.push(
      `${count(silent.length, 'writer')} without any record: killed as it opened, or deleted: ${silent.join(', ')}`,
    );
  }
  return lines.join('\n');
}

function faultAsText({ kind, writer, sequence, message }: ChainFault): string {
  return `  ${kind.padEnd(10)} record ${sequence} of ${writer}: ${message}`;
}
