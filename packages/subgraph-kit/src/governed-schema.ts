import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  coverageFaults,
  type Policy,
  PolicyFaults,
  type SubgraphPolicies,
  shieldRules,
} from '@bankgraph/authorization';
import { maskValue } from '@bankgraph/masking';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isIntrospectionType,
  isObjectType,
  parse,
} from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { absentValue } from './absent.js';
import { noProvenance, type Provenance } from './origins.js';
import { connectionOf, Paged } from './paged.js';
import { scalars } from './scalars.js';
import type { GovernedContext, SubgraphDefinition } from './subgraph-definition.js';

type Context = GovernedContext<object>;

/**
 * Builds the executable schema of a subgraph in which every field goes the same way: decide → resolve → mask →
 * record. The decision is graphql-shield's, generated from the policies; the rest is put around each resolver.
 *
 * @throws PolicyFaults when a field has no policy or a policy no field: the build fails
 */
export function governedSchema<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  policies: SubgraphPolicies,
): GraphQLSchema {
  const schema = buildSubgraphSchema({
    typeDefs: parse(definition.sdl),
    resolvers: resolverMap(definition, policies) as never,
  });
  const faults = coverageFaults(policies, schema);
  if (faults.length > 0) throw new PolicyFaults(faults);

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || policies.carried.has(type.name)) continue;
    for (const field of Object.values(type.getFields())) {
      const policy = policies.fields.get(`${type.name}.${field.name}`);
      if (policy !== undefined) governField(field, policy);
    }
  }
  const provenanceAt = (
    parent: unknown,
    args: Record<string, unknown>,
    context: Context,
    info: GraphQLResolveInfo,
  ) =>
    info.parentType === info.schema.getQueryType()
      ? { ...noProvenance, ...definition.rootProvenance?.[info.fieldName]?.(args) }
      : context.governor.origins.of(parent);
  return applyMiddleware(
    schema,
    shieldRules<Context>(policies, schema, {
      async permits(policy, parent, args, context, info) {
        const provenance = provenanceAt(parent, args, context, info);
        const decision = await context.governor.decide(policy, provenance, parent);
        if (decision.effect === 'deny') context.governor.record(policy.id, 'deny', provenance);
        return decision.effect !== 'deny';
      },
      absent: (info) => absentValue(info.returnType),
    }),
  );

  /** Resolve → mask → record, for a field that shield has let through. */
  function governField(field: GraphQLField<unknown, Context>, policy: Policy): void {
    const inner = field.resolve ?? defaultFieldResolver;
    const returned = getNamedType(field.type);
    const rowTypeName = rowTypeOf(returned.name);
    const rowPolicy = policies.rows.get(rowTypeName);
    field.resolve = async (parent, args, context, info) => {
      const { governor } = context;
      const provenance = provenanceAt(parent, args, context, info);
      const decision = await governor.decide(policy, provenance, parent);
      // Shield has let the field through; this repeats the answer for the mask, and stands on its own if it were not so.
      if (decision.effect === 'deny') return absentValue(field.type);
      const value: unknown = await inner(parent, args, context, info);
      const shown = decision.effect === 'mask' ? maskValue(decision.mask, value, returned.name) : value;
      const rows = await adoptRows(shown);
      governor.record(policy.id, decision.effect, provenance);
      return rows;

      async function adoptRows(result: unknown): Promise<unknown> {
        if (result instanceof Paged) {
          return { ...result.beside, ...connectionOf(await visibleRows(result.rows), result.args) };
        }
        if (Array.isArray(result)) {
          return result.every((row) => typeof row === 'object' && row !== null)
            ? visibleRows(result as readonly object[])
            : result;
        }
        if (typeof result !== 'object' || result === null || !isObjectType(returned)) return result;
        return (await visibleRows([result]))[0] ?? null;
      }

      async function visibleRows<Row extends object>(rows: readonly Row[]): Promise<readonly Row[]> {
        const adopted = rows.map((row) => governor.origins.adopt(rowTypeName, row, provenance));
        const visible = await governor.visible(rowPolicy, adopted);
        if (visible.length < adopted.length && provenance.customerIds.length > 0) {
          governor.record(rowTypeName, 'deny', provenance);
        }
        return visible;
      }
    };
  }
}

/** A connection's rows are its nodes: `AccountConnection` → `Account`. */
function rowTypeOf(typeName: string): string {
  return typeName.replace(/Connection$/, '');
}

/** The subgraph's resolvers, the contract's scalars, and a reference resolver for each entity. */
function resolverMap<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  policies: SubgraphPolicies,
) {
  const document = parse(definition.sdl);
  const map: Record<string, unknown> = { ...definition.resolvers };
  for (const node of document.definitions) {
    if (node.kind === 'ScalarTypeDefinition') {
      const scalar = scalars[node.name.value];
      if (scalar === undefined) throw new Error(`No implementation of scalar ${node.name.value}.`);
      map[node.name.value] = scalar;
    }
    if (node.kind === 'ObjectTypeDefinition' && node.directives?.some(({ name }) => name.value === 'key')) {
      const typeName = node.name.value;
      map[typeName] = {
        ...definition.resolvers[typeName],
        __resolveReference: (reference: unknown, context: GovernedContext<Loaders>) =>
          resolveReference(typeName, reference, context, definition, policies),
      };
    }
  }
  return map;
}

/**
 * Turns a representation into an entity of which nothing but the key is known. Nothing else in it is trusted,
 * and nothing is loaded: each field decides for itself before it resolves.
 */
async function resolveReference<Loaders extends object>(
  typeName: string,
  reference: unknown,
  context: GovernedContext<Loaders>,
  definition: SubgraphDefinition<Loaders>,
  policies: SubgraphPolicies,
): Promise<object | null> {
  const id = (reference as { id?: unknown }).id;
  if (typeof id !== 'string') return null;
  const locate = definition.locate?.[typeName];
  const entity = locate === undefined ? { id } : await locate(id, context);
  if (entity === null) return null;
  const inherited: Provenance = noProvenance;
  const adopted = context.governor.origins.adopt(typeName, { ...entity }, inherited);
  return (await context.governor.visible(policies.rows.get(typeName), [adopted]))[0] ?? null;
}
