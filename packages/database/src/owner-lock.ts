import { link, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProcess } from './running-process.js';

/** The folder's database is served by another living process. */
export class FolderInUse extends Error {
  readonly code = 'DATABASE_FOLDER_IN_USE';
  readonly folder: string;
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(`The database in ${folder} is in use by process ${pid}. Stop it first, or choose another folder.`);
    this.name = 'FolderInUse';
    this.folder = folder;
    this.pid = pid;
  }
}

interface Owner {
  readonly pid: number;
  readonly startedAt: string;
}

/**
 * Claims the folder for this process until `release`. A claim whose process is gone (or whose number belongs
 * to a later process) is void.
 *
 * @throws FolderInUse when a living process, this one included, holds it.
 */
export async function claimFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const claim = join(folder, 'owner.json');
  const mine = `${claim}.${process.pid}`;
  const self = await findProcess(process.pid);
  await writeFile(mine, JSON.stringify({ pid: process.pid, startedAt: self?.startedAt ?? '' }), {
    mode: 0o600,
  });
  try {
    for (;;) {
      try {
        // A hard link appears with its content or not at all, and never replaces a claim.
        await link(mine, claim);
        return { release: () => rm(claim, { force: true }) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = await livingOwner(claim);
      if (holder !== undefined) throw new FolderInUse(folder, holder.pid);
      await rename(claim, `${mine}.void`).catch(ignoreMissing);
      await rm(`${mine}.void`, { force: true });
    }
  } finally {
    await unlink(mine).catch(ignoreMissing);
  }
}

async function livingOwner(claim: string): Promise<Owner | undefined> {
  try {
    const owner = JSON.parse(await readFile(claim, 'utf8')) as Owner;
    const living = await findProcess(owner.pid);
    return living?.startedAt === owner.startedAt ? owner : undefined;
  } catch {
    return undefined;
  }
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
