import { z } from 'zod';

/** Ways in which a system of the bank can go wrong on request. */
export const misbehaviourModes = [
  'slow',
  'hang',
  '500',
  'cut-body',
  'wrong-json',
  'wrong-shape',
  'duplicate-pages',
] as const;

/** The order for a misbehaviour, as code and `POST /_sandbox/misbehave` give it. */
export const misbehaviourOrder = z.strictObject({
  mode: z.enum(misbehaviourModes),
  /** Only with `slow`: how long to wait before answering, in milliseconds. */
  ms: z.int().min(1).max(600_000).default(2_000),
  /** Only requests whose path contains this text; all when absent. */
  path: z.string().min(1).optional(),
  /** How many requests to spoil; until told to behave when absent. */
  times: z.int().min(1).optional(),
});

export type MisbehaviourOrder = z.input<typeof misbehaviourOrder>;

/** One order in force, for the request at hand. */
export interface Misbehaviour {
  readonly mode: (typeof misbehaviourModes)[number];
  readonly ms: number;
}

/** The orders in force for one system. The newest order that fits a request wins. */
export class Misbehaviours {
  #orders: (z.output<typeof misbehaviourOrder> & { left: number })[] = [];

  /** @throws ZodError when the order is not well formed. */
  add(order: MisbehaviourOrder): void {
    const parsed = misbehaviourOrder.parse(order);
    this.#orders.unshift({ ...parsed, left: parsed.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#orders = [];
  }

  /** What to do to this request; uses up one of the order's times. */
  take(path: string): Misbehaviour | undefined {
    const order = this.#orders.find((one) => one.path === undefined || path.includes(one.path));
    if (order === undefined) return undefined;
    order.left -= 1;
    if (order.left <= 0) this.#orders = this.#orders.filter((one) => one !== order);
    return { mode: order.mode, ms: order.ms };
  }
}
