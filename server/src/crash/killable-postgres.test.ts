import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { connect } from '@bankgraph/database';
import { expect, it } from '@jest/globals';
import { startKillablePostgres } from './killable-postgres.js';

const run = promisify(execFile);

it('is gone with all its processes at once, and comes up again with what was committed', async () => {
  const postgres = await startKillablePostgres();
  const database = connect(postgres.adminUrl, { applicationName: 'test', poolMax: 2 });
  try {
    await database.raw('create table kept (n int)');
    await database('kept').insert({ n: 1 });
    // The promise of the transaction tells that it failed; `commit()` resolves all the same.
    const open = await database.transaction();
    const failed = expect(open.executionPromise).rejects.toThrow();
    await open('kept').insert({ n: 2 });
    const { rows } = await database.raw(
      'select pid from pg_stat_activity union select pg_backend_pid() as pid',
    );
    const pids = (rows as { pid: number }[]).map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThan(3);

    expect(await postgres.kill()).toBe(true);
    expect(await running(pids)).toEqual([]);
    expect(await postgres.kill()).toBe(false);
    await open.commit();
    await failed;

    await postgres.start();
    expect(await database('kept').select('n')).toEqual([{ n: 1 }]);
  } finally {
    await database.destroy();
    await postgres[Symbol.asyncDispose]();
  }
}, 60_000);

/** Those that still run; one that ended and was not collected by its parent yet does not. */
async function running(pids: readonly number[]): Promise<readonly number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,stat=']);
  const alive = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, state]) => state !== undefined && !state.startsWith('Z'))
    .map(([pid]) => Number(pid));
  return pids.filter((pid) => alive.includes(pid));
}
