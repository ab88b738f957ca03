import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse } from 'graphql';
import { type ShopSubgraph, shopSdl, shopSubgraphs } from '../federation-folder.js';
import { subgraphResolvers } from './shop-resolvers.js';

/** Answers that are known at most: a load that asks for something else each time is not to fill the memory. */
const maxKnown = 10_000;

/** Answers of the four subgraphs, each made once by graphql-js and from then on found by the request's body. */
export class CannedAnswers {
  readonly #schemas: Readonly<Record<ShopSubgraph, GraphQLSchema>>;
  readonly #known = new Map<string, Promise<Buffer>>();
  #computed = 0;

  constructor() {
    const schemas = shopSubgraphs.map((name) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(shopSdl(name)), resolvers: subgraphResolvers[name] }),
    ]);
    this.#schemas = Object.fromEntries(schemas) as Record<ShopSubgraph, GraphQLSchema>;
  }

  /** Answers so far that had to be made. */
  get computed(): number {
    return this.#computed;
  }

  /**
   * The answer of a subgraph, as JSON.
   *
   * @param body JSON text with `query`, `variables` and `operationName`
   * @throws SyntaxError when it is not JSON
   */
  answer(name: ShopSubgraph, body: string): Promise<Buffer> {
    const key = `${name} ${body}`;
    let answer = this.#known.get(key);
    if (answer === undefined) {
      if (this.#known.size >= maxKnown) this.#known.clear();
      answer = this.#compute(this.#schemas[name], body);
      this.#known.set(key, answer);
    }
    return answer;
  }

  async #compute(schema: GraphQLSchema, body: string): Promise<Buffer> {
    this.#computed += 1;
    const { query, variables, operationName } = JSON.parse(body) as {
      query: string;
      variables?: Record<string, unknown> | null;
      operationName?: string | null;
    };
    const answer = await graphql({ schema, source: query, variableValues: variables, operationName });
    return Buffer.from(JSON.stringify(answer));
  }
}
