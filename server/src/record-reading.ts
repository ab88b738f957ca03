import { type AuditEntry, AuditWriter, keyFile } from '@bankgraph/audit-log';
import { openPool } from '@bankgraph/database';
import { operator } from './operator.js';

/** A command that shows records of the audit log. */
export interface Reading {
  /** URL of the log's database for the role audit_writer. */
  readonly auditWriter: string;
  /** File of the log's key-encryption keys. */
  readonly auditKeys: string;
  /** What was called, for example `audit tail`. */
  readonly command: string;
  /** The customer whose records are shown, when it is one. */
  readonly subject?: string;
}

/**
 * Puts on record who reads the audit log, by the name of the operating system's user. Resolves once that is durable: only
 * then may a record be shown.
 *
 * @throws AuditUnavailable, KeysDoNotFit, KeyFileFault
 */
export async function recordReading({ auditWriter, auditKeys, command, subject }: Reading): Promise<void> {
  const pool = openPool(auditWriter, {
    applicationName: `bankgraph ${command}`,
    poolMax: 1,
    statementTimeoutMs: 5_000,
  });
  try {
    const writer = await AuditWriter.open(pool, {
      service: `bankgraph ${command}`,
      keys: keyFile(auditKeys),
    });
    try {
      await writer.commit([entryOf(command, subject ?? null)]);
    } finally {
      await writer.close();
    }
  } finally {
    await pool.end();
  }
}

/** When nobody is named, whose records will be shown is not known before they are: it is nobody's record in particular. */
function entryOf(command: string, subject: string | null): AuditEntry {
  return {
    actor: operator(),
    purpose: null,
    subject,
    requestId: '',
    operationName: command,
    operationHash: '',
    // No policy decides it: who has the log's password may read it.
    policyVersion: '',
    fields: [],
    outcome: 'answered',
    answer: null,
  };
}
