import { createHash } from 'node:crypto';
import { z } from 'zod';

const operation = z.strictObject({
  /** SHA-256 of the body, hex. */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1),
  type: z.enum(['query', 'mutation', 'subscription']),
  body: z.string().min(1),
  /** The client (`client_id` of its tokens) that may send it. */
  clientName: z.string().min(1),
  /** W3C DPV term that whoever sends it declares. */
  purpose: z.string().min(1),
  /** Whom to ask before it is changed or retired. */
  owner: z.string().min(1),
  /** Where it was published from: the folder `schema/operations`, or a manifest that a client's own build has made. */
  source: z.enum(['contract', 'manifest']),
});

/** Operations that are agreed with clients: Apollo's persisted-query manifest, with purpose and owner of each. */
export const operationManifest = z
  .strictObject({
    format: z.literal('apollo-persisted-query-manifest'),
    version: z.literal(1),
    operations: z.array(operation),
  })
  .superRefine(({ operations }, context) => {
    const seen = new Set<string>();
    for (const { id, body, name, clientName } of operations) {
      const key = `${clientName} ${id}`;
      if (operationId(body) !== id)
        context.addIssue(`${clientName}/${name}: the id is not that of the body.`);
      if (seen.has(key)) context.addIssue(`${clientName}/${name}: the operation is listed twice.`);
      seen.add(key);
    }
  });

/** Operations that are agreed with clients. */
export type OperationManifest = z.infer<typeof operationManifest>;

/** One of them. */
export type ManifestOperation = OperationManifest['operations'][number];

/** Id of an operation: SHA-256 of its text, hex, as Apollo's clients compute it. */
export function operationId(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** A manifest of these operations, in an order that does not depend on theirs. */
export function manifestOf(operations: readonly ManifestOperation[]): OperationManifest {
  const key = ({ clientName, name, id }: ManifestOperation) => `${clientName}/${name} ${id}`;
  const sorted = [...operations].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return { format: 'apollo-persisted-query-manifest', version: 1, operations: sorted };
}
