import {
  AuditReader,
  type AuditRecord,
  isOperation,
  type KeepingRecord,
  keyFile,
} from '@bankgraph/audit-log';
import { connect } from '@bankgraph/database';
import { recordReading } from '../record-reading.js';

/** What to follow. */
export interface TailOptions {
  /** URL of the log's database for the role audit_reader. */
  readonly url: string;
  /** URL of the log's database for the role audit_writer: that somebody reads is recorded first. */
  readonly auditWriter: string;
  /** File of the log's key-encryption keys: without them nobody can tell whom a record is about. */
  readonly auditKeys: string;
  readonly follow: boolean;
  /** Records of this time or later. */
  readonly since?: Date;
  readonly signal?: AbortSignal;
}

/**
 * Reads the audit log record by record, the record of this reading among them.
 *
 * @throws AuditUnavailable before anything is read, when that somebody reads cannot be recorded
 */
export async function* tailAudit(options: TailOptions): AsyncGenerator<AuditRecord | KeepingRecord> {
  await recordReading({
    auditWriter: options.auditWriter,
    auditKeys: options.auditKeys,
    command: 'audit tail',
  });
  const knex = connect(options.url, {
    applicationName: 'bankgraph audit tail',
    poolMax: 1,
    readOnly: true,
    statementTimeoutMs: 10_000,
  });
  try {
    yield* new AuditReader(knex, keyFile(options.auditKeys)).tail({
      follow: options.follow,
      ...(options.since === undefined ? {} : { since: options.since }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } finally {
    await knex.destroy();
  }
}

/** A record for a person: who did what for whom, and below which fields with which decision. */
export function recordAsText(record: AuditRecord | KeepingRecord): string {
  const time = record.recordedAt.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
  const who = [record.actor.roles.join('+'), record.actor.id].filter((part) => part !== '').join(' ');
  if (!isOperation(record)) return `${time}  ${who} → ${keepingAsText(record)}`;
  const what = record.operationName ?? `operation ${record.operationHash.slice(0, 12)}`;
  const outcome =
    record.outcome === 'answered'
      ? ''
      : ` — ${record.outcome}${record.errorCode === undefined ? '' : ` ${record.errorCode}`}`;
  const fields = (['allow', 'mask', 'deny'] as const)
    .map((decision) => ({
      decision,
      names: record.fields
        .filter(([, taken]) => taken === decision)
        .map(([field, , count]) => (count === 1 ? field : `${field}×${count}`)),
    }))
    .filter(({ names }) => names.length > 0)
    .map(
      ({ decision, names }) =>
        `    ${record.kind === 'edit' ? 'edited ' : words[decision]} ${names.join(' ')}`,
    );
  return [
    `${time}  ${who} → ${record.subject ?? 'no customer'}  ${what}, for ${record.purpose ?? 'no declared purpose'}${outcome}`,
    ...fields,
  ].join('\n');
}

const words = { allow: 'shown  ', mask: 'masked ', deny: 'refused' } as const;

/** The pseudonym only: who is on hold is for the key keeper to know. */
function keepingAsText(record: KeepingRecord): string {
  switch (record.kind) {
    case 'erasure':
      return `erased:${record.subject}  ${record.ground}`;
    case 'restriction':
      return `restricted:${record.subject}  ${record.ground}, when its legal holds have ended`;
    case 'hold':
      return `held:${record.subject}  ${record.until === null ? 'until it is released' : `until ${record.until}`}`;
    case 'release':
      return `released:${record.subject}  from hold ${record.hold}`;
  }
}
