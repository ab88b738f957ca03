import { describe, expect, it } from '@jest/globals';
import { type Dispatcher, fetch } from 'undici';
import { BankServer, json } from './bank-server.fixture.js';
import { bankSystem } from './bank-system.js';
import { WriteRefused } from './write-refused.js';

describe('a read-only bank system', () => {
  it('refuses to post before a socket is opened', async () => {
    await using server = await BankServer.start((_, response) => json(response, '{}'));
    await using core = bankSystem({ name: 'core-banking', baseUrl: server.url, readOnly: true });

    await expect(core.post('/payments', { amount: '1.00' })).rejects.toEqual(
      new WriteRefused('core-banking', 'POST'),
    );
    expect([server.connections, server.requests]).toEqual([0, []]);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'get', 'PROPFIND'])(
    'refuses %s even to those who go to the dispatcher directly',
    async (method) => {
      await using server = await BankServer.start((_, response) => json(response, '{}'));
      await using core = bankSystem({ name: 'core-banking', baseUrl: server.url, readOnly: true });

      const request = { origin: server.url, path: '/payments', method: method as Dispatcher.HttpMethod };
      await expect(core.dispatcher.request(request)).rejects.toBeInstanceOf(WriteRefused);
      // fetch turns `get` into GET by itself.
      const fetched = fetch(`${server.url}/payments`, { method, dispatcher: core.dispatcher });
      if (method === 'get') await fetched;
      else await expect(fetched).rejects.toMatchObject({ cause: expect.any(WriteRefused) });
      expect(server.requests.filter((seen) => seen.method !== 'GET')).toEqual([]);
    },
  );

  it('refuses tunnels, upgrades and a GET that carries a body', async () => {
    await using server = await BankServer.start((_, response) => json(response, '{}'));
    await using core = bankSystem({ name: 'core-banking', baseUrl: server.url, readOnly: true });
    const { dispatcher } = core;

    await expect(
      dispatcher.request({ origin: server.url, path: '/', method: 'GET', body: 'x' }),
    ).rejects.toBeInstanceOf(WriteRefused);
    await expect(dispatcher.connect({ origin: server.url, path: '/' })).rejects.toBeInstanceOf(WriteRefused);
    await expect(dispatcher.upgrade({ path: '/', protocol: 'websocket' })).rejects.toBeInstanceOf(
      WriteRefused,
    );
    expect([server.connections, server.requests]).toEqual([0, []]);
  });

  it('lets a plain GET pass', async () => {
    await using server = await BankServer.start((_, response) => json(response, '{"ok":true}'));
    await using core = bankSystem({ name: 'core-banking', baseUrl: server.url, readOnly: true });

    expect(await core.get('/accounts')).toEqual({ ok: true });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /accounts']);
  });
});
