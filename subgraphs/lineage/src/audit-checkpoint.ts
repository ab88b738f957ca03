import type { Inclusion, StoredCheckpoint } from '@bankgraph/audit-tree';
import type { AuditCheckpoint, AuditInclusion } from './schema.generated.js';

/** A signed state of the log as the graph shows it. Sizes and places are text: a tree may have more than 2³¹ entries. */
export function auditCheckpointOf(checkpoint: StoredCheckpoint): AuditCheckpoint {
  const { origin, size, root, note, signedAt, cosigned } = checkpoint;
  return {
    origin,
    size: String(size),
    root: root.toString('base64'),
    note,
    signedAt: signedAt.toISOString(),
    witness: cosigned?.witness ?? null,
    cosignedAt: cosigned?.at.toISOString() ?? null,
  };
}

/** A proof of RFC 6962 as the graph shows it. */
export function auditInclusionOf({ index, leafHash, proof, checkpoint }: Inclusion): AuditInclusion {
  return {
    index: String(index),
    leafHash: leafHash.toString('base64'),
    hashes: proof.map((hash) => hash.toString('base64')),
    checkpoint: auditCheckpointOf(checkpoint),
  };
}
