import { readSubgraph } from '@bankgraph/schema';
import { paged, type SubgraphDefinition } from '@bankgraph/subgraph-kit';

/** Rows that a page has at most. */
const longestPage = 100;

const row = {
  bookingDateTime: '2026-06-29T10:00:00Z',
  valueDateTime: '2026-06-29T10:00:00Z',
  status: 'BOOK',
  creditDebit: 'Debit',
  mcc: '5411',
  merchant: 'Hedgerow Grocers',
  counterparty: 'Greenway Lettings',
  information: 'Rent',
  bankTransactionCode: 'PMNT.ICDT.ESCT',
};

/**
 * Core banking with its rows in memory, made for each answer as rows of a real system would be new. Whoever asks has as many
 * accounts, and each of them as many transactions, as the page that is asked for.
 */
export function cannedCoreBanking(): SubgraphDefinition<object> {
  const page = <Row>(first: number | null | undefined, made: (at: number) => Row): Row[] =>
    Array.from({ length: first ?? longestPage }, (_, at) => made(at));
  return {
    name: 'core-banking',
    sdl: readSubgraph('core-banking').sdl,
    resolvers: {
      Query: { customer: (_query, { id }) => ({ id }) },
      Customer: {
        accounts: (_customer, asked) =>
          paged(
            page(asked.first, (at) => ({ id: `A-${at}` })),
            asked,
          ),
      },
      Account: {
        transactions: (_account, asked) =>
          paged(
            page(asked.first, (at) => ({
              id: `T-${at}`,
              ...row,
              amount: { amount: '12.50', currency: 'GBP' },
            })),
            asked,
          ),
      },
    },
    loaders: () => ({}),
    rootProvenance: { customer: ({ id }) => ({ customerIds: [String(id)] }) },
  };
}
