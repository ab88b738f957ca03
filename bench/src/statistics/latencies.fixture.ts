import type { Pair } from './median-difference.js';
import { normal } from './normal.fixture.js';

/** Latencies about 20 ms, a tenth of it noise, that grow by a half while they are measured; the first later by `ms`. */
export function latencies(count: number, ms: number, seed = 1): readonly Pair[] {
  const [first, second] = [normal(count, { seed }), normal(count, { seed: seed + 1_000_000 })];
  return first.map((noise, at) => {
    const drift = (10 * at) / count;
    return { first: 20 + ms + drift + 2 * noise, second: 20 + drift + 2 * (second[at] ?? 0) };
  });
}
