import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type Answer,
  absentValue,
  coverageFaults,
  type Decision,
  engineFields,
  engineTypes,
  type Policy,
  PolicyFaults,
  type SubgraphPolicies,
} from '@bankgraph/authorization';
import { BankgraphError } from '@bankgraph/errors';
import { maskValue } from '@bankgraph/masking';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  parse,
} from 'graphql';
import type { Governor } from './governor.js';
import { connectionOf, Paged } from './paged.js';
import { resolverMap } from './resolver-map.js';
import { noProvenance, type Situation } from './situation.js';
import type { GovernedContext, SubgraphDefinition } from './subgraph-definition.js';

type Context = GovernedContext<object>;
type RootProvenance = SubgraphDefinition<object>['rootProvenance'];

/**
 * Builds the executable schema of a subgraph in which every field goes the same way: decide → resolve → mask →
 * record.
 *
 * @throws PolicyFaults when a field has no policy or a policy no field: the build fails
 */
export function governedSchema<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  policies: SubgraphPolicies,
): GraphQLSchema {
  const schema = buildSubgraphSchema({
    typeDefs: parse(definition.sdl),
    resolvers: resolverMap(definition, (typeName, entity, context) => {
      const { governor } = context;
      const policy = policies.rows.get(typeName);
      const adopted = governor.origins.adopt(typeName, entity, governor.origins.begin(noProvenance));
      const admitted = (found: object | null) => {
        if (found === null && policy !== undefined) {
          governor.record(policy, 'deny', governor.origins.of(adopted));
        }
        return found;
      };
      const found = firstOf(governor.visible(() => policy, [adopted]));
      return found instanceof Promise ? found.then(admitted) : admitted(found);
    }) as never,
  });
  const faults = coverageFaults(policies, schema);
  if (faults.length > 0) throw new PolicyFaults(faults);
  governFields(schema, policies, definition.rootProvenance);
  return schema;
}

/**
 * Puts the guard around each field of each object type. Fields of carried types go with the field that returns them;
 * a field that no policy speaks of is refused.
 */
export function governFields(
  schema: GraphQLSchema,
  policies: SubgraphPolicies,
  rootProvenance: RootProvenance,
): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || engineTypes.has(type.name)) continue;
    if (policies.carried.has(type.name)) continue;
    for (const field of Object.values(type.getFields())) {
      const id = `${type.name}.${field.name}`;
      if (engineFields.has(id)) continue;
      const policy = policies.fields.get(id) ?? refusedToAll(id);
      governField(field, { type, schema, policy, policies, rootProvenance });
    }
  }
}

function refusedToAll(id: string): Policy {
  return { id, class: 'restricted', allow: [], because: 'No policy speaks of it.', source: '' };
}

/** What the guard of a field is made of. */
interface Guarded {
  readonly type: GraphQLObjectType;
  readonly schema: GraphQLSchema;
  readonly policy: Policy;
  readonly policies: SubgraphPolicies;
  readonly rootProvenance: RootProvenance;
}

/** Decide → resolve → mask → record. Nothing of it waits for anything that is known already. */
function governField(
  field: GraphQLField<unknown, Context>,
  { type, schema, policy, policies, rootProvenance }: Guarded,
): void {
  const inner = field.resolve ?? defaultFieldResolver;
  const returned = getNamedType(field.type);
  const isMutation = type === schema.getMutationType();
  const isRoot = isMutation || type === schema.getQueryType() || type === schema.getSubscriptionType();
  const showsRows = !isLeafType(returned);
  const rowType = rowTypeOf(returned.name);

  field.resolve = (parent, args, context, info) => {
    const { origins } = context.governor;
    const situation = isRoot
      ? origins.begin({ ...noProvenance, ...rootProvenance?.[field.name]?.(args) })
      : origins.of(parent);
    const decision = context.governor.decide(policy, situation, parent);
    return decision instanceof Promise
      ? decision.then((decided) => resolveAs(decided, situation, parent, args, context, info))
      : resolveAs(decision, situation, parent, args, context, info);
  };

  function resolveAs(
    decision: Decision,
    situation: Situation,
    ...[parent, args, context, info]: Parameters<GraphQLFieldResolver<unknown, Context>>
  ): unknown {
    const { governor } = context;
    if (decision.effect === 'deny') {
      governor.record(policy, 'deny', situation);
      // A change that is refused must not look as if it had been made.
      if (isMutation) throw new BankgraphError('FORBIDDEN');
      return absentValue(field.type);
    }
    if (showsRows) context.reports.at(info.path, situation, policies.rows.get(rowType));
    const value = inner(parent, args, context, info);
    return isPromise(value)
      ? value.then((found) => show(found, decision, situation, governor))
      : show(value, decision, situation, governor);
  }

  function show(
    value: unknown,
    decision: Exclude<Decision, { effect: 'deny' }>,
    situation: Situation,
    governor: Governor,
  ): unknown {
    const shown = decision.effect === 'mask' ? maskValue(decision.mask, value, returned.name) : value;
    const answer = showsRows ? showRows(shown, situation, governor) : shown;
    if (!isPromise(answer)) {
      governor.record(policy, decision.effect, situation);
      return answer;
    }
    return answer.then((settled) => {
      governor.record(policy, decision.effect, situation);
      return settled;
    });
  }

  function showRows(value: unknown, situation: Situation, governor: Governor): unknown {
    if (value instanceof Paged) {
      const page = (rows: readonly { readonly id: string }[]) => ({
        ...value.beside,
        ...connectionOf(rows, value.args, value.total),
      });
      const rows = visibleRows(value.rows, situation, governor);
      return rows instanceof Promise ? rows.then(page) : page(rows);
    }
    if (Array.isArray(value)) {
      if (value.some(isPromise)) {
        return Promise.all(value).then((rows) => showRows(rows, situation, governor));
      }
      // What is no row cannot be decided, and an empty place in a list would tell of one.
      return visibleRows(value.filter(isRow), situation, governor);
    }
    return isRow(value) ? firstOf(visibleRows([value], situation, governor)) : null;
  }

  function visibleRows<Row extends object>(
    rows: readonly Row[],
    situation: Situation,
    governor: Governor,
  ): Answer<readonly Row[]> {
    const adopted = rows.map((row) => governor.origins.adopt(typeOf(row), row, situation));
    const visible = governor.visible((row) => policies.rows.get(typeOf(row)), adopted);
    return visible instanceof Promise
      ? visible.then((shown) => withheldRecorded(adopted, shown, situation, governor))
      : withheldRecorded(adopted, visible, situation, governor);
  }

  /**
   * That rows were withheld goes on record under whose data they are, once for each type of theirs. Where the field is
   * about nobody in particular, as a search is, it does not: its answer says nothing of whom it leaves out.
   */
  function withheldRecorded<Row extends object>(
    all: readonly Row[],
    shown: readonly Row[],
    situation: Situation,
    governor: Governor,
  ): readonly Row[] {
    if (shown.length < all.length && situation.provenance.customerIds.length > 0) {
      const seen = new Set<object>(shown);
      const told = new Set<unknown>();
      for (const row of all) {
        const rowPolicy = policies.rows.get(typeOf(row));
        const own = governor.origins.of(row);
        const verdict = rowPolicy === undefined ? undefined : own.verdict(rowPolicy);
        if (seen.has(row) || rowPolicy === undefined || told.has(verdict)) continue;
        told.add(verdict);
        governor.record(rowPolicy, 'deny', own);
      }
    }
    return shown;
  }

  /** A row of an interface or union has to say its own type, whose policy it goes by. */
  function typeOf(row: object): string {
    if (isObjectType(returned)) return rowType;
    const named = (row as { __typename?: unknown }).__typename;
    if (typeof named !== 'string') throw new TypeError(`A ${returned.name} does not say its type.`);
    return named;
  }
}

/** A connection's rows are its nodes: `AccountConnection` → `Account`. */
function rowTypeOf(typeName: string): string {
  return typeName.replace(/Connection$/, '');
}

function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return isRow(value) && typeof (value as { then?: unknown }).then === 'function';
}

function firstOf<Row>(rows: Answer<readonly Row[]>): Answer<Row | null> {
  return rows instanceof Promise ? rows.then(([row]) => row ?? null) : (rows[0] ?? null);
}
