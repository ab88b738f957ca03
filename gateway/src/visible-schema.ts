import type { Standing } from '@bankgraph/authorization';
import { filterSchema, pruneSchema } from '@graphql-tools/utils';
import { GraphQLObjectType, GraphQLSchema, isInterfaceType } from 'graphql';

/**
 * The schema that actors of one standing can use: without the fields that they can never see, and without the types
 * that nothing leads to any more.
 */
export function visibleSchema(schema: GraphQLSchema, standing: Standing): GraphQLSchema {
  const visible = pruneSchema(
    filterSchema({
      schema,
      rootFieldFilter: (root, field) => standing.canSee(root, field),
      objectFieldFilter: (type, field) => standing.canSee(type, field),
      interfaceFieldFilter: (name, field) => {
        const type = schema.getType(name);
        // Policies are written for object types; an interface must not have what one of its objects lacks.
        return (
          isInterfaceType(type) &&
          schema.getPossibleTypes(type).every((object) => standing.canSee(object.name, field))
        );
      },
    }),
  );
  if (visible.getQueryType() != null) return visible;
  // Who can use nothing may still ask what there is: a query type without fields.
  const query = new GraphQLObjectType({ name: 'Query', fields: {} });
  return new GraphQLSchema({ query, assumeValid: true });
}
