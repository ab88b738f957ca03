import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile } from '@bankgraph/durable-file';
import { generatePublishingKey, publishingVerifierOf } from '@bankgraph/operation-registry';

/** Files of the operations that are agreed with clients. */
export interface OperationsFiles {
  /** The secret key that signs what is published: for whoever publishes alone. */
  readonly key: string;
  /** Its public half: for gateways. */
  readonly verifier: string;
  /** What a gateway has taken up last, so that it starts without the database. */
  readonly kept: string;
}

/** Where they lie in the data folder of an embedded bank. */
export function operationsFilesOf(folder: string): OperationsFiles {
  return {
    key: join(folder, 'operations.key'),
    verifier: join(folder, 'operations-verifier.pem'),
    kept: join(folder, 'operations.jws'),
  };
}

/** Makes the pair of keys when there is none yet, and the public one from the secret one when it is missing. One process at a time. */
export async function ensureOperationsKeys({
  key,
  verifier,
}: Pick<OperationsFiles, 'key' | 'verifier'>): Promise<void> {
  const kept = await readWhenThere(key);
  const signer = kept ?? generatePublishingKey();
  if (kept !== null && (await readWhenThere(verifier)) !== null) return;
  for (const [file, text] of [
    [verifier, publishingVerifierOf(signer)],
    [key, signer],
  ] as const) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await replaceFile(file, text);
  }
}

async function readWhenThere(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
