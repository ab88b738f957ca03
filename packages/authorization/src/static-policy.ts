import type { Actor } from '@bankgraph/identity';
import { linesFor, looksAtRow } from './decide.js';
import type { AllowLine, Policy, PolicySet, SubgraphPolicies } from './policy.js';

/** Combinations of roles and purpose that are remembered; a bank has a few dozen. */
const maxStandings = 256;

/**
 * What roles and purpose decide by themselves, before a row is known: what an actor can never see, whatever the row.
 * A wall can only take away more, so it need not be asked.
 */
export class StaticPolicy {
  readonly #policies: PolicySet;
  readonly #standings = new Map<string, Standing>();

  constructor(policies: PolicySet) {
    this.#policies = policies;
  }

  /** The same object for all actors with the same roles and purpose, as long as it is remembered. */
  standingOf(actor: Actor): Standing {
    const key = JSON.stringify([[...actor.roles].sort(), actor.purpose]);
    const standing = this.#standings.get(key) ?? new Standing(this.#policies, actor);
    // The longest unused goes first.
    this.#standings.delete(key);
    this.#standings.set(key, standing);
    const [oldest] = this.#standings.keys();
    if (this.#standings.size > maxStandings && oldest !== undefined) this.#standings.delete(oldest);
    return standing;
  }

  /**
   * Whether an object may be absent as a whole where a subgraph looks it up to answer this field: then null stands at
   * the field, where a refusal of the field alone would be an empty list or connection. That is so where the type has
   * a policy of rows, unless the object comes from that subgraph, which leaves out such rows.
   *
   * @param reachedBy `Type.field` by which the object is reached
   */
  mayLackRow(typeName: string, fieldName: string, reachedBy: string): boolean {
    const sources = this.#owners(reachedBy);
    return this.#owners(`${typeName}.${fieldName}`).some(
      (owner) => owner.rows.has(typeName) && !(sources.length === 1 && sources[0] === owner),
    );
  }

  /** Whether each subgraph that answers with this type carries it: its fields are then part of what leads to it. */
  isCarried(typeName: string, reachedBy: string): boolean {
    return this.#owners(reachedBy).every(({ carried }) => carried.has(typeName));
  }

  /** Subgraphs that may answer a field. */
  #owners(id: string): readonly SubgraphPolicies[] {
    const [typeName = ''] = id.split('.');
    return [...this.#policies.subgraphs.values()].filter(
      ({ fields, carried }) => fields.has(id) || carried.has(typeName),
    );
  }
}

/** A policy as it is for actors with the same roles and purpose. */
export interface StandingPolicy {
  /** Lines that they can match at all, in the order of `linesFor`. */
  readonly lines: readonly AllowLine[];
  /** Whether the decision is another one from row to row. */
  readonly looksAtRow: boolean;
}

/** What actors with the same roles and purpose can see at all. */
export class Standing {
  readonly #policies: PolicySet;
  readonly #actor: Pick<Actor, 'roles' | 'purpose'>;
  readonly #seen = new Map<string, boolean>();
  readonly #own = new Map<Policy, StandingPolicy>();

  constructor(policies: PolicySet, { roles, purpose }: Pick<Actor, 'roles' | 'purpose'>) {
    this.#policies = policies;
    this.#actor = { roles, purpose };
  }

  /**
   * Whether the field can be seen of any row. False: each subgraph that has a policy for it refuses it, or none has
   * one. A carried type is decided where it is returned, so its fields can be seen as far as this tells.
   */
  canSee(typeName: string, fieldName: string): boolean {
    const id = `${typeName}.${fieldName}`;
    const known = this.#seen.get(id);
    if (known !== undefined) return known;
    const { subgraphs, roles } = this.#policies;
    const seen = [...subgraphs.values()].some(({ fields, carried }) => {
      const policy = fields.get(id);
      return (
        carried.has(typeName) || (policy !== undefined && linesFor(policy, this.#actor, roles).length > 0)
      );
    });
    this.#seen.set(id, seen);
    return seen;
  }

  /** The same object each time: what roles and purpose leave of a policy is found once, not for every request. */
  policy(policy: Policy): StandingPolicy {
    const known = this.#own.get(policy);
    if (known !== undefined) return known;
    const lines = linesFor(policy, this.#actor, this.#policies.roles);
    const own = { lines, looksAtRow: looksAtRow(lines) };
    this.#own.set(policy, own);
    return own;
  }
}
