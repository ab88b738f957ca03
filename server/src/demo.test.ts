import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from './project-folder.js';
import { type Outcome, outcomeOf } from './testing/outcome-of.js';
import { stories } from './workflows/stories.js';

const command = join(projectFolder, 'server/bin/bankgraph.js');
let folder: string;
let server: ChildProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-demo-'));
});
afterAll(async () => {
  if (server !== undefined) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const environment = () => ({ ...process.env, BANKGRAPH_DATA: folder, PORT: '0', NODE_OPTIONS: '' });

async function run(...words: string[]): Promise<Outcome> {
  return outcomeOf(spawn(process.execPath, [command, ...words], { env: environment(), stdio: 'pipe' }));
}

async function startServer(): Promise<void> {
  server = spawn(process.execPath, [command, 'start', '--customers', '20'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text;
      if (said.includes('Bankgraph is ready')) resolve();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${said}`)));
  });
}

describe('bankgraph demo workflows', () => {
  it('says how to start a server when none runs', async () => {
    const { code, err } = await run('demo', 'workflows');
    expect([code, err]).toEqual([1, expect.stringContaining('npm start')]);
  }, 30_000);

  it('plays every workflow on a server, one of them alone, and again', async () => {
    await startServer();
    const all = await run('demo', 'workflows');
    expect([all.code, all.err]).toEqual([0, '']);
    for (const { number, title } of stories) expect(all.out).toContain(`${number}. ${title} (C-10`);
    expect(all.out).toContain(`${stories.length} of ${stories.length} went as told.`);

    const again = JSON.parse((await run('demo', 'workflows', '--json')).out);
    expect(again).toMatchObject(
      stories.map(({ number, customerId }) => ({ workflow: number, customer: customerId, differs: null })),
    );
    const alone = await run('demo', 'workflows', '--only', '2');
    expect([alone.code, alone.out.match(/^\d\. /gm)]).toEqual([0, ['2. ']]);
    expect((await run('demo', 'workflows', '--only', '7')).code).toBe(1);
  }, 300_000);

  it('ends with 1 and names the step when the server answers otherwise, and plays the others', async () => {
    expect((await run('sandbox', 'misbehave', 'fraud', '500', '--path', '/biometrics')).code).toBe(0);
    try {
      const { code, out } = await run('demo', 'workflows');
      expect(code).toBe(1);
      expect(out).toContain('✗ It differs at "agent: sees in summary');
      expect(out).toContain('✗ It differs at "after ');
      expect(out).toContain('UPSTREAM_UNAVAILABLE');
      expect(out).toMatch(/confirms that all is well: completed\./);
      expect(out).toMatch(/[1-5] of 6 went as told/);
      const alone = JSON.parse((await run('demo', 'workflows', '--only', '2', '--json')).out);
      expect(alone).toMatchObject([{ differs: { step: expect.stringContaining('agent: sees in summary') } }]);
    } finally {
      await run('sandbox', 'behave', 'fraud');
    }
  }, 300_000);
});
