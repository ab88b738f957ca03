import { type Actor, signRequestContext, subgraphKey } from '@bankgraph/identity';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bankgraph/schema';
import type { Subgraph, SubgraphDefinition, SubgraphSurroundings } from '@bankgraph/subgraph-kit';
import { openUngovernedSubgraph } from '@bankgraph/subgraph-kit/ungoverned';
import {
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  type TypeNode,
} from 'graphql';
import { pino } from 'pino';
import { openSubgraphs } from '../open-subgraphs.js';
import type { Bank } from '../testing/start-bank.js';
import type { Row } from './plain-conditions.fixture.js';

/** All rows of a connection in their order, each with its cursor. */
export class Listing {
  readonly rows: readonly Row[];
  readonly cursors: readonly string[];
  /** Fields of the connection beside those that every connection has. */
  readonly beside: Row;

  constructor(rows: readonly Row[], cursors: readonly string[], beside: Row = {}) {
    this.rows = rows;
    this.cursors = cursors;
    this.beside = beside;
  }
}

/** Access that somebody asked for. */
export interface AccessGrantRow extends Row {
  readonly kind: string;
  readonly status: string;
  readonly requestedBy: string;
  readonly customer: { readonly id: string };
}

/** Everything that the bank knows, decided for nobody. */
export interface BankTruth {
  /** By number: all fields of all subgraphs in one object, connections as listings. */
  readonly customers: ReadonlyMap<string, Row>;
  /** By number, with everything that core banking tells. */
  readonly accounts: ReadonlyMap<string, Row>;
  /** By account: the customers who hold it. */
  readonly holders: ReadonlyMap<string, readonly string[]>;
  /** By id, the decisions of all customers. */
  readonly decisions: ReadonlyMap<string, Row>;
  /** By text of the search: numbers of customers, and their cursors. */
  readonly searches: ReadonlyMap<string, Listing>;
  readonly accessGrants: Listing;
  /** Who looked at a customer's data, as of now: it grows with every question. */
  accessHistory(customerId: string): Promise<Listing>;
  close(): Promise<void>;
}

/**
 * What conditions look at and the contract does not show: added to the contract for the ungoverned reader alone, so that
 * it comes from the very row that the policies are asked about.
 */
const beyondTheContract: Readonly<Partial<Record<SubgraphName, string>>> = {
  access: 'extend type AccessGrant { class: String }',
  'core-banking': 'extend type PartyRole { customerIds: [ID!] }',
  aml: `
    extend type Sar { releasedAt: String }
    extend type NoReportDecision { releasedAt: String caseId: ID }
    extend type AmlCaseEvent { aboutReport: Boolean }
    extend type AmlCaseTask { aboutReport: Boolean caseId: ID }
    extend type AmlEvidence { aboutReport: Boolean }`,
  lineage: `
    extend type DecisionEvent { aboutReport: Boolean caseId: ID }
    extend type TimelineEntry { class: String domain: String aboutReport: Boolean caseId: ID }
    extend type AccessRecord { class: String aboutReport: Boolean }`,
};

const mayAskAnything: Actor = {
  id: 'reader of the whole truth',
  kind: 'service',
  roles: [],
  customerId: null,
  clientId: 'reference',
  channel: null,
  assurance: null,
  purpose: null,
};

/** Reads all customers of a bank from its subgraphs without policies, each one directly and not through the gateway. */
export async function readTruth(
  bank: Bank,
  asked: { readonly customers: readonly string[]; readonly searches: readonly string[] },
): Promise<BankTruth> {
  const secret = Buffer.from(bank.contextSecret, 'hex');
  const readers = new Map<string, SubgraphReader>();
  const opened = await openSubgraphs(SUBGRAPH_NAMES, bank.connections, {
    service: 'reference',
    contextKeyOf: (name) => subgraphKey(secret, name),
    keptIn: null,
    logger: pino({ level: 'silent' }),
    dev: true,
    open: <Loaders extends object>(
      definition: SubgraphDefinition<Loaders>,
      surroundings: SubgraphSurroundings,
    ) => {
      const sdl = definition.sdl + (beyondTheContract[definition.name as SubgraphName] ?? '');
      const subgraph = openUngovernedSubgraph({ ...definition, sdl }, surroundings);
      readers.set(definition.name, new SubgraphReader(subgraph, sdl, surroundings));
      return subgraph;
    },
  });
  const reader = (name: SubgraphName) => readers.get(name) as SubgraphReader;
  try {
    const customers = new Map<string, Row>();
    for (const id of asked.customers) {
      const parts = await Promise.all(
        [...readers.values()].map((one) => one.entity('Customer', id, ['accessHistory'])),
      );
      customers.set(id, Object.assign({}, ...parts));
    }
    const accounts = new Map<string, Row>();
    const holders = new Map<string, string[]>();
    const decisions = new Map<string, Row>();
    for (const [id, customer] of customers) {
      for (const account of (customer.accounts as Listing).rows) {
        accounts.set(String(account.id), account);
        holders.set(String(account.id), [...(holders.get(String(account.id)) ?? []), id]);
      }
      for (const decision of (customer.decisions as Listing).rows)
        decisions.set(String(decision.id), decision);
    }
    const searches = new Map<string, Listing>();
    for (const search of asked.searches) {
      searches.set(search, await reader('core-banking').rootListing('customers', { search }));
    }
    return {
      customers,
      accounts,
      holders,
      decisions,
      searches,
      accessGrants: await reader('access').rootListing('accessGrants'),
      accessHistory: (id) => reader('lineage').listing('Customer', id, 'accessHistory'),
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

interface Field {
  readonly name: string;
  readonly typeName: string;
}

/** Reads one ungoverned subgraph. */
class SubgraphReader {
  readonly #subgraph: Subgraph;
  readonly #contextKey: SubgraphSurroundings['contextKey'];
  readonly #fields = new Map<string, Field[]>();
  readonly #keyed = new Set<string>();

  constructor(subgraph: Subgraph, sdl: string, { contextKey }: SubgraphSurroundings) {
    this.#subgraph = subgraph;
    this.#contextKey = contextKey;
    for (const node of parse(sdl).definitions) {
      if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) {
        this.#learn(node);
      }
    }
  }

  #learn(node: ObjectTypeDefinitionNode | ObjectTypeExtensionNode): void {
    const known = this.#fields.get(node.name.value) ?? [];
    const fields = (node.fields ?? []).map(({ name, type }) => ({
      name: name.value,
      typeName: namedType(type),
    }));
    this.#fields.set(node.name.value, [...known, ...fields]);
    if (node.directives?.some(({ name }) => name.value === 'key')) this.#keyed.add(node.name.value);
  }

  /** All fields of an entity; connections as listings of all their rows. */
  async entity(typeName: string, id: string, except: readonly string[] = []): Promise<Row> {
    const data = await this.#ask(`{ ... on ${typeName} ${this.#selection(typeName, [])} }`, [typeName, id]);
    return { ...data, ...(await this.#listings(typeName, id, except)) };
  }

  /** All rows of a connection of an entity. */
  listing(typeName: string, id: string, field: string): Promise<Listing> {
    return this.#allPages(
      typeName,
      field,
      async (page) => (await this.#ask(`{ ... on ${typeName} { ${page} } }`, [typeName, id]))[field],
    );
  }

  /** All rows of a connection of the root. */
  rootListing(field: string, args: Row = {}): Promise<Listing> {
    return this.#allPages(
      'Query',
      field,
      async (page) => (await this.#ask(`{ ${page} }`, null))[field],
      args,
    );
  }

  async #listings(typeName: string, id: string, except: readonly string[] = []): Promise<Row> {
    const listings: Record<string, Listing> = {};
    for (const { name } of this.#connectionsOf(typeName)) {
      if (!except.includes(name)) listings[name] = await this.listing(typeName, id, name);
    }
    return listings;
  }

  async #allPages(
    typeName: string,
    field: string,
    ask: (page: string) => Promise<unknown>,
    args: Row = {},
  ): Promise<Listing> {
    const connection = this.#fieldsOf(typeName).find(({ name }) => name === field)?.typeName ?? '';
    const rowType = connection.replace('Connection', '');
    const beside = this.#fieldsOf(connection)
      .filter(({ name }) => !['edges', 'nodes', 'pageInfo', 'totalCount'].includes(name))
      .map((one) => this.#selectionOf(one, []));
    const rows: Row[] = [];
    const cursors: string[] = [];
    let page: Page | undefined;
    do {
      const after = page === undefined ? {} : { after: page.pageInfo.endCursor };
      const given = Object.entries({ ...args, first: 100, ...after })
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
        .join(', ');
      const row = this.#selection(rowType, []);
      page = (await ask(
        `${field}(${given}) { ${beside.join(' ')} pageInfo { hasNextPage endCursor } edges { cursor node ${row} } }`,
      )) as Page;
      for (const { cursor, node } of page.edges) {
        cursors.push(cursor);
        const nested = this.#connectionsOf(rowType);
        rows.push(
          nested.length === 0 || rowType === 'Customer'
            ? node
            : { ...node, ...(await this.#listings(rowType, String(node.id))) },
        );
      }
    } while (page.pageInfo.hasNextPage);
    const { edges: _edges, pageInfo: _pageInfo, ...rest } = page;
    return new Listing(rows, cursors, rest);
  }

  /** All fields but connections. What leads to an entity shows its number alone. */
  #selection(typeName: string, way: readonly string[]): string {
    const fields = this.#fieldsOf(typeName)
      .filter((field) => !field.typeName.endsWith('Connection'))
      .map((field) => this.#selectionOf(field, [...way, typeName]));
    return `{ ${fields.join(' ')} }`;
  }

  #selectionOf({ name, typeName }: Field, way: readonly string[]): string {
    if (!this.#fields.has(typeName)) return name;
    if (this.#keyed.has(typeName)) return `${name} { id }`;
    return `${name} ${this.#selection(typeName, way)}`;
  }

  #connectionsOf(typeName: string): readonly Field[] {
    return this.#fieldsOf(typeName).filter((field) => field.typeName.endsWith('Connection'));
  }

  #fieldsOf(typeName: string): readonly Field[] {
    return this.#fields.get(typeName) ?? [];
  }

  /** @param entity type and number of the entity that the selection is about; null: the root */
  async #ask(selection: string, entity: readonly [string, string] | null, attempts = 5): Promise<Row> {
    const query =
      entity === null
        ? `query ${selection}`
        : `query ($of: [_Any!]!) { _entities(representations: $of) ${selection} }`;
    const variables = entity === null ? {} : { of: [{ __typename: entity[0], id: entity[1] }] };
    const body = JSON.stringify({ query, variables });
    const contextToken = signRequestContext(
      {
        actor: mayAskAnything,
        requestId: 'truth',
        operationName: null,
        operationHash: '',
        recordedBy: 'gateway',
      },
      { subgraph: this.#subgraph.name, key: this.#contextKey, body },
    );
    const { data, errors = [] } = await this.#subgraph.handle({ body, contextToken });
    const isLate = errors.some(({ extensions }) => extensions?.code === 'UPSTREAM_UNAVAILABLE');
    // A machine that is busy with other tests may be late; the truth does not change meanwhile.
    if (isLate && attempts > 1) return this.#ask(selection, entity, attempts - 1);
    if (errors.length > 0 || data == null) {
      throw new Error(`${this.#subgraph.name} does not tell the truth: ${JSON.stringify(errors)} ${query}`);
    }
    return (entity === null ? data : (data._entities as readonly Row[])[0]) as Row;
  }
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
