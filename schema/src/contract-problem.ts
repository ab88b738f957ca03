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
  readonly loc?: { readonly startToken: { readonly line: number } };
}

/** The problem behind an error of parsing or composition. */
export function problemOfError(error: GraphQLError, within?: SubgraphName): ContractProblem {
  const nodes = (error.nodes ?? []) as readonly LocatedNode[];
  const code = typeof error.extensions.code === 'string' ? error.extensions.code : 'INVALID_GRAPHQL';
  const located = problemAt(code, error.message, nodes);
  if (within === undefined || located.line !== undefined) return located;
  const position = error.positions?.[0];
  const line = error.source && position !== undefined ? getLocation(error.source, position).line : undefined;
  return { code, message: error.message, subgraph: within, ...(line === undefined ? {} : { line }) };
}

/** The problem at the first of these nodes that says where it is. */
export function problemAt(code: string, message: string, nodes: readonly LocatedNode[]): ContractProblem {
  const node = nodes.find((candidate) => candidate.subgraph !== undefined) ?? nodes[0];
  const subgraph = node?.subgraph !== undefined && isSubgraphName(node.subgraph) ? node.subgraph : undefined;
  const line = node?.loc?.startToken.line;
  return {
    code,
    message,
    ...(subgraph === undefined ? {} : { subgraph }),
    ...(line === undefined ? {} : { line }),
  };
}

/** One line for people: `kyc.graphql:12 INVALID_GRAPHQL: …`. */
export function describeProblem({ code, message, subgraph, line }: ContractProblem): string {
  const where =
    subgraph === undefined ? 'supergraph' : `${subgraph}.graphql${line === undefined ? '' : `:${line}`}`;
  return `${where} ${code}: ${message}`;
}
