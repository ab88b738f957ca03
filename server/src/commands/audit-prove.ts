import { setTimeout as sleep } from 'node:timers/promises';
import { type ProofBundle, proveRecord } from '@bankgraph/audit-tree';
import { connect } from '@bankgraph/database';
import { type Reading, recordReading } from '../record-reading.js';

/** Which record to prove. */
export interface ProveOptions extends Omit<Reading, 'command'> {
  /** URL of the log's database for the role audit_reader. */
  readonly url: string;
  /** Id of the record, or its place in the tree. */
  readonly record: string | number;
}

/** A record is in a signed tree half a second after it is durable; so much longer is waited for it. */
const patienceMs = 3_000;

/**
 * The record with the proof that it is in the log, to be given to whoever has the public keys. That somebody took it is
 * recorded first: it holds the record.
 *
 * @throws NoSuchRecord; AuditUnavailable; Error when it is not in a signed tree within three seconds
 */
export async function proveAudit({ url, record, ...reading }: ProveOptions): Promise<ProofBundle> {
  await recordReading({ ...reading, command: 'audit prove' });
  const knex = connect(url, { applicationName: 'bankgraph audit prove', poolMax: 1, readOnly: true });
  try {
    for (const deadline = Date.now() + patienceMs; ; await sleep(100)) {
      const bundle = await proveRecord(knex, record);
      if (bundle !== null) return bundle;
      if (Date.now() > deadline) {
        throw new Error(
          `The record ${record} is durable, and not in a signed tree yet. Does the integrator run (docs/operations.md, "The audit tree")?`,
        );
      }
    }
  } finally {
    await knex.destroy();
  }
}
