import { expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { differences } from './compare-answers.fixture.js';
import { type OpenGraph, openGraph } from './open-graph.fixture.js';
import { ourAnswers } from './our-answers.fixture.js';
import { link } from './test-graph.fixture.js';
import type { Compute, Row } from './world.fixture.js';

/** A supergraph of a few lines and one operation. */
export interface MinimalCase {
  /** SDL by subgraph, without `@link`. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly rows?: Readonly<Record<string, Row>>;
  readonly fields: Readonly<Record<string, Compute>>;
  readonly absent?: Readonly<Record<string, readonly string[]>>;
  readonly operation: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What the monolith must answer: so nobody has to believe it. */
  readonly data: unknown;
  /** Places of its errors. */
  readonly errors?: readonly string[];
}

/**
 * Two tests: that the case is right in itself, and that our engine gives the right answer to it. With `.failing`, it is
 * known that the engine does not.
 */
export const answersRightly: {
  (name: string, minimal: MinimalCase): void;
  failing(name: string, minimal: MinimalCase): void;
} = Object.assign((name: string, minimal: MinimalCase) => register(it, name, minimal), {
  failing: (name: string, minimal: MinimalCase) => register(it.failing, name, minimal),
});

function register(
  test: (name: string, run: () => Promise<void>) => void,
  name: string,
  minimal: MinimalCase,
): void {
  const { operation, variables = {}, data, errors = [] } = minimal;
  const document = parse(operation);

  let opening: OpenGraph | undefined;
  const open = () => {
    opening ??= opened(minimal);
    return opening;
  };

  it(`${name} (the reference)`, async () => {
    const { monolith, schema } = open();
    expect(validate(schema, document)).toEqual([]);
    const { answer } = await monolith.rightAnswer({ document, variables });
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(data));
    expect(answer.errors?.map(({ path }) => path?.join('.')) ?? []).toEqual(errors);
  });

  test(name, async () => {
    const { monolith, supergraphSdl, subgraphs } = open();
    const right = await monolith.rightAnswer({ document, variables });
    const answers = await ourAnswers(supergraphSdl, subgraphs());
    expect(differences(right, await answers({ document, variables }))).toEqual([]);
  });
}

function opened({ operation: _, variables = {}, rows = {}, ...given }: MinimalCase): OpenGraph {
  return openGraph({
    ...given,
    name: 'minimal',
    rows,
    subgraphs: Object.fromEntries(
      Object.entries(given.subgraphs).map(([name, sdl]) => [name, `${link}\n${sdl}`]),
    ),
    values: { declared: '', of: {} },
    variables,
  });
}
