import type { Standing } from '@bankgraph/authorization';
import type { GraphQLSchema } from 'graphql';
import { visibleSchema } from './visible-schema.js';

/** What is known of standings as long as they are. */
export class KnownStandings {
  readonly #schema: GraphQLSchema;
  readonly #numbers = new WeakMap<Standing, number>();
  readonly #schemas = new WeakMap<Standing, GraphQLSchema>();
  #count = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** A number of its own. */
  numberOf(standing: Standing): number {
    let number = this.#numbers.get(standing);
    if (number === undefined) {
      this.#count += 1;
      number = this.#count;
      this.#numbers.set(standing, number);
    }
    return number;
  }

  visibleSchema(standing: Standing): GraphQLSchema {
    let schema = this.#schemas.get(standing);
    if (schema === undefined) {
      schema = visibleSchema(this.#schema, standing);
      this.#schemas.set(standing, schema);
    }
    return schema;
  }
}
