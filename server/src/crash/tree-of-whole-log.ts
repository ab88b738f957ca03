import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from '@bankgraph/database';

/**
 * Resolves when every record is in the tree and the witness has signed it, which they do without further help.
 *
 * @throws Error with how far they have come
 */
export async function treeOfWholeLog(log: Knex, patienceMs: number): Promise<void> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(100)) {
    const { rows } = await log.raw<{ rows: { records: number; integrated: number; cosigned: number }[] }>(
      `select (select count(*) from audit.record)::int as records,
              (select count(*) from audit.tree_entry)::int as integrated,
              coalesce((select max(size) from audit.cosignature), 0)::int as cosigned`,
    );
    const { records, integrated, cosigned } = rows[0] ?? { records: 0, integrated: 0, cosigned: 0 };
    if (records > 0 && records === integrated && records === cosigned) return;
    if (Date.now() > deadline) {
      throw new Error(
        `Of ${records} records ${integrated} are in the tree, and the witness has signed ${cosigned} of them.`,
      );
    }
  }
}
