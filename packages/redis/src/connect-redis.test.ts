import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { connectRedis } from './connect-redis.js';
import { type RedisServer, startRedis } from './redis-server.fixture.js';

const logger = pino({ level: 'silent' });
let redis: RedisServer;

beforeAll(async () => {
  redis = await startRedis();
}, 300_000);
afterAll(() => redis.stop());

async function eventually(condition: () => Promise<boolean> | boolean): Promise<void> {
  const until = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('It did not come to that within 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('connectRedis', () => {
  it('asks, and passes on what Redis itself refuses without leaving it alone for that', async () => {
    const connection = await connectRedis(redis.url, { logger, commandDeadlineMs: 2_000 });
    await connection.ask((client) => client.set('text', 'a'));
    for (let time = 0; time < 5; time += 1) {
      await expect(connection.ask((client) => client.lPush('text', 'b'))).rejects.toThrow('WRONGTYPE');
    }
    expect(await connection.ask((client) => client.get('text'))).toBe('a');
    await connection.close();
    await expect(connection.ask((client) => client.get('text'))).rejects.toMatchObject({
      reason: 'not-connected',
    });
  });

  it('fails at once while Redis is dead, and uses it again when it is back', async () => {
    const connection = await connectRedis(redis.url, { logger, commandDeadlineMs: 2_000, restMs: 100 });
    await redis.kill();
    await eventually(() => !connection.available);
    const started = performance.now();
    for (let time = 0; time < 1_000; time += 1) {
      await expect(connection.ask((client) => client.get('text'))).rejects.toMatchObject({
        name: 'RedisUnavailable',
      });
    }
    expect(performance.now() - started).toBeLessThan(1_500);
    await redis.restart();
    await eventually(() =>
      connection
        .ask((client) => client.set('text', 'c'))
        .then(
          () => true,
          () => false,
        ),
    );
    expect(await connection.ask((client) => client.get('text'))).toBe('c');
    await connection.close();
  });

  it('waits for a Redis that hangs only a few times, then not at all, and asks again after a rest', async () => {
    const connection = await connectRedis(redis.url, { logger, commandDeadlineMs: 50, restMs: 500 });
    redis.pause();
    const reasons: unknown[] = [];
    for (let time = 0; time < 20; time += 1) {
      reasons.push(
        await connection.ask((client) => client.get('text')).catch((error) => Reflect.get(error, 'reason')),
      );
    }
    redis.resume();
    expect(reasons.slice(0, 3)).toEqual(['deadline', 'deadline', 'deadline']);
    expect(new Set(reasons.slice(3))).toEqual(new Set(['circuit-open']));
    expect(connection.available).toBe(false);
    await eventually(() =>
      connection
        .ask((client) => client.set('text', 'd'))
        .then(
          () => true,
          () => false,
        ),
    );
    await connection.close();
  });

  it('starts without a Redis, and says so once', async () => {
    const lines: string[] = [];
    const telling = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
    const started = performance.now();
    const connection = await connectRedis('redis://someone:secret-word@127.0.0.1:1', { logger: telling });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(connection.available).toBe(false);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('redis is away');
    expect(lines[0]).not.toContain('secret-word');
    await connection.close();
  });

  it('refuses an address that is not one of Redis', async () => {
    await expect(connectRedis('http://127.0.0.1:6379', { logger })).rejects.toThrow(TypeError);
  });
});
