import type { FieldDisclosure } from '@bankgraph/audit-log';
import {
  type Answer,
  type Decision,
  decide,
  denied,
  isForEveryone,
  type Origin,
  type Policy,
  type Relationships,
  rememberedRelationships,
  type Standing,
  type StandingPolicy,
  type Wall,
  walledOff,
} from '@bankgraph/authorization';
import type { Actor } from '@bankgraph/identity';
import { ConsentsInForce } from './consents-in-force.js';
import { Origins } from './origins.js';
import type { Situation } from './situation.js';

/** Decides and records for one request to one subgraph. */
export class Governor {
  readonly origins = new Origins();
  readonly #actor: Actor;
  readonly #relationships: Relationships;
  readonly #consents = new ConsentsInForce();
  readonly #standing: Standing;
  readonly #walls: readonly Wall[];

  /** @param standing of this actor (`StaticPolicy`) */
  constructor(actor: Actor, relationships: Relationships, standing: Standing, walls: readonly Wall[]) {
    this.#actor = actor;
    this.#relationships = rememberedRelationships(this.#consents.noting(relationships));
    this.#standing = standing;
    this.#walls = walls;
  }

  /**
   * Decides a field or row: walls first, then the lines of the policy. Rejects when a condition cannot be looked up:
   * then nothing is shown.
   */
  decide(policy: Policy, situation: Situation, row: unknown): Answer<Decision> {
    const verdict = situation.verdict(policy);
    if (verdict.decision !== undefined) return verdict.decision;
    const own = this.#standing.policy(policy);
    const decision = this.#decideAnew(own, !isForEveryone(policy), situation, row);
    if (!own.looksAtRow) {
      remember(decision, (known) => {
        verdict.decision = known;
      });
    }
    return decision;
  }

  /**
   * The rows of a list that exist at all for the caller.
   *
   * @param policyOf the row policy of a row's type; undefined when it has none
   */
  visible<Row extends object>(
    policyOf: (row: Row) => Policy | undefined,
    rows: readonly Row[],
  ): Answer<readonly Row[]> {
    const decisions = rows.map((row) => {
      const policy = policyOf(row);
      return policy === undefined ? allowed : this.decide(policy, this.origins.of(row), row);
    });
    const shown = (all: readonly Decision[]) => rows.filter((_row, index) => all[index]?.effect !== 'deny');
    return decisions.some((decision) => decision instanceof Promise)
      ? Promise.all(decisions).then(shown)
      : shown(decisions as readonly Decision[]);
  }

  /** Counts what was shown or refused: field and decision for each customer whose data it is, never a value. */
  record(policy: Policy, decision: FieldDisclosure['decision'], situation: Situation): void {
    situation.verdict(policy).counts[decision] += 1;
  }

  /** Everything counted so far. */
  disclosures(): readonly FieldDisclosure[] {
    const tally = new Map<string, { -readonly [K in keyof FieldDisclosure]: FieldDisclosure[K] }>();
    for (const { provenance, verdicts } of this.origins.situations) {
      const subjects = provenance.customerIds.length === 0 ? [null] : provenance.customerIds;
      for (const [{ id: field }, { counts }] of verdicts) {
        for (const decision of ['allow', 'mask', 'deny'] as const) {
          const count = counts[decision];
          if (count === 0) continue;
          for (const subject of subjects) {
            const key = `${subject ?? ''}\n${field}\n${decision}`;
            const entry = tally.get(key);
            if (entry !== undefined) entry.count += count;
            else {
              const consents = this.#consents.of(subject);
              const disclosure = { subject, field, decision, count };
              tally.set(key, consents === undefined ? disclosure : { ...disclosure, consents });
            }
          }
        }
      }
    }
    return [...tally.values()];
  }

  #decideAnew(
    { lines }: StandingPolicy,
    behindWalls: boolean,
    situation: Situation,
    row: unknown,
  ): Answer<Decision> {
    if (lines.length === 0) return denied;
    const origin = originOf(situation, row);
    const circumstances = { actor: this.#actor, origin, relationships: this.#relationships };
    if (!behindWalls) return decide(lines, circumstances);
    if (situation.walled === undefined) {
      remember(walledOff(this.#walls, circumstances), (known) => {
        situation.walled = known;
      });
    }
    const walled = situation.walled ?? true;
    if (walled === true) return denied;
    const decision = decide(lines, circumstances);
    // Asked side by side, so that both lookups go out together; the wall has the last word.
    return walled === false
      ? decision
      : Promise.all([walled, decision]).then(([behindWall, decided]) => (behindWall ? denied : decided));
  }
}

/** Keeps an answer; once looked up, the plain value spares every later row a turn of the event loop. */
function remember<Value>(answer: Answer<Value>, keep: (answer: Answer<Value>) => void): void {
  keep(answer);
  // A failure stays what it is: the lookup that failed is not repeated within the request.
  if (answer instanceof Promise) answer.then(keep, () => {});
}

const allowed: Decision = Object.freeze({ effect: 'allow' });

function originOf({ provenance }: Situation, row: unknown): Origin {
  const { customerIds, accountId, caseId } = provenance;
  return { customerIds, accountId, caseId, row: (row ?? {}) as Origin['row'] };
}
