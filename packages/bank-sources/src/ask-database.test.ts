import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { askDatabase } from './ask-database.js';
import type { UpstreamUnavailable } from './upstream-unavailable.js';

const told = (asked: Promise<unknown>) =>
  asked.then(
    (value) => value,
    (error: UpstreamUnavailable) => ({ code: error.code, details: error.details, reason: error.reason }),
  );
const unavailable = (reason: string) => ({
  code: 'UPSTREAM_UNAVAILABLE',
  details: { system: 'kyc' },
  reason,
});

describe('a call to one of the bank’s databases', () => {
  it('gives the rows', async () => {
    expect(await askDatabase({ system: 'kyc' }, async () => [{ id: 1 }])).toEqual([{ id: 1 }]);
  });

  it('tells nothing of the database but its name, however it fails', async () => {
    const words = new Error('password authentication failed for user "kyc_reader"');
    const rejects = askDatabase({ system: 'kyc' }, () => Promise.reject(words));
    expect(await told(rejects)).toEqual(unavailable('unexpected'));
    await expect(rejects).rejects.toMatchObject({ cause: words });
    const throws = () => {
      throw words;
    };
    expect(await told(askDatabase({ system: 'kyc' }, throws))).toEqual(unavailable('unexpected'));
  });

  it('is over after its deadline, also while it waits for a connection', async () => {
    const started = performance.now();
    const late = askDatabase({ system: 'kyc', deadlineMs: 60 }, () => sleep(5_000, 'late', { ref: false }));
    expect(await told(late)).toEqual(unavailable('timeout'));
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('is withdrawn with the request, and not even begun for a client that has gone', async () => {
    const client = new AbortController();
    const hanging = askDatabase({ system: 'kyc', signal: client.signal }, () => new Promise(() => {}));
    client.abort();
    expect(await told(hanging)).toEqual(unavailable('cancelled'));
    let begun = false;
    const after = askDatabase({ system: 'kyc', signal: client.signal }, async () => {
      begun = true;
    });
    expect(await told(after)).toEqual(unavailable('cancelled'));
    expect(begun).toBe(false);
  });

  it('that fails after it was given up disturbs nobody', async () => {
    const failsLate = async () => {
      await sleep(80);
      throw new Error('terminated');
    };
    expect(await told(askDatabase({ system: 'kyc', deadlineMs: 20 }, failsLate))).toEqual(
      unavailable('timeout'),
    );
    await sleep(120);
  });
});
