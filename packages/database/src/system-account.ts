import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Uid and gid to run PostgreSQL as; empty for "as whoever we are". Spread into the options of `spawn`. */
export interface SystemAccount {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * The account that PostgreSQL runs as. It refuses to run as root, so root hands over to the system account
 * `postgres`, which is created (without login or home) where there is none.
 */
export async function postgresAccount(): Promise<SystemAccount> {
  if (process.getuid?.() !== 0) return {};
  return (await lookUp('postgres')) ?? create('postgres');
}

/** Whether the account can read the file, or list and enter the folder, from every folder above on. */
export function canRead(account: SystemAccount, path: string): Promise<boolean> {
  return test(account, '[ -r "$0" ] && { [ ! -d "$0" ] || [ -x "$0" ]; }', path);
}

/** Whether the account can pass through the folder, and every folder above. */
export function canEnter(account: SystemAccount, folder: string): Promise<boolean> {
  return test(account, '[ -x "$0" ]', folder);
}

async function test(account: SystemAccount, condition: string, path: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', condition, path], { ...account, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

async function lookUp(name: string): Promise<SystemAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
  } catch {
    return undefined;
  }
}

async function create(name: string): Promise<SystemAccount> {
  let cause: unknown;
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ]);
  } catch (error) {
    // Another start may have created it in the meantime; only a missing account is a failure.
    cause = error;
  }
  const account = await lookUp(name);
  if (account !== undefined) return account;
  throw new Error(
    `PostgreSQL does not run as root, and the account "${name}" could not be created. Create it, start as another user, or name a running PostgreSQL in DATABASE_URL.`,
    { cause },
  );
}
