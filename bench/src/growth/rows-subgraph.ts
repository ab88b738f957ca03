import { fileURLToPath } from 'node:url';
import { noRelationships, readPolicies } from '@bankgraph/authorization';
import { subgraphKey } from '@bankgraph/identity';
import { openSubgraph, type Subgraph } from '@bankgraph/subgraph-kit';
import { cannedCoreBanking } from '../canned-core-banking.js';

/** Core banking with rows in memory, under the bank's own policies. @param contextSecret 64 hexadecimal digits */
export async function openRowsSubgraph(contextSecret: string): Promise<Subgraph> {
  return openSubgraph(cannedCoreBanking(), {
    policies: await readPolicies(fileURLToPath(new URL('../../../policies', import.meta.url))),
    relationships: () => noRelationships,
    contextKey: subgraphKey(Buffer.from(contextSecret, 'hex'), 'core-banking'),
    record: async () => {
      throw new Error('The gateway puts every answer on record.');
    },
    logger: { error: (fault, message) => process.stderr.write(`${message} ${JSON.stringify(fault)}\n`) },
  });
}
