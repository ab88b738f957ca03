import { normal } from './normal.fixture.js';
import type { Pair } from './paired-difference.js';

/**
 * Latencies about 20 ms with a tenth of it noise, the first larger by a share. They double for every other ten pairs, as
 * on a machine with a busy neighbour, and whatever comes second is a tenth faster.
 */
export function latencies(count: number, share: number, seed = 1): readonly Pair[] {
  const [first, second] = [normal(count, { seed }), normal(count, { seed: seed + 1_000_000 })];
  return Array.from({ length: count }, (_, at) => {
    const busy = Math.floor(at / 10) % 2 === 0 ? 1 : 2;
    const before = at % 2 === 0 ? 'first' : 'second';
    const of = (noise = 0, came = false) => busy * 20 * (came ? 1 : 0.9) * Math.exp(0.1 * noise);
    return {
      first: (1 + share) * of(first[at], before === 'first'),
      second: of(second[at], before === 'second'),
      before,
    };
  });
}
