import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { answeringServer } from './answering-server.fixture.js';
import { askAtRate } from './ask-at-rate.js';
import type { Timed } from './client.js';

const next = (at: number) => ({ token: 'token', body: `${at}` });
const right = ({ status, bytes }: Timed) => {
  if (status !== 200 || `${bytes}` === '4') throw new Error(`a wrong answer: ${bytes}`);
};

describe('a load at a fixed rate', () => {
  it('sends each request once, when it is due, and counts every answer', async () => {
    await using server = await answeringServer((question) => question);
    const load = askAtRate(server.url, 100, next, right);
    await sleep(300);
    await load.end();
    const count = load.answers.length;
    expect(count).toBeGreaterThan(5);
    expect([...server.asked].map(Number).sort((one, other) => one - other)).toEqual(
      Array.from({ length: count }, (_, at) => at),
    );
    const due = load.answers.map(({ dueAt }) => dueAt).sort((one, other) => one - other);
    expect((due[count - 1] ?? 0) - (due[0] ?? 0)).toBeCloseTo(10 * (count - 1), 3);
    for (const { milliseconds } of load.answers) expect(milliseconds).toBeGreaterThan(0);
  });

  it('goes on after an answer that is wrong, and tells why', async () => {
    await using server = await answeringServer((question) => question);
    const load = askAtRate(server.url, 200, next, right);
    while (load.answers.length < 8) await sleep(10);
    await load.end();
    expect(load.answers.flatMap(({ fault }) => fault ?? [])).toEqual(['a wrong answer: 4']);
  });

  it('counts from when a request was due, and a server that is gone as failed requests', async () => {
    const server = await answeringServer((question) => question);
    const load = askAtRate(server.url, 100, next, right);
    while (load.answers.length < 3) await sleep(10);
    // Nothing is sent meanwhile; what became due is late.
    const until = performance.now() + 200;
    while (performance.now() < until);
    await sleep(50);
    await server[Symbol.asyncDispose]();
    await sleep(100);
    await load.end();
    expect(Math.max(...load.answers.map(({ milliseconds }) => milliseconds))).toBeGreaterThan(150);
    const { fault } = load.answers.at(-1) ?? {};
    expect(fault).toEqual(expect.stringContaining('ECONNREFUSED'));
  });
});
