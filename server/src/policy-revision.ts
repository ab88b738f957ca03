import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  type ConditionName,
  conditions,
  isWallCondition,
  PolicyFaults,
  type PolicySet,
  policyVersion,
  readPolicies,
} from '@bankgraph/authorization';

const git = promisify(execFile);

/** Policies that cannot be compared. The message says which, and what to do. */
export class UnreadablePolicies extends Error {
  override readonly name = 'UnreadablePolicies';
}

/**
 * The policies of a folder as they were at a revision of git. Conditions and walls that the program has learnt since
 * are added as those policies had them: not at all. Their version is that of the files as they were.
 *
 * @param ref branch, tag or commit
 * @throws UnreadablePolicies without git, outside of a checkout, for an unknown revision, one without policies, or one whose
 *   policies are not valid: then with every fault by file and line
 */
export async function policiesAt(ref: string, folder: string): Promise<PolicySet> {
  const commit = await commitOf(ref, folder);
  const listed = await run(folder, ['ls-tree', '-r', '--name-only', '-z', commit, '--', '.']);
  const names = inOrder((listed ?? '').split('\0').filter(isPolicyFile));
  if (!names.includes('roles.yaml')) throw new UnreadablePolicies(`Revision "${ref}" has no policies.`);
  const texts = await Promise.all(
    names.map(async (name) => {
      const text = await run(folder, ['show', `${commit}:./${name}`]);
      if (text === undefined) throw new UnreadablePolicies(`git cannot show policies/${name} at ${ref}.`);
      return text;
    }),
  );
  const files = completed(new Map(names.map((name, index) => [name, texts[index] ?? ''])));
  const copy = await mkdtemp(join(tmpdir(), 'bankgraph-policies-'));
  try {
    await mkdir(join(copy, 'fields'));
    for (const [name, text] of files) {
      await mkdir(dirname(join(copy, name)), { recursive: true });
      await writeFile(join(copy, name), text);
    }
    const policies = await readPolicies(copy);
    return { ...policies, version: policyVersion(names, texts) };
  } catch (error) {
    throw error instanceof PolicyFaults ? faultsOf(`at ${ref}`, error) : error;
  } finally {
    await rm(copy, { recursive: true });
  }
}

/**
 * The policies of a folder as they are.
 *
 * @throws UnreadablePolicies with every fault by file and line
 */
export async function policiesOfWorkingTree(folder: string): Promise<PolicySet> {
  try {
    return await readPolicies(folder);
  } catch (error) {
    throw error instanceof PolicyFaults ? faultsOf('of the working tree', error) : error;
  }
}

function faultsOf(side: string, { faults }: PolicyFaults): UnreadablePolicies {
  const lines = faults.map(({ file, line, message }) => `  policies/${file}:${line}: ${message}`);
  return new UnreadablePolicies([`The policies ${side} are not valid:`, ...lines].join('\n'));
}

async function commitOf(ref: string, folder: string): Promise<string> {
  if ((await run(folder, ['rev-parse', '--is-inside-work-tree'])) === undefined) {
    throw new UnreadablePolicies(
      `${folder} is not in a git checkout, so there is no revision to compare with.`,
    );
  }
  const commit = await run(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  ]);
  if (commit !== undefined) return commit.trim();
  throw new UnreadablePolicies(
    `There is no revision "${ref}" here. Give a branch, tag or commit of this repository (in a shallow clone, fetch it first).`,
  );
}

function isPolicyFile(name: string): boolean {
  return /^(roles|conditions|walls)\.yaml$|^fields\/[^/]+(?<!\.test)\.yaml$/.test(name);
}

/** The order in which `readPolicies` reads, which is part of the version. */
function inOrder(names: readonly string[]): readonly string[] {
  const first = ['roles.yaml', 'conditions.yaml', 'walls.yaml'];
  return [
    ...first.filter((name) => names.includes(name)),
    ...names.filter((name) => !first.includes(name)).sort(),
  ];
}

/** What was added is below what was there, so that faults keep their lines. */
function completed(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const all = Object.keys(conditions) as ConditionName[];
  const add = (text: string, names: readonly ConditionName[], entry: string) => {
    const missing = names.filter((name) => !text.split('\n').some((line) => line.startsWith(`${name}:`)));
    return [text.trimEnd(), ...missing.map((name) => `${name}: ${entry}`), ''].join('\n');
  };
  const described = add(files.get('conditions.yaml') ?? '', all, 'The program learnt it later.');
  const walls = add(
    files.get('walls.yaml') ?? '',
    all.filter(isWallCondition),
    '{ keeps out: [], because: It was built later. }',
  );
  return new Map([...files, ['conditions.yaml', described], ['walls.yaml', walls]]);
}

/** What git prints, or undefined when it refuses. */
async function run(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await git('git', [...args], { cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOENT') {
      throw new UnreadablePolicies('git is not installed here. Install it, or run the command where it is.');
    }
    return undefined;
  }
}
