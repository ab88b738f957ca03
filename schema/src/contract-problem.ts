import { type GraphQLError, getLocation } from 'graphql';
import { isSubgraphName, type SubgraphName } from './subgraph-names.js';

/** Something that is wrong with the authored SDL, and where. */
export interface ContractProblem {
  /** Code of the composition (`INVALID_GRAPHQL`, `INVALID_FIELD_SHARING`, …) or of one of its hints. */
  readonly code: string;
  readonly message: string;
  /** Subgraph whose file has the problem, where one can be named. */
  readonly subgraph?: SubgraphName;
  /** Line in `subgraphs/<subgraph>.graphql`, from 1. */
  readonly line?: number;
}

/** A syntax node of one subgraph, as composition reports it with errors and hints. */
export interface LocatedNode {
  readonly subgraph?: string;
  readonly loc?: {
    readonly startToken: { readonly line: number };
    readonly source: { readonly name: string };
  };
}

/** The problem behind an error of parsing or composition. */
export function problemOfError(error: GraphQLError): ContractProblem {
  const code = typeof error.extensions.code === 'string' ? error.extensions.code : 'INVALID_GRAPHQL';
  const [position] = error.positions ?? [];
  if (error.nodes || !error.source || position === undefined)
    return problemAt(code, error.message, error.nodes ?? []);
  const { line } = getLocation(error.source, position);
  return { code, message: error.message, ...subgraphOfFile(error.source.name), line };
}

/** The problem at the first of these nodes. */
export function problemAt(code: string, message: string, [node]: readonly LocatedNode[]): ContractProblem {
  const { subgraph, loc } = node ?? {};
  const named = subgraph !== undefined && isSubgraphName(subgraph) ? { subgraph } : undefined;
  return {
    code,
    message,
    // Some errors name no subgraph with their nodes, but the file that a node was read from tells it.
    ...(named ?? (loc ? subgraphOfFile(loc.source.name) : {})),
    ...(loc ? { line: loc.startToken.line } : {}),
  };
}

function subgraphOfFile(file: string): { readonly subgraph?: SubgraphName } {
  const name = file.replace(/\.graphql$/, '');
  return isSubgraphName(name) ? { subgraph: name } : {};
}

/** One line for people: `kyc.graphql:12 INVALID_GRAPHQL: …`. */
export function describeProblem({ code, message, subgraph, line }: ContractProblem): string {
  const where =
    subgraph === undefined ? 'supergraph' : `${subgraph}.graphql${line === undefined ? '' : `:${line}`}`;
  return `${where} ${code}: ${message}`;
}
