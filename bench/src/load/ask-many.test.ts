import { describe, expect, it } from '@jest/globals';
import { answeringServer } from './answering-server.fixture.js';
import { askEach, askMany } from './ask-many.js';
import { gatewayClient } from './client.js';

const question = { token: 'token', body: '{"query":"{ a }"}' };
const good = '{"data":{"a":"the same as ever, to the last byte"}}';

describe('a load', () => {
  it('asks as often as it was told, over all clients, and times every answer', async () => {
    await using server = await answeringServer(() => good);
    const clients = [gatewayClient(server.url), gatewayClient(server.url), gatewayClient(server.url)];
    const load = await askMany(clients, question, Buffer.from(good), 20);
    expect(server.asked).toHaveLength(20);
    expect(load.answers).toBe(20);
    expect(load.milliseconds).toHaveLength(20);
    expect(load.seconds).toBeGreaterThan(0);
    await Promise.all(clients.map((client) => client.close()));
  });

  it('fails at a single answer that is another, and says where', async () => {
    await using server = await answeringServer((_question, at) =>
      at === 7 ? good.replace('ever', 'eve') : good,
    );
    const client = gatewayClient(server.url);
    await expect(askMany([client], question, Buffer.from(good), 20)).rejects.toThrow(/at byte 29:/);
    expect(server.asked).toHaveLength(7);
    await client.close();
  });

  it('asks each question once, and ends at the first answer that is refused', async () => {
    await using server = await answeringServer((question) => question);
    const clients = [gatewayClient(server.url), gatewayClient(server.url)];
    const next = (at: number) => ({ token: `${at}`, body: `${at}` });
    const load = await askEach(clients, next, () => {}, 9);
    expect(load.answers).toBe(9);
    expect([...server.asked].sort()).toEqual(Array.from({ length: 9 }, (_, at) => `${at}`));
    const examine = ({ bytes }: { bytes: Buffer }) => {
      if (`${bytes}` === '4') throw new Error('four is wrong');
    };
    await expect(askEach(clients, next, examine, 1_000)).rejects.toThrow('four is wrong');
    expect(server.asked.length).toBeLessThan(9 + 8);
    await Promise.all(clients.map((client) => client.close()));
  });

  it('fails when an answer is cut short', async () => {
    await using server = await answeringServer(() => good.slice(0, -1));
    const client = gatewayClient(server.url);
    await expect(askMany([client], question, Buffer.from(good), 1)).rejects.toThrow('shorter than it was');
    await client.close();
  });
});
