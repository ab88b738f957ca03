import type { Knex } from '@bankgraph/database';
import { type Checkpoint, readCheckpoint } from '@bankgraph/transparency-log';

/** A checkpoint as it stands in the database. Who is given it checks its signatures; here they are not looked at. */
export interface StoredCheckpoint extends Pick<Checkpoint, 'origin' | 'size' | 'root'> {
  /** The signed note. */
  readonly note: string;
  /** When the log signed it. */
  readonly signedAt: Date;
  /** Who signed it beside the log, and when; null when the log alone has. */
  readonly cosigned: { readonly witness: string; readonly at: Date } | null;
}

/** The newest that a witness has signed, and the newest of all; null where there is none. */
export interface NewestCheckpoints {
  readonly cosigned: StoredCheckpoint | null;
  readonly signed: StoredCheckpoint | null;
}

interface Row {
  readonly note: string;
  readonly signed_at: Date;
  readonly witness: string | null;
  readonly cosigned_at: Date | null;
}

const newest = `
  (select s.note, c.signed_at, s.witness, s.cosigned_at
   from audit.cosignature s join audit.checkpoint c using (size) order by size desc limit 1)
  union all
  (select note, signed_at, null, null from audit.checkpoint order by size desc limit 1)`;

/** @param knex as a role that may read the log */
export async function newestCheckpoints(knex: Knex): Promise<NewestCheckpoints> {
  const { rows } = await knex.raw<{ rows: Row[] }>(newest);
  const stored = rows.map(storedCheckpoint);
  return {
    cosigned: stored.find(({ cosigned }) => cosigned !== null) ?? null,
    signed: stored.find(({ cosigned }) => cosigned === null) ?? null,
  };
}

/** The one that vouches best for an entry of the tree: with the witness's signature, when there is one that has the entry. */
export function checkpointWith(
  index: number,
  { cosigned, signed }: NewestCheckpoints,
): StoredCheckpoint | null {
  return [cosigned, signed].find((one) => one !== null && one.size > index) ?? null;
}

function storedCheckpoint({ note, signed_at, witness, cosigned_at }: Row): StoredCheckpoint {
  const { origin, size, root } = readCheckpoint(note.slice(0, note.indexOf('\n\n') + 1));
  const cosigned = witness === null || cosigned_at === null ? null : { witness, at: cosigned_at };
  return { origin, size, root, note, signedAt: signed_at, cosigned };
}
