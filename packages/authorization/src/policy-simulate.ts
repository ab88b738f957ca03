import { type ActorKind, isRole } from '@bankgraph/identity';
import type { ConditionName } from './conditions.js';
import { type Asker, type Seen, seenWhen } from './decision-when.js';
import { governedBy, linesThatGovern } from './governed.js';
import type { PolicySet, Wall } from './policy.js';
import { type AccessEffect, effectOf } from './policy-diff.js';
import { type Situation, situationsOf, smallestOf } from './situations.js';

/** What an audit record says of one operation on the data of one customer: decisions, never values. */
export interface RecordedOperation {
  readonly actor: { readonly kind: ActorKind; readonly roles: readonly string[] };
  readonly purpose: string | null;
  /** Customer whose data it was; null for nobody's. Only counted. */
  readonly subject: string | null;
  readonly requestId: string;
  readonly operationName: string | null;
  readonly operationHash: string;
  readonly policyVersion: string;
  readonly fields: readonly (readonly [field: string, decision: 'allow' | 'mask' | 'deny', count: number])[];
}

/** What the new policies make of a recorded decision. */
export type Consequence =
  | 'unchanged'
  | 'newly visible'
  | 'newly hidden'
  | 'less masked'
  | 'more masked'
  | 'masked differently';

/** Decisions of one role on one field that would be taken otherwise, or might. */
export interface SimulatedChange {
  /** The caller's roles, several joined by `+`. */
  readonly roles: string;
  /** `Type.field`, or `Type` for rows. */
  readonly field: string;
  /** Subgraphs that may have answered: a record does not say which. */
  readonly subgraphs: readonly string[];
  /**
   * One: it is so. Several: it depends; each with its smallest sets of the conditions in `dependsOn`, and the one that
   * needs fewest to hold at the end.
   */
  readonly consequences: readonly {
    readonly consequence: Consequence;
    readonly when: readonly (readonly ConditionName[])[];
  }[];
  /** The fewest conditions that settle which; empty when there is one consequence only. */
  readonly dependsOn: readonly ConditionName[];
  /** It also depends on which of the subgraphs answered. */
  readonly dependsOnSubgraph: boolean;
  readonly operations: number;
  readonly customers: number;
  /** Values or rows that the recorded decisions were about. */
  readonly values: number;
  /** Names of the operations, or the beginning of the hash of one without a name; sorted. */
  readonly operationNames: readonly string[];
}

/** What recorded operations would come to under other policies. */
export interface Simulation {
  readonly versions: { readonly before: string; readonly after: string };
  /** Records that were decided under the old policies. */
  readonly records: number;
  /** Records left out, by the version that decided them. */
  readonly otherVersions: ReadonlyMap<string, number>;
  /** Recorded decisions that stay as they are: values or rows. */
  readonly unchanged: number;
  readonly changes: readonly SimulatedChange[];
  /** Fields that the old policies do not have, or decisions that they cannot have taken; never expected. */
  readonly unexplained: readonly {
    readonly roles: string;
    readonly field: string;
    readonly values: number;
  }[];
}

interface Verdict {
  readonly subgraphs: readonly string[];
  readonly consequences: SimulatedChange['consequences'];
  readonly dependsOn: readonly ConditionName[];
  readonly dependsOnSubgraph: boolean;
}

interface Tally {
  readonly roles: string;
  readonly field: string;
  readonly verdict: Verdict;
  readonly operations: Set<string>;
  readonly customers: Set<string>;
  readonly names: Set<string>;
  values: number;
}

/**
 * Decides recorded operations again under other policies.
 *
 * A record does not say which conditions held. So every combination is taken that leads to the recorded decision
 * under the old policies: when the new ones decide alike for all of them, that is the consequence, else it depends on
 * conditions, which are named. Walls that stand on both sides keep out as before and are left aside, unless nothing
 * else explains a refusal. A field that several subgraphs have policies for is decided for each of them.
 */
export class PolicySimulation {
  readonly #before: PolicySet;
  readonly #after: PolicySet;
  readonly #verdicts = new Map<string, Verdict | null>();
  readonly #tallies = new Map<string, Tally>();
  readonly #otherVersions = new Map<string, number>();
  readonly #unexplained = new Map<string, { roles: string; field: string; values: number }>();
  #records = 0;
  #unchanged = 0;

  /** @param before the policies under which the operations were recorded */
  constructor(before: PolicySet, after: PolicySet) {
    this.#before = before;
    this.#after = after;
  }

  /** Takes one record into account; one of another version of the policies is only counted. */
  add(record: RecordedOperation): void {
    if (record.policyVersion !== this.#before.version) {
      const known = this.#otherVersions.get(record.policyVersion) ?? 0;
      this.#otherVersions.set(record.policyVersion, known + 1);
      return;
    }
    this.#records += 1;
    for (const [field, decision, count] of record.fields) this.#addDecision(record, field, decision, count);
  }

  /** What all records so far come to: the most frequent change first. */
  result(): Simulation {
    const changes = [...this.#tallies.values()].map(
      ({ roles, field, verdict, operations, customers, names, values }): SimulatedChange => ({
        roles,
        field,
        ...verdict,
        operations: operations.size,
        customers: customers.size,
        values,
        operationNames: [...names].sort(),
      }),
    );
    return {
      versions: { before: this.#before.version, after: this.#after.version },
      records: this.#records,
      otherVersions: this.#otherVersions,
      unchanged: this.#unchanged,
      changes: changes.sort((one, other) => other.operations - one.operations),
      unexplained: [...this.#unexplained.values()],
    };
  }

  #addDecision(
    record: RecordedOperation,
    field: string,
    decision: 'allow' | 'mask' | 'deny',
    count: number,
  ): void {
    const { actor, purpose, subject } = record;
    const roles = actor.roles.join('+');
    const key = JSON.stringify([actor.kind, roles, purpose, subject !== null, field, decision]);
    let verdict = this.#verdicts.get(key);
    if (verdict === undefined) {
      const asker = { kind: actor.kind, roles: actor.roles.filter(isRole), purpose };
      verdict = this.#verdictOn(asker, subject !== null, field, decision);
      this.#verdicts.set(key, verdict);
    }
    if (verdict === null) {
      const known = this.#unexplained.get(`${roles} ${field}`) ?? { roles, field, values: 0 };
      this.#unexplained.set(`${roles} ${field}`, { ...known, values: known.values + count });
    } else if (verdict.consequences.every(({ consequence }) => consequence === 'unchanged')) {
      this.#unchanged += count;
    } else {
      const tally = this.#tallyOf(roles, field, verdict);
      tally.operations.add(record.requestId);
      if (subject !== null) tally.customers.add(subject);
      tally.names.add(record.operationName ?? record.operationHash.slice(0, 12));
      tally.values += count;
    }
  }

  #tallyOf(roles: string, field: string, verdict: Verdict): Tally {
    const key = JSON.stringify([roles, field, verdict]);
    let tally = this.#tallies.get(key);
    if (tally === undefined) {
      const [operations, customers, names] = [new Set<string>(), new Set<string>(), new Set<string>()];
      tally = { roles, field, verdict, operations, customers, names, values: 0 };
      this.#tallies.set(key, tally);
    }
    return tally;
  }

  /** Null: the old policies do not explain the decision. */
  #verdictOn(
    asker: Asker,
    ofCustomer: boolean,
    field: string,
    decision: 'allow' | 'mask' | 'deny',
  ): Verdict | null {
    const perSubgraph = [...this.#before.subgraphs.keys()]
      .filter((subgraph) => governedBy(this.#before, subgraph, field).policy !== null)
      .map((subgraph) => ({ subgraph, cases: this.#casesOf(subgraph, asker, ofCustomer, field, decision) }))
      .filter(({ cases }) => cases.length > 0);
    if (perSubgraph.length === 0) return null;
    const all = perSubgraph.flatMap(({ cases }) => cases);
    const kinds = [...new Set(all.map(({ consequence }) => consequence))];
    const dependsOn = new Set(perSubgraph.flatMap(({ cases }) => settledBy(cases)));
    const kindsOf = (cases: readonly Case[]) =>
      JSON.stringify([...new Set(cases.map(({ consequence }) => consequence))].sort());
    const telling = ({ situation }: Case) => new Set([...situation].filter((name) => dependsOn.has(name)));
    return {
      subgraphs: perSubgraph.map(({ subgraph }) => subgraph),
      consequences: kinds
        .map((consequence) => ({
          consequence,
          when: smallestOf(all.filter((one) => one.consequence === consequence).map(telling)),
        }))
        .sort((one, other) => fewest(other.when) - fewest(one.when)),
      dependsOn: [...dependsOn].sort(),
      dependsOnSubgraph: new Set(perSubgraph.map(({ cases }) => kindsOf(cases))).size > 1,
    };
  }

  /** Every combination of conditions under which the old policies decide as recorded, and what the new ones make of it. */
  #casesOf(
    subgraph: string,
    asker: Asker,
    ofCustomer: boolean,
    field: string,
    decision: 'allow' | 'mask' | 'deny',
  ): readonly Case[] {
    const [before, after] = [this.#before, this.#after].map((set) => ({
      lines: linesThatGovern(governedBy(set, subgraph, field), asker, set.roles),
      walls: ofCustomer ? wallsFor(set.walls, asker.kind) : new Set<ConditionName>(),
    }));
    if (before === undefined || after === undefined) return [];
    const names = [before, after].flatMap(({ lines, walls }) => [
      ...walls,
      ...lines.flatMap((line) => line.when),
    ]);
    const cases: (Case & { readonly walled: boolean })[] = [];
    for (const situation of situationsOf(names)) {
      const seenOn = ({ lines, walls }: typeof before): Seen =>
        [...walls].some((wall) => situation.has(wall)) ? 'deny' : seenWhen(lines, situation);
      const [from, to] = [seenOn(before), seenOn(after)];
      const recorded = from === 'allow' || from === 'deny' ? from : 'mask';
      if (recorded !== decision) continue;
      const walled = [...before.walls].some((wall) => after.walls.has(wall) && situation.has(wall));
      const consequence = from === to ? 'unchanged' : consequences[effectOf(from, to)];
      cases.push({ situation, consequence, walled });
    }
    const outside = cases.filter(({ walled }) => !walled);
    return outside.length > 0 ? outside : cases;
  }
}

interface Case {
  readonly situation: Situation;
  readonly consequence: Consequence;
}

const consequences: Readonly<Record<AccessEffect, Consequence>> = {
  gains: 'newly visible',
  loses: 'newly hidden',
  'sees less masked': 'less masked',
  'sees more masked': 'more masked',
  'sees masked differently': 'masked differently',
};

function wallsFor(walls: readonly Wall[], kind: ActorKind): ReadonlySet<ConditionName> {
  return new Set(walls.filter(({ keepsOut }) => keepsOut.has(kind)).map(({ condition }) => condition));
}

/** Size of the smallest set. */
function fewest(when: readonly (readonly ConditionName[])[]): number {
  return Math.min(...when.map((set) => set.length));
}

/** The fewest conditions that one has to know of to know the consequence. */
function settledBy(cases: readonly Case[]): readonly ConditionName[] {
  const names = cases.flatMap(({ situation }) => [...situation]);
  for (const candidate of situationsOf(names)) {
    const known = new Map<string, Consequence>();
    const settles = cases.every(({ situation, consequence }) => {
      const key = [...candidate].filter((name) => situation.has(name)).join('\n');
      const other = known.get(key);
      known.set(key, consequence);
      return other === undefined || other === consequence;
    });
    if (settles) return [...candidate];
  }
  return [];
}
