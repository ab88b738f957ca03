import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '@bankgraph/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeRunning } from '../data-folder.js';
import { startSandboxSystems } from '../embedded-bank.js';
import { orderMisbehaviour } from './sandbox.js';

const nowhere = 'postgresql://nobody@127.0.0.1:9/none';
let folder: string;
let sandbox: Sandbox;
let screening: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-misbehave-'));
  sandbox = await startSandboxSystems(folder, { customers: 20 });
  screening = sandbox.systems.screening.url;
  await writeRunning(folder, {
    pid: process.pid,
    graphql: 'http://127.0.0.1:9/graphql',
    issuer: sandbox.issuer.url,
    systems: { screening },
    ratingEngine: nowhere,
    auditReader: nowhere,
    auditWriter: nowhere,
    auditKeyKeeper: nowhere,
    auditVerifiers: '',
    operationsPublisher: nowhere,
    ledgerReader: nowhere,
    operationsKey: '',
    operationsVerifier: '',
    witnessFolder: '',
    events: {
      url: 'http://127.0.0.1:9/events',
      eventKeeper: nowhere,
      secrets: {
        identityVerification: '',
        marble: '',
        fraud: '',
        tazama: '',
        segmentation: '',
        riskRating: '',
        screening: '',
        consent: '',
      },
      sharedSignals: { issuer: '', audience: '', jwksUrl: '' },
    },
    auditKeys: 'none.json',
    relationships: { directory: nowhere, staffing: nowhere, consent: nowhere, access: nowhere },
  });
});

afterAll(async () => {
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Milliseconds until a path is answered. */
async function timeOf(path: string): Promise<number> {
  const started = performance.now();
  await (await fetch(screening + path)).text();
  return performance.now() - started;
}

describe('sandbox misbehave', () => {
  it('slows down the paths that contain the text, by as much as was said, until taken back', async () => {
    await orderMisbehaviour(folder, 'screening', { mode: 'slow', ms: 700, path: 'atalog' });
    expect(await timeOf('/catalog')).toBeGreaterThanOrEqual(690);
    expect(await timeOf('/healthz')).toBeLessThan(600);
    await orderMisbehaviour(folder, 'screening', null);
    expect(await timeOf('/catalog')).toBeLessThan(600);
  });

  it('says what is wrong with an order', async () => {
    await expect(orderMisbehaviour(folder, 'screening', { mode: 'hang', ms: 5 })).rejects.toThrow(
      '--ms says how slow a slow answer is; hang has no use for it.',
    );
    await expect(orderMisbehaviour(folder, 'mainframe', { mode: 'hang' })).rejects.toThrow(
      'There is no system mainframe. There are: screening.',
    );
    await expect(orderMisbehaviour(folder, 'screening', { mode: 'sulk' })).rejects.toThrow('status 400');
  });
});
