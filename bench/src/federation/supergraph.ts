import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type SubgraphUrls, shopSdl, shopSubgraphs } from './federation-folder.js';

/**
 * Composes the four subgraphs.
 *
 * @param urls their addresses, which stand in the supergraph
 * @param change of the SDL of `products`
 * @throws AggregateError with what is wrong with them
 */
export function shopSupergraph(urls: SubgraphUrls, change = (sdl: string) => sdl): string {
  const { supergraphSdl, errors } = composeServices(
    shopSubgraphs.map((name) => ({
      name,
      url: urls[name],
      typeDefs: parse(name === 'products' ? change(shopSdl(name)) : shopSdl(name)),
    })),
  );
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'The subgraphs do not compose.');
  return supergraphSdl;
}
