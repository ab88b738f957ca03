import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type System, startSystem, wantsDuplicatePages } from './system.js';

describe('a system of the bank', () => {
  let system: System;

  beforeEach(async () => {
    system = await startSystem({
      name: 'hello',
      routes: {
        register(app) {
          app.get('/hello', async (request) => ({
            greeting: 'good morning',
            repeated: wantsDuplicatePages(request),
          }));
        },
        corrupt: () => ({ greeting: 42 }),
      },
    });
  });
  afterEach(() => system.stop());

  const hello = (query = '') => fetch(`${system.url}/hello${query}`, { signal: AbortSignal.timeout(1_000) });

  it('answers, and keeps a log of the calls', async () => {
    expect(await (await hello('?a=b')).json()).toEqual({ greeting: 'good morning', repeated: false });
    expect(system.calls).toEqual([{ method: 'GET', path: '/hello', search: '?a=b' }]);
    system.resetCalls();
    expect(system.calls).toEqual([]);
  });

  it('stops like a crash, and comes back on the same port', async () => {
    await system.stop();
    await expect(hello()).rejects.toThrow('fetch failed');
    await system.restart();
    expect((await hello()).status).toBe(200);
  });

  it('is slow on request', async () => {
    system.misbehave({ mode: 'slow', ms: 120 });
    const started = performance.now();
    await hello();
    expect(performance.now() - started).toBeGreaterThan(100);
  });

  it('hangs until the caller gives up, and can still be stopped', async () => {
    system.misbehave({ mode: 'hang' });
    await expect(fetch(`${system.url}/hello`, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    const pending = fetch(`${system.url}/hello`);
    const settled = expect(pending).rejects.toThrow();
    await system.stop();
    await settled;
  });

  it('fails with a body full of things that must not leak', async () => {
    system.misbehave({ mode: '500' });
    const answer = await hello();
    expect([answer.status, (await answer.json()) as object]).toEqual([
      500,
      expect.objectContaining({ detail: expect.stringContaining('SELECT') }),
    ]);
  });

  it('cuts the body half way', async () => {
    system.misbehave({ mode: 'cut-body' });
    const answer = await hello();
    expect(answer.headers.get('content-length')).toBe(
      String(JSON.stringify({ greeting: 'good morning', repeated: false }).length),
    );
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  it('sends JSON that does not parse, or that breaks the schema', async () => {
    system.misbehave({ mode: 'wrong-json', times: 1 });
    const text = await (await hello()).text();
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    system.misbehave({ mode: 'wrong-shape', times: 1 });
    expect(await (await hello()).json()).toEqual({ greeting: 42 });
    expect(await (await hello()).json()).toEqual({ greeting: 'good morning', repeated: false });
  });

  it('tells its routes to repeat records across pages', async () => {
    system.misbehave({ mode: 'duplicate-pages', path: '/hello' });
    expect(await (await hello()).json()).toEqual({ greeting: 'good morning', repeated: true });
  });

  it('leaves other paths alone, and behaves again when told so', async () => {
    system.misbehave({ mode: '500', path: '/other' });
    expect((await hello()).status).toBe(200);
    system.misbehave({ mode: '500' });
    expect((await hello()).status).toBe(500);
    system.behave();
    expect((await hello()).status).toBe(200);
  });

  it('takes orders over HTTP, which are no calls', async () => {
    const order = (body: unknown) =>
      fetch(`${system.url}/_sandbox/misbehave`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await order({ mode: '500' })).status).toBe(204);
    expect((await hello()).status).toBe(500);
    expect((await fetch(`${system.url}/_sandbox/misbehave`, { method: 'DELETE' })).status).toBe(204);
    expect((await hello()).status).toBe(200);
    expect(system.calls).toHaveLength(2);

    const refused = await order({ mode: 'explode' });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { error: 'Not an order to misbehave', problems: [expect.stringContaining('mode')] },
    ]);
  });
});
