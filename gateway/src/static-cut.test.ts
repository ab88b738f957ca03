import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import { StaticPolicy } from '@bankgraph/authorization';
import type { Actor } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  NoUnusedVariablesRule,
  parse,
  print,
  specifiedRules,
  validate,
} from 'graphql';
import { Exchange } from './exchange.js';
import { randomOperation } from './random-operation.fixture.js';
import { governedFields, policiesRefusing, refusingSchema } from './refusing-schema.fixture.js';
import { withStaticCut } from './static-cut.js';

const agent: Actor = {
  id: 'S-1',
  kind: 'staff',
  roles: ['frontline-agent'],
  customerId: null,
  clientId: 'branch',
  channel: null,
  assurance: null,
  purpose: 'CustomerCare',
};

/** A cut around a schema that refuses by itself, with what it was asked. */
function cutAround(refused: ReadonlySet<string>) {
  const schema = refusingSchema(refused);
  const asked: DocumentNode[] = [];
  const executor = withStaticCut(
    (async ({ document, request }) => {
      asked.push(document);
      return executed(schema, document, request.variables ?? {});
    }) as GatewayExecutor,
    schema,
    {
      policy: new StaticPolicy(policiesRefusing(refused)),
      rootSubjects: { person: ({ id }) => [String(id)] },
    },
  );
  async function ask(
    document: DocumentNode,
    variables: Record<string, unknown> = {},
    actor: Actor | null = agent,
  ) {
    const exchange = new Exchange('r-1', 1_000);
    exchange.end();
    exchange.actor = actor;
    const operation = getOperationAST(document);
    const result = await executor({
      document,
      operation,
      request: { variables },
      context: { exchange },
    } as never);
    return { result, disclosures: exchange.disclosures.flat() };
  }
  return { schema, asked, ask };
}

async function executed(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
) {
  return (await execute({ schema, document, variableValues })) as ExecutionResult;
}

/** As a client would get it: key by key. */
function text({ data, errors }: Pick<ExecutionResult, 'data' | 'errors'>): string {
  const told = errors?.map(({ message, path }) => JSON.stringify([path, message])).sort();
  return JSON.stringify({ data, errors: told });
}

describe('the static cut', () => {
  it('never changes an answer, whatever is asked and refused', async () => {
    const any = refusingSchema(new Set());
    let valid = 0;
    let cutSomething = 0;
    await fc.assert(
      fc.asyncProperty(
        randomOperation(any),
        fc.subarray([...governedFields]),
        fc.boolean(),
        async (source, refused, yes) => {
          const document = parse(source);
          fc.pre(
            validate(
              any,
              document,
              specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule),
            ).length === 0,
          );
          valid += 1;
          const { schema, asked, ask } = cutAround(new Set(refused));
          const variables = { yes };
          const uncut = await executed(schema, document, variables);
          const { result } = await ask(document, variables);
          expect(text(result)).toBe(text(uncut));
          // A second time, from what is remembered.
          expect(text((await ask(document, variables)).result)).toBe(text(uncut));
          if (asked.length === 0 || asked[0] !== document) cutSomething += 1;
          for (const rest of asked) {
            const faults = validate(
              schema,
              rest,
              specifiedRules.filter((rule) => !tolerated.has(rule)),
            );
            expect([faults.map(({ message }) => message), print(rest)]).toEqual([[], print(rest)]);
          }
        },
      ),
      { numRuns: 200 },
    );
    // Else the property above says nothing.
    expect(cutSomething / valid).toBeGreaterThan(0.3);
  });
});

/** The original operation's variables stay declared, so that wrong ones are refused as ever. */
const tolerated: ReadonlySet<unknown> = new Set([NoUnusedVariablesRule]);
