import { buildSchema, type GraphQLSchema, graphql, isObjectType } from 'graphql';
import { monolithResolvers } from './subgraphs/shop-resolvers.js';

/** The whole graph without federation. */
const sdl = `
  type Query { me: User  user(id: ID!): User  users: [User]  topProducts(first: Int = 5): [Product] }
  type User { id: ID!  name: String  username: String  birthday: Int  reviews: [Review] }
  type Review { id: ID!  body: String  product: Product  author: User }
  type Product {
    upc: String!  name: String  price: Int  weight: Int  inStock: Boolean  shippingEstimate: Int  reviews: [Review]
  }
`;

/**
 * The right answer: that of one graphql-js server which has everything.
 *
 * @returns JSON text with `data`
 * @throws Error when the operation fails there too
 */
export async function monolithAnswer(query: string): Promise<string> {
  const { data, errors } = await graphql({ schema: monolithSchema, source: query });
  if (errors !== undefined) throw new AggregateError(errors, 'The monolith does not answer.');
  return JSON.stringify({ data });
}

/** The whole graph of one server that has everything. */
export const monolithSchema: GraphQLSchema = monolith();

function monolith(): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [typeName, fields] of Object.entries(monolithResolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`${typeName} is not a type of the monolith.`);
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (field === undefined) throw new Error(`${typeName}.${name} is not a field of the monolith.`);
      field.resolve = resolve as NonNullable<typeof field.resolve>;
    }
  }
  return schema;
}
