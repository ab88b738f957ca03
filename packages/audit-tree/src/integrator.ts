import type { Knex } from '@bankgraph/database';
import type { NoteSigner } from '@bankgraph/transparency-log';
import { Lease, LeaseLost } from './lease.js';
import { Rounds } from './rounds.js';
import { LogChanged, SignedTree } from './signed-tree.js';
import { type Tell, toldRarely } from './told-rarely.js';
import { endedWriters, newRecords, type WriterFault } from './writer-chains.js';

/** Settings of an integrator. */
export interface IntegratorOptions {
  /** The log's key; its name is the origin of the checkpoints. */
  readonly signer: NoteSigner;
  readonly onError: Tell;
  /** Between two looks for new records; a record is in a signed tree after this and the time of one batch. 500 when not given. */
  readonly pollMs?: number;
  /** How long another integrator waits for one that died. 5,000 when not given. */
  readonly leaseMs?: number;
  /** Records that are taken in at once, with one checkpoint. 10,000 when not given. */
  readonly batch?: number;
}

/** For tests, metrics and people. */
export interface IntegratorState {
  /** Whether this one integrates; else another does, or none can. */
  readonly leads: boolean;
  /** Records in the tree, as of the last that this one took in. */
  readonly size: number;
  /** For how long the oldest record of the last batch was durable before it was in a signed tree. */
  readonly behindMs: number;
  readonly faults: readonly WriterFault[];
}

interface Turn {
  readonly size: number | null;
  readonly behindMs: number;
  readonly faults: readonly WriterFault[];
  readonly ended: readonly string[];
  readonly more: boolean;
}

/**
 * Takes durable records into the tree and signs checkpoints of it (RFC 6962, C2SP tlog-checkpoint). Of several, one works, and
 * the others wait for its lease. Entries, tiles and checkpoint are one transaction.
 */
export class Integrator {
  readonly #knex: Knex;
  readonly #tree: SignedTree;
  readonly #lease: Lease;
  readonly #pollMs: number;
  readonly #leaseMs: number;
  readonly #batch: number;
  readonly #tell: ReturnType<typeof toldRarely>;
  #ended = new Set<string>();
  #state: IntegratorState = { leads: false, size: 0, behindMs: 0, faults: [] };
  #rounds: Rounds | undefined;

  /** @param knex as the role `audit_integrator`; it stays the caller's */
  constructor(knex: Knex, options: IntegratorOptions) {
    this.#knex = knex;
    this.#tree = new SignedTree(options.signer);
    this.#leaseMs = options.leaseMs ?? 5_000;
    this.#lease = new Lease(knex, this.#leaseMs);
    this.#pollMs = options.pollMs ?? 500;
    this.#batch = options.batch ?? 10_000;
    this.#tell = toldRarely(options.onError);
  }

  get state(): IntegratorState {
    return this.#state;
  }

  start(): void {
    this.#rounds = new Rounds(() => this.#round());
  }

  /** Takes in what is durable by now, gives the lease back and ends. Without a database the lease runs out by itself. */
  async close(): Promise<void> {
    await this.#rounds?.close();
    if (!this.#state.leads) return;
    while ((await this.#round()) === 0);
    await this.#lease.release().catch(() => undefined);
    this.#state = { ...this.#state, leads: false };
  }

  /** The pause until the next, in ms. */
  async #round(): Promise<number> {
    try {
      const fence = await this.#lease.take();
      if (fence !== null && !this.#state.leads) this.#ended = new Set(await endedWriters(this.#knex));
      this.#state = { ...this.#state, leads: fence !== null };
      if (fence === null) return this.#pollMs;
      const { size, behindMs, faults, ended, more } = await this.#turn(fence);
      for (const writer of ended) this.#ended.add(writer);
      this.#state = size === null ? { ...this.#state, faults } : { leads: true, size, behindMs, faults };
      for (const fault of faults) {
        this.#tell(
          fault.writer,
          { ...fault },
          'Records of this writer are not taken into the audit tree: run bankgraph audit verify',
        );
      }
      return more ? 0 : this.#pollMs;
    } catch (error) {
      this.#state = { ...this.#state, leads: false };
      if (error instanceof LeaseLost) return this.#pollMs;
      const changed = error instanceof LogChanged;
      this.#tell(
        changed ? 'changed' : 'failed',
        { err: error },
        changed
          ? 'The audit tree is not as it was signed, so it does not grow: run bankgraph audit verify'
          : 'The audit tree does not grow',
      );
      return this.#pollMs;
    }
  }

  /** One batch: entries, tiles and checkpoint together, or nothing. */
  #turn(fence: number): Promise<Turn> {
    return this.#knex.transaction(async (transaction) => {
      const begun = performance.now();
      // An integrator that was stopped in the middle must not stand in the way of the one that takes over.
      await transaction.raw(
        `set local synchronous_commit to on; set local idle_in_transaction_session_timeout to ${this.#leaseMs}`,
      );
      const { records, faults, more, waitedMs } = await newRecords(transaction, this.#ended, this.#batch);
      if (records.length === 0) return { size: null, behindMs: 0, faults, ended: [], more: false };
      const size = await this.#tree.append(transaction, await this.#tree.size(transaction), records);
      await this.#lease.hold(transaction, fence);
      const behindMs = waitedMs + performance.now() - begun;
      const ended = records.flatMap(({ writer, closes }) => (closes ? [writer] : []));
      return { size, behindMs, faults, ended, more };
    });
  }
}
