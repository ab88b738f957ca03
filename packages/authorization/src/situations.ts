import type { ConditionName } from './conditions.js';

/** Conditions that hold; all others do not. */
export type Situation<Name extends string = ConditionName> = ReadonlySet<Name>;

/** Sixty-five thousand situations: what is tried within a second. */
const most = 16;

/**
 * Every combination of conditions that hold and do not hold, those with the fewest first: 2 to the power of their
 * number.
 *
 * @throws Error for more than 16 conditions, so that nothing is left out in silence
 */
export function situationsOf<Name extends string>(names: Iterable<Name>): readonly Situation<Name>[] {
  const all = [...new Set(names)].sort();
  if (all.length > most) {
    throw new Error(
      `${all.length} conditions are too many to try every combination of: ${all.join(', ')}. At most ${most} can be compared.`,
    );
  }
  const situations: Situation<Name>[] = [];
  for (let bits = 0; bits < 2 ** all.length; bits += 1) {
    situations.push(new Set(all.filter((_name, index) => (bits >> index) % 2 === 1)));
  }
  return situations.sort((one, other) => one.size - other.size);
}

/**
 * The smallest of some situations: none of them contains another. In an order of their own, whatever the order given;
 * `[[]]` means always, `[]` never.
 */
export function smallestOf<Name extends string>(
  situations: readonly Situation<Name>[],
): readonly (readonly Name[])[] {
  const smallest: Situation<Name>[] = [];
  for (const situation of [...situations].sort((one, other) => one.size - other.size)) {
    if (!smallest.some((less) => [...less].every((name) => situation.has(name)))) smallest.push(situation);
  }
  return smallest
    .map((situation) => [...situation].sort())
    .sort((one, other) => one.length - other.length || (one.join() < other.join() ? -1 : 1));
}
