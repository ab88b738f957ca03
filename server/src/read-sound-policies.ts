import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  coverageFaults,
  type PolicyFault,
  PolicyFaults,
  type PolicySet,
  readPolicies,
} from '@bankgraph/authorization';
import { readSubgraph, SUBGRAPH_NAMES } from '@bankgraph/schema';
import { parse } from 'graphql';

/**
 * Reads the policies and holds them against the schema of every subgraph: all that would stop the start, at once.
 *
 * @throws PolicyFaults with file and line of each fault. What a file says wrongly is told first; whether policies and
 * schema cover each other is known only once every file can be read.
 */
export async function readSoundPolicies(folder: string): Promise<PolicySet> {
  const policies = await readPolicies(folder);
  const faults: PolicyFault[] = [];
  for (const name of SUBGRAPH_NAMES) {
    const own = policies.subgraphs.get(name);
    if (own === undefined) {
      faults.push({
        file: `fields/${name}.yaml`,
        line: 1,
        message: `There are no policies for subgraph ${name}.`,
      });
      continue;
    }
    const schema = buildSubgraphSchema({ typeDefs: parse(readSubgraph(name).sdl) });
    faults.push(...coverageFaults(own, schema));
  }
  const known = new Set<string>(SUBGRAPH_NAMES.map((name) => `${name}.yaml`));
  for (const file of await readdir(join(folder, 'fields'))) {
    if (!file.endsWith('.test.yaml') && !known.has(file)) {
      faults.push({ file: `fields/${file}`, line: 1, message: 'There is no subgraph of this name.' });
    }
  }
  if (faults.length > 0) throw new PolicyFaults(faults);
  return policies;
}
