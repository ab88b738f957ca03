import { isSubgraphName, type SubgraphName } from './subgraph-names.js';

const SUFFIX = '.subgraph.invalid';

/**
 * Address of a subgraph as the supergraph has it: a placeholder, because the contract is the same wherever the
 * subgraphs run. The top-level domain `invalid` never resolves (RFC 2606), so a forgotten mapping fails at once.
 */
export function routingUrl(name: SubgraphName): string {
  return `http://${name}${SUFFIX}/graphql`;
}

/** The subgraph that a routing placeholder stands for, or undefined when the address is not a placeholder. */
export function subgraphOfRoutingUrl(url: string): SubgraphName | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  const name = hostname.endsWith(SUFFIX) ? hostname.slice(0, -SUFFIX.length) : '';
  return isSubgraphName(name) ? name : undefined;
}
