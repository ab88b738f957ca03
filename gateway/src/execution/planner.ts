import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { BankgraphError } from '@bankgraph/errors';
import type { SupergraphDescription } from './planned-supergraph.js';
import type { PlannerAnswer, PlannerQuestion } from './planner-thread.js';

/** How long one plan may take, in milliseconds; what takes longer asks for too much. */
const maxPlanningMs = 5_000;
/** How long loading a supergraph may take, in milliseconds. */
const maxLoadingMs = 60_000;

type Unnumbered<Question> = Question extends unknown ? Omit<Question, 'number'> : never;

interface Waiting {
  readonly resolve: (value: PlannerAnswer['value']) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Plans in a thread of its own, one for the process: planning an operation for the first time takes tens of
 * milliseconds, and loading a supergraph longer, and meanwhile everybody else is served. A thread that dies, or is stuck
 * in a plan, is replaced, and its supergraphs loaded again.
 */
class Planner {
  readonly #supergraphs = new Map<number, string>();
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | null = null;
  #numbers = 0;

  /** @throws when it is not a supergraph that can be served */
  async load(
    sdl: string,
  ): Promise<{ readonly supergraph: number; readonly description: SupergraphDescription }> {
    this.#numbers += 1;
    const supergraph = this.#numbers;
    const description = (await this.#ask(
      { kind: 'load', supergraph, sdl },
      maxLoadingMs,
    )) as SupergraphDescription;
    this.#supergraphs.set(supergraph, sdl);
    return { supergraph, description };
  }

  /**
   * @throws OPERATION_TOO_COMPLEX when planning takes too long; Error for an operation that cannot be planned
   */
  async plan(supergraph: number, document: string, operationName: string | undefined): Promise<QueryPlan> {
    return (await this.#ask(
      { kind: 'plan', supergraph, document, operationName },
      maxPlanningMs,
    )) as QueryPlan;
  }

  /** Lets go of a supergraph for which nothing is planned any more. */
  forget(supergraph: number): void {
    this.#supergraphs.delete(supergraph);
    this.#ask({ kind: 'forget', supergraph }, maxLoadingMs).catch(() => {});
  }

  #ask(question: Unnumbered<PlannerQuestion>, milliseconds: number): Promise<PlannerAnswer['value']> {
    this.#thread ??= this.#start();
    const thread = this.#thread;
    this.#numbers += 1;
    const number = this.#numbers;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#replace(thread), milliseconds);
      this.#waiting.set(number, { resolve, reject, timer });
      // The process lives as long as somebody waits for an answer, and not for the planner alone.
      thread.ref();
      thread.postMessage({ ...question, number });
    });
  }

  #start(): Worker {
    const thread = new Worker(new URL('./planner-thread.js', import.meta.url));
    thread.unref();
    thread.on('message', ({ number, value, error }: PlannerAnswer) => {
      const waiting = this.#waiting.get(number);
      if (waiting === undefined) return;
      this.#waiting.delete(number);
      if (this.#waiting.size === 0) thread.unref();
      clearTimeout(waiting.timer);
      if (error === null) waiting.resolve(value);
      else waiting.reject(new Error(error));
    });
    thread.on('error', () => this.#replace(thread));
    thread.on('exit', () => this.#replace(thread));
    for (const [supergraph, sdl] of this.#supergraphs) {
      this.#numbers += 1;
      thread.postMessage({ kind: 'load', supergraph, sdl, number: this.#numbers } satisfies PlannerQuestion);
    }
    return thread;
  }

  /** Whoever waits gets an error: nobody knows which question it was that was too much. */
  #replace(thread: Worker): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new BankgraphError('OPERATION_TOO_COMPLEX'));
    }
    this.#waiting.clear();
    void thread.terminate();
  }
}

/** The planner of this process. */
export const planner = new Planner();
