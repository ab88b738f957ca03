/** Prints steps and progress for people on standard error, so that standard output stays for answers. */
export interface Terminal {
  /** A step that begins; the one before has ended. */
  step(text: string): void;
  /** How far the step is. */
  progress(done: number, total: number): void;
  /** The last step has ended. */
  done(): void;
}

/** Steps with their duration; on a terminal the running one is redrawn in place. */
export function terminal(stream: NodeJS.WriteStream = process.stderr): Terminal {
  let running: { text: string; since: number; shown: string } | null = null;
  const draw = (text: string) => {
    if (stream.isTTY) stream.write(`\r\x1b[2K${text}`);
  };
  const finish = () => {
    if (running === null) return;
    const seconds = ((performance.now() - running.since) / 1000).toFixed(1);
    if (stream.isTTY) stream.write('\r\x1b[2K');
    stream.write(`  ✓ ${running.text} (${seconds} s)\n`);
    running = null;
  };
  return {
    step(text) {
      finish();
      running = { text, since: performance.now(), shown: '' };
      draw(`  … ${text}`);
    },
    progress(done, total) {
      if (running !== null) draw(`  … ${running.text}: ${done} of ${total}`);
    },
    done: finish,
  };
}
