import type { Answer } from './relationships.js';

/**
 * Whether a question holds for one of several. All are asked at once, so that they are batched; answers at once where
 * nothing has to be looked up.
 */
export function anyHolds<Item>(
  items: readonly Item[],
  ask: (item: Item) => Answer<boolean>,
): Answer<boolean> {
  return combine(items, ask, true);
}

/** Whether a question holds for all of several. Like `anyHolds`. */
export function allHold<Item>(items: readonly Item[], ask: (item: Item) => Answer<boolean>): Answer<boolean> {
  return combine(items, ask, false);
}

/** @param decisive the answer of one that settles the answer of all */
function combine<Item>(
  items: readonly Item[],
  ask: (item: Item) => Answer<boolean>,
  decisive: boolean,
): Answer<boolean> {
  const pending: Promise<boolean>[] = [];
  for (const item of items) {
    const answer = ask(item);
    if (answer === decisive) {
      // Nobody waits for the others any more, so a failure of theirs is nobody's.
      for (const abandoned of pending) abandoned.catch(() => {});
      return decisive;
    }
    if (answer instanceof Promise) pending.push(answer);
  }
  if (pending.length === 0) return !decisive;
  return Promise.all(pending).then((answers) => (answers.includes(decisive) ? decisive : !decisive));
}
