import type { BankFacts } from './bank-facts.fixture.js';
import { type Caller, type Place, plainConditions, type Row } from './plain-conditions.fixture.js';
import type { PlainLine, PlainPolicies, PlainPolicy } from './plain-policies.fixture.js';

/** What a caller gets: nothing, the value, or the value under a mask. */
export type Effect = 'refused' | 'whole' | { readonly mask: string };

/** How a condition is answered. */
export type Holds = typeof plainConditions;

/** What is known when something is decided. */
export interface Decided {
  readonly caller: Caller;
  readonly place: Place;
  readonly row: Row;
}

/** Decides as the policies read, line by line, with nothing remembered and nothing left out. */
export class ReferenceDecision {
  readonly #policies: PlainPolicies;
  readonly #facts: BankFacts;
  readonly #holds: Holds;

  /** @param holds the conditions; others only where a test plants a wrong one */
  constructor(policies: PlainPolicies, facts: BankFacts, holds: Holds = plainConditions) {
    this.#policies = policies;
    this.#facts = facts;
    this.#holds = holds;
  }

  decide(policy: PlainPolicy, asked: Decided): Effect {
    if (!this.#isForEveryone(policy) && this.#behindWall(asked)) return 'refused';
    const applying = policy.allow.filter((line) => this.#applies(line, policy, asked));
    if (applying.some(({ show }) => show === null)) return 'whole';
    const [masked] = applying;
    return masked?.show == null ? 'refused' : { mask: masked.show };
  }

  /** Data of nobody stands behind no wall. */
  #behindWall(asked: Decided): boolean {
    if (asked.place.customers.length === 0) return false;
    return [...this.#policies.walls].some(
      ([condition, keepsOut]) => keepsOut.includes(asked.caller.kind) && this.#condition(condition, asked),
    );
  }

  /** What everyone may see under all circumstances is a key, which repeats what the caller knows. */
  #isForEveryone({ allow }: PlainPolicy): boolean {
    const all = Object.keys(this.#policies.roles).length;
    return allow.some(
      ({ roles, when, purposes }) => roles.length === all && when.length === 0 && purposes === null,
    );
  }

  #applies(line: PlainLine, policy: PlainPolicy, asked: Decided): boolean {
    const { roles, purpose } = asked.caller;
    const fits = roles.some(
      (role) => line.roles.includes(role) && this.#purposeFits(role, purpose, line, policy),
    );
    return fits && line.when.every((condition) => this.#condition(condition, asked));
  }

  #purposeFits(role: string, purpose: string | null, line: PlainLine, policy: PlainPolicy): boolean {
    const definition = this.#policies.roles[role];
    if (definition === undefined) return false;
    if (purpose === null) {
      return line.purposes === null && (definition.purpose === 'optional' || policy.class === 'public');
    }
    return (
      definition.purposes.includes(purpose) && (line.purposes === null || line.purposes.includes(purpose))
    );
  }

  #condition(name: string, asked: Decided): boolean {
    const condition = this.#holds[name];
    if (condition === undefined) throw new Error(`No plain condition "${name}".`);
    return condition({ ...asked, facts: this.#facts });
  }
}
