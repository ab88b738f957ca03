import fc from 'fast-check';
import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isLeafType,
  isNonNullType,
  isObjectType,
  print,
} from 'graphql';
import { type BankTruth, Listing } from './bank-truth.fixture.js';
import type { Row } from './plain-conditions.fixture.js';
import { randomDecisionFilters, randomTimes, timelineKinds } from './random-arguments.fixture.js';

/**
 * A wish for a part of an operation, in numbers alone, which the schema turns into a selection: so a failing operation
 * shrinks by dropping parts and making numbers smaller, and whatever comes out is valid.
 */
export interface Wish {
  readonly as: 'field' | 'leaves' | 'inline' | 'inline on' | 'fragment' | 'fragment again';
  /** Which of the fields. */
  readonly field: number;
  /** The field by its name, where one is meant; `__typename` where the type has none of that name. */
  readonly named?: string;
  /** Which alias; 0: none. */
  readonly alias: number;
  /** Which condition; 0: none. */
  readonly condition: number;
  /** In the order of the schema; null: not given. */
  readonly args: readonly ({ readonly value: number; readonly how: number } | null)[];
  readonly inside: readonly Wish[];
}

/** A field of the root. */
export interface RootWish extends Wish {
  readonly root: 'customer' | 'customers' | 'decision' | 'lineage' | 'accessGrants';
}

/** An operation as it is sent. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether fields come in the order of the text: without fragments there is only one. */
  readonly ordered: boolean;
}

const deepest = 8;

/** Wishes for one to three fields of the root. */
export const randomWishes: fc.Arbitrary<readonly RootWish[]> = fc.array(
  fc
    .record({
      root: fc.oneof(
        { weight: 8, arbitrary: fc.constant('customer' as const) },
        { weight: 3, arbitrary: fc.constant('customers' as const) },
        { weight: 2, arbitrary: fc.constant('decision' as const) },
        { weight: 2, arbitrary: fc.constant('lineage' as const) },
        { weight: 2, arbitrary: fc.constant('accessGrants' as const) },
      ),
      wish: wishAt(deepest),
    })
    .map(({ root, wish }): RootWish => ({ ...wish, root })),
  { minLength: 1, maxLength: 3 },
);

function wishAt(depth: number): fc.Arbitrary<Wish> {
  return fc.record({
    as: fc.oneof(
      { weight: 14, arbitrary: fc.constant('field' as const) },
      { weight: 4, arbitrary: fc.constant('leaves' as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('inline' as const, 'inline on' as const, 'fragment' as const),
      },
      { weight: 1, arbitrary: fc.constant('fragment again' as const) },
    ),
    field: fc.nat({ max: 999 }),
    alias: rarely(4),
    condition: rarely(8),
    args: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.record({ value: fc.nat({ max: 999 }), how: fc.nat({ max: 5 }) }), {
          minLength: 1,
          maxLength: 4,
          size: 'max',
        }),
      },
    ),
    inside:
      depth === 0
        ? fc.constant([])
        : fc.array(wishAt(depth - 1), {
            minLength: depth > 4 ? 1 : 0,
            maxLength: depth > deepest - 2 ? 5 : 3,
            size: 'max',
          }),
  });
}

/** Fields of the customer that are asked with arguments of their own. */
const questions = ['decisions', 'decisions', 'decisions', 'timeline', 'riskHistory', 'consents'] as const;

/** Wishes for what is asked with filters, times, orders and directions, each shown whole. */
export const randomQuestions: fc.Arbitrary<readonly RootWish[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .record({
          args: allArguments(),
          inside: fc.array(
            fc
              .record({ named: fc.constantFrom(...questions), args: allArguments() })
              .map((wish): Wish => ({ ...plain, ...wish, inside: whole })),
            { minLength: 1, maxLength: 3 },
          ),
        })
        .map((wish): RootWish => ({ ...plain, ...wish, root: 'customer' })),
    },
    {
      weight: 1,
      arbitrary: allArguments().map((args): RootWish => ({ ...plain, args, inside: whole, root: 'lineage' })),
    },
  ),
  { minLength: 1, maxLength: 2 },
);

const plain = { as: 'field', field: 0, alias: 0, condition: 0, args: [], inside: [] } as const satisfies Wish;
const leaves: Wish = { ...plain, as: 'leaves' };

/** What there is to see in pages, chains, ratings and consents: names that a type does not have ask for its name. */
const whole: readonly Wish[] = [
  leaves,
  ...[
    'nodes',
    'edges',
    'pageInfo',
    'current',
    'firstIdentified',
    'levels',
    'accounts',
    'history',
    'receipt',
  ].map(
    (named): Wish => ({ ...plain, named, inside: [leaves, { ...plain, named: 'events', inside: [leaves] }] }),
  ),
];

/** Something for each argument that a field may have. */
function allArguments(): fc.Arbitrary<Wish['args']> {
  const argument = fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.record({ value: fc.nat({ max: 999 }), how: fc.nat({ max: 5 }) }) },
  );
  return fc.array(argument, { minLength: 5, maxLength: 5 });
}

/** Zero, and once in so many times one to nine. */
function rarely(times: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: times - 1, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) },
  );
}

/** What arguments are chosen from. */
export interface ArgumentPool {
  readonly customers: readonly string[];
  readonly searches: readonly string[];
  readonly truth: BankTruth;
}

/** Turns wishes into an operation over the schema. */
export function operationOf(
  wishes: readonly RootWish[],
  schema: GraphQLSchema,
  pool: ArgumentPool,
): Operation {
  return new Rendering(schema, pool).operation(wishes);
}

/** What the sandbox has most to say about, and what leads to rows. */
const preferred: Readonly<Record<string, number>> = {
  accounts: 5,
  sars: 2,
  amlCases: 2,
  kyc: 2,
  nodes: 5,
  edges: 2,
  node: 3,
};

/** Fields to choose from: one that has parts inside if there are wishes for parts, as a rule. */
function fieldsFor(
  { inside, field }: Wish,
  type: GraphQLObjectType,
): readonly (GraphQLField<unknown, unknown> | undefined)[] {
  const all = Object.values(type.getFields());
  const withParts = all.filter((one) => isObjectType(getNamedType(one.type)));
  if (inside.length === 0 || field % 7 === 0 || withParts.length === 0) return [...all, undefined];
  return withParts.flatMap((one) => Array.from({ length: preferred[one.name] ?? 1 }, () => one));
}

const decisionsThatAreNot = 'LE-1001-nothing';
// Not `id`: Apollo's planner loses the key of an entity behind such an alias, and answers INTERNAL.
const aliases = ['', 'name', 'sars', 'a', 'b', 'nodes', 'totalCount', 'value', 'amount'];
const days = ['2026-03-01', '2026-05-31', '2026-06-01', '2025-01-01', '2026-12-31'];
// None outside of 0 to 100: with one, the gateway refuses the whole operation (gateway/src/demand/limits.test.ts).
const depths = [1, 2, 3, 10, 5, null, 0, 11];
const counts = [3, 1, 2, 4, 5, 7, 10, 25, 50, 100, 0, null];

/** A value as it stands in the text of an operation. */
function literalOf(value: unknown, { type }: GraphQLArgument): string {
  if (value === null) return 'null';
  const node = astFromValue(value, type);
  if (node == null) throw new Error(`No literal of ${String(type)}.`);
  return print(node).replaceAll(/\s+/g, ' ');
}

class Rendering {
  readonly #schema: GraphQLSchema;
  readonly #pool: ArgumentPool;
  readonly #variables = new Map<
    string,
    { readonly type: string; readonly fallback: string; readonly value: unknown }
  >();
  readonly #fragments: { readonly name: string; readonly type: string; readonly text: string }[] = [];
  /** By type and key of the response: the field with its arguments to which the key belongs. */
  readonly #keys = new Map<string, string>();
  #ordered = true;

  constructor(schema: GraphQLSchema, pool: ArgumentPool) {
    this.#schema = schema;
    this.#pool = pool;
  }

  operation(wishes: readonly RootWish[]): Operation {
    const type = this.#schema.getQueryType();
    if (type == null) throw new Error('A schema without queries.');
    const fields = wishes.map((wish) => this.#field(wish, type, type.getFields()[wish.root], null));
    const definitions = [...this.#variables].map(
      ([name, { type: text, fallback }]) => `$${name}: ${text}${fallback === '' ? '' : ` = ${fallback}`}`,
    );
    const head = definitions.length === 0 ? 'query' : `query (${definitions.join(', ')})`;
    const given = [...this.#variables].filter(([, { value }]) => value !== undefined);
    return {
      query: [
        `${head} { ${fields.join(' ')} }`,
        ...this.#fragments.map(({ name, type: on, text }) => `fragment ${name} on ${on} ${text}`),
      ].join('\n'),
      variables: Object.fromEntries(given.map(([name, { value }]) => [name, value])),
      ordered: this.#ordered,
    };
  }

  /** @param about the customer around it, where that is known */
  #selection(wishes: readonly Wish[], type: GraphQLObjectType, about: string | null): string {
    if (wishes.length === 0) return '{ __typename }';
    return `{ ${wishes.map((wish) => this.#part(wish, type, about)).join(' ')} }`;
  }

  #part(wish: Wish, type: GraphQLObjectType, about: string | null): string {
    if (wish.as === 'field') {
      const fields = wish.named === undefined ? fieldsFor(wish, type) : [type.getFields()[wish.named]];
      return this.#field(wish, type, fields[wish.field % fields.length], about);
    }
    if (wish.as === 'leaves') {
      const leaves = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
      return [
        '__typename',
        ...leaves.map((field) => this.#field({ ...wish, alias: 0, condition: 0 }, type, field, about)),
      ].join(' ');
    }
    this.#ordered = false;
    if (wish.as === 'fragment again') {
      const known = this.#fragments.filter((fragment) => fragment.type === type.name);
      const again = known[wish.field % Math.max(known.length, 1)];
      return again === undefined ? '__typename' : `...${again.name}${this.#condition(wish.condition)}`;
    }
    const condition = this.#condition(wish.condition);
    const text = this.#selection(wish.inside, type, about);
    if (wish.as === 'inline') return `...${condition} ${text}`;
    if (wish.as === 'inline on') return `... on ${type.name}${condition} ${text}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, type: type.name, text });
    return `...${name}${condition}`;
  }

  #field(
    wish: Wish,
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown> | undefined,
    about: string | null,
  ): string {
    if (field === undefined) return `__typename${this.#condition(wish.condition)}`;
    const given = field.args.flatMap((arg, index) => this.#argument(wish.args[index], arg, field, about));
    const args =
      given.length === 0 ? '' : `(${given.map(({ name, text }) => `${name}: ${text}`).join(', ')})`;
    const key = this.#keyOf(type, field.name, args, aliases[wish.alias] ?? '');
    const returned = getNamedType(field.type);
    const named = given.find(({ name }) => name === 'id')?.value;
    const inside = isObjectType(returned)
      ? ` ${this.#selection(wish.inside, returned, field.name === 'customer' && typeof named === 'string' ? named : about)}`
      : '';
    return `${key === field.name ? '' : `${key}: `}${field.name}${args}${this.#condition(wish.condition)}${inside}`;
  }

  /** One key belongs to one field with its arguments, so that whatever is selected twice can be merged. */
  #keyOf(type: GraphQLObjectType, field: string, args: string, alias: string): string {
    const wanted = alias === '' ? field : alias;
    for (let attempt = 0; ; attempt += 1) {
      const key = attempt === 0 ? wanted : `${field}_${attempt}`;
      const owner = this.#keys.get(`${type.name}.${key}`) ?? field + args;
      if (owner !== field + args) continue;
      this.#keys.set(`${type.name}.${key}`, owner);
      return key;
    }
  }

  #argument(
    wish: Wish['args'][number] | undefined,
    arg: GraphQLArgument,
    field: GraphQLField<unknown, unknown>,
    about: string | null,
  ): { name: string; text: string; value: unknown }[] {
    if (wish == null && !isNonNullType(arg.type)) return [];
    const { value: choice, how } = wish ?? { value: 0, how: 0 };
    const values = this.#valuesFor(arg, field, about);
    if (values.length === 0) return [];
    const value = values[choice % values.length];
    const literal = literalOf(value, arg);
    const text =
      how < 3
        ? literal
        : how === 3 && value !== null
          ? this.#variable(String(arg.type), literal, undefined)
          : this.#variable(String(arg.type), '', value);
    return [{ name: arg.name, text, value }];
  }

  #valuesFor(
    { name, type: argType }: GraphQLArgument,
    field: GraphQLField<unknown, unknown>,
    about: string | null,
  ): readonly unknown[] {
    const { customers, searches, truth } = this.#pool;
    const customer = truth.customers.get(about ?? '');
    switch (name) {
      case 'decision':
        return [...truth.decisions.keys(), decisionsThatAreNot];
      case 'status':
      case 'direction':
      case 'order': {
        const type = getNamedType(argType);
        return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
      }
      case 'depth':
        return depths;
      case 'kinds':
        return timelineKinds;
      case 'filter':
        return field.name === 'decisions' ? randomDecisionFilters(truth, customer) : [];
      case 'asOf':
      case 'knownAt':
        return randomTimes(truth, customer);
      case 'from':
      case 'to':
        return field.name === 'transactions'
          ? days
          : field.name === 'timeline'
            ? randomTimes(truth, customer)
            : [];
      case 'id':
        return field.name === 'decision' ? [...truth.decisions.keys(), decisionsThatAreNot] : customers;
      case 'search':
        return [...searches, 'x'];
      case 'first':
        return counts;
      case 'after':
        return [...this.#cursors(field.name, about ?? customers[0] ?? ''), 'nonsense'];
      default:
        return [];
    }
  }

  /** Cursors of all rows of such a list, whoever may see them. */
  #cursors(field: string, about: string): readonly string[] {
    const { truth, searches } = this.#pool;
    if (field === 'accessGrants') return truth.accessGrants.cursors;
    if (field === 'customers') return truth.searches.get(searches[0] ?? '')?.cursors ?? [];
    const customer = truth.customers.get(about);
    const accounts = customer?.accounts;
    const holders: readonly (Row | undefined)[] = [
      customer,
      ...(accounts instanceof Listing ? accounts.rows : []),
    ];
    return holders.flatMap((one) => {
      const listing = one?.[field];
      return listing instanceof Listing ? listing.cursors : [];
    });
  }

  #condition(choice: number): string {
    switch (choice) {
      case 1:
        return ` @skip(if: ${this.#variable('Boolean!', '', false)})`;
      case 2:
        return ` @include(if: ${this.#variable('Boolean!', '', true)})`;
      case 3:
        return ' @skip(if: true)';
      case 4:
        return ` @include(if: ${this.#variable('Boolean!', 'false', undefined)})`;
      case 5:
        return ` @skip(if: ${this.#variable('Boolean!', '', true)}) @include(if: true)`;
      default:
        return '';
    }
  }

  /** @param fallback the default in the definition, empty for none; @param value what is sent, undefined for nothing */
  #variable(type: string, fallback: string, value: unknown): string {
    const same = [...this.#variables].find(
      ([, known]) => known.type === type && known.fallback === fallback && known.value === value,
    );
    if (same !== undefined) return `$${same[0]}`;
    const name = `v${this.#variables.size}`;
    this.#variables.set(name, { type, fallback, value });
    return `$${name}`;
  }
}
