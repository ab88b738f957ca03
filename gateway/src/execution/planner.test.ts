import { describe, expect, it } from '@jest/globals';
import { compose } from '../gateway.fixture.js';
import { planner } from './planner.js';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@interfaceObject", "@external", "@requires"])';

/**
 * One interface known as an object in two subgraphs, of which one requires something of it: Apollo's planner looks at so
 * many paths for one of these operations that it takes seconds, and then fails.
 */
const lending = compose({
  films: `${link} type Query { films: [Film!] }
    interface Media @key(fields: "id") { id: ID! title: String }
    type Film implements Media @key(fields: "id") { id: ID! title: String }`,
  reviews: `${link} type Query { best: Media } type Media @interfaceObject @key(fields: "id") { id: ID! }`,
  lending: `${link} type Query { lent: Media } type Media @interfaceObject @key(fields: "id") {
    id: ID! title: String @external label: String @requires(fields: "title") }`,
});

describe('the planner', () => {
  it('says what a supergraph is, and plans for it', async () => {
    const { supergraph, description } = await planner.load(lending);
    expect(description.subgraphs.map(({ name }) => name)).toEqual(['films', 'lending', 'reviews']);
    expect(description.types.abstractTypes.Media).toEqual(['Film']);
    const plan = await planner.plan(supergraph, '{ films { title } }', undefined);
    expect(plan).toMatchObject({ kind: 'QueryPlan', node: { kind: 'Fetch', serviceName: 'films' } });
    planner.forget(supergraph);
    await expect(planner.plan(supergraph, '{ films { title } }', undefined)).rejects.toThrow(
      'No such supergraph',
    );
  });

  it('refuses what is no supergraph, and links to what nobody carries out', async () => {
    await expect(planner.load('type Query { a: Int }')).rejects.toThrow();
    const secured = lending.replace(
      '{\n  query: Query\n}',
      '@link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)\n{\n  query: Query\n}',
    );
    expect(secured).not.toBe(lending);
    await expect(planner.load(secured)).rejects.toThrow('is for: SECURITY but is unsupported');
  });

  it('goes on for the others when one operation is too much for it', async () => {
    const { supergraph } = await planner.load(lending);
    const [tooMuch, plain] = await Promise.allSettled([
      planner.plan(supergraph, '{ best { ... on Film { label } } }', undefined),
      planner.plan(supergraph, '{ films { id } }', undefined),
    ]);
    expect(tooMuch.status).toBe('rejected');
    expect(plain).toMatchObject({ status: 'fulfilled', value: { node: { serviceName: 'films' } } });
  }, 60_000);
});
