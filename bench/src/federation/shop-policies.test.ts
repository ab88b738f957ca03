import { buildSubgraphSchema } from '@apollo/subgraph';
import { coverageFaults, StaticPolicy } from '@bankgraph/authorization';
import type { Actor } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { readOperation } from '../load/operation.js';
import { shopSdl, shopSubgraphs } from './federation-folder.js';
import { readShopPolicies } from './shop-policies.js';

const actor = (role: Actor['roles'][number], purpose: string): Actor => ({
  id: 'S-1',
  kind: 'staff',
  roles: [role],
  customerId: null,
  clientId: 'branch-desktop',
  channel: null,
  assurance: null,
  purpose,
});

describe('the policies of the benchmark', () => {
  it('decide every field of every subgraph, and nothing else', async () => {
    const { subgraphs } = await readShopPolicies();
    expect([...subgraphs.keys()]).toEqual([...shopSubgraphs]);
    for (const name of shopSubgraphs) {
      const policies = subgraphs.get(name);
      const schema = buildSubgraphSchema({ typeDefs: parse(shopSdl(name)) });
      expect(policies && coverageFaults(policies, schema)).toEqual([]);
    }
  });

  it('show the whole operation to those who ask, and not to everybody', async () => {
    const policy = new StaticPolicy(await readShopPolicies());
    const cutFor = (who: Actor) =>
      fieldsOfOperation().filter(([type, field]) => !policy.standingOf(who).canSee(type, field));
    expect(fieldsOfOperation().length).toBeGreaterThan(20);
    expect(cutFor(actor('frontline-agent', 'CustomerCare'))).toEqual([]);
    expect(cutFor(actor('auditor', 'CustomerCare')).length).toBeGreaterThan(5);
    expect(cutFor(actor('frontline-agent', 'CustomerClaimsManagement'))).toContainEqual([
      'Product',
      'shippingEstimate',
    ]);
  });
});

/** Type and name of each field of the operation. */
function fieldsOfOperation(): readonly (readonly [string, string])[] {
  const info = new TypeInfo(
    buildSchema(`
      type Query { users: [User]  topProducts(first: Int): [Product] }
      type User { id: ID  name: String  username: String  reviews: [Review] }
      type Review { id: ID  body: String  product: Product  author: User }
      type Product { upc: String  name: String  price: Int  weight: Int  inStock: Boolean  shippingEstimate: Int
        reviews: [Review] }
    `),
  );
  const fields: (readonly [string, string])[] = [];
  visit(
    parse(readOperation('test-query')),
    visitWithTypeInfo(info, {
      Field: ({ name }) => {
        const type = info.getParentType();
        if (isObjectType(type)) fields.push([type.name, name.value]);
      },
    }),
  );
  return fields;
}
