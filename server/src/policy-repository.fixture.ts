import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { policiesFolder } from './project-folder.js';

const run = promisify(execFile);

/** A git repository with a copy of the policies, committed and tagged `released`. */
export interface PolicyRepository {
  readonly root: string;
  readonly folder: string;
  git(...args: readonly string[]): Promise<string>;
  /** Commits everything; the commit's name. */
  commit(message: string): Promise<string>;
  /** Replaces a text in a file of the policies, which must be there. */
  rewrite(file: string, from: string, to: string): Promise<void>;
  /** The working tree as it was released. */
  restore(): Promise<void>;
  remove(): Promise<void>;
}

export async function policyRepository(): Promise<PolicyRepository> {
  const root = await mkdtemp(join(tmpdir(), 'bankgraph-policies-'));
  const folder = join(root, 'policies');
  const git = async (...args: readonly string[]) =>
    (await run('git', [...args], { cwd: root })).stdout.trim();
  const commit = async (message: string) => {
    await git('add', '.');
    const author = ['user.name=Test', 'user.email=test@example.com', 'commit.gpgsign=false'];
    await git(...author.flatMap((setting) => ['-c', setting]), 'commit', '--quiet', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  await git('init', '--quiet');
  await cp(policiesFolder, folder, { recursive: true });
  await commit('Policies');
  await git('tag', 'released');
  return {
    root,
    folder,
    git,
    commit,
    async rewrite(file, from, to) {
      const text = await readFile(join(folder, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not say "${from}".`);
      await writeFile(join(folder, file), text.replace(from, to));
    },
    async restore() {
      await git('checkout', '--quiet', 'released', '--', '.');
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
