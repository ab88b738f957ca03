import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '@bankgraph/durable-file';
import { generateNoteKey, readNoteSigner } from '@bankgraph/transparency-log';

/** Name of the log: its key's, and the origin of its checkpoints. */
export const auditLogName = 'bankgraph/audit';

/** Files of the tree over the audit log. */
export interface AuditTreeFiles {
  /** The log's secret key: for the integrator alone. */
  readonly logKey: string;
  /** The witness's secret key: for the witness alone. */
  readonly witnessKey: string;
  /** Public keys of both, a line each: for whoever verifies. */
  readonly verifiers: string;
}

/** Makes the keys and the file of their public halves, where they are not there yet. One process at a time. */
export async function ensureAuditTreeFiles({ logKey, witnessKey, verifiers }: AuditTreeFiles): Promise<void> {
  const signers = [
    readNoteSigner(await made(logKey, () => generateNoteKey(auditLogName, 'log').signer)),
    readNoteSigner(await made(witnessKey, () => generateNoteKey('bankgraph/witness', 'witness').signer)),
  ];
  await made(verifiers, () => signers.map(({ verifier }) => verifier).join('\n'));
}

/** What is in the file, which is made when it is not there. */
async function made(file: string, make: () => string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) return text.trim();
  const fresh = make();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await replaceFile(file, `${fresh}\n`);
  return fresh;
}
