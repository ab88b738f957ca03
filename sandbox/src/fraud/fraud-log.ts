import type { BiometricSession, FingerprintEvent, FraudDecision } from '../world/fraud.js';
import { Subject } from '../world/subject.js';
import type { World } from '../world/world.js';
import { evaluateRisk, type RiskEvaluation, type RiskQuestion } from './risk-evaluation.js';

/**
 * What the fraud systems have on record: that of the world, and what the engine was asked since, in memory, for one sandbox. A
 * restart of the system keeps it, as a database would.
 */
export class FraudLog {
  readonly #world: World;
  /** By customer, the newest first. */
  readonly #evaluated = new Map<string, readonly RiskEvaluation[]>();
  #last = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Decisions of the risk engine, the newest first. */
  decisions(customerId: string): readonly FraudDecision[] {
    const known = this.#world.customer(customerId)?.fraudDecisions ?? [];
    return [...this.#since(customerId).map(({ decision }) => decision), ...known];
  }

  /** Sessions that biometrics has scored, the newest first. */
  sessions(customerId: string): readonly BiometricSession[] {
    const known = this.#world.customer(customerId)?.biometricSessions ?? [];
    return [...this.#since(customerId).map(({ session }) => session), ...known];
  }

  /** Device events, the newest first. */
  devices(customerId: string): readonly FingerprintEvent[] {
    const known = this.#world.customer(customerId)?.fingerprintEvents ?? [];
    return [...this.#since(customerId).map(({ device }) => device), ...known];
  }

  /** Has the engine decide, and remembers it; undefined when the bank has no such customer. */
  evaluate(asked: RiskQuestion): RiskEvaluation | undefined {
    const customer = this.#world.customer(asked.customer_id);
    if (customer === undefined) return undefined;
    // By the clock, so that no record of an earlier start had the same number.
    this.#last = Math.max(Date.now(), this.#last + 1);
    const subject = new Subject(this.#world.seed, customer.number);
    const evaluated = evaluateRisk(subject, asked, new Date(this.#last).toISOString());
    this.#evaluated.set(asked.customer_id, [evaluated, ...this.#since(asked.customer_id)]);
    return evaluated;
  }

  #since(customerId: string): readonly RiskEvaluation[] {
    return this.#evaluated.get(customerId) ?? [];
  }
}
