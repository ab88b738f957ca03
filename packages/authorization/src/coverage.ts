import { type GraphQLSchema, isInterfaceType, isIntrospectionType, isObjectType, isUnionType } from 'graphql';
import type { PolicyFault } from './fault.js';
import type { SubgraphPolicies } from './policy.js';

/** Fields by which federation reaches a subgraph; the engine guards them, no policy can. */
export const engineFields: ReadonlySet<string> = new Set(['Query._entities', 'Query._service']);

/** Types that federation adds. */
export const engineTypes: ReadonlySet<string> = new Set(['_Service', '_Entity', '_Any']);

/**
 * Holds the policies of a subgraph against its schema: each field has exactly one policy or belongs to a carried
 * type, and each policy has its field. Rules on interfaces and unions are refused: they would be ignored.
 */
export function coverageFaults(policies: SubgraphPolicies, schema: GraphQLSchema): readonly PolicyFault[] {
  const file = `fields/${policies.subgraph}.yaml`;
  const faults: PolicyFault[] = [];
  const fault = (message: string, source?: string) =>
    faults.push({ file, line: Number(source?.split(':').at(-1) ?? 1), message });
  const known = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || engineTypes.has(type.name)) continue;
    for (const field of Object.keys(type.getFields())) {
      const id = `${type.name}.${field}`;
      if (engineFields.has(id)) continue;
      known.add(id);
      if (policies.carried.has(type.name)) {
        const own = policies.fields.get(id);
        if (own !== undefined) fault(`${id} has a policy, but its type is carried.`, own.source);
      } else if (!policies.fields.has(id)) fault(`${id} has no policy.`);
    }
  }
  for (const policy of policies.fields.values()) {
    const type = schema.getType(policy.id.split('.')[0] ?? '');
    if (isInterfaceType(type) || isUnionType(type)) {
      fault(
        `${policy.id}: a policy on an interface or union would be ignored; write it for each object type.`,
        policy.source,
      );
    } else if (!known.has(policy.id)) fault(`${policy.id} is not a field of this subgraph.`, policy.source);
  }
  for (const policy of policies.rows.values()) {
    if (!isObjectType(schema.getType(policy.id))) {
      fault(`${policy.id} is not an object type of this subgraph.`, policy.source);
    }
  }
  for (const name of policies.carried) {
    if (!isObjectType(schema.getType(name)))
      fault(`The carried type ${name} is not an object type of this subgraph.`);
  }
  return faults;
}
