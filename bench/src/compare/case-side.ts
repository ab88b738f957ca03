import { median, quantile } from 'simple-statistics';
import type { Load } from '../load/ask-many.js';
import { type Side, sideOf } from '../statistics/rounds.js';

/** One gateway of a measurement. */
export interface CaseSide {
  /** Answers a second. */
  readonly throughput: Side;
  /** Processor time of the gateway for an answer, in milliseconds. */
  readonly processorMs: Side;
  /** Share of one core that the gateway's process used. About 1: the gateway is what limits the throughput. */
  readonly busy: number;
  /** Milliseconds from question to answer while all clients ask. */
  readonly latency: { readonly p50: number; readonly p99: number };
}

/** One gateway's turn. */
export interface Round {
  readonly load: Load;
  /** Of the gateway's process. */
  readonly processorSeconds: number;
}

/** Answers a second. */
export const throughputOf = ({ load }: Round) => load.answers / load.seconds;
/** Processor time for an answer, in milliseconds. */
export const processorMsOf = ({ load, processorSeconds }: Round) => (1000 * processorSeconds) / load.answers;

/** What the turns of one gateway amount to. */
export function caseSide(rounds: readonly Round[]): CaseSide {
  const latencies = rounds.flatMap(({ load }) => load.milliseconds);
  return {
    throughput: sideOf(rounds.map(throughputOf)),
    processorMs: sideOf(rounds.map(processorMsOf)),
    busy: median(rounds.map(({ load, processorSeconds }) => processorSeconds / load.seconds)),
    latency: { p50: median(latencies), p99: quantile(latencies, 0.99) },
  };
}
