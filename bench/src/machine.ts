import { cpus, totalmem } from 'node:os';

/** What a measurement ran on. Only ratios carry over to another. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  /** Which process ran where. */
  readonly placement: string;
}

/** This machine. */
export function machine(placement: string): Machine {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    placement,
  };
}
