import type { MaskName } from '@bankgraph/masking';
import { maskValue } from '@bankgraph/masking';
import {
  type DocumentNode,
  executeSync,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
} from 'graphql';
import { chainAround, fitsFilter, fitsTimeline, isRange, ratedRisk } from './asked-of-decisions.fixture.js';
import type { ConsentPast } from './bank-facts.fixture.js';
import { type BankTruth, Listing } from './bank-truth.fixture.js';
import { consentThen } from './consent-then.fixture.js';
import type { Caller, Place, Row } from './plain-conditions.fixture.js';
import type { PlainPolicies, PlainSubgraph } from './plain-policies.fixture.js';
import type { ReferenceDecision } from './reference-decision.fixture.js';

/** What the answer should be. */
export interface ReferenceAnswer {
  readonly data: unknown;
  /** One for each place: code and path. */
  readonly errors: readonly { readonly code: unknown; readonly path: readonly (string | number)[] }[];
}

/** What the answers are made of. */
export interface Reference {
  readonly schema: GraphQLSchema;
  readonly policies: PlainPolicies;
  readonly decision: ReferenceDecision;
  readonly truth: BankTruth;
  /** By number of the consent. */
  readonly consentPasts: ReadonlyMap<string, ConsentPast>;
  /** What the reference makes of arguments, or of a `filter`: other than they are only where a test plants that. */
  readonly misread?: (given: Row) => Row;
}

/** An operation, who asks it, and who is known to have looked at customers before it. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  /** By customer; a customer who is missing is added to `unread`, and their list taken for empty. */
  readonly history: ReadonlyMap<string, Listing>;
  readonly unread: Set<string>;
}

/** An object on its way into the answer: whose it is, and which subgraph has told of it. */
class Shown {
  readonly row: Row;
  readonly place: Place;
  readonly subgraph: PlainSubgraph;

  constructor(row: Row, place: Place, subgraph: PlainSubgraph) {
    this.row = row;
    this.place = place;
    this.subgraph = subgraph;
  }
}

const nobodys: Place = { customers: [], account: null, case: null };

/**
 * The answer that the policies ask for: graphql-js over the API schema and the whole truth, one field after the other,
 * with a refusal wherever the policy of a field or row says so.
 */
export function referenceAnswer(reference: Reference, asked: AskedOperation): ReferenceAnswer {
  const { schema, policies, decision, truth } = reference;
  const { caller } = asked;

  const fieldResolver: GraphQLFieldResolver<Shown | undefined, unknown, Row> = (
    source,
    given,
    _context,
    info,
  ) => {
    const args = heeded(given);
    const type = info.parentType.name;
    const subgraph = ownerOf(type, info.fieldName, source?.subgraph);
    const place = source?.place ?? (info.fieldName === 'customer' ? ofCustomer(String(args.id)) : nobodys);
    const row = source?.row ?? {};
    const policy = subgraph.policies.get(`${type}.${info.fieldName}`);
    // A carried type is part of what returns it.
    if (policy === undefined) return enter(row[info.fieldName], info.returnType, args, place, subgraph);
    // A subgraph that looks an object up by its key finds it only for those for whom it exists.
    if (source !== undefined && source.subgraph !== subgraph && !exists(type, source, subgraph)) return null;
    const effect = decision.decide(policy, { caller, place, row });
    if (effect === 'refused') return absent(info.returnType, subgraph);
    const value =
      source === undefined ? rootValue(info.fieldName, args) : toldValue(type, info.fieldName, source, args);
    const shown =
      effect === 'whole'
        ? value
        : maskValue(effect.mask as MaskName, value, getNamedType(info.returnType).name);
    return enter(shown, info.returnType, args, place, subgraph);
  };

  function heeded(given: Row): Row {
    const { misread } = reference;
    if (misread === undefined) return given;
    const args = misread(given);
    return args.filter == null ? args : { ...args, filter: misread(args.filter as Row) };
  }

  /** The one subgraph that has a policy for the field or carries its type; with several, all say the same. */
  function ownerOf(type: string, field: string, before: PlainSubgraph | undefined): PlainSubgraph {
    const owners = policies.subgraphs.filter(
      (one) => one.policies.has(`${type}.${field}`) || one.carried.includes(type),
    );
    const owner = before !== undefined && owners.includes(before) ? before : owners[0];
    if (owner === undefined) throw new Error(`Nobody owns ${type}.${field}.`);
    return owner;
  }

  function rootValue(field: string, args: Row): unknown {
    switch (field) {
      case 'customer':
        return truth.customers.get(String(args.id)) ?? null;
      case 'decision':
        return truth.decisions.get(String(args.id)) ?? null;
      case 'lineage':
        return chain(args);
      case 'accessGrants': {
        return filtered(truth.accessGrants, ({ status }) => args.status == null || status === args.status);
      }
      case 'customers': {
        const found = truth.searches.get(String(args.search));
        if (found === undefined) throw badInput();
        return found;
      }
      default:
        throw new Error(`Nothing is known of Query.${field}.`);
    }
  }

  /** What is followed from a decision: restricted ones only for those for whom there may be some beside it. */
  function chain({ decision: id, direction, depth }: Row): Row | null {
    const steps = depth == null ? 10 : Number(depth);
    if (steps < 1 || steps > 10) throw badInput();
    const root = truth.decisions.get(String(id));
    if (root === undefined || !decisionExists(String(id))) return null;
    const cleared = domains.some((domain) =>
      [true, false].some((aboutReport) =>
        isDecision({ subject: root.subject, caseId: root.caseId, domain, class: 'RESTRICTED', aboutReport }),
      ),
    );
    const followed = [...truth.decisions.values()].filter(
      (event) => (cleared || event.class !== 'RESTRICTED') && isDecision(event),
    );
    return chainAround(root, followed, { direction: String(direction ?? 'BOTH'), depth: steps });
  }

  function toldValue(type: string, field: string, { row }: Shown, args: Row): unknown {
    if (type === 'Customer' && field === 'decisions') {
      const filter = (args.filter ?? {}) as Row;
      if (!isRange(filter)) throw badInput();
      const found = filtered(row.decisions as Listing, fitsFilter(filter));
      return args.order === 'OLDEST_FIRST' ? turned(found) : found;
    }
    if (type === 'Customer' && field === 'timeline') {
      if (!isRange(args)) throw badInput();
      return filtered(row.timeline as Listing, fitsTimeline(args));
    }
    if (type === 'Customer' && field === 'riskHistory') {
      return ratedRisk((row.decisions as Listing).rows.filter(isDecision), args);
    }
    if (type === 'Customer' && field === 'consents' && args.asOf != null) {
      const moment = Date.parse(String(args.asOf));
      if (moment > Date.now()) throw badInput();
      return (row.consents as readonly Row[]).flatMap((consent) => {
        const past = reference.consentPasts.get(String(consent.id));
        return (past && consentThen(consent, past, moment)) ?? [];
      });
    }
    if (type === 'Customer' && field === 'accessHistory') {
      const history = asked.history.get(String(row.id));
      if (history === undefined) asked.unread.add(String(row.id));
      return history ?? new Listing([], []);
    }
    // Numbers of other decisions are told only of those that exist for the caller.
    if (type === 'DecisionEvent' && field === 'causedBy')
      return (row.causedBy as string[]).filter(decisionExists);
    if (type === 'DecisionEvent' && field === 'supersedes') {
      return row.supersedes != null && decisionExists(String(row.supersedes)) ? row.supersedes : null;
    }
    return row[field] ?? null;
  }

  function decisionExists(id: string): boolean {
    const row = truth.decisions.get(id);
    return row !== undefined && isDecision(row);
  }

  /** Whether a decision exists for the caller. */
  function isDecision(row: Row): boolean {
    const lineage = policies.subgraphs.find(({ name }) => name === 'lineage');
    return (
      lineage !== undefined && exists('DecisionEvent', adopt('DecisionEvent', row, nobodys, lineage), lineage)
    );
  }

  /** What a field returns, without the rows that do not exist for the caller. */
  function enter(
    value: unknown,
    type: GraphQLOutputType,
    args: Row,
    place: Place,
    subgraph: PlainSubgraph,
  ): unknown {
    const named = getNamedType(type);
    if (value === null || value === undefined || isLeafType(named) || value instanceof Shown)
      return value ?? null;
    if (value instanceof Listing) return connection(value, named.name, args, place, subgraph);
    if (Array.isArray(value)) {
      return value
        .map((row: Row | Shown) => (row instanceof Shown ? row : adopt(named.name, row, place, subgraph)))
        .filter(({ row }) => args.status == null || row.status === args.status)
        .filter((shown) => exists(named.name, shown, subgraph));
    }
    const shown = adopt(named.name, value as Row, place, subgraph);
    return exists(named.name, shown, subgraph) ? shown : null;
  }

  function exists(type: string, { row, place }: Shown, subgraph: PlainSubgraph): boolean {
    const policy = subgraph.policies.get(type);
    return policy === undefined || decision.decide(policy, { caller, place, row }) !== 'refused';
  }

  /** Whose data a row is: of the customer, account and case that it is, or belongs to, else of what it was found in. */
  function adopt(type: string, found: Row, around: Place, subgraph: PlainSubgraph): Shown {
    let row = found;
    let place = around;
    if (type === 'Customer') {
      row = truth.customers.get(String(found.id)) ?? found;
      place = ofCustomer(String(found.id));
    }
    if (type === 'Account') {
      place = { ...around, account: String(found.id) };
      // Known by its number alone, it is the data of all who hold it.
      if (subgraph.name !== 'core-banking') {
        row = truth.accounts.get(String(found.id)) ?? found;
        place = { ...place, customers: truth.holders.get(String(found.id)) ?? [] };
      }
    }
    if (type === 'PartyRole') {
      place = { ...around, customers: [...around.customers, ...(found.customerIds as readonly string[])] };
    }
    if (type === 'AmlCase') place = { ...place, case: String(found.id) };
    if (type === 'DecisionEvent') place = { ...place, customers: [idOf(found.subject)] };
    if (type === 'Lineage') place = { ...place, customers: [String(found.customerId)] };
    if (type === 'AccessGrant') place = { ...place, customers: [idOf(found.customer)] };
    if (typeof found.caseId === 'string') place = { ...place, case: found.caseId };
    return new Shown(row, place, subgraph);
  }

  /** The asked-for page of the rows that exist for the caller. */
  function connection(
    all: Listing,
    connectionType: string,
    { first, after, from, to }: Row,
    place: Place,
    subgraph: PlainSubgraph,
  ): Shown {
    const rowType = connectionType.replace('Connection', '');
    // Those of the timeline were looked at before.
    const [firstDay, lastDay] = rowType === 'Transaction' ? [from, to] : [];
    if (typeof firstDay === 'string' && typeof lastDay === 'string' && firstDay > lastDay) throw badInput();
    const rows: Shown[] = [];
    const cursors: string[] = [];
    for (const [index, row] of all.rows.entries()) {
      const day = String(row.bookingDateTime).slice(0, 10);
      if (typeof firstDay === 'string' && day < firstDay) continue;
      if (typeof lastDay === 'string' && day > lastDay) continue;
      const shown = adopt(rowType, row, place, subgraph);
      if (!exists(rowType, shown, subgraph)) continue;
      rows.push(shown);
      cursors.push(all.cursors[index] ?? '');
    }
    const count = first == null ? 25 : Number(first);
    const start = after == null ? 0 : cursors.indexOf(String(after)) + 1;
    if (count < 0 || count > 100 || (after != null && start === 0)) throw badInput();
    const nodes = rows.slice(start, start + count);
    const onPage = cursors.slice(start, start + count);
    const value = {
      ...all.beside,
      edges: nodes.map((node, index) => new Shown({ cursor: onPage[index], node }, place, subgraph)),
      nodes,
      pageInfo: {
        hasNextPage: start + nodes.length < rows.length,
        hasPreviousPage: start > 0,
        startCursor: onPage[0] ?? null,
        endCursor: onPage.at(-1) ?? null,
      },
      totalCount: rows.length,
    };
    return new Shown(value, place, subgraph);
  }

  /** What a refusal looks like: nothing, in the form of the type. */
  function absent(type: GraphQLOutputType, subgraph: PlainSubgraph): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return [];
    if (!getNamedType(type).name.endsWith('Connection')) return null;
    const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
    return new Shown({ edges: [], nodes: [], pageInfo, totalCount: 0 }, nobodys, subgraph);
  }

  const { data, errors = [] } = executeSync({
    schema,
    document: asked.document,
    variableValues: asked.variables,
    fieldResolver: fieldResolver as GraphQLFieldResolver<unknown, unknown>,
  });
  return {
    data: data ?? null,
    errors: errors.map((error) => {
      if (error.originalError != null && !(error.originalError instanceof GraphQLError)) throw error;
      return { code: error.extensions.code, path: error.path ?? [] };
    }),
  };
}

function filtered({ rows, cursors, beside }: Listing, fits: (row: Row) => boolean): Listing {
  const kept = rows
    .map((row, index) => ({ row, cursor: cursors[index] ?? '' }))
    .filter(({ row }) => fits(row));
  return new Listing(
    kept.map(({ row }) => row),
    kept.map(({ cursor }) => cursor),
    beside,
  );
}

function turned({ rows, cursors, beside }: Listing): Listing {
  return new Listing(rows.toReversed(), cursors.toReversed(), beside);
}

const domains = ['CORE_BANKING', 'KYC', 'AML', 'FRAUD', 'SEGMENTS', 'CONSENT'];

const ofCustomer = (id: string): Place => ({ customers: [id], account: null, case: null });

const idOf = (entity: unknown) => String((entity as { readonly id: unknown }).id);

const badInput = () => new GraphQLError('', { extensions: { code: 'BAD_USER_INPUT' } });
