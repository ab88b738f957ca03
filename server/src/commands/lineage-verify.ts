import { connect } from '@bankgraph/database';
import { type LedgerFault, type LedgerVerification, verifyLedger } from '@bankgraph/decision-ledger';
import { count } from './policy-words.js';
import type { Report } from './schema.js';

/** What to verify. */
export interface VerifyLineageOptions {
  /** URL of our database for the role ledger_reader. */
  readonly ledger: string;
  /** The same for the role audit_reader. */
  readonly audit: string;
  readonly json: boolean;
  /** Told now and then of the number of decisions that are verified, and of all. */
  onProgress(done: number, total: number): void;
}

/**
 * Whether the decisions are those that were appended, and where they are not. Fails when they are not. It shows no decision
 * but its number, to whoever has the ledger's password, so it is not recorded.
 *
 * @throws DatabaseUnavailable
 */
export async function verifyLineageReport({
  ledger: ledgerUrl,
  audit: auditUrl,
  json,
  onProgress,
}: VerifyLineageOptions): Promise<Report> {
  const open = (url: string) =>
    connect(url, {
      applicationName: 'bankgraph lineage verify',
      poolMax: 1,
      readOnly: true,
      statementTimeoutMs: 60_000,
    });
  const [ledger, audit] = [open(ledgerUrl), open(auditUrl)];
  try {
    const found = await verifyLedger({ ledger, audit, onProgress });
    const text = json ? JSON.stringify(found, null, 2) : ledgerVerificationAsText(found);
    return { text, failed: found.faultCount > 0 };
  } finally {
    await Promise.all([ledger.destroy(), audit.destroy()]);
  }
}

/** What was found, for a person. */
export function ledgerVerificationAsText({
  decisions,
  records,
  faults,
  faultCount,
}: LedgerVerification): string {
  const read = `${count(decisions, 'decision')}, anchored by ${count(records, 'record')} of the audit log`;
  const lines =
    faultCount === 0
      ? [`${read}: each is as it was appended.`]
      : [`${read}: ${count(faultCount, 'fault')}.`, ...faults.map(faultAsText)];
  if (faultCount > faults.length) lines.push(`  … and ${faultCount - faults.length} more`);
  lines.push('Whether these records are as they were written says: npx bankgraph audit verify');
  return lines.join('\n');
}

const told: Readonly<Record<LedgerFault['kind'], string>> = {
  changed: 'does not say any more what it said when it was appended',
  deleted: 'was appended and is not there any more',
  inserted: 'is there, and no record anchors it',
  anchor: 'are not those that their record was written for',
};

function faultAsText({ kind, decision, record }: LedgerFault): string {
  const what = decision ?? (kind === 'deleted' ? 'a whole append' : 'the decisions of an append');
  const anchored = record === null ? '' : `; record ${record}`;
  return `  ${kind.padEnd(10)} ${what}: ${told[kind]}${anchored}`;
}
