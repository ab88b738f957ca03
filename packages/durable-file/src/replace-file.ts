import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts a file in place in one step, and resolves when it is on the disk: who reads it, or comes back after a crash, finds the
 * text before or this one. Only the owner may read it. Of processes that do so at once, the last one's text stays.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const next = `${file}.${process.pid}.new`;
  const handle = await open(next, 'w', 0o600);
  try {
    // The mode above is that of a new file; one left by a crash keeps its own.
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
  // The name is on the disk when the folder is.
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
