import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { projectFolder } from '../project-folder.js';

const main = join(projectFolder, 'server/dist/crash/main.js');

function crashTest(...given: readonly string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...given], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

it('every answer that was received is on record exactly once, whatever was killed', async () => {
  const { code, stdout, stderr } = await crashTest('--kills', '5', '--seconds-between', '1.5', '--json');
  expect({ code, stderr: code === 0 ? '' : stderr, stdout: code === 0 ? '' : stdout }).toEqual({
    code: 0,
    stderr: '',
    stdout: '',
  });
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    kills: { gateway: 1, 'core-banking': 1, integrator: 1, witness: 1, postgres: 1 },
    violations: [],
  });
  expect(report.received).toBeGreaterThan(20);
  expect(report.logged).toBeGreaterThanOrEqual(report.received + report.partial);
  expect(stderr).toContain('5 of 5 kills');
}, 240_000);

it('says how it is called', async () => {
  for (const words of [
    [],
    ['--kills', '0'],
    ['--kills', 'many'],
    ['--kills', '1', '--seconds-between', '-1'],
    ['more'],
  ]) {
    expect(await crashTest(...words)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Usage: npm run test:crash'),
    });
  }
});
