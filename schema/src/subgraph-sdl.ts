import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, GraphQLError, parse, Source } from 'graphql';
import { type ContractProblem, describeProblem, problemOfError } from './contract-problem.js';
import { SCHEMA_FOLDER } from './schema-folder.js';
import type { SubgraphName } from './subgraph-names.js';

/** The authored SDL of one subgraph. */
export interface SubgraphSdl {
  readonly name: SubgraphName;
  /** Text of `subgraphs/<name>.graphql`. */
  readonly sdl: string;
  /** The same, parsed. */
  readonly document: DocumentNode;
}

/** The authored SDL does not parse. */
export class InvalidContract extends Error {
  override readonly name = 'InvalidContract';

  constructor(readonly problems: readonly ContractProblem[]) {
    super(`The contract is not valid.\n${problems.map(describeProblem).join('\n')}`);
  }
}

/**
 * Reads the authored SDL of a subgraph from the contract's folder.
 * Throws {@link InvalidContract} with the line when it does not parse.
 */
export function readSubgraph(name: SubgraphName): SubgraphSdl {
  return parseSubgraph(name, readFileSync(join(SCHEMA_FOLDER, 'subgraphs', `${name}.graphql`), 'utf8'));
}

/** Parses SDL as that of the named subgraph. Throws {@link InvalidContract} with the line when it does not parse. */
export function parseSubgraph(name: SubgraphName, sdl: string): SubgraphSdl {
  try {
    return { name, sdl, document: parse(new Source(sdl, `${name}.graphql`)) };
  } catch (error) {
    if (error instanceof GraphQLError) throw new InvalidContract([problemOfError(error)]);
    throw error;
  }
}
