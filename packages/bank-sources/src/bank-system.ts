import {
  BrokenCircuitError,
  type BulkheadPolicy,
  BulkheadRejectedError,
  bulkhead,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TaskCancelledError,
} from 'cockatiel';
import { stringify } from 'lossless-json';
import { type Dispatcher, Pool } from 'undici';
import type {
  BankSystemOptions,
  CallOptions,
  FinishedCall,
  GetOptions,
  Headers,
  PostOptions,
} from './bank-system-options.js';
import { Deadline } from './deadline.js';
import { readJson } from './json-answer.js';
import { RetryBudget } from './retry-budget.js';
import { SystemUrl } from './system-url.js';
import { loggable, reasonOf } from './unavailable-reason-of.js';
import { UpstreamUnavailable } from './upstream-unavailable.js';
import { refuseWrites, WriteRefused } from './write-refused.js';

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string | null;
  readonly mayRetry: boolean;
  readonly absentOn404: boolean;
  readonly redirects: number;
  readonly options: CallOptions;
}

/**
 * An HTTP client for one bank system: own keep-alive pool, one deadline over everything, bounded
 * concurrency with a bounded queue, a circuit breaker, and at most one retry of idempotent reads.
 *
 * Answers are parsed JSON in which every number is a `LosslessNumber` (see `parseExactJson`); an answer of
 * 204, or an empty one of 201, is null. Nothing else about an answer is checked: give it to a schema.
 */
export class BankSystem implements AsyncDisposable {
  readonly name: string;
  readonly readOnly: boolean;
  readonly deadlineMs: number;
  readonly url: SystemUrl;
  /** The guarded way to the wire, for instrumentation. The pool behind it is out of reach. */
  readonly dispatcher: Dispatcher;
  readonly #options: BankSystemOptions;
  readonly #pool: Pool;
  readonly #bulkhead: BulkheadPolicy;
  readonly #breaker: CircuitBreakerPolicy;
  readonly #budget: RetryBudget;
  readonly #maxBodyBytes: number;

  constructor(options: BankSystemOptions) {
    const { name, readOnly, concurrency = 20, deadlineMs = 1500 } = options;
    this.name = name;
    this.readOnly = readOnly;
    this.deadlineMs = deadlineMs;
    this.url = new SystemUrl(options.baseUrl);
    this.#options = options;
    this.#maxBodyBytes = options.maxBodyBytes ?? 5 * 1024 * 1024;
    this.#pool = new Pool(this.url.origin, {
      connections: concurrency,
      pipelining: 1,
      connect: { timeout: deadlineMs },
      headersTimeout: deadlineMs,
      bodyTimeout: deadlineMs,
    });
    this.dispatcher = readOnly ? this.#pool.compose(refuseWrites(name)) : this.#pool;
    this.#bulkhead = bulkhead(concurrency, options.queue ?? 200);
    // A probe that its caller withdrew proves nothing, so it must not close the circuit.
    const isFailure = (error: Error) =>
      countsAgainstTheSystem(error) || (isCancelled(error) && this.state === 'half-open');
    this.#breaker = circuitBreaker(handleWhen(isFailure), {
      halfOpenAfter: options.breaker?.restMs ?? 5000,
      breaker: new ConsecutiveBreaker(options.breaker?.failures ?? 5),
    });
    this.#budget = new RetryBudget(options.retries?.ratio ?? 0.1, options.retries?.reserve ?? 3);
  }

  /** The circuit breaker's state: `open` means that calls fail at once without being sent. */
  get state(): 'closed' | 'half-open' | 'open' {
    if (this.#breaker.state === CircuitState.Closed) return 'closed';
    return this.#breaker.state === CircuitState.HalfOpen ? 'half-open' : 'open';
  }

  /**
   * Asks for a path below the base path; build paths that hold ids with `path`.
   * @throws UpstreamUnavailable
   * @throws LeavesSystem when the path leads outside the base URL
   */
  async get(path: string, options: GetOptions = {}): Promise<unknown> {
    return await this.#call({
      method: 'GET',
      path: this.url.pathOf(path, options.query),
      body: null,
      mayRetry: true,
      absentOn404: options.absentOn404 ?? false,
      redirects: options.redirects ?? 0,
      options,
    });
  }

  /**
   * Follows a link that this system gave in an answer to `from` (a path as sent).
   * @throws LeavesSystem when it leads to another origin or base path
   */
  async getLink(link: string, from: string, options: Omit<GetOptions, 'query'> = {}): Promise<unknown> {
    const path = this.url.pathOfLink(link, from);
    const { absentOn404 = false, redirects = 0 } = options;
    return await this.#call({
      method: 'GET',
      path,
      body: null,
      mayRetry: true,
      absentOn404,
      redirects,
      options,
    });
  }

  /**
   * Sends JSON. Amounts in `body` stay exact when given as strings or `LosslessNumber`.
   * @throws WriteRefused when the system is read-only, before a socket is opened
   * @throws UpstreamUnavailable
   */
  async post(path: string, body: unknown, options: PostOptions = {}): Promise<unknown> {
    if (this.readOnly) throw new WriteRefused(this.name, 'POST');
    return await this.#call({
      method: 'POST',
      path: this.url.pathOf(path, options.query),
      body: stringify(body) ?? 'null',
      mayRetry: options.isRead ?? false,
      absentOn404: false,
      redirects: 0,
      options,
    });
  }

  /** Lets running calls finish, then closes the connections. */
  async close(): Promise<void> {
    await this.#pool.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.destroy();
  }

  async #call(call: Call): Promise<unknown> {
    const started = performance.now();
    const progress = { attempts: 0 };
    let outcome: FinishedCall['outcome'] = 'unexpected';
    using deadline = new Deadline(
      Math.min(call.options.deadlineMs ?? this.deadlineMs, this.deadlineMs),
      call.options.signal,
    );
    try {
      const work = this.#bulkhead.execute(() => this.#attempts(call, deadline, progress), deadline.signal);
      const answer = await deadline.race(work, this.#ended);
      outcome = answer === ABSENT ? 'absent' : 'answered';
      return answer === ABSENT ? null : answer;
    } catch (error) {
      if (error instanceof WriteRefused) throw error;
      const failure = this.#failure(error, deadline);
      outcome = failure.reason;
      throw failure;
    } finally {
      const durationMs = performance.now() - started;
      this.#options.onCall?.({
        system: this.name,
        method: call.method,
        outcome,
        attempts: progress.attempts,
        durationMs,
      });
    }
  }

  async #attempts(call: Call, deadline: Deadline, progress: { attempts: number }): Promise<unknown> {
    if (deadline.ended) throw new TaskCancelledError();
    this.#budget.recordCall();
    const attempt = () =>
      this.#breaker.execute(async () => {
        // Waited too long for its turn or for another call's probe: that is not this system's failure.
        if (deadline.ended) throw new TaskCancelledError();
        progress.attempts += 1;
        try {
          // Ends here even if `authorize` never does, so that the turn is given back.
          return await deadline.race(this.#send(call, deadline), this.#ended);
        } catch (error) {
          throw this.#failure(error, deadline);
        }
      }, deadline.signal);
    try {
      return await attempt();
    } catch (error) {
      // A pause, different for each caller, so that those who failed together do not come back together.
      const pauseMs = 10 + Math.random() * 40;
      const worthIt = call.mayRetry && isPassing(error) && deadline.remainingMs > 2 * pauseMs;
      if (!worthIt || !this.#budget.tryWithdraw()) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      return await attempt().catch((again: unknown) => {
        throw again instanceof BrokenCircuitError ? error : again;
      });
    }
  }

  async #send(call: Call, deadline: Deadline): Promise<unknown> {
    const { signal } = deadline;
    let { path } = call;
    for (let redirectsLeft = call.redirects; ; redirectsLeft -= 1) {
      const headers = await this.#headers(call, path);
      const request = {
        origin: this.url.origin,
        method: call.method,
        path,
        headers,
        body: call.body,
        signal,
      };
      const response = await this.dispatcher.request(request);
      const { statusCode: status } = response;
      // Who creates something without a word about it says so by its status alone.
      const isEmpty = status === 201 && response.headers['content-length'] === '0';
      if ((status === 200 || status === 201) && !isEmpty) {
        return await readJson(this.name, response, this.#maxBodyBytes);
      }

      // Reading a short rest keeps the connection usable.
      await response.body.dump({ limit: 64 * 1024, signal });
      if (status === 204 || isEmpty) return null;
      if (status === 404 && call.absentOn404) return ABSENT;
      const location = response.headers.location;
      if (status >= 301 && status <= 308 && redirectsLeft > 0 && typeof location === 'string') {
        path = this.url.pathOfLink(location, path);
        continue;
      }
      const reason = status === 401 || status === 403 ? 'denied' : 'status';
      throw new UpstreamUnavailable(this.name, reason, { upstreamStatus: status });
    }
  }

  async #headers(call: Call, path: string): Promise<Headers> {
    const { onBehalfOf } = call.options;
    const sources: (Headers | undefined)[] = [
      { accept: 'application/json', ...(call.body === null ? {} : { 'content-type': 'application/json' }) },
      this.#options.headers,
      await this.#options.authorize?.({ method: call.method, path, onBehalfOf }),
      call.options.headers,
    ];
    const entries = sources.flatMap((source) => Object.entries(source ?? {}));
    // Lower case, so that a later source replaces an earlier one however it is written.
    return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
  }

  readonly #ended = (how: 'timeout' | 'cancelled') => new UpstreamUnavailable(this.name, how);

  #failure(error: unknown, deadline: Deadline): UpstreamUnavailable {
    if (error instanceof UpstreamUnavailable) return error;
    // Once the time is over every error is only its echo.
    if (deadline.ended) return new UpstreamUnavailable(this.name, deadline.ended, { cause: loggable(error) });
    if (error instanceof BrokenCircuitError) return new UpstreamUnavailable(this.name, 'breaker-open');
    if (error instanceof BulkheadRejectedError) return new UpstreamUnavailable(this.name, 'overloaded');
    if (error instanceof TaskCancelledError) return new UpstreamUnavailable(this.name, 'cancelled');
    return new UpstreamUnavailable(this.name, reasonOf(error), { cause: loggable(error) });
  }
}

/** A client for one bank system; see `BankSystem`. */
export function bankSystem(options: BankSystemOptions): BankSystem {
  return new BankSystem(options);
}

const ABSENT = Symbol('absent');

/** Failures that say something about the system's health; our own limits and refusals of one request do not. */
function countsAgainstTheSystem(error: Error): boolean {
  if (!(error instanceof UpstreamUnavailable)) return false;
  if (error.reason === 'status') return (error.upstreamStatus ?? 0) >= 500 || error.upstreamStatus === 429;
  return ['timeout', 'refused', 'reset', 'bad-json', 'wrong-content-type'].includes(error.reason);
}

function isCancelled(error: unknown): boolean {
  return error instanceof UpstreamUnavailable && error.reason === 'cancelled';
}

/** Failures that may well be gone a moment later. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof UpstreamUnavailable)) return false;
  if (error.reason === 'status') return [502, 503, 504].includes(error.upstreamStatus ?? 0);
  return error.reason === 'refused' || error.reason === 'reset';
}
