import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { canEnter, type SystemAccount } from './system-account.js';

/** Where the parts of one embedded PostgreSQL lie. */
export interface ClusterHome {
  /** The caller's folder: password, claim, and the data or a link to it. Absolute, links resolved. */
  readonly folder: string;
  /** PostgreSQL's data directory; need not exist yet. */
  readonly data: string;
  /** Where programs that the account cannot reach are copied to. */
  readonly copies: string;
}

/**
 * Prepares the folder (created when missing) so that the account can work in it. PostgreSQL has to enter
 * every folder above its data, which the account `postgres` cannot below a private one such as /root. Opening
 * that is not ours to do, so the data then lies in /var/lib/bankgraph and the folder holds a link to it:
 * removing the folder still means starting over.
 */
export async function openClusterHome(path: string, account: SystemAccount): Promise<ClusterHome> {
  await mkdir(path, { recursive: true, mode: account.uid === undefined ? 0o700 : 0o711 });
  const folder = await realpath(path);
  const local = join(folder, 'data');
  if (account.uid === undefined) return { folder, data: local, copies: folder };

  const copies = await systemFolder();
  if (await letPass(account, folder)) return { folder, data: local, copies };
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return { folder, data: join(copies, `data-${digest}`), copies };
}

/** The account needs to pass through the folder only, not to read it; its own `data` is below. */
async function letPass(account: SystemAccount, folder: string): Promise<boolean> {
  const mode = (await stat(folder)).mode;
  if (!(await canEnter(account, dirname(folder)))) return false;
  // The folder is ours; letting the account pass shows it no names and no content.
  if ((mode & 0o001) === 0) await chmod(folder, (mode & 0o777) | 0o011);
  return true;
}

/** A folder of root's own that every account can pass through; /tmp only where /var/lib cannot be written. */
async function systemFolder(): Promise<string> {
  for (const candidate of ['/var/lib/bankgraph', join(tmpdir(), 'bankgraph-root')]) {
    try {
      await mkdir(candidate, { recursive: true, mode: 0o711 });
      const { uid, mode } = await lstat(candidate);
      // Someone else could have put a folder of that name into /tmp.
      if (uid === 0 && (mode & 0o022) === 0) {
        await chmod(candidate, 0o711);
        return candidate;
      }
    } catch {
      // Try the next one.
    }
  }
  throw new Error(
    'Neither /var/lib/bankgraph nor the temporary folder can hold files for PostgreSQL. Start as another user than root, or name a running PostgreSQL in DATABASE_URL.',
  );
}

/** Whether there is data of an earlier start that belongs to this folder. */
export async function hasData(home: ClusterHome): Promise<boolean> {
  return (await exists(join(home.folder, 'data'))) && (await exists(join(home.data, 'PG_VERSION')));
}

/** Removes the data and the password. Nothing may be running on it. */
export async function removeData(home: ClusterHome): Promise<void> {
  await rm(home.data, { recursive: true, force: true });
  await rm(join(home.folder, 'data'), { recursive: true, force: true });
  await rm(passwordFile(home), { force: true });
}

/**
 * Lets `fill` create the data in a folder of its own and puts it in place afterwards, so that a start that is
 * killed midway leaves nothing that looks like a database.
 */
export async function createData(
  home: ClusterHome,
  account: SystemAccount,
  fill: (data: string, passwordFile: string) => Promise<void>,
): Promise<void> {
  await removeData(home);
  await removeUnfinished(home);
  // A name of its own: what a killed start left working may still write to its folder.
  const unfinished = `${home.data}${unfinishedMark}${randomBytes(6).toString('hex')}`;
  const filePassword = `${unfinished}.password`;
  await mkdir(unfinished, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(filePassword, `${password}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (account.uid !== undefined && account.gid !== undefined) {
      await chown(unfinished, account.uid, account.gid);
      await chown(filePassword, account.uid, account.gid);
    }
    await fill(unfinished, filePassword);
  } finally {
    await rm(filePassword, { force: true });
  }
  await writeFile(passwordFile(home), `${password}\n`, { mode: 0o600 });
  await rename(unfinished, home.data);
  if (home.data !== join(home.folder, 'data')) await symlink(home.data, join(home.folder, 'data'));
}

const unfinishedMark = '.new-';

/** What cannot be removed now, because something still writes there, is removed by a later start. */
async function removeUnfinished(home: ClusterHome): Promise<void> {
  const prefix = `${basename(home.data)}${unfinishedMark}`;
  for (const name of await readdir(dirname(home.data))) {
    if (!name.startsWith(prefix)) continue;
    await rm(join(dirname(home.data), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** The superuser's password, written by `createData`. */
export async function readPassword(home: ClusterHome): Promise<string> {
  try {
    return (await readFile(passwordFile(home), 'utf8')).trim();
  } catch (cause) {
    throw new Error(
      `The data in ${home.folder} is there but its password file ${passwordFile(home)} is not. Put it back, or start over with a fresh database.`,
      { cause },
    );
  }
}

function passwordFile(home: ClusterHome): string {
  return join(home.folder, 'superuser-password');
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
