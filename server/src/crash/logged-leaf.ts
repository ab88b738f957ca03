import type { Knex } from '@bankgraph/database';
import { z } from 'zod';

/** What the comparison needs of a leaf. */
export interface LoggedLeaf {
  readonly writer: string;
  readonly sequence: number;
  readonly requestId: string;
  readonly subject: string | null;
  /** Hexadecimal: `digest` is SHA-256 of the salt's bytes and then the bytes of the answer. */
  readonly answer: { readonly salt: string; readonly digest: string } | null;
}

/** The format as docs/audit-log.md has it, read without the code that writes it. */
const leaf = z.object({
  format: z.literal(2),
  kind: z.literal('access'),
  requestId: z.string(),
  subject: z.string().nullable(),
  answer: z
    .object({ salt: z.string().regex(/^[0-9a-f]{32}$/), digest: z.string().regex(/^[0-9a-f]{64}$/) })
    .nullable(),
});

const pageSize = 5_000;

/** Every leaf of kind `access`, in the order of writers and their sequences. */
export async function* readLeaves(database: Knex): AsyncGenerator<LoggedLeaf, void, undefined> {
  let after = { writer: '00000000-0000-0000-0000-000000000000', sequence: 0 };
  for (;;) {
    const rows = await database('audit.record')
      .select<{ writer: string; sequence: number; leaf: Buffer }[]>('writer', 'sequence', 'leaf')
      .whereRaw('(writer, sequence) > (?::uuid, ?)', [after.writer, after.sequence])
      .where({ kind: 'access' })
      .orderBy(['writer', 'sequence'])
      .limit(pageSize);
    for (const { writer, sequence, leaf: bytes } of rows) {
      const { requestId, subject, answer } = leaf.parse(JSON.parse(bytes.toString('utf8')));
      yield { writer, sequence, requestId, subject, answer };
      after = { writer, sequence };
    }
    if (rows.length < pageSize) return;
  }
}
