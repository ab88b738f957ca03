import {
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { PolicyFault } from './fault.js';
import { isForEveryone, type Policy, type SubgraphPolicies } from './policy.js';

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
  for (const policy of policies.fields.values()) {
    if (couldRefuseItsParent(policy, policies, schema)) {
      fault(
        `${policy.id} is non-null, so refusing it would refuse what is around it, and show that there is something. Make it nullable, or give it the policy of its rows or of the field that leads to it.`,
        policy.source,
      );
    }
  }
  for (const name of policies.carried) {
    if (!isObjectType(schema.getType(name)))
      fault(`The carried type ${name} is not an object type of this subgraph.`);
  }
  return faults;
}

/**
 * A non-null field must never be refused where its object is shown. That holds when everyone may see it, or when
 * it has the policy of its rows, or of every field that returns its type.
 */
function couldRefuseItsParent(policy: Policy, policies: SubgraphPolicies, schema: GraphQLSchema): boolean {
  const [typeName = '', fieldName = ''] = policy.id.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (field === undefined || !isNonNullType(field.type)) return false;
  const row = policies.rows.get(typeName);
  if (isForEveryone(policy) || (row !== undefined && sameAllow(row, policy))) return false;
  const leading = [...policies.fields.values()].filter(({ id }) => returnedType(id, schema) === typeName);
  return leading.length === 0 || !leading.every((field) => sameAllow(field, policy));
}

function sameAllow(one: Policy, other: Policy): boolean {
  const text = ({ allow }: Policy) =>
    JSON.stringify(
      allow.map((line) => [
        [...line.roles].sort(),
        line.when,
        line.purposes && [...line.purposes],
        line.show,
      ]),
    );
  return text(one) === text(other);
}

/** Type of the rows or of the object that a field returns: `AccountConnection` and `[Account!]` both give `Account`. */
function returnedType(id: string, schema: GraphQLSchema): string | undefined {
  const [typeName = '', fieldName = ''] = id.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  return field === undefined ? undefined : getNamedType(field.type).name.replace(/Connection$/, '');
}
