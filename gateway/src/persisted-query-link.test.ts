import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { createPersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { describe, expect, it } from '@jest/globals';
import { print } from 'graphql';
import { startBank, type TestBank } from './gateway.fixture.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A client as its users write it, and the requests that it sends. */
async function apolloClient(bank: TestBank, options: { automatic?: boolean } = {}) {
  const authorization = await bank.issuer.bearer({ roles: ['frontline-agent'] });
  const sent: { method: string | undefined; status: number }[] = [];
  const http = new HttpLink({
    uri: bank.gateway.url,
    headers: { authorization, 'apollo-require-preflight': 'true', 'x-purpose': 'CustomerCare' },
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      sent.push({ method: init?.method, status: answer.status });
      return answer;
    },
  });
  const persisted = createPersistedQueryLink({
    sha256,
    useGETForHashedQueries: true,
    // As docs/persisted-operations.md tells it.
    ...(options.automatic === true
      ? {
          retry: ({ graphQLErrors }) =>
            graphQLErrors?.some(({ extensions }) => extensions?.code === 'PERSISTED_OPERATION_NOT_FOUND') ??
            false,
        }
      : {}),
  });
  const client = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([persisted, http]) });
  return { client, sent };
}

const Names = gql`query Names($id: ID!) { customer(id: $id) { name } }`;

describe("Apollo Client's persisted-query link", () => {
  it('asks an agreed operation by GET, once', async () => {
    // What the client sends: its cache wants the name of each type, as generate-persisted-query-manifest knows.
    const document = print(new InMemoryCache().transformDocument(Names));
    await using bank = await startBank({
      adHocClasses: [],
      findOperation: (_, id) =>
        id === sha256(document) ? { name: 'Names', document, purpose: 'CustomerCare' } : undefined,
    });
    const { client, sent } = await apolloClient(bank);
    const { data } = await client.query({ query: Names, variables: { id: 'C-1001' } });
    expect(data).toEqual({ customer: { __typename: 'Customer', name: 'Ada' } });
    expect(sent).toEqual([{ method: 'GET', status: 200 }]);
  });

  it('registers an operation by itself where that is allowed, and asks it by GET from then on', async () => {
    await using bank = await startBank({
      clientClass: () => 'channel',
      adHocClasses: ['channel'],
      automaticClasses: ['channel'],
    });
    const { client, sent } = await apolloClient(bank, { automatic: true });
    for (const id of ['C-1001', 'C-1002']) {
      const { data } = await client.query({ query: Names, variables: { id } });
      expect(data.customer.name).toBe('Ada');
    }
    expect(sent.map(({ status }) => status)).toEqual([404, 200, 200]);
    expect(sent.at(-1)?.method).toBe('GET');
  });
});
