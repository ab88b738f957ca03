import { createHash } from 'node:crypto';
import { type PolicySet, StaticPolicy } from '@bankgraph/authorization';
import type { Actor } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildClientSchema,
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getIntrospectionQuery,
  getOperationAST,
  Kind,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  print,
  printSchema,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { answerOperations } from './answer-operation.js';
import { Exchange } from './exchange.js';
import { AnswerText } from './execution/answer-text.js';
import { ErrorPlaces } from './execution/error-places.js';
import { fieldNames } from './execution/fetched-keys.js';
import { type Fetched, nothingFetched } from './execution/run-plan.js';
import { policySet } from './policy-set.fixture.js';
import { randomOperation } from './random-operation.fixture.js';
import { governedFields, policiesRefusing, refusingSchema } from './refusing-schema.fixture.js';

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

type Variables = Readonly<Record<string, unknown>>;

/** A cut around an executor over a schema; `asked` is what the executor was asked. */
function cutAround(
  schema: GraphQLSchema,
  policies: PolicySet,
  answer: (document: DocumentNode, variables: Variables, exchange: Exchange) => Promise<ExecutionResult>,
) {
  const asked: DocumentNode[] = [];
  const hashes: string[] = [];
  const { execute: executor } = answerOperations(
    {
      fetch: async ({ questions: [question], variables, exchange }) => {
        if (question === undefined) throw new Error('Nothing is asked.');
        const { document, queryHash } = question;
        asked.push(document);
        hashes.push(queryHash);
        return fetched(await answer(withTypenames(document), variables, exchange));
      },
      prepare: async () => {},
    },
    {
      schema,
      names: {
        all: fieldNames(schema),
        requiredWithArguments: new Set(),
        requiring: new Set(),
        hasInterfaceObjects: false,
      },
    },
    { policy: new StaticPolicy(policies), rootSubjects: { person: ({ id }) => [String(id)] } },
  );
  async function ask(
    question: DocumentNode | string,
    variables: Variables = {},
    actor: Actor | null = agent,
  ): Promise<{ result: ExecutionResult; disclosures: unknown[] }> {
    const document = typeof question === 'string' ? parse(question) : question;
    const exchange = new Exchange('r-1', 1_000);
    exchange.end();
    exchange.actor = actor;
    const operation = getOperationAST(document);
    const queryHash = createHash('sha256').update(print(document)).digest('hex');
    const request = { document, operation, request: { variables }, context: { exchange }, queryHash };
    const result = (await executor(request as never)) as ExecutionResult;
    return { result: told(result), disclosures: exchange.disclosures.flat() };
  }
  return { asked, hashes, ask };
}

/** What a schema answered, as if subgraphs had been asked for it. */
function fetched({ data, errors = [] }: ExecutionResult): Fetched {
  const root = data ?? {};
  const places = new ErrorPlaces();
  for (const error of errors) places.place(error, root, error.path ?? []);
  return { ...nothingFetched, data: root, errors: places };
}

/** As a planner does it: whatever is fetched says of what type it is. */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: (field) =>
      field.selectionSet && {
        ...field,
        selectionSet: {
          ...field.selectionSet,
          selections: [
            ...field.selectionSet.selections,
            { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const,
          ],
        },
      },
  });
}

/** An answer with its data as an object again. */
function told({ data, errors }: ExecutionResult): ExecutionResult {
  return {
    data: data instanceof AnswerText ? JSON.parse(data.take()) : data,
    ...(errors === undefined ? {} : { errors }),
  };
}

/** A cut around a schema that refuses by itself. */
function cutAroundRefusing(refused: readonly string[]) {
  const set = new Set(refused);
  const schema = refusingSchema(set);
  return {
    schema,
    ...cutAround(schema, policiesRefusing(set), (document, variables) =>
      executed(schema, document, variables),
    ),
  };
}

async function executed(schema: GraphQLSchema, document: DocumentNode, variableValues: Variables) {
  return (await execute({ schema, document, variableValues })) as ExecutionResult;
}

/** As a client would get it: key by key. */
function text({ data, errors }: ExecutionResult): string {
  const told = errors?.map(({ message, path }) => JSON.stringify([path, message])).sort();
  return JSON.stringify({ data, errors: told });
}

/** Counts how often the selections of the document's fragments are gone through from now on. */
function countVisits({ definitions }: DocumentNode): () => number {
  let visits = 0;
  for (const definition of definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { selections } = definition.selectionSet;
    Object.defineProperty(definition.selectionSet, 'selections', {
      get: () => {
        visits += 1;
        return selections;
      },
    });
  }
  return () => visits;
}

const oneLine = (document: DocumentNode | undefined) => document && print(document).replace(/\s+/g, ' ');

const values = {
  declared: '$id: ID! = "C-1", $text: String, $count: Int',
  of: { ID: ['$id', '"C-2"'], String: ['$text', '"x"'], Int: ['$count', '1'] },
};

/** Variables and fragments of the original stay declared: the variables so that wrong ones are refused as ever. */
const rulesOfRest = specifiedRules.filter(
  (rule) => rule !== NoUnusedVariablesRule && rule !== NoUnusedFragmentsRule,
);

describe('the static cut', () => {
  it('never changes an answer, whatever is asked and refused', async () => {
    const any = refusingSchema(new Set());
    let valid = 0;
    let cut = 0;
    await fc.assert(
      fc.asyncProperty(
        randomOperation(any, values),
        fc.subarray([...governedFields]),
        fc.boolean(),
        async (source, refused, yes) => {
          const document = parse(source);
          fc.pre(validate(any, document, rulesOfRest).length === 0);
          const { schema, asked, ask } = cutAroundRefusing(refused);
          const uncut = await executed(schema, document, { yes });
          expect(text((await ask(document, { yes })).result)).toBe(text(uncut));
          // A second time and with other variables, from what is remembered.
          const other = await executed(schema, document, { yes: !yes });
          expect(text((await ask(document, { yes: !yes })).result)).toBe(text(other));
          const [rest] = asked;
          valid += 1;
          if (rest !== document) cut += 1;
          if (rest !== undefined) expect(validate(schema, rest, rulesOfRest)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
    // Else this would say nothing.
    expect(cut / valid).toBeGreaterThan(0.5);
  }, 120_000);

  it('asks for what is left: fragments written out, conditions kept, an object of which nothing is left for its being there', async () => {
    const { asked, hashes, ask } = cutAroundRefusing(['Person.name', 'Person.houses', 'Person.employer']);
    const { result } = await ask(
      `query ($yes: Boolean!) {
        person(id: "C-1") { ...Work houses { city } ... @include(if: $yes) { kind } }
        people { nodes { name there: kind } }
        two: person(id: "C-2") { name }
      }
      fragment Work on Person { employer { name } }`,
      { yes: true },
    );
    expect(oneLine(asked[0])).toBe(
      'query ($yes: Boolean!) { person(id: "C-1") { ... { kind } } ' +
        'people { nodes { there: kind } } two: person(id: "C-2") { there_: __typename } }',
    );
    expect(hashes).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(JSON.stringify(result.data?.person)).toMatch(/^{"employer":null,"houses":\[\],"kind":"\w+"}$/);
    expect(JSON.stringify(result.data?.two)).toBe('{"name":null}');
  });

  it('joins what is selected twice under one key, cut in one place and not in the other', async () => {
    const { schema, ask } = cutAroundRefusing(['Person.name']);
    for (const question of [
      '{ person(id: "C-1") { kind } ...More } fragment More on Query { person(id: "C-1") { name id } }',
      '{ person(id: "C-1") { id name } person(id: "C-1") { kind } }',
      '{ person(id: "C-1") { kind } person(id: "C-1") { name @skip(if: true) } }',
    ]) {
      const uncut = text(await executed(schema, parse(question), {}));
      expect(text((await ask(question)).result)).toBe(uncut);
      expect(uncut).toMatch(/"kind":"(ONE|TWO)"/);
    }
  });

  it('takes a fragment that is spread again for the same only where it surely was there before', async () => {
    const { schema, ask } = cutAroundRefusing(['Person.name']);
    for (const question of [
      'query ($yes: Boolean!) { person(id: "C-1") { ...F @include(if: $yes) ...F } }',
      'query ($yes: Boolean!) { person(id: "C-1") { ... @skip(if: $yes) { ...F } ...F } }',
      '{ person(id: "C-1") { ... on Named { ... on Company { ...F } } ...F } }',
      '{ person(id: "C-1") { ...F } two: person(id: "C-2") { ...F ...F name } }',
      '{ today person(id: "C-1") { name } named { ... on Company { ...F } ...F } }',
    ].map((text) => `${text} fragment F on Named { id ... on Person { kind name } }`)) {
      for (const yes of [true, false]) {
        const uncut = text(await executed(schema, parse(question), { yes }));
        expect(text((await ask(question, { yes })).result)).toBe(uncut);
        expect(uncut).toContain('"id"');
      }
    }
  });

  it('visits fragments that spread each other twice once, and once for all places that are alike', async () => {
    const twice: Record<string, (name: string) => string> = {
      plain: (name) => `...${name} ...${name}`,
      'by two ways': (name) => `...${name} ... on Named { ...${name} } ... { ...${name} }`,
      // Written out, what is left of these is as big as their answer.
      'under conditions': (name) => `...${name} @include(if: true) ...${name} @skip(if: false)`,
    };
    for (const [what, spreads] of Object.entries(twice)) {
      const levels = what === 'under conditions' ? 11 : 100;
      const { schema, asked, ask } = cutAroundRefusing(['Person.name']);
      const fragments = Array.from({ length: levels }, (_, level) =>
        level === 0
          ? 'fragment F0 on Person { id name }'
          : `fragment F${level} on Person { ${spreads(`F${level - 1}`)} }`,
      );
      const document = parse(
        `{ __schema { queryType { name } } ...Q person(id: "C-1") { ...F${levels - 1} } }
         fragment Q on Query { ...Q0 ...Q0 } fragment Q0 on Query { __typename } ${fragments.join(' ')}`,
      );
      const visits = countVisits(document);
      const { result } = await ask(document);
      expect(text(result)).toBe(text(await executed(schema, document, {})));
      expect({ what, few: visits() <= levels * 12 }).toEqual({ what, few: true });
      if (levels === 100) expect(oneLine(asked[0])?.match(/ id /g)).toHaveLength(1);
    }
  });

  it('asks nothing at all when nothing is left, and refuses a wrong variable all the same', async () => {
    const { asked, ask } = cutAroundRefusing(['Query.people']);
    const question =
      'query ($n: Int) { __typename all: people(first: $n) { __typename size: totalCount nodes { id } pageInfo { endCursor hasNextPage } gaps } }';
    expect(text((await ask(question, { n: 3 })).result)).toBe(
      '{"data":{"__typename":"Query","all":{"__typename":"PersonConnection","size":0,"nodes":[],"pageInfo":{"endCursor":null,"hasNextPage":false},"gaps":null}}}',
    );
    expect(asked).toEqual([]);
    expect((await ask(question, { n: 'three' })).result.errors?.[0]?.message).toMatch(
      /^Variable "\$n" got invalid/,
    );
  });

  it('leaves to the subgraphs what only they can answer exactly', async () => {
    const { asked, ask } = cutAroundRefusing([
      'Person.id', // non-null: to refuse it is to refuse what is around it
      'Person.bornOn', // an argument that only a subgraph can read
      'Company.name', // reached through an interface and a union
      'Person.name',
    ]);
    const question =
      '{ person(id: "C-1") { id bornOn(day: "x") } named { name ... on Company { name } } parties { ... on Person { name } } }';
    const document = parse(question);
    await ask(document);
    expect(asked).toEqual([document]);
  });

  it('never cuts a mutation, but what its answer shows', async () => {
    const schema = buildSchema(
      'type Query { now: String }  type Mutation { open(id: ID!): Grant }  type Grant { id: ID! note: String }',
    );
    const policies = policySet({ access: { shown: ['Grant.id'], refused: ['Mutation.open', 'Grant.note'] } });
    const { asked, ask } = cutAround(schema, policies, async () => ({ data: { open: { id: 'G-1' } } }));
    const { result } = await ask('mutation { open(id: "C-1") { note id } }');
    expect(oneLine(asked[0])).toBe('mutation { open(id: "C-1") { id } }');
    expect(text(result)).toBe('{"data":{"open":{"note":null,"id":"G-1"}}}');
  });

  it('cuts no list of an object that its subgraph may not find: only the subgraph knows whether null or nothing stands there', async () => {
    const schema = buildSchema(
      'type Query { person(id: ID!): Person  house: House }  type House { owner: Person }  type Person { id: ID! name: String friends: [Person!] }',
    );
    const policies = policySet({
      directory: {
        shown: ['Query.person', 'Person.id'],
        refused: ['Person.name', 'Person.friends'],
        rows: ['Person'],
      },
      property: { shown: ['Query.house', 'House.owner', 'Person.id'] },
    });
    const { asked, ask } = cutAround(schema, policies, async () => ({ data: {} }));
    await ask('{ person(id: "C-1") { name friends { id } } house { owner { name friends { id } } } }');
    expect(oneLine(asked[0])).toBe(
      '{ person(id: "C-1") { there: __typename } house { owner { friends { id } } } }',
    );
  });

  it('cuts no connection that has to have more than an empty one has, or of which a part has a policy of its own', async () => {
    const page = 'nodes: [Person!]! totalCount: Int!';
    const schema = buildSchema(
      `type Query { plain: PlainConnection  more: MoreConnection  own: OwnConnection }  type Person { id: ID! }
       type PlainConnection { ${page} }  type MoreConnection { ${page} sum: Int! }  type OwnConnection { ${page} }`,
    );
    const policies = policySet({
      directory: {
        shown: ['Person.id', 'OwnConnection.nodes', 'OwnConnection.totalCount'],
        refused: ['Query.plain', 'Query.more', 'Query.own'],
        carried: ['PlainConnection', 'MoreConnection'],
      },
    });
    const { asked, ask } = cutAround(schema, policies, async () => ({ data: {} }));
    await ask('{ plain { totalCount } more { totalCount } own { totalCount } }');
    expect(oneLine(asked[0])).toBe('{ more { totalCount } own { totalCount } }');
  });

  it('leaves errors where they are, also in an answer without data', async () => {
    const schema = buildSchema(
      'type Query { person: Person sure: Person! }  type Person { name: String kind: Kind age: Int! }  enum Kind { ONE }',
    );
    const policies = policySet({
      directory: { shown: ['Query.person', 'Query.sure', 'Person.kind'], refused: ['Person.name'] },
    });
    const { ask } = cutAround(schema, policies, async (document): Promise<ExecutionResult> => {
      const [root = ''] = print(document).match(/person|sure/) ?? [];
      const message = 'x';
      return {
        data: { [root]: { kind: null, age: null } },
        errors: ['kind', 'age'].map((key) => ({ message, path: [root, key] })) as never,
      };
    });
    expect((await ask('{ person { name kind } }')).result).toEqual({
      data: { person: { name: null, kind: null } },
      errors: [expect.objectContaining({ message: 'x', path: ['person', 'kind'] })],
    });
    // Null goes up to the next place where it may stand.
    for (const [root, data] of [
      ['person', { person: null }],
      ['sure', null],
    ] as const) {
      expect((await ask(`{ ${root} { name age } }`)).result).toEqual({
        data,
        errors: [expect.objectContaining({ message: 'x', path: [root, 'age'] })],
      });
    }
  });

  it('cuts nothing when nobody is known to ask', async () => {
    const { asked, ask } = cutAroundRefusing([...governedFields]);
    const document = parse('{ people { totalCount } }');
    await ask(document, {}, null);
    expect(asked).toEqual([document]);
  });
});

describe('what was cut goes on record', () => {
  const refused = ['Person.name', 'Person.houses', 'Query.today'];
  const schema = refusingSchema(new Set(refused));
  const disclosing = (subjects: readonly (string | null)[]) =>
    cutAround(schema, policiesRefusing(new Set(refused)), async (document, variables, exchange) => {
      exchange.disclose(
        subjects.map((subject) => ({ subject, field: 'Person.id', decision: 'allow', count: 1 })),
      );
      return executed(schema, document, variables);
    });
  const denied = (subject: string | null, field: string) => ({ subject, field, decision: 'deny', count: 1 });

  it('once for each place of the question, of every customer whose data the subgraphs disclosed', async () => {
    const { ask } = disclosing(['C-7', null, 'C-8', 'C-7']);
    const { disclosures } = await ask('{ person(id: "C-1") { id name again: name } }');
    expect(disclosures.slice(4)).toEqual([
      denied('C-7', 'Person.name'),
      denied('C-8', 'Person.name'),
      denied('C-7', 'Person.name'),
      denied('C-8', 'Person.name'),
    ]);
  });

  it('of those whom the operation names, when the subgraphs disclosed nothing of anybody', async () => {
    const { ask } = disclosing([]);
    const { disclosures } = await ask(
      'query ($id: ID!) { person(id: $id) { name } two: person(id: "C-2") { __typename } }',
      { id: 'C-1' },
    );
    expect(disclosures).toEqual([denied('C-1', 'Person.name'), denied('C-2', 'Person.name')]);
  });

  it('of nobody, when nobody is named', async () => {
    expect((await disclosing([]).ask('{ today }')).disclosures).toEqual([denied(null, 'Query.today')]);
  });

  it('all of it, of those whom the operation names, when there is no answer at all', async () => {
    const sure = buildSchema(
      'type Query { person(id: ID!): Person today: String sure: Int! }  type Person { id: ID! name: String }',
    );
    const policies = policySet({
      directory: {
        shown: ['Query.person', 'Query.sure', 'Person.id'],
        refused: ['Person.name', 'Query.today'],
      },
    });
    const failing = cutAround(sure, policies, async () => ({ data: {} }));
    const { result, disclosures } = await failing.ask(
      'query ($no: Boolean!) { sure person(id: "C-1") { name id } today tomorrow: today @include(if: $no) }',
      { no: false },
    );
    expect(result.data).toBeNull();
    expect(disclosures).toEqual([denied('C-1', 'Person.name'), denied('C-1', 'Query.today')]);
  });

  it('only where it stands in the answer', async () => {
    const absent = cutAround(schema, policiesRefusing(new Set(refused)), async () => ({
      data: { person: null },
    }));
    const question = 'query ($no: Boolean!) { person(id: "C-1") { name } today @include(if: $no) }';
    expect((await absent.ask(question, { no: false })).disclosures).toEqual([]);
  });
});

describe('introspection', () => {
  const refused = [
    'Query.parties',
    'Query.named',
    'Query.people',
    'Person.friends',
    'Person.grid',
    'Address.owner',
  ];

  it('shows the schema that the caller can use, without what nothing leads to any more', async () => {
    const { asked, ask } = cutAroundRefusing([...refused, 'Person.name']);
    const { result } = await ask(getIntrospectionQuery());
    expect(asked).toEqual([]);
    // An interface has not what one of its types lacks.
    expect(printSchema(buildClientSchema(result.data as never)).replace(/\s+/g, ' ')).toBe(
      'interface Named { id: ID! } scalar Day enum Kind { ONE TWO } type Query { person(id: ID!): Person today: String } ' +
        'type Person implements Named { id: ID! kind: Kind! address: Address houses: [Address] bornOn(day: Day): String employer: Company } ' +
        'type Company implements Named { id: ID! name: String staff: [Person!]! seat: Address! } type Address { street: String city: String! }',
    );
  });

  it('is answered so whatever else is asked, under aliases, through fragments, under conditions', async () => {
    const { asked, ask } = cutAroundRefusing(refused);
    const { result } = await ask(
      `query ($name: String!, $id: ID!, $yes: Boolean!) {
        ...Types
        person(id: $id) { id grid }
        ... on Query { hidden: __type(name: $name) { name } __type(name: "Kind") @skip(if: $yes) { name } }
      }
      fragment Types on Query { schema: __schema { queryType { ...Fields } } seen: __type(name: "Person") { name } }
      fragment Fields on __Type { fields { name } }`,
      { name: 'Party', id: 'C-1', yes: true },
    );
    expect(result.errors).toBeUndefined();
    expect(JSON.stringify(result.data)).toMatch(
      /^{"schema":{"queryType":{"fields":\[{"name":"person"},{"name":"today"}\]}},"seen":{"name":"Person"},"person":{"id":"[^"]+","grid":\[\]},"hidden":null}$/,
    );
    expect(oneLine(asked[0])).toBe(
      'query ($name: String!, $id: ID!, $yes: Boolean!) { person(id: $id) { id } }',
    );
  });

  it('shows nothing to those who can use nothing', async () => {
    const { asked, ask } = cutAroundRefusing([]);
    const { result } = await ask(getIntrospectionQuery(), {}, { ...agent, purpose: null });
    const { types, mutationType } = (
      result.data as { __schema: { types: { name: string }[]; mutationType: unknown } }
    ).__schema;
    expect(types.map(({ name }) => name).filter((name) => !name.startsWith('__'))).toEqual([
      'Query',
      'Boolean',
      'String',
    ]);
    expect(mutationType).toBeNull();
    expect(asked).toEqual([]);
  });
});
