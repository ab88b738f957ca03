import type { ExecutablePlan } from './executable-plan.js';
import type { Call } from './subgraph-call.js';

/**
 * Calls of one operation that become ready in the same turn of the event loop: those to one subgraph are sent as one.
 * On a busy gateway the answers to what was asked at one time are read in one turn, so that branches of a plan that
 * never meet share their requests; on an idle one nothing is held back, because a turn is over at once.
 */
export class TurnCalls {
  readonly #plan: ExecutablePlan;
  readonly #send: (call: Call) => Promise<void>;
  readonly #ready = new Map<string, { readonly calls: Call[]; readonly sent: Promise<void> }>();

  constructor(plan: ExecutablePlan, send: (call: Call) => Promise<void>) {
    this.#plan = plan;
    this.#send = send;
  }

  /** Sends a call at the end of this turn. Resolves when what it brings is in its place. */
  add(call: Call): Promise<void> {
    const { subgraph } = call;
    const waiting = this.#ready.get(subgraph);
    if (waiting !== undefined) {
      waiting.calls.push(call);
      return waiting.sent;
    }
    const calls = [call];
    const sent = endOfTurn().then(() => {
      this.#ready.delete(subgraph);
      return this.#send(this.#plan.joined(calls));
    });
    this.#ready.set(subgraph, { calls, sent });
    return sent;
  }
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
