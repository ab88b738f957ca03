import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildSchema } from 'graphql';
import { apiSdlOf, composeSupergraph } from './compose-supergraph.js';
import { SCHEMA_FOLDER, SUPERGRAPH_FILE } from './schema-folder.js';
import { InvalidContract } from './subgraph-sdl.js';

const git = promisify(execFile);

/** One difference of what clients see. */
export interface ContractChange {
  /**
   * `breaking`: an operation that was valid is valid no more, or gives another shape. `dangerous`: it stays valid, but
   * a client may meet what it does not expect (a new enum value, another default). `safe`: everything else.
   */
  readonly level: 'breaking' | 'dangerous' | 'safe';
  /** Schema coordinate, for example `Account.status`. */
  readonly path?: string;
  readonly message: string;
  /** Why it has that level, where the rule says so. */
  readonly reason?: string;
}

/** What changed since a revision. */
export interface BreakingCheck {
  readonly ref: string;
  /** The breaking changes first, then the dangerous ones. */
  readonly changes: readonly ContractChange[];
  /** 1 when a change breaks clients, else 0. */
  readonly exitCode: 0 | 1;
}

/** The revision to compare with cannot be read. The message says what to do. */
export class UnreadableRevision extends Error {
  override readonly name = 'UnreadableRevision';
}

/**
 * Compares what clients see of the authored SDL with what they saw at a revision of git (branch, tag or commit).
 * Throws {@link UnreadableRevision} when there is no such revision or it has no supergraph, and
 * {@link InvalidContract} when the authored SDL does not compose.
 */
export async function checkBreaking(ref: string, folder: string = SCHEMA_FOLDER): Promise<BreakingCheck> {
  const before = apiSdlOf(await supergraphAt(ref, folder));
  const composition = composeSupergraph();
  if (!composition.composed) throw new InvalidContract(composition.problems);
  const changes = await compareApis(before, composition.apiSdl);
  return { ref, changes, exitCode: changes.some(({ level }) => level === 'breaking') ? 1 : 0 };
}

/** Compares two API schemas in SDL: the breaking changes first, then the dangerous ones. */
export async function compareApis(before: string, after: string): Promise<ContractChange[]> {
  // Loaded on demand: the servers need this package as well, and none of them compares schemas.
  const { CriticalityLevel, diff } = await import('@graphql-inspector/core');
  const levels = {
    [CriticalityLevel.Breaking]: 'breaking',
    [CriticalityLevel.Dangerous]: 'dangerous',
    [CriticalityLevel.NonBreaking]: 'safe',
  } as const;
  const differences = await diff(buildSchema(before), buildSchema(after));
  const changes = differences.map(({ message, path, criticality }): ContractChange => {
    const { level, reason } = criticality;
    return { level: levels[level], ...(path && { path }), message, ...(reason && { reason }) };
  });
  const order = Object.values(levels);
  return changes.sort(
    (one, other) =>
      order.indexOf(one.level) - order.indexOf(other.level) ||
      (one.path ?? '').localeCompare(other.path ?? ''),
  );
}

async function supergraphAt(ref: string, folder: string): Promise<string> {
  const commit = await run(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  ]);
  if (commit === undefined) {
    throw new UnreadableRevision(
      `There is no revision "${ref}" here. Give a branch, tag or commit of this repository (in a shallow clone, fetch it first).`,
    );
  }
  const supergraph = await run(folder, ['show', `${commit.trim()}:./${SUPERGRAPH_FILE}`]);
  if (supergraph === undefined) {
    throw new UnreadableRevision(
      `Revision "${ref}" has no ${SUPERGRAPH_FILE}. Give one from after the supergraph was first committed.`,
    );
  }
  return supergraph;
}

/** What git prints, or undefined when it refuses. */
async function run(folder: string, args: string[]): Promise<string | undefined> {
  try {
    return (await git('git', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOENT') {
      throw new UnreadableRevision('git is not installed here. Install it, or run the check where it is.');
    }
    return undefined;
  }
}
