import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSupergraph } from './compose-supergraph.js';
import type { ContractProblem } from './contract-problem.js';
import { API_FILE, SCHEMA_FOLDER, SUPERGRAPH_FILE } from './schema-folder.js';

/** How the composed files stand to the authored SDL. */
export type SupergraphState =
  | { readonly state: 'current' }
  /** `files`, relative to the contract's folder, are not what the authored SDL composes to. */
  | { readonly state: 'stale'; readonly files: readonly string[] }
  | { readonly state: 'invalid'; readonly problems: readonly ContractProblem[] };

/** File of the supergraph that is committed. */
export const supergraphFile: string = join(SCHEMA_FOLDER, SUPERGRAPH_FILE);

/** The supergraph as it is committed. Throws when it was never composed. */
export function readSupergraph(): string {
  return readFileSync(supergraphFile, 'utf8');
}

/** Tells whether the committed supergraph and API schema are what the authored SDL composes to. Changes nothing. */
export function checkSupergraph(folder: string = SCHEMA_FOLDER): SupergraphState {
  const outcome = staleFiles(folder);
  if ('problems' in outcome) return { state: 'invalid', problems: outcome.problems };
  const files = outcome.stale.map(({ file }) => file);
  return files.length === 0 ? { state: 'current' } : { state: 'stale', files };
}

/**
 * Composes the authored SDL and writes the supergraph and the API schema where they differ from it.
 * The state returned is the one found: `stale` names the files that were written. When the SDL is invalid nothing is.
 */
export function writeSupergraph(folder: string = SCHEMA_FOLDER): SupergraphState {
  const outcome = staleFiles(folder);
  if ('problems' in outcome) return { state: 'invalid', problems: outcome.problems };
  for (const { file, text } of outcome.stale) writeFileSync(join(folder, file), text);
  const files = outcome.stale.map(({ file }) => file);
  return files.length === 0 ? { state: 'current' } : { state: 'stale', files };
}

type Staleness =
  | { readonly problems: readonly ContractProblem[] }
  | { readonly stale: readonly { readonly file: string; readonly text: string }[] };

function staleFiles(folder: string): Staleness {
  const composition = composeSupergraph();
  if (!composition.composed) return { problems: composition.problems };
  const composed = [
    { file: SUPERGRAPH_FILE, text: composition.supergraphSdl },
    { file: API_FILE, text: composition.apiSdl },
  ];
  const stale = composed.filter(({ file, text }) => {
    const path = join(folder, file);
    return !existsSync(path) || readFileSync(path, 'utf8') !== text;
  });
  return { stale };
}
