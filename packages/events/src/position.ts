/** Milliseconds since 1970 and a number within them, as Redis Streams have it: later ones are greater, after a restart too. */
const form = /^(\d{1,16})-(\d{1,16})$/;

/** @throws RangeError on a position that is none; what was given is not in it */
export function checkPosition(position: string): string {
  if (!form.test(position)) throw new RangeError('This is no position of an event.');
  return position;
}

/** Less than zero when `one` is before `other`. Both are positions. */
export function comparePositions(one: string, other: string): number {
  const [time, number] = parts(one);
  const [otherTime, otherNumber] = parts(other);
  return time - otherTime || number - otherNumber;
}

/** The first one that is after `last` and not before `now`, in milliseconds since 1970. */
export function nextPosition(last: string, now: number): string {
  const [time, number] = parts(last);
  return now > time ? `${now}-0` : `${time}-${number + 1}`;
}

function parts(position: string): readonly [time: number, number: number] {
  const [, time, number] = form.exec(position) ?? [];
  return [Number(time), Number(number)];
}
