import {
  type LogFault,
  type LogVerification,
  type VerifyOptions,
  verifyLog,
} from '@bankgraph/audit-verifier';
import { connect } from '@bankgraph/database';
import { count } from './policy-words.js';
import type { Report } from './schema.js';

/** What to verify. */
export interface VerifyAuditOptions {
  /** URL of the log's database for the role audit_reader. */
  readonly url: string;
  /** Public keys of log and witness, a line each; signatures are not checked without. */
  readonly verifiers?: string;
  /** The last checkpoint that the witness has signed. */
  readonly witnessed?: string;
  /** Only a part: from this entry or time, up to before that one. */
  readonly from?: VerifyOptions['from'];
  readonly to?: VerifyOptions['to'];
  readonly json: boolean;
  /** Told now and then of the number of records that are verified, and of all. */
  onProgress(done: number, total: number): void;
}

/**
 * Whether the audit log is whole, and where it is not. Fails when it is not. It shows no record, so it is not recorded.
 *
 * @throws DatabaseUnavailable, NotSigned
 */
export async function verifyAuditReport({ url, json, ...options }: VerifyAuditOptions): Promise<Report> {
  const knex = connect(url, {
    applicationName: 'bankgraph audit verify',
    poolMax: 1,
    readOnly: true,
    statementTimeoutMs: 60_000,
  });
  try {
    const found = await verifyLog(knex, options);
    const text = json ? JSON.stringify(found, null, 2) : verificationAsText(found);
    return { text, failed: found.faultCount > 0 };
  } finally {
    await knex.destroy();
  }
}

/** What was found, for a person. */
export function verificationAsText({
  range,
  records,
  writers,
  open,
  silent,
  faults,
  faultCount,
  tree,
}: LogVerification): string {
  const where =
    range === null
      ? ''
      : range.to > range.from
        ? `Entries ${range.from} to ${range.to - 1}: `
        : 'No entries in this range: ';
  const read = `${where}${count(records, 'record')} of ${count(writers, 'writer')}`;
  const lines =
    faultCount === 0
      ? [`${read}: every chain is whole.`, ...(range === null ? treeAsText(tree) : rangeAsText(tree))]
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

function rangeAsText({
  size,
  outside,
  cosigned,
  signaturesChecked,
  witnessCompared,
}: LogVerification['tree']): string[] {
  const signed = signaturesChecked
    ? 'signed by the log'
    : 'signatures NOT checked: name the file of public keys with --verifiers';
  return [
    `They are in the tree of ${count(size, 'entry', 'entries')}, ${signed}.`,
    ...treeWitness({ cosigned, witnessCompared }),
    'Of the rest of the log only that its stored hashes give what was signed.',
    ...(outside === 0
      ? []
      : [
          `Not looked at: ${count(outside, 'record')} not in the tree yet. Without --from and --to they are.`,
        ]),
  ];
}

function treeAsText({
  size,
  checkpoints,
  cosigned,
  outside,
  signaturesChecked,
  witnessCompared,
}: LogVerification['tree']): string[] {
  const signed = signaturesChecked
    ? 'each signed by the log'
    : 'signatures NOT checked: name the file of public keys with --verifiers';
  return [
    `Tree of ${count(size, 'entry', 'entries')} over them, ${outside} not in it yet; ${count(checkpoints, 'checkpoint')}, ${signed}.`,
    ...treeWitness({ cosigned, witnessCompared }),
  ];
}

function treeWitness({
  cosigned,
  witnessCompared,
}: Pick<LogVerification['tree'], 'cosigned' | 'witnessCompared'>): string[] {
  return [
    cosigned === null
      ? 'No witness whose key is known has signed it.'
      : `${cosigned.witness} has signed it up to entry ${cosigned.size - 1}, at ${cosigned.at}.`,
    witnessCompared
      ? 'It has grown from what the witness remembers.'
      : "Not compared with the witness's memory: name it with --witness, else an older state of the whole log is not found out.",
  ];
}

function faultAsText({ kind, index, writer, sequence, message }: LogFault): string {
  const where = [
    ...(index === null ? [] : [`entry ${index}`]),
    ...(writer === null ? [] : [`record ${sequence} of ${writer}`]),
  ];
  return `  ${kind.padEnd(10)} ${where.join(', ')}${where.length > 0 ? ': ' : ''}${message}`;
}
