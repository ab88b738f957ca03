import type { buildSubgraphSchema } from '@apollo/subgraph';
import type { ShopSubgraph } from '../federation-folder.js';
import { type Product, products, type Review, reviews, shippingEstimate, users } from './shop-data.js';

/** Resolvers by type and field. */
export type Resolvers = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>['resolvers']
>;

type Key<Name extends string> = Readonly<Record<Name, string>>;

const user = ({ id }: Key<'id'>) => users.find((one) => one.id === id) ?? null;
const product = ({ upc }: Key<'upc'>) => products.find((one) => one.upc === upc) ?? null;

const query = {
  me: () => users[0],
  user: (_query: unknown, key: Key<'id'>) => user(key),
  users: () => users,
};
const topProducts = (_query: unknown, { first }: { first: number }) => products.slice(0, first);
const ofReview = {
  product: ({ upc }: Review) => ({ upc }),
  author: () => ({ id: users[0]?.id, username: users[0]?.username }),
};
const reviewsOfUser = () => reviews.slice(0, 2);
const reviewsOfProduct = ({ upc }: Key<'upc'>) => reviews.filter((review) => review.upc === upc);

/** What each subgraph answers by: of other subgraphs' types it has the keys, and what the question brings. */
export const subgraphResolvers: Readonly<Record<ShopSubgraph, Resolvers>> = {
  accounts: { Query: query, User: { __resolveReference: user } },
  inventory: {
    Product: {
      __resolveReference: (key: Product) => ({ ...key, inStock: product(key)?.inStock }),
      shippingEstimate,
    },
  },
  products: { Query: { topProducts }, Product: { __resolveReference: product } },
  reviews: {
    Review: {
      __resolveReference: ({ id }: Key<'id'>) => reviews.find((one) => one.id === id) ?? null,
      ...ofReview,
    },
    User: { __resolveReference: (key: Key<'id'>) => key, reviews: reviewsOfUser },
    Product: { __resolveReference: (key: Key<'upc'>) => key, reviews: reviewsOfProduct },
  },
};

/** What one server that has everything would answer by. */
export const monolithResolvers: Resolvers = {
  Query: { ...query, topProducts },
  User: { reviews: reviewsOfUser },
  Review: { product, author: () => users[0] },
  Product: { shippingEstimate, reviews: reviewsOfProduct },
};
