import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, startTemporaryPostgres } from '@bankgraph/database';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from './sandbox.js';
import { systemNames } from './world/world.js';

describe('the sandbox bank', () => {
  let keysFolder: string;

  beforeEach(async () => {
    keysFolder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rm(keysFolder, { recursive: true, force: true }));

  it('starts seven systems and an issuer, each by itself, and leaves nothing behind', async () => {
    const sandbox = await startSandbox({ seed: 7, customers: 30, keysFolder });
    const everybody = [...Object.values(sandbox.systems), sandbox.issuer];
    const reachable = () =>
      Promise.all(
        everybody.map((system) =>
          fetch(system.url).then(
            () => true,
            () => false,
          ),
        ),
      );
    try {
      expect(Object.keys(sandbox.systems)).toEqual([...systemNames]);
      expect(new Set(everybody.map((system) => system.port)).size).toBe(8);
      expect(await reachable()).toEqual(everybody.map(() => true));
      await sandbox.systems.aml.stop();
      expect(await reachable()).toEqual(everybody.map((system) => system.name !== 'aml'));
      await sandbox.systems.aml.restart();
      expect(sandbox.world.customer('C-1001')?.party.fullName).toBe('Alice Morgan');
    } finally {
      await sandbox.stop();
      await sandbox.stop();
    }
    expect(await reachable()).toEqual(everybody.map(() => false));
  });

  it('stops what it started when a port is taken', async () => {
    const first = await startSandbox({ customers: 20, keysFolder });
    try {
      const second = startSandbox({
        customers: 20,
        keysFolder,
        ports: { 'core-banking': 0, loans: first.systems.loans.port },
      });
      await expect(second).rejects.toThrow('EADDRINUSE');
    } finally {
      await first.stop();
    }
  });

  it("seeds the bank's database once, and uses it again", async () => {
    await using postgres = await startTemporaryPostgres();
    const url = await postgres.newDatabase();
    const progress: number[] = [];
    for (let start = 0; start < 2; start++) {
      const knex = connect(url, { poolMax: 2, applicationName: 'sandbox-test' });
      try {
        await using sandbox = await startSandbox({
          seed: 7,
          customers: 30,
          keysFolder,
          knex,
          onProgress: (done) => progress.push(done),
        });
        const { rows } = await knex.raw('select count(*)::int as count from directory.customer');
        expect(rows).toEqual([{ count: sandbox.world.size }]);
      } finally {
        await knex.destroy();
      }
    }
    expect(progress).toEqual([30]);
  });
});
