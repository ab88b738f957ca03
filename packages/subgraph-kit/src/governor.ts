import type { FieldDisclosure } from '@bankgraph/audit-log';
import {
  type Ask,
  askCatalogue,
  type ConditionName,
  conditions,
  type Decision,
  decide,
  denied,
  linesFor,
  type Origin,
  type Policy,
  type Relationships,
  type RoleDefinition,
} from '@bankgraph/authorization';
import type { Actor, Role } from '@bankgraph/identity';
import { Origins, type Provenance } from './origins.js';

/** Decides and records for one request to one subgraph. */
export class Governor {
  readonly origins = new Origins();
  readonly #actor: Actor;
  readonly #relationships: Relationships;
  readonly #roles: ReadonlyMap<Role, RoleDefinition>;
  readonly #lines = new Map<Policy, ReturnType<typeof linesFor>>();
  readonly #answers = new Map<string, boolean | Promise<boolean>>();
  readonly #tally = new Map<string, { -readonly [K in keyof FieldDisclosure]: FieldDisclosure[K] }>();

  constructor(actor: Actor, relationships: Relationships, roles: ReadonlyMap<Role, RoleDefinition>) {
    this.#actor = actor;
    this.#relationships = relationships;
    this.#roles = roles;
  }

  /** Decides a field or row. Rejects when a condition cannot be looked up: then nothing is shown. */
  decide(policy: Policy, provenance: Provenance, row: unknown): Decision | Promise<Decision> {
    let lines = this.#lines.get(policy);
    if (lines === undefined) {
      lines = linesFor(policy, this.#actor, this.#roles);
      this.#lines.set(policy, lines);
    }
    if (lines.length === 0) return denied;
    const origin: Origin = { ...provenance, row: (row ?? {}) as Origin['row'] };
    return decide(lines, { actor: this.#actor, origin, relationships: this.#relationships }, this.#ask);
  }

  /** The rows of a list that exist at all for the caller. */
  async visible<Row extends object>(
    policy: Policy | undefined,
    rows: readonly Row[],
  ): Promise<readonly Row[]> {
    if (policy === undefined) return rows;
    const decisions = await Promise.all(rows.map((row) => this.decide(policy, this.origins.of(row), row)));
    return rows.filter((_row, index) => decisions[index]?.effect !== 'deny');
  }

  /** Counts what was shown or refused: field and decision for each customer whose data it is, never a value. */
  record(field: string, decision: FieldDisclosure['decision'], provenance: Provenance): void {
    const subjects = provenance.customerIds.length === 0 ? [null] : provenance.customerIds;
    for (const subject of subjects) {
      const key = `${subject ?? ''}\n${field}\n${decision}`;
      const entry = this.#tally.get(key);
      if (entry === undefined) this.#tally.set(key, { subject, field, decision, count: 1 });
      else entry.count += 1;
    }
  }

  /** Everything counted so far. */
  disclosures(): readonly FieldDisclosure[] {
    return [...this.#tally.values()];
  }

  /** Conditions that are the same for all rows of a customer, account and case are asked once a request. */
  readonly #ask: Ask = (name: ConditionName, circumstances) => {
    if (conditions[name].scope === 'row') return askCatalogue(name, circumstances);
    const { customerIds, accountId, caseId } = circumstances.origin;
    const key = JSON.stringify([name, customerIds, accountId, caseId]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = askCatalogue(name, circumstances);
    this.#answers.set(key, answer);
    if (typeof answer !== 'boolean') {
      // Once looked up, the plain value spares every later row a turn of the event loop.
      answer.then(
        (held) => this.#answers.set(key, held),
        () => this.#answers.delete(key),
      );
    }
    return answer;
  };
}
