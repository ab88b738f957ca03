import type { MaskName } from '@bankgraph/masking';
import type { GraphQLSchema } from 'graphql';
import { suggestionList } from 'graphql/jsutils/suggestionList.js';
import { type ConditionName, conditions } from './conditions.js';
import { type Asker, linesForAsker, type Seen, seenWhen } from './decision-when.js';
import type { AllowLine, DataClass, Policy, PolicySet } from './policy.js';
import { situationsOf, smallestOf } from './situations.js';
import { type KnownCircumstances, type Truth, tellCondition } from './tell-condition.js';
import { type LeadingField, TypeGraph } from './type-graph.js';

/** Why somebody sees, or does not see, a field. */
export interface DecisionQuestion {
  readonly policies: PolicySet;
  /** Schemas of the subgraphs, by name: they tell how a type is reached. */
  readonly schemas: ReadonlyMap<string, GraphQLSchema>;
  /** `Type.field`, or `Type` for rows. */
  readonly field: string;
  readonly known: KnownCircumstances;
  /** Conditions that are taken to hold or not to hold, whatever else is known. */
  readonly given: ReadonlyMap<ConditionName, boolean>;
}

/** A condition, and whether it holds: null cannot be told. */
export interface ExplainedCondition {
  readonly name: ConditionName;
  readonly holds: boolean | null;
  /** What would have to be known to tell. */
  readonly missing: Extract<Truth, { holds: null }>['missing'] | null;
}

/** A line of a policy, as it applies to the caller. */
export interface ExplainedLine {
  /** `policies/fields/kyc.yaml:85` */
  readonly at: string;
  readonly line: AllowLine;
  readonly show: MaskName | null;
  readonly roleFits: boolean;
  readonly purposeFits: boolean;
  /** Purposes of the caller's roles for which the line would apply. */
  readonly purposesThatFit: readonly string[];
  readonly conditions: readonly ExplainedCondition[];
  /** Whether the line applies: null depends on conditions that cannot be told. */
  readonly holds: boolean | null;
}

/** What is seen, and under which of the conditions that cannot be told; `[[]]`: when none of them holds, or always. */
export interface Outcome {
  readonly seen: Seen;
  readonly when: readonly (readonly string[])[];
}

/** A policy, as it applies to the caller. */
export interface ExplainedPolicy {
  readonly subgraph: string;
  readonly owner: string;
  /** `Type.field`, or `Type` for rows. */
  readonly id: string;
  readonly class: DataClass;
  readonly because: string;
  readonly at: string;
  readonly lines: readonly ExplainedLine[];
  /** One: decided. Several: it depends; the one that needs fewest conditions to hold is the last. */
  readonly outcomes: readonly Outcome[];
  /** The line that decides; null when none does, or when it depends. */
  readonly winner: ExplainedLine | null;
}

/** Why a field of one subgraph is seen or not. */
export interface Explanation {
  readonly subgraph: string;
  readonly field: string;
  /** The declared purpose is none of the roles': the whole request is refused. */
  readonly purposeRefused: boolean;
  /** Walls for this kind of caller. */
  readonly walls: readonly {
    readonly condition: ExplainedCondition;
    readonly at: string;
    readonly because: string;
  }[];
  /** The policy of the field or of the rows asked about; null: rows without a policy exist for everyone. */
  readonly target: ExplainedPolicy | null;
  /** The policy of the rows that the field is on, where there is one. */
  readonly rows: ExplainedPolicy | null;
  /** Policies on the way there that is most open to the caller, from the root. */
  readonly way: readonly ExplainedPolicy[];
  /** Without a way no query reaches the type. */
  readonly reachable: boolean;
  /** What comes of all of it together, walls aside. */
  readonly outcomes: readonly Outcome[];
  /** What denies for sure: the policy asked about, else that of its rows, else the first on the way. */
  readonly deniedBy: ExplainedPolicy | null;
  /** Whether a wall stands before it: null cannot be told. */
  readonly walled: boolean | null;
}

/** There is no such field. The message names those that are most like it. */
export class UnknownField extends Error {
  override readonly name = 'UnknownField';

  constructor(field: string, known: readonly string[]) {
    const similar = suggestionList(field, known).slice(0, 3);
    super(
      `There is no field or type "${field}" in the policies.${similar.length === 0 ? '' : ` Did you mean ${similar.join(', or ')}?`}`,
    );
  }
}

/**
 * Explains a decision with the very functions that take it: one explanation for each subgraph that has a policy for
 * the field; for a field of a carried type, one for each field that it is decided with.
 *
 * What is not known is tried both ways, so an answer that depends on nothing unknown is certain. Conditions on rows
 * that lie on the way are other rows' and unknown.
 *
 * @throws UnknownField
 */
export async function explainDecision(question: DecisionQuestion): Promise<readonly Explanation[]> {
  const { policies, schemas, field } = question;
  const graph = new TypeGraph(policies, schemas);
  const targets = targetsOf(question, graph);
  if (targets.length === 0) throw new UnknownField(field, knownFields(policies, schemas));
  return Promise.all(
    targets.map(async (target) =>
      new Explainer(question, graph, target, await truthsFor(question, target)).explain(),
    ),
  );
}

interface Target {
  readonly subgraph: string;
  /** `Type.field`, or `Type` for rows. */
  readonly field: string;
  readonly type: string;
}

function targetsOf({ policies, schemas, field }: DecisionQuestion, graph: TypeGraph): readonly Target[] {
  const [type = '', name] = field.split('.');
  const own = [...policies.subgraphs.values()].filter(({ fields, rows, carried }) =>
    name === undefined
      ? rows.has(type) || (!carried.has(type) && [...fields.keys()].some((id) => id.startsWith(`${type}.`)))
      : fields.has(field),
  );
  if (own.length > 0) return own.map(({ subgraph }) => ({ subgraph, field, type }));
  return graph
    .carriersOf(type)
    .filter(({ subgraph }) => {
      const schemaType = schemas.get(subgraph)?.getType(type);
      return (
        name === undefined ||
        (schemaType !== undefined && 'getFields' in schemaType && name in schemaType.getFields())
      );
    })
    .map((carrier) => ({ subgraph: carrier.subgraph, field: carrier.field, type: carrier.from }));
}

function knownFields(policies: PolicySet, schemas: ReadonlyMap<string, GraphQLSchema>): readonly string[] {
  const governed = [...policies.subgraphs.values()].flatMap(({ fields, rows }) => [
    ...fields.keys(),
    ...rows.keys(),
  ]);
  const carried = [...policies.subgraphs.values()].flatMap((own) =>
    [...own.carried].flatMap((type) => {
      const schemaType = schemas.get(own.subgraph)?.getType(type);
      return schemaType !== undefined && 'getFields' in schemaType
        ? Object.keys(schemaType.getFields()).map((name) => `${type}.${name}`)
        : [];
    }),
  );
  const types = governed.map((id) => id.split('.')[0] ?? id);
  return [...new Set([...governed, ...carried, ...types])];
}

/** Truths of all conditions at the three kinds of places: a customer as such, other types on the way, the target. */
type Truths = Readonly<Record<'customer' | 'way' | 'target', ReadonlyMap<ConditionName, Truth>>>;

/** Types whose values are of no account and no case. */
const ofNoAccount: ReadonlySet<string> = new Set(['Query', 'Customer']);

async function truthsFor({ known, given }: DecisionQuestion, { type }: Target): Promise<Truths> {
  const { row, ...way } = known;
  const customer = { ...way, accountId: null, caseId: null };
  const own = ofNoAccount.has(type) ? customer : way;
  const tellAll = async (place: KnownCircumstances) =>
    new Map(
      await Promise.all(
        (Object.keys(conditions) as ConditionName[]).map(async (name): Promise<[ConditionName, Truth]> => {
          const holds = given.get(name);
          return [name, holds === undefined ? await tellCondition(name, place) : { holds }];
        }),
      ),
    );
  return {
    customer: await tellAll(customer),
    way: await tellAll(way),
    target: await tellAll(row === undefined ? own : { ...own, row }),
  };
}

/** A policy with the type whose row it looks at. */
interface Step {
  readonly subgraph: string;
  readonly policy: Policy;
  readonly type: string;
}

class Explainer {
  readonly #question: DecisionQuestion;
  readonly #asker: Asker;
  readonly #graph: TypeGraph;
  readonly #target: Target;
  readonly #truths: Truths;

  constructor(question: DecisionQuestion, graph: TypeGraph, target: Target, truths: Truths) {
    this.#question = question;
    this.#asker = question.known.asker;
    this.#graph = graph;
    this.#target = target;
    this.#truths = truths;
  }

  explain(): Explanation {
    const { subgraph, field, type } = this.#target;
    const own = this.#question.policies.subgraphs.get(subgraph);
    const step = (policy: Policy | undefined) => policy && { subgraph, policy, type };
    const target = step(own?.fields.get(field) ?? own?.rows.get(field));
    const rows = field === type ? undefined : step(own?.rows.get(type));
    const leading = this.#mostOpenWay();
    const way = (leading ?? []).flatMap((one, index) =>
      // The target's own rows are told by themselves.
      this.#stepsOf(one).filter(
        ({ policy }) =>
          !(index === (leading ?? []).length - 1 && policy.id === type && one.subgraph === subgraph),
      ),
    );
    const steps = unique([...way, ...(rows === undefined ? [] : [rows])]);
    const nearest = [target, rows, ...way].filter((one) => one !== undefined);
    const walls = this.#walls();
    const held = walls.map(({ condition }) => condition.holds);
    return {
      subgraph,
      field,
      purposeRefused: this.#purposeRefused(),
      walls,
      target: target === undefined ? null : this.#explained(target),
      rows: rows === undefined ? null : this.#explained(rows),
      way: unique(way).map((one) => this.#explained(one)),
      reachable: leading !== null,
      outcomes: this.#together(steps, target),
      deniedBy: nearest.map((one) => this.#explained(one)).find(denies) ?? null,
      walled: held.includes(true) ? true : held.includes(null) ? null : false,
    };
  }

  #purposeRefused(): boolean {
    const { roles, purpose } = this.#asker;
    const definitions = this.#question.policies.roles;
    return purpose !== null && !roles.some((role) => definitions.get(role)?.purposes.includes(purpose));
  }

  #walls(): Explanation['walls'] {
    return this.#question.policies.walls
      .filter(({ keepsOut }) => keepsOut.has(this.#asker.kind))
      .map(({ condition, source, because }) => ({
        condition: explainedCondition(condition, this.#truths.target.get(condition)),
        at: source,
        because,
      }));
  }

  /** The shortest way on which nothing is denied for sure nor depends; else one that depends; else any. */
  #mostOpenWay(): readonly LeadingField[] | null {
    const { type } = this.#target;
    const outcomes = (field: LeadingField) => this.#stepsOf(field).map((one) => this.#explained(one));
    return (
      this.#graph.wayTo(type, (field) => outcomes(field).every((one) => !one.outcomes.some(isDenial))) ??
      this.#graph.wayTo(type, (field) => !outcomes(field).some(denies)) ??
      this.#graph.wayTo(type, () => true)
    );
  }

  /** What decides on a step: the rows of the type that the field is on, the field, the rows that it leads to. */
  #stepsOf({ subgraph, field, from, to }: LeadingField): readonly Step[] {
    const own = this.#question.policies.subgraphs.get(subgraph);
    const steps = [
      { policy: own?.rows.get(from), type: from },
      { policy: own?.fields.get(field), type: from },
      { policy: own?.rows.get(to), type: to },
    ];
    return steps.flatMap(({ policy, type }) => (policy === undefined ? [] : [{ subgraph, policy, type }]));
  }

  #truthsAt(type: string): ReadonlyMap<ConditionName, Truth> {
    if (type === this.#target.type) return this.#truths.target;
    return ofNoAccount.has(type) ? this.#truths.customer : this.#truths.way;
  }

  #lines({ policy }: Step): readonly AllowLine[] {
    return linesForAsker(policy, this.#asker, this.#question.policies.roles);
  }

  /** Unknown conditions, by name; one on the row of another type is another one. */
  #variables(step: Step): ReadonlyMap<ConditionName, string> {
    const truths = this.#truthsAt(step.type);
    const names = this.#lines(step).flatMap((line) => line.when);
    return new Map(
      names
        .filter((name) => truths.get(name)?.holds === null)
        .map((name) => [
          name,
          conditions[name].scope === 'row' && step.type !== this.#target.type
            ? `${name} (of ${step.type})`
            : name,
        ]),
    );
  }

  /** What a step shows when exactly these unknown conditions hold. */
  #seen(step: Step, holding: ReadonlySet<string>): Seen {
    const truths = this.#truthsAt(step.type);
    const variables = this.#variables(step);
    const lines = this.#lines(step);
    const held = lines
      .flatMap((line) => line.when)
      .filter((name) => truths.get(name)?.holds ?? holding.has(variables.get(name) ?? ''));
    return seenWhen(lines, new Set(held));
  }

  /** Everything that decides, under every combination of what is unknown. */
  #together(steps: readonly Step[], target: Step | undefined): readonly Outcome[] {
    const all = [...steps, ...(target === undefined ? [] : [target])];
    return outcomesOf(
      all.flatMap((step) => [...this.#variables(step).values()]),
      (holding) => {
        if (steps.some((step) => this.#seen(step, holding) === 'deny')) return 'deny';
        return target === undefined ? 'allow' : this.#seen(target, holding);
      },
    );
  }

  #explained(step: Step): ExplainedPolicy {
    const { subgraph, policy } = step;
    const lines = policy.allow.map((line) => this.#explainedLine(step, line));
    const outcomes = outcomesOf(this.#variables(step).values(), (holding) => this.#seen(step, holding));
    const first = this.#lines(step)
      .map((line) => lines.find((one) => one.line.roles === line.roles))
      .find((line) => line?.holds === true);
    return {
      subgraph,
      owner: this.#question.policies.subgraphs.get(subgraph)?.owner ?? '',
      id: policy.id,
      class: policy.class,
      because: policy.because,
      at: policy.source,
      lines,
      outcomes,
      winner: outcomes.length === 1 ? (first ?? null) : null,
    };
  }

  #explainedLine({ policy, type }: Step, line: AllowLine): ExplainedLine {
    const definitions = this.#question.policies.roles;
    const fits = (purpose: string | null) =>
      linesForAsker({ ...policy, allow: [line] }, { ...this.#asker, purpose }, definitions).length > 0;
    const purposes = new Set(this.#asker.roles.flatMap((role) => definitions.get(role)?.purposes ?? []));
    const truths = this.#truthsAt(type);
    const explained = line.when.map((name) => explainedCondition(name, truths.get(name)));
    const held = explained.map(({ holds }) => holds);
    const applies = fits(this.#asker.purpose);
    return {
      at: policy.source.replace(/:\d+$/, `:${line.line}`),
      line,
      show: line.show,
      roleFits: this.#asker.roles.some((role) => line.roles.has(role)),
      purposeFits: applies,
      purposesThatFit: [...purposes].filter(fits),
      conditions: explained,
      holds: !applies || held.includes(false) ? false : held.includes(null) ? null : true,
    };
  }
}

function explainedCondition(name: ConditionName, truth: Truth | undefined): ExplainedCondition {
  if (truth === undefined) throw new Error(`Condition "${name}" was not asked.`);
  return { name, holds: truth.holds, missing: truth.holds === null ? truth.missing : null };
}

function outcomesOf(
  variables: Iterable<string>,
  seenOf: (holding: ReadonlySet<string>) => Seen,
): readonly Outcome[] {
  const outcomes = new Map<Seen, ReadonlySet<string>[]>();
  for (const situation of situationsOf(variables)) {
    const seen = seenOf(situation);
    outcomes.set(seen, [...(outcomes.get(seen) ?? []), situation]);
  }
  return [...outcomes]
    .map(([seen, situations]) => ({ seen, when: smallestOf(situations) }))
    .sort((one, other) => fewest(other) - fewest(one));
}

function fewest({ when }: Outcome): number {
  return Math.min(...when.map((set) => set.length));
}

function isDenial({ seen }: Outcome): boolean {
  return seen === 'deny';
}

function denies({ outcomes }: ExplainedPolicy): boolean {
  return outcomes.every(isDenial);
}

function unique(steps: readonly Step[]): readonly Step[] {
  const seen = new Set<Policy>();
  return steps.filter(({ policy }) => !seen.has(policy) && seen.add(policy));
}
