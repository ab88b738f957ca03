import { describe, expect, it } from '@jest/globals';
import { type ExecutionResult, GraphQLError, parse, print } from 'graphql';
import { differences } from './compare-answers.fixture.js';
import { nullsGraph } from './graphs/nulls.fixture.js';
import { openGraph } from './open-graph.fixture.js';
import { reduced } from './reduce-operation.fixture.js';

// What everything here is held against must itself be able to fail.

const open = openGraph(nullsGraph);
const ask = (text: string) => open.monolith.rightAnswer({ document: parse(text), variables: {} });
const error = (...path: (string | number)[]) => new GraphQLError('said by somebody', { path });

async function kinds(text: string, received: ExecutionResult): Promise<string[]> {
  return differences(await ask(text), received).map(({ kind }) => kind);
}

describe('an answer', () => {
  const failing = '{ client(id: "c2") { id score nick } }';

  it('may tell any of several reasons for one null', async () => {
    const { answer } = await ask(failing);
    expect(answer.data).toEqual({ client: null });
    expect(await kinds(failing, answer)).toEqual([]);
    expect(await kinds(failing, { data: { client: null }, errors: [error('client', 'score')] })).toEqual([]);
    expect(await kinds(failing, { data: { client: null }, errors: [error('client', 'nick')] })).toEqual([]);
  });

  it('must tell one', async () => {
    expect(await kinds(failing, { data: { client: null } })).toEqual(['error missing']);
  });

  it('must not tell of what is well', async () => {
    expect(
      await kinds(failing, {
        data: { client: null },
        errors: [error('client', 'score'), error('client', 'id')],
      }),
    ).toEqual(['error elsewhere']);
    expect(await kinds(failing, { data: { client: null }, errors: [new GraphQLError('somewhere')] })).toEqual(
      ['error elsewhere', 'error missing'],
    );
  });

  it('must have the data, in the order of the text', async () => {
    const text = '{ client(id: "c1") { id name } }';
    expect(await kinds(text, { data: { client: { id: 'c1', name: 'Ada' } } })).toEqual([]);
    expect(await kinds(text, { data: { client: { name: 'Ada', id: 'c1' } } })).toEqual(['order']);
    expect(await kinds(text, { data: { client: { id: 'c1', name: null } } })).toEqual(['data']);
    expect(await kinds(text, { data: { client: { id: 'c1' } } })).toEqual(['data']);
    expect(await kinds(text, { data: { client: { id: 'c1', name: 'Ada', nick: 'A' } } })).toEqual(['data']);
  });
});

describe('a subgraph of the test bed', () => {
  const handle = (subgraph: string, query: string, variables: unknown) =>
    open
      .subgraphs()
      [subgraph]?.handle({ body: JSON.stringify({ query, variables }), contextToken: undefined });
  const entities =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Client { rank } } }';

  it('knows entities by their keys', async () => {
    expect(
      await handle('scores', entities, {
        representations: [
          { __typename: 'Client', id: 'c1' },
          { __typename: 'Client', id: 'c4' },
          { __typename: 'Client', id: 'nobody' },
        ],
      }),
    ).toEqual({ data: { _entities: [{ rank: 1 }, null, null] } });
  });

  it('has an error for representations without a key and for text that is not valid in it', async () => {
    expect(await handle('scores', entities, { representations: [{ __typename: 'Client' }] })).toMatchObject({
      errors: [{ message: 'A representation of Client without a key.' }],
    });
    expect(await handle('scores', '{ clients { id } }', {})).toMatchObject({ data: null, errors: [{}] });
  });
});

it('operations are reduced as far as they fail', async () => {
  const document = parse(
    `query ($yes: Boolean!) { client(id: "c1") { a: name ... on Client @include(if: $yes) { ...F friends { id } } } }
     fragment F on Client { name adviser { id nick } }`,
  );
  const small = await reduced(document, open.schema, async (one) => print(one).includes('nick'));
  expect(print(small).replace(/\s+/g, ' ')).toBe('{ client(id: "c1") { adviser { nick } } }');
});
