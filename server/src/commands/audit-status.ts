import { lateAfterMs, type TreeLag, treeLag, type WitnessLag, witnessLag } from '@bankgraph/audit-tree';
import { connect, whileAvailable } from '@bankgraph/database';
import { count } from './policy-words.js';
import type { Report } from './schema.js';

/** What to look at. */
export interface AuditStatusOptions {
  /** URL of the log's database for the role audit_reader. */
  readonly url: string;
  readonly json: boolean;
}

/**
 * How far the tree is behind the records, and the witness behind the tree. Fails when either is more than a minute behind. It
 * shows no record, so it is not recorded; it checks no hash either, which is what `audit verify` is for.
 *
 * @throws DatabaseUnavailable
 */
export async function auditStatusReport({ url, json }: AuditStatusOptions): Promise<Report> {
  const knex = connect(url, { applicationName: 'bankgraph audit status', poolMax: 1, readOnly: true });
  try {
    const [tree, witness] = await whileAvailable(
      async () => [await treeLag(knex), await witnessLag(knex)] as const,
    );
    const late = { tree: tree.waitingMs > lateAfterMs, witness: witness.behindMs > lateAfterMs };
    return {
      text: json ? JSON.stringify({ tree, witness, late }, null, 2) : statusAsText(tree, witness, late),
      failed: late.tree || late.witness,
    };
  } finally {
    await knex.destroy();
  }
}

function statusAsText(
  { waiting, waitingMs, size, checkpointMs }: TreeLag,
  witness: WitnessLag,
  late: { readonly tree: boolean; readonly witness: boolean },
): string {
  const oldest = waiting === 0 ? '' : `, the oldest for ${seconds(waitingMs)}`;
  const signed = checkpointMs === null ? 'no checkpoint' : `newest checkpoint ${seconds(checkpointMs)} old`;
  const cosigned =
    witness.cosigned === null
      ? 'No witness has signed it'
      : `${witness.cosigned.witness} has signed it up to ${count(witness.cosigned.size, 'entry', 'entries')}, ${seconds(witness.cosigned.ageMs)} ago`;
  return [
    `Tree of ${count(size, 'entry', 'entries')}, ${signed}; ${count(waiting, 'durable record')} not in it yet${oldest}.`,
    `${cosigned}${witness.behindMs > 0 ? `; what it has not signed is ${seconds(witness.behindMs)} old.` : '.'}`,
    ...(late.tree ? ['LATE: the tree is more than a minute behind. Does the integrator run?'] : []),
    ...(late.witness
      ? ['LATE: the witness is more than a minute behind. Does it run, or has it refused (refused.json)?']
      : []),
  ].join('\n');
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
