import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type SubgraphUrls, shopSdl, shopSubgraphs } from './federation-folder.js';

/**
 * Composes the four subgraphs.
 *
 * @param urls their addresses, which stand in the supergraph
 * @throws AggregateError with what is wrong with them
 */
export function shopSupergraph(urls: SubgraphUrls): string {
  const { supergraphSdl, errors } = composeServices(
    shopSubgraphs.map((name) => ({ name, url: urls[name], typeDefs: parse(shopSdl(name)) })),
  );
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'The subgraphs do not compose.');
  return supergraphSdl;
}
