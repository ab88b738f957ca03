import { createHash } from 'node:crypto';
import type { Identities } from '@bankgraph/audit-log';
import type { Knex } from '@bankgraph/database';
import { z } from 'zod';

/** What the comparison needs of a leaf. */
export interface LoggedLeaf {
  readonly writer: string;
  readonly sequence: number;
  /** Hash that the leaf gives for the one before it of the same writer, hexadecimal. */
  readonly previous: string;
  /** Its own hash as RFC 6962 has it: SHA-256 of a zero byte and the leaf's bytes, hexadecimal. */
  readonly hash: string;
  /** Null when it opens or closes a writer. */
  readonly access: LoggedAccess | null;
}

/** What a leaf says of an operation. */
export interface LoggedAccess {
  readonly requestId: string;
  /** Customer number. */
  readonly subject: string | null;
  /** Hexadecimal: `digest` is SHA-256 of the salt's bytes and then the bytes of the answer. */
  readonly answer: { readonly salt: string; readonly digest: string } | null;
}

const place = {
  format: z.literal(4),
  writer: z.uuid(),
  sequence: z.int(),
  previous: z.string(),
};

/** The format, read without the code that writes it. */
const leaf = z.discriminatedUnion('kind', [
  z.object({
    ...place,
    kind: z.enum(['open', 'edit', 'hold', 'release', 'restriction', 'erasure', 'close']),
  }),
  z.object({
    ...place,
    kind: z.literal('access'),
    requestId: z.string(),
    subject: z.uuid().nullable(),
    identities: z.array(z.tuple([z.uuid(), z.string()])),
    answer: z
      .object({ salt: z.string().regex(/^[0-9a-f]{32}$/), digest: z.string().regex(/^[0-9a-f]{64}$/) })
      .nullable(),
  }),
]);

function accessOf(
  { requestId, subject, answer }: Extract<z.infer<typeof leaf>, { kind: 'access' }>,
  names: ReadonlyMap<string, string>,
): LoggedAccess {
  return { requestId, subject: subject === null ? null : (names.get(subject) ?? subject), answer };
}

const pageSize = 5_000;

/** Tells whom pseudonyms stand for. */
export type Names = Pick<Identities, 'names'>;

/** Every leaf, in the order of writers and their sequences. @throws ZodError on a leaf of another form */
export async function* readLeaves(
  database: Knex,
  identities: Names,
): AsyncGenerator<LoggedLeaf, void, undefined> {
  let after = { writer: '00000000-0000-0000-0000-000000000000', sequence: 0 };
  for (;;) {
    const rows = await database('audit.record')
      .select<{ writer: string; sequence: number; leaf: Buffer }[]>('writer', 'sequence', 'leaf')
      .whereRaw('(writer, sequence) > (?::uuid, ?)', [after.writer, after.sequence])
      .orderBy(['writer', 'sequence'])
      .limit(pageSize);
    const leaves = rows.map((row) => leaf.parse(JSON.parse(row.leaf.toString('utf8'))));
    const names = await identities.names(
      leaves.flatMap((read) => (read.kind === 'access' ? read.identities : [])),
    );
    for (const [at, row] of rows.entries()) {
      const read = leaves[at] as (typeof leaves)[number];
      const { writer, sequence, previous } = read;
      const hash = createHash('sha256').update(Buffer.of(0)).update(row.leaf).digest('hex');
      yield {
        writer,
        sequence,
        previous,
        hash,
        access: read.kind === 'access' ? accessOf(read, names) : null,
      };
    }
    if (rows.length < pageSize) return;
    after = rows.at(-1) ?? after;
  }
}
