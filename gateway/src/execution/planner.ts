import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { BankgraphError } from '@bankgraph/errors';
import type { SupergraphDescription } from './planned-supergraph.js';
import type { PlannerAnswer, PlannerQuestion } from './planner-thread.js';

/** How long one plan may take, in milliseconds; what takes longer asks for too much. */
const maxPlanningMs = 5_000;
/** How long loading a supergraph may take, in milliseconds. */
const maxLoadingMs = 60_000;

/** A question to the thread, and who waits for its answer. */
interface Asked {
  readonly question: PlannerQuestion;
  readonly milliseconds: number;
  readonly resolve: (value: PlannerAnswer['value']) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Plans in a thread of its own, one for the process: planning an operation for the first time takes tens of
 * milliseconds, and loading a supergraph longer, and meanwhile everybody else is served. It is asked one thing at a time.
 * A thread that dies of a question, or does not come to its end, is replaced, its supergraphs are loaded again, and
 * only who asked that question gets an error.
 */
class Planner {
  readonly #supergraphs = new Map<number, string>();
  readonly #queue: Asked[] = [];
  #thread: Worker | null = null;
  #active: { readonly asked: Asked; readonly timer: NodeJS.Timeout } | null = null;
  #count = 0;

  /** @throws when it is not a supergraph that can be served */
  async load(
    sdl: string,
  ): Promise<{ readonly supergraph: number; readonly description: SupergraphDescription }> {
    this.#count += 1;
    const supergraph = this.#count;
    const description = await this.#ask({ kind: 'load', supergraph, sdl }, maxLoadingMs);
    this.#supergraphs.set(supergraph, sdl);
    return { supergraph, description: description as SupergraphDescription };
  }

  /** @throws OPERATION_TOO_COMPLEX when planning takes too long; Error for an operation that cannot be planned */
  async plan(supergraph: number, document: string, operationName: string | undefined): Promise<QueryPlan> {
    const question: PlannerQuestion = { kind: 'plan', supergraph, document, operationName };
    return (await this.#ask(question, maxPlanningMs)) as QueryPlan;
  }

  /** Lets go of a supergraph for which nothing is planned any more. */
  forget(supergraph: number): void {
    this.#supergraphs.delete(supergraph);
    this.#ask({ kind: 'forget', supergraph }, maxLoadingMs).catch(() => {});
  }

  #ask(question: PlannerQuestion, milliseconds: number): Promise<PlannerAnswer['value']> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ question, milliseconds, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#active !== null) return;
    // The process lives as long as somebody waits for an answer, and not for the planner alone.
    if (this.#queue.length === 0) {
      this.#thread?.unref();
      return;
    }
    const thread = this.#thread ?? this.#start();
    const asked = this.#queue.shift();
    if (asked === undefined) return;
    thread.ref();
    const timer = setTimeout(
      () => this.#replace(thread, new BankgraphError('OPERATION_TOO_COMPLEX')),
      asked.milliseconds,
    );
    this.#active = { asked, timer };
    thread.postMessage(asked.question);
  }

  #start(): Worker {
    const thread = new Worker(new URL('./planner-thread.js', import.meta.url));
    this.#thread = thread;
    thread.on('message', ({ value, error }: PlannerAnswer) => {
      const ended = this.#end();
      if (error === null) ended?.resolve(value);
      else ended?.reject(new Error(error));
      this.#next();
    });
    thread.on('error', (error) => this.#replace(thread, error));
    thread.on('exit', () => this.#replace(thread, new Error('The planner has ended.')));
    // Before whatever waits; their answers have nobody who waits for them.
    for (const [supergraph, sdl] of this.#supergraphs) {
      const question: PlannerQuestion = { kind: 'load', supergraph, sdl };
      this.#queue.unshift({ question, milliseconds: maxLoadingMs, resolve: () => {}, reject: () => {} });
    }
    return thread;
  }

  #end(): Asked | undefined {
    const { asked, timer } = this.#active ?? {};
    clearTimeout(timer);
    this.#active = null;
    return asked;
  }

  #replace(thread: Worker, reason: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    this.#end()?.reject(reason);
    void thread.terminate();
    this.#next();
  }
}

/** The planner of this process. */
export const planner = new Planner();
