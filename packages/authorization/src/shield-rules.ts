import { type GraphQLResolveInfo, type GraphQLSchema, isIntrospectionType, isObjectType } from 'graphql';
import type { applyMiddleware } from 'graphql-middleware';
import { allow, deny, rule, shield } from 'graphql-shield';
import { engineFields, engineTypes } from './coverage.js';
import type { Policy, SubgraphPolicies } from './policy.js';

/** Middleware for `applyMiddleware` of graphql-middleware. */
export type SchemaMiddleware = Parameters<typeof applyMiddleware>[1];

/** How the generated rules reach the engine that decides for one request. */
export interface FieldGuard<Context> {
  /** Whether the field may be resolved; records a refusal. Rejects when it cannot be decided. */
  permits(
    policy: Policy,
    parent: unknown,
    args: Record<string, unknown>,
    context: Context,
    info: GraphQLResolveInfo,
  ): boolean | Promise<boolean>;
  /** What stands in place of a refused field: what an absent value of its type looks like. */
  absent(info: GraphQLResolveInfo): unknown;
}

/**
 * Generates graphql-shield's rule tree from the policies: a rule for every field of every object type, so that
 * none of shield's gaps can open. Its fallback is deny; no rule is cached (its `contextual` cache ignores the
 * row); each rule has its own name (two of one name would share a cache entry); carried types are written out
 * field by field, because a missing type would silently fall back.
 */
export function shieldRules<Context>(
  policies: SubgraphPolicies,
  schema: GraphQLSchema,
  guard: FieldGuard<Context>,
): SchemaMiddleware {
  const tree: Record<string, Record<string, ReturnType<ReturnType<typeof rule>> | typeof allow>> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    const rules: (typeof tree)[string] = {};
    for (const field of Object.keys(type.getFields())) {
      const id = `${type.name}.${field}`;
      const policy = policies.fields.get(id);
      if (engineTypes.has(type.name) || engineFields.has(id) || policies.carried.has(type.name))
        rules[field] = allow;
      else if (policy === undefined) rules[field] = deny;
      else rules[field] = ruleOf(policy, guard);
    }
    tree[type.name] = rules;
  }
  return shield(tree, {
    fallbackRule: deny,
    // Errors of resolvers must reach our own formatter; without this shield would replace them.
    allowExternalErrors: true,
    fallbackError: ((
      _thrown: unknown,
      _parent: object,
      _args: object,
      _context: Context,
      info: GraphQLResolveInfo,
    ) => guard.absent(info)) as never,
  }) as SchemaMiddleware;
}

function ruleOf<Context>(policy: Policy, guard: FieldGuard<Context>) {
  return rule(policy.id, { cache: 'no_cache' })(async (parent, args, context, info) => {
    try {
      return await guard.permits(policy, parent, args, context as Context, info);
    } catch (error) {
      // Shield turns a thrown error into a silent refusal; an error that is returned stays an error.
      return error instanceof Error ? error : new Error('The decision failed.');
    }
  });
}
