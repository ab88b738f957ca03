import { errorCatalogue } from '@bankgraph/errors';
import { describe, expect, it } from '@jest/globals';
import { openTestGraph } from './graph.fixture.js';

const unavailable = errorCatalogue.UPSTREAM_UNAVAILABLE.message;
const invalid = errorCatalogue.UPSTREAM_INVALID.message;

const products = new Map([
  ['p1', { upc: 'p1', name: 'Table', maker: { id: 'm1' } }],
  ['p2', { upc: 'p2', name: 'Chair "easy"', maker: { id: 'm1' } }],
]);
const reviews = [
  { id: 'r1', product: { upc: 'p1' }, author: { id: 'u1' } },
  { id: 'r2', product: { upc: 'p2' }, author: { id: 'u1' } },
  { id: 'r3', product: { upc: 'p1' }, author: { id: 'u2' } },
];

/** Users write reviews of products; products are in stock or not. */
function shop({ failingName }: { readonly failingName?: string } = {}): ReturnType<typeof openTestGraph> {
  return openTestGraph({
    accounts: {
      sdl: 'type Query { users: [User!] me: User } type User @key(fields: "id") { id: ID! name: String }',
      resolvers: {
        Query: { users: () => [{ id: 'u1' }, { id: 'u2' }], me: () => ({ id: 'u1' }) },
        User: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          name: ({ id }: { id: string }) => {
            if (id === failingName) throw new Error('No name.');
            return `Name of ${id}`;
          },
        },
      },
    },
    products: {
      sdl: `type Query { topProducts(first: Int): [Product!] }
        type Product @key(fields: "upc") { upc: ID! name: String maker: Maker }
        type Maker @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { topProducts: () => [...products.values()] },
        Product: { __resolveReference: ({ upc }: { upc: string }) => products.get(upc) ?? null },
      },
    },
    inventory: {
      sdl: `type Product @key(fields: "upc") { upc: ID! inStock: Boolean! label(size: Int): String }
        type Maker @key(fields: "id") { id: ID! town(size: Int): String }`,
      resolvers: {
        Product: {
          __resolveReference: ({ upc }: { upc: string }) => ({ upc }),
          inStock: ({ upc }: { upc: string }) => upc === 'p1',
          label: ({ upc }: { upc: string }, { size }: { size: number }) => `${upc}/${size}`,
        },
        Maker: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          town: ({ id }: { id: string }, { size }: { size: number }) => `${id}/${size}`,
        },
      },
    },
    reviews: {
      sdl: `type User @key(fields: "id") { id: ID! reviews: [Review!] }
        type Product @key(fields: "upc") { upc: ID! reviews: [Review!] }
        type Review { id: ID! product: Product author: User }`,
      resolvers: {
        User: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          reviews: ({ id }: { id: string }) => reviews.filter(({ author }) => author.id === id),
        },
        Product: {
          __resolveReference: ({ upc }: { upc: string }) => ({ upc }),
          reviews: ({ upc }: { upc: string }) => reviews.filter(({ product }) => product.upc === upc),
        },
      },
    },
  });
}

describe('requests to subgraphs', () => {
  it('ask for each entity once, wherever it stands', async () => {
    const { ask, asked } = await shop();
    const answer = await ask('{ users { reviews { product { name } } } }');
    expect(answer).toEqual({
      data: {
        users: [
          { reviews: [{ product: { name: 'Table' } }, { product: { name: 'Chair "easy"' } }] },
          { reviews: [{ product: { name: 'Table' } }] },
        ],
      },
    });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['accounts', 'reviews', 'products']);
    expect(asked[2]?.variables).toEqual({
      representations: [
        { __typename: 'Product', upc: 'p1' },
        { __typename: 'Product', upc: 'p2' },
      ],
    });
  });

  it('are one for all that one subgraph is asked at the same time, equal questions in one list', async () => {
    const { ask, asked } = await shop();
    const answer = await ask(
      `query ($representations_: Int) {
        topProducts {
          inStock
          label(size: $representations_)
          maker { town(size: $representations_) }
          reviews { author { name } product { inStock } }
        }
      }`,
      { representations_: 7 },
    );
    const common = { label: 'p2/7', maker: { town: 'm1/7' }, inStock: false };
    expect((answer.data as { topProducts: unknown[] }).topProducts[1]).toEqual({
      ...common,
      reviews: [{ author: { name: 'Name of u1' }, product: { inStock: false } }],
    });
    expect(asked.map(({ subgraph }) => subgraph).sort()).toEqual([
      'accounts',
      'inventory',
      'inventory',
      'products',
      'reviews',
    ]);
    const [together] = asked.filter(({ subgraph }) => subgraph === 'inventory');
    expect(together?.query).toMatch(/_entities_0:_entities.*_entities_1:_entities/);
    expect(together?.variables).toEqual({
      representations_: 7,
      representations__0: [
        { __typename: 'Product', upc: 'p1' },
        { __typename: 'Product', upc: 'p2' },
      ],
      representations__1: [{ __typename: 'Maker', id: 'm1' }],
    });
  });

  it('are one for branches that come to it in the same turn, too', async () => {
    const { ask, asked, instead } = await shop();
    instead.set('accounts', { users: [{ __typename: 'User', id: 'u2' }] });
    const answer = await ask('{ users { reviews { id } } topProducts { reviews { id } } }');
    const ids = (...of: string[]) => ({ reviews: of.map((id) => ({ id })) });
    expect(answer).toEqual({ data: { users: [ids('r3')], topProducts: [ids('r1', 'r3'), ids('r2')] } });
    // Whether both roots answer in one turn is up to the machine, what comes of it is not.
    const questions = asked.filter(({ subgraph }) => subgraph === 'reviews');
    const types = questions.flatMap(({ variables }) =>
      Object.values(variables).map((list) => (list as { __typename: string }[])[0]?.__typename),
    );
    expect(types.sort()).toEqual(['Product', 'User']);
  });

  it('ask the same entity for other arguments at another place, and mix nothing up', async () => {
    const { ask } = await shop();
    const answer = await ask(
      `{ one: users { reviews { product { maker { town(size: 1) } label(size: 1) } } }
         topProducts { maker { town(size: 2) } label(size: 2) } }`,
    );
    const one = (upc: string) => ({ product: { maker: { town: 'm1/1' }, label: `${upc}/1` } });
    expect(answer).toEqual({
      data: {
        one: [{ reviews: [one('p1'), one('p2')] }, { reviews: [one('p1')] }],
        topProducts: ['p1', 'p2'].map((upc) => ({ maker: { town: 'm1/2' }, label: `${upc}/2` })),
      },
    });
  });

  it('write what stands at several places at each of them, with an error at each that has one', async () => {
    const { ask } = await shop();
    const question = `{ users { reviews { product { name reviews { author { name reviews { product { inStock } } } } } } } }`;
    const author = (id: string, ...stock: boolean[]) => ({
      author: { name: `Name of ${id}`, reviews: stock.map((inStock) => ({ product: { inStock } })) },
    });
    const [one, two] = [author('u1', true, false), author('u2', true)];
    const table = { product: { name: 'Table', reviews: [one, two] } };
    const chair = { product: { name: 'Chair "easy"', reviews: [one] } };
    const users = [{ reviews: [table, chair] }, { reviews: [table] }];
    expect(await ask(question)).toEqual({ data: { users } });

    const broken = await shop({ failingName: 'u2' });
    const answer = await broken.ask(question);
    const nameless = { author: { ...two.author, name: null } };
    const brokenTable = { product: { name: 'Table', reviews: [one, nameless] } };
    expect(answer).toEqual({
      data: { users: [{ reviews: [brokenTable, chair] }, { reviews: [brokenTable] }] },
      errors: [0, 1].map((user) => ({
        message: 'No name.',
        path: `users.${user}.reviews.0.product.reviews.1.author.name`,
      })),
    });
  });

  it('take parts of values for one only where one subgraph alone brings them', async () => {
    const { ask, asked } = await openTestGraph({
      one: {
        sdl: `type Query { notes: [Note!] } type Note @key(fields: "id") { id: ID! meta: Meta @shareable }
          type Meta { lang: String by: User } type User @key(fields: "id", resolvable: false) { id: ID! }`,
        resolvers: {
          Query: { notes: () => ['n1', 'n2'].map((id) => ({ id, meta: { lang: 'en', by: { id: 'u1' } } })) },
        },
      },
      other: {
        sdl: `type Note @key(fields: "id") { id: ID! meta: Meta @shareable }
          type Meta { score: Int }`,
        resolvers: {
          Note: {
            __resolveReference: ({ id }: { id: string }) => ({ meta: { score: id === 'n1' ? 1 : 2 } }),
          },
        },
      },
      users: {
        sdl: 'type User @key(fields: "id") { id: ID! name: String }',
        resolvers: { User: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Ada' }) } },
      },
    });
    expect(await ask('{ notes { meta { lang by { name } score } } }')).toEqual({
      data: { notes: [1, 2].map((score) => ({ meta: { lang: 'en', by: { name: 'Ada' }, score } })) },
    });
    expect(asked.map(({ subgraph }) => subgraph).sort()).toEqual(['one', 'other', 'users']);
  });

  it('are not sent for what a condition leaves out, or for nobody', async () => {
    const { ask, asked, instead } = await shop();
    await ask('query ($yes: Boolean = false) { me { id reviews @include(if: $yes) { id } } }');
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['accounts']);
    await ask('query ($yes: Boolean = false) { me { id reviews @include(if: $yes) { id } } }', { yes: true });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['accounts', 'reviews']);
    instead.set('accounts', { me: null });
    expect(await ask('{ me { id reviews { id } } }')).toEqual({ data: { me: null } });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['accounts']);
  });
});

describe('what a subgraph sends', () => {
  it('counts only under the keys that it was asked for, also when the one that was asked fails', async () => {
    const { ask, instead } = await shop();
    const bogus = [{ id: 'forged' }];
    instead.set('accounts', { me: { __typename: 'User', id: 'u1', reviews: bogus }, users: bogus });
    expect(await ask('{ me { reviews { id } } }')).toEqual({
      data: { me: { reviews: [{ id: 'r1' }, { id: 'r2' }] } },
    });
    instead.set('reviews', null);
    expect(await ask('{ me { reviews { id } } }')).toEqual({
      data: { me: { reviews: null } },
      errors: [{ message: unavailable, path: 'me.reviews' }],
    });
    instead.set('reviews', { _entities: [null] });
    expect(await ask('{ me { reviews { id } } }')).toEqual({ data: { me: { reviews: null } } });
  });

  it('cannot make an entity one of another type', async () => {
    const { ask, asked, instead } = await shop();
    instead.set('accounts', { me: { __typename: 'Product', id: 'u1', upc: 'p1', name: 'Eve' } });
    expect(await ask('{ me { __typename name reviews { id } } }')).toEqual({
      data: { me: { __typename: 'User', name: 'Eve', reviews: null } },
    });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['accounts']);
  });

  it('becomes null with an error at its place when it is not of its type', async () => {
    const { ask, instead } = await shop();
    const cases: [unknown, unknown, string | undefined][] = [
      [[{ id: 'u1', name: 7 }], [{ name: null }], 'users.0.name'],
      [[{ id: 'u1', name: ['x'] }], [{ name: null }], 'users.0.name'],
      [{ id: 'u1', name: 'x' }, null, 'users'],
      ['u1', null, 'users'],
      [['u1'], null, 'users.0'],
      [[null], null, 'users.0'],
      [[{ id: 'u1' }], [{ name: null }], undefined],
      [[{ name: 'x', __proto__: { name: 'y' } }], [{ name: 'x' }], undefined],
    ];
    for (const [users, answered, path] of cases) {
      instead.set('accounts', { users });
      expect(await ask('{ users { name } }')).toEqual({
        data: { users: answered },
        ...(path === undefined ? {} : { errors: [{ message: invalid, path }] }),
      });
    }
  });

  it('is told of a hundred times at most when it is missing in a long list', async () => {
    const { ask, instead } = await shop();
    instead.set('accounts', {
      users: Array.from({ length: 1_000 }, (_, index) => ({ __typename: 'User', id: `u${index}` })),
    });
    instead.set('reviews', null);
    const { data, errors } = await ask('{ users { reviews { id } } }');
    expect((data as { users: unknown[] }).users).toHaveLength(1_000);
    expect(errors).toHaveLength(100);
    expect(errors?.[2]).toEqual({ message: unavailable, path: 'users.2.reviews' });
  });
});

describe('null where none may stand', () => {
  it('goes up to the next place where it may, over the border between subgraphs', async () => {
    const { ask, instead } = await shop();
    instead.set('inventory', { _entities: [{ inStock: true }, { inStock: null }] });
    expect(await ask('{ topProducts { name inStock } }')).toEqual({
      data: { topProducts: null },
      errors: [{ message: invalid, path: 'topProducts.1.inStock' }],
    });
    instead.set('inventory', null);
    expect(await ask('{ topProducts { name inStock } }')).toEqual({
      data: { topProducts: null },
      errors: [0, 1].map((index) => ({ message: unavailable, path: `topProducts.${index}.inStock` })),
    });
  });
});

describe('names that clients give', () => {
  it('may be those of other fields, keys of entities and names of JavaScript objects among them', async () => {
    const { ask } = await shop();
    expect(
      await ask(
        '{ me { id: reviews { upc: id __typename: id } reviews: id __proto__: name constructor: __typename } users: me { name: id id: name } }',
      ),
    ).toEqual({
      data: {
        me: JSON.parse(
          '{"id":[{"upc":"r1","__typename":"r1"},{"upc":"r2","__typename":"r2"}],"reviews":"u1","__proto__":"Name of u1","constructor":"User"}',
        ),
        users: { name: 'u1', id: 'Name of u1' },
      },
    });
  });

  it('are those in errors, too', async () => {
    const { ask, instead } = await shop();
    instead.set('reviews', null);
    expect(await ask('{ upc: me { id: reviews { id } } }')).toEqual({
      data: { upc: { id: null } },
      errors: [{ message: unavailable, path: 'upc.id' }],
    });
  });
});
