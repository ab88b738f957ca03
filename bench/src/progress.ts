/** Tells people how far a measurement is, on standard error. */
export interface Progress {
  /** What is being done from now on. */
  step(text: string): void;
  /** How far it is; not shown during the first two seconds of a step, nor more often than every half second. */
  at(done: number, of: number): void;
  /** Everything is done, or has failed. */
  end(): void;
}

const patienceMs = 2_000;
const pauseMs = 500;
const pauseWithoutTerminalMs = 10_000;

/** One line that renews itself on a terminal; elsewhere a line a step and then one every ten seconds. */
export function progress(stream: { write(text: string): unknown; readonly isTTY?: boolean }): Progress {
  const tty = stream.isTTY === true;
  let text = '';
  let next = 0;
  const clear = () => {
    if (tty && text !== '') stream.write('\r\u001b[2K');
  };
  return {
    step(what) {
      clear();
      text = what;
      next = Date.now() + patienceMs;
      stream.write(tty ? `${what}…` : `${what}\n`);
    },
    at(done, of) {
      if (Date.now() < next) return;
      next = Date.now() + (tty ? pauseMs : pauseWithoutTerminalMs);
      stream.write(tty ? `\r\u001b[2K${text}: ${done} of ${of}` : `${text}: ${done} of ${of}\n`);
    },
    end() {
      clear();
      text = '';
    },
  };
}
