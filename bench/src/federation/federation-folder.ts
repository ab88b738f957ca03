import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Names of the benchmark's subgraphs, in the order of composition. */
export const shopSubgraphs = ['accounts', 'inventory', 'products', 'reviews'] as const;

export type ShopSubgraph = (typeof shopSubgraphs)[number];

/** Where each subgraph is served. */
export type SubgraphUrls = Readonly<Record<ShopSubgraph, string>>;

/** Absolute path of a file or folder of `bench/federation`. */
export function federationFile(name: string): string {
  return fileURLToPath(new URL(`../../federation/${name}`, import.meta.url));
}

/** Schema of a subgraph, in the Federation 1 dialect: the one that every gateway reads. */
export function shopSdl(name: ShopSubgraph): string {
  return readFileSync(federationFile(`${name}.graphql`), 'utf8');
}
