/** Tells how far a part is. */
export type Progress = (done: number, total: number, what: string) => void;

const patienceMs = 2_000;
const pauseMs = 500;

/**
 * A progress line for work of more than two seconds: one line that renews itself on a terminal, a line every five
 * seconds elsewhere. Work that is done before is not mentioned. `end` takes the line away and begins the next work.
 */
export function progressLine(stream: { write(text: string): unknown; readonly isTTY?: boolean }): {
  readonly progress: Progress;
  readonly end: () => void;
} {
  let started = Date.now();
  let last = started + patienceMs - pauseMs;
  let shown = false;
  const tty = stream.isTTY === true;
  return {
    progress: (done, total, what) => {
      const now = Date.now();
      if (now - last < (shown && !tty ? 10 * pauseMs : pauseMs)) return;
      last = now;
      shown = true;
      const line = `${what}: ${done} of ${total}, ${Math.round((now - started) / 1000)} s`;
      stream.write(tty ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    end: () => {
      if (shown && tty) stream.write('\r\u001b[2K');
      started = Date.now();
      last = started + patienceMs - pauseMs;
      shown = false;
    },
  };
}
