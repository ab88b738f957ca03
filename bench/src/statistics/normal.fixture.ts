import { randomOf } from './random.js';

/** Values of a normal distribution of standard deviation 1 (Box and Muller), the same for the same seed. */
export function normal(count: number, { mean = 0, seed = 1 } = {}): readonly number[] {
  const random = randomOf(seed);
  return Array.from(
    { length: count },
    () => mean + Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}
