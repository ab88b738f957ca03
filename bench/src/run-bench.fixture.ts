import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Outcome, outcomeOf } from '@bankgraph/server/testing';
import { expect } from '@jest/globals';

/** Runs the command as a person does, except that it is the compiled file. */
export function bench(...words: string[]): Promise<Outcome> {
  return outcomeOf(
    spawn(process.execPath, [fileURLToPath(new URL('main.js', import.meta.url)), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** What a run of seconds reports, and the progress that it tells meanwhile. Fails the test when there is no report. */
export async function quickReport<Report>(
  name: string,
  ...words: string[]
): Promise<{ readonly report: Report; readonly progress: string }> {
  const { code, out, err } = await bench(name, '--quick', '--json', ...words);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return { report: JSON.parse(out), progress: err };
}
