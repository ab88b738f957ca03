import { setTimeout } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, getOperationAST, graphql, parse } from 'graphql';
import { answerOperations } from '../answer-operation.js';
import { Exchange } from '../exchange.js';
import { compose } from '../gateway.fixture.js';
import { AnswerText } from './answer-text.js';
import { operationFetcher } from './fetch-operation.js';
import { type CallResult, errorAbout } from './run-plan.js';
import { loadSupergraph } from './supergraph.js';

/** A subgraph of a test: its SDL without the link to the federation specification, and its resolvers. */
export interface TestSubgraph {
  readonly sdl: string;
  readonly resolvers?: Readonly<Record<string, Readonly<Record<string, (...given: never[]) => unknown>>>>;
}

/** A question that a subgraph was asked. */
export interface AskedQuestion {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@interfaceObject"])';

/** Composes subgraphs that are executed for real, and asks them as the gateway does. */
export async function openTestGraph(subgraphs: Readonly<Record<string, TestSubgraph>>) {
  const texts = Object.entries(subgraphs).map(([name, { sdl }]) => [name, `${link} ${sdl}`] as const);
  const supergraph = await loadSupergraph(compose(Object.fromEntries(texts)));
  const schemas = new Map(
    texts.map(([name, text]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(text), resolvers: (subgraphs[name]?.resolvers ?? {}) as never }),
    ]),
  );
  const asked: AskedQuestion[] = [];
  /** Answers in place of a subgraph; null: no answer at all. */
  const instead = new Map<string, CallResult['data'] | null>();
  const fetcher = operationFetcher(supergraph, async (_exchange, subgraph, { body }) => {
    const { query, variables } = JSON.parse(body) as Omit<AskedQuestion, 'subgraph'>;
    asked.push({ subgraph, query, variables });
    // As over a network, an answer never comes in the turn of its question.
    await setTimeout(1);
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new Error(`No subgraph ${subgraph}.`);
    const replaced = instead.get(subgraph);
    if (replaced === null) {
      return { data: null, errors: [], missing: errorAbout('UPSTREAM_UNAVAILABLE', subgraph) };
    }
    if (replaced !== undefined) return { data: structuredClone(replaced), errors: [], missing: null };
    const result = await graphql({ schema, source: query, variableValues: variables });
    const { data, errors = [] } = JSON.parse(JSON.stringify(result)) as ExecutionResult;
    const told = errors.map(({ message, path }) => ({
      message,
      ...(path === undefined ? {} : { path }),
      extensions: { code: 'INTERNAL' },
    }));
    return { data: data ?? null, errors: told, missing: null };
  });
  const { execute } = answerOperations(fetcher, supergraph, null);

  async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}) {
    asked.length = 0;
    const document = parse(query);
    const exchange = new Exchange('r-1', 1_000);
    exchange.end();
    const question = {
      document,
      operation: getOperationAST(document),
      queryHash: query,
      request: { variables },
      context: { exchange },
    };
    const { data, errors } = await execute(question as never);
    return {
      data: data instanceof AnswerText ? (JSON.parse(data.take()) as unknown) : data,
      ...(errors === undefined
        ? {}
        : { errors: errors.map(({ message, path }) => ({ message, path: path?.join('.') })) }),
    };
  }
  return { ask, asked, instead, supergraph };
}
