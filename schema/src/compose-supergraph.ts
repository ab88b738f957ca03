import { composeServices } from '@apollo/composition';
import { printSchema, Supergraph } from '@apollo/federation-internals';
import { type ContractProblem, problemAt, problemOfError } from './contract-problem.js';
import { refusedDirectives } from './refused-directives.js';
import { routingUrl } from './routing-url.js';
import { SUBGRAPH_NAMES } from './subgraph-names.js';
import { InvalidContract, readSubgraph, type SubgraphSdl } from './subgraph-sdl.js';

/** What became of a composition. */
export type Composition =
  | {
      readonly composed: true;
      /** The supergraph, with routing placeholders for addresses. Same input, same text. */
      readonly supergraphSdl: string;
      /** What clients see of it. */
      readonly apiSdl: string;
    }
  | { readonly composed: false; readonly problems: readonly ContractProblem[] };

/** Level from which on a hint of the composition is a problem: its warnings, such as INCONSISTENT_DESCRIPTION. */
const WARNING = 60;

/**
 * Composes subgraphs into one supergraph, by default the authored ones.
 *
 * Warnings of the composition are problems as well: two subgraphs that describe a shared type differently would
 * leave it to chance which description clients read.
 */
export function composeSupergraph(subgraphs?: readonly SubgraphSdl[]): Composition {
  try {
    return compose(subgraphs ?? SUBGRAPH_NAMES.map(readSubgraph));
  } catch (error) {
    if (error instanceof InvalidContract) return { composed: false, problems: error.problems };
    throw error;
  }
}

/** What clients see of a supergraph, as SDL. */
export function apiSdlOf(supergraphSdl: string): string {
  return text(printSchema(Supergraph.build(supergraphSdl).apiSchema()));
}

function compose(subgraphs: readonly SubgraphSdl[]): Composition {
  const refused = subgraphs.flatMap(refusedDirectives);
  if (refused.length > 0) return { composed: false, problems: refused };
  const services = subgraphs.map(({ name, document }) => ({
    name,
    url: routingUrl(name),
    typeDefs: document,
  }));
  const { errors, supergraphSdl, hints } = composeServices(services);
  if (errors) return { composed: false, problems: errors.map(problemOfError) };
  const warnings = hints.filter((hint) => hint.definition.level.value >= WARNING);
  if (warnings.length > 0) {
    const problems = warnings.map((hint) => problemAt(hint.definition.code, hint.message, hint.nodes ?? []));
    return { composed: false, problems };
  }
  return { composed: true, supergraphSdl: text(supergraphSdl), apiSdl: apiSdlOf(supergraphSdl) };
}

function text(sdl: string): string {
  return `${sdl.trimEnd()}\n`;
}
