import { absentValue, type PolicySet } from '@bankgraph/authorization';
import {
  buildSchema,
  type GraphQLAbstractType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { policySet } from './policy-set.fixture.js';

const sdl = `
  interface Named { id: ID!  name: String }
  union Party = Person | Company
  scalar Day
  enum Kind { ONE TWO }
  type Query {
    person(id: ID!): Person
    people(search: String, first: Int): PersonConnection
    parties: [Party!]
    named(id: ID = "C-3"): Named
    today: String
  }
  type PersonConnection { edges: [PersonEdge!]!  nodes: [Person!]!  pageInfo: PageInfo!  totalCount: Int!  gaps: [String!] }
  type PersonEdge { cursor: String!  node: Person! }
  type PageInfo { hasNextPage: Boolean!  hasPreviousPage: Boolean!  startCursor: String  endCursor: String }
  type Person implements Named {
    id: ID!  name: String  kind: Kind!  address: Address  houses: [Address]  bornOn(day: Day): String
    friends(first: Int): PersonConnection  employer: Company  grid: [[Int!]!]
  }
  type Company implements Named { id: ID!  name: String  staff: [Person!]!  seat: Address! }
  type Address { street: String  city: String!  owner: Party }
`;

/** Types that are decided where they are returned. */
const carried: ReadonlySet<string> = new Set(['PersonConnection', 'PersonEdge', 'PageInfo']);

/** Fields of which each may have a policy; all of them but those of carried types. */
export const governedFields: readonly string[] = Object.values(buildSchema(sdl).getTypeMap()).flatMap(
  (type) =>
    isObjectType(type) && !type.name.startsWith('__') && !carried.has(type.name)
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
);

/** A schema that refuses some fields by itself, as subgraphs do; what it answers depends on the place alone. */
export function refusingSchema(refused: ReadonlySet<string>): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (_value, _context, info) => objectTypeAt(type, info);
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (parent: Record<string, unknown> | undefined, _args, _context, info) => {
        if (refused.has(`${type.name}.${field.name}`)) return absentValue(field.type);
        // Objects have nothing in them but those that stand for something absent.
        if (parent !== undefined && Object.keys(parent).length > 0) return parent[field.name];
        return valueAt(field.type, placeOf(info));
      };
    }
  }
  return schema;
}

/** The policies of that schema: in two subgraphs, of which each has some of the fields, and both have some. */
export function policiesRefusing(refused: ReadonlySet<string>): PolicySet {
  const some = (has: (index: number) => boolean) => {
    const fields = governedFields.filter((_id, index) => has(index));
    return {
      shown: fields.filter((id) => !refused.has(id)),
      refused: fields.filter((id) => refused.has(id)),
      carried: [...carried],
    };
  };
  return policySet({ one: some((index) => index % 3 !== 0), two: some((index) => index % 3 !== 1) });
}

/** Null, empty, one or two: whatever the place says. */
function valueAt(type: GraphQLOutputType, place: string): unknown {
  const chance = digest(place);
  if (!isNonNullType(type) && chance % 5 === 0) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return Array.from({ length: chance % 3 }, (_, index) => valueAt(nullable.ofType, `${place}.${index}`));
  }
  if (isCompositeType(nullable)) return {};
  switch (String(nullable)) {
    case 'Boolean':
      return chance % 2 === 0;
    case 'Int':
      return chance % 100;
    case 'Kind':
      return chance % 2 === 0 ? 'ONE' : 'TWO';
    default:
      return `text ${chance}`;
  }
}

function objectTypeAt(type: GraphQLAbstractType, info: GraphQLResolveInfo): string {
  const possible = info.schema.getPossibleTypes(type);
  return possible[digest(placeOf(info)) % possible.length]?.name ?? '';
}

function placeOf({ path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at !== undefined; at = at.prev)
    keys.unshift(at.key);
  return keys.join('.');
}

/** FNV-1a, 32 bit. */
function digest(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
