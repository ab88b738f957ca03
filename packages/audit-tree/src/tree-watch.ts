import type { Knex } from '@bankgraph/database';
import { Rounds } from './rounds.js';
import { type Tell, toldRarely } from './told-rarely.js';
import { checkpointAge, lateAfterMs, type TreeLag, treeLag } from './tree-lag.js';

/** Settings of a watch; what has a default is otherwise in tests only. */
export interface TreeWatchOptions {
  readonly onError: Tell;
  /** Between two looks; 5,000 ms when not given. */
  readonly pollMs?: number;
  /** The tree is late when it lacks a record that has been durable for longer; 60,000 ms when not given. */
  readonly lateMs?: number;
}

/**
 * Tells that nobody integrates, from a process that needs no integrator: one that is dead says nothing. In the process's log once
 * a minute, and to whoever asks. What an integrator that works leaves out, it says itself.
 */
export class TreeWatch {
  readonly #knex: Knex;
  readonly #pollMs: number;
  readonly #lateMs: number;
  readonly #tell: ReturnType<typeof toldRarely>;
  readonly #rounds: Rounds;
  #warning: string | null = null;

  /** Begins at once. @param knex as `treeLag` has it; it stays the caller's */
  constructor(knex: Knex, options: TreeWatchOptions) {
    this.#knex = knex;
    this.#pollMs = options.pollMs ?? 5_000;
    this.#lateMs = options.lateMs ?? lateAfterMs;
    this.#tell = toldRarely(options.onError);
    this.#rounds = new Rounds(() => this.#round());
  }

  /** What is wrong as of the last look; null when nothing is, or nobody can tell. */
  get warning(): string | null {
    return this.#warning;
  }

  close(): Promise<void> {
    return this.#rounds.close();
  }

  async #round(): Promise<number> {
    let tookMs = 0;
    try {
      const age = await checkpointAge(this.#knex);
      // Signed just now: somebody works. How far the tree is behind takes a look at every writer that there ever was.
      const begun = performance.now();
      const lag = age !== null && age <= this.#lateMs ? null : await treeLag(this.#knex);
      tookMs = performance.now() - begun;
      this.#warning = lag !== null && lag.waitingMs > this.#lateMs ? late(lag) : null;
      if (lag !== null && this.#warning !== null) this.#tell('late', { ...rounded(lag) }, this.#warning);
    } catch (error) {
      this.#warning = null;
      this.#tell('unknown', { err: error }, 'Whether the audit tree grows cannot be told');
    }
    // Never more than a twentieth of the time, however many writers there were.
    return Math.max(this.#pollMs, 20 * tookMs);
  }
}

function late({ checkpointMs, waitingMs }: TreeLag): string {
  const checkpoint =
    checkpointMs === null ? 'there is no checkpoint' : `checkpoint age ${Math.floor(checkpointMs / 1_000)} s`;
  return `The audit tree is late: ${checkpoint}, and a record waits for ${Math.floor(waitingMs / 1_000)} s. Does the integrator run?`;
}

function rounded({ waiting, waitingMs, size, checkpointMs }: TreeLag): TreeLag {
  return {
    waiting,
    waitingMs: Math.round(waitingMs),
    size,
    checkpointMs: checkpointMs === null ? null : Math.round(checkpointMs),
  };
}
