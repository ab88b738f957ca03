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
  /** Gives a policy of `fields/kyc.yaml` these lines of allow, as they are written between the braces. */
  allow(policy: string, ...lines: readonly string[]): Promise<void>;
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
    await git(
      ...author.flatMap((setting) => ['-c', setting]),
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      message,
    );
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
    async allow(policy, ...lines) {
      const file = join(folder, 'fields/kyc.yaml');
      const text = await readFile(file, 'utf8');
      const start = text.indexOf(`\n${policy}:\n`);
      const from = text.indexOf('  allow:\n', start);
      const to = text.indexOf('  because:', from);
      if (start < 0 || from < 0 || to < 0) throw new Error(`fields/kyc.yaml has no policy ${policy}.`);
      const allow = lines.map((line) => `    - { ${line} }\n`).join('');
      await writeFile(file, `${text.slice(0, from)}  allow:\n${allow}${text.slice(to)}`);
    },
    async restore() {
      await git('checkout', '--quiet', 'released', '--', '.');
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
