/** The subgraphs of the customer graph, in the order in which they are composed and listed. */
export const SUBGRAPH_NAMES = [
  'core-banking',
  'kyc',
  'aml',
  'fraud',
  'segments',
  'consent',
  'lineage',
  'access',
  'decisions',
  'journeys',
] as const;

/** Name of a subgraph: of its SDL file, its folder, its policy file and its routing placeholder. */
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** Tells whether a text names a subgraph. */
export function isSubgraphName(text: string): text is SubgraphName {
  return (SUBGRAPH_NAMES as readonly string[]).includes(text);
}
