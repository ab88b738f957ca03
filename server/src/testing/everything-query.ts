import { apiSdlOf, readSupergraph } from '@bankgraph/schema';
import { buildSchema, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';

/** Every field of a customer in one operation, down to the last leaf: `query Everything($id: ID!)`. */
export function everythingQuery(): string {
  const customer = buildSchema(apiSdlOf(readSupergraph())).getType('Customer');
  if (!isObjectType(customer)) throw new Error('There is no Customer.');
  return `query Everything($id: ID!) { customer(id: $id) ${everythingOf(customer)} }`;
}

/** Every field below a type, as a selection: `{ id … }`. */
export function everythingOf(type: GraphQLObjectType): string {
  return selectionOf(type, []);
}

/** All fields, except those that lead back to a type on the way (a consent's account has consents' accounts…). */
function selectionOf(type: GraphQLObjectType, way: readonly string[]): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const returned = getNamedType(field.type);
    if (!isObjectType(returned)) return [field.name];
    if (returned.name === 'Customer' || way.includes(returned.name)) return [];
    // Rows are asked for once, as nodes; edges would only repeat them.
    if (returned.name.endsWith('Edge')) return [`${field.name} { cursor }`];
    return [`${field.name} ${selectionOf(returned, [...way, type.name])}`];
  });
  return `{ ${fields.join(' ')} }`;
}
