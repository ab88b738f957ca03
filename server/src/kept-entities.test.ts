import type { Role } from '@bankgraph/identity';
import { connectRedis, type RedisConnection } from '@bankgraph/redis';
import { type RedisServer, startRedis } from '@bankgraph/redis/testing';
import { apiSdlOf, readSupergraph } from '@bankgraph/schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import { pino } from 'pino';
import type { KeptIn } from './entity-caches.js';
import { bankOwner } from './testing/bank-owner.js';
import { consentOwner } from './testing/consent-owner.js';
import { everythingOf } from './testing/everything-query.js';
import { ask, type Bank, serveBeside, startBank } from './testing/start-bank.js';

const logger = pino({ level: 'silent' });

/** Every field of all that is kept, and what is never kept beside it. */
const everythingKept = (() => {
  const schema = buildSchema(apiSdlOf(readSupergraph()));
  const of = (name: string) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`There is no ${name}.`);
    return everythingOf(type);
  };
  return `query ($id: ID!) { customer(id: $id) { id name party ${of('Party')} accounts { nodes ${of('Account')} }
    restrictions { reason scope since } kyc ${of('KycProfile')} consents { id status } } }`;
})();

const people: readonly (readonly [Role, string | undefined])[] = [
  ['kyc-analyst', 'IdentityVerification'],
  ['frontline-agent', 'CustomerCare'],
  ['aml-investigator', 'CounterMoneyLaundering'],
  ['marketing', 'DirectMarketing'],
  ['partner', 'ServiceProvision'],
  ['customer', undefined],
];

let bank: Bank;
let redis: RedisServer;
let connection: RedisConnection;

beforeAll(async () => {
  [bank, redis] = await Promise.all([startBank(), startRedis()]);
  connection = await connectRedis(redis.url, { logger });
}, 300_000);
afterAll(async () => {
  await connection?.close();
  await redis?.stop();
  await bank?.[Symbol.asyncDispose]();
});

/** Another gateway of the same bank, which keeps what the bank's systems say. */
async function serveKept(keptIn: KeptIn) {
  const { url, caches, close } = await serveBeside(bank, { keptIn, staticCut: true });
  return {
    caches,
    as: async (role: Role, purpose: string | undefined, id: string) => {
      const token = await tokenOf(role, purpose, id);
      return (document: string) => ask(url, token, document, { id });
    },
    [Symbol.asyncDispose]: close,
  };
}

const tokenOf = (role: Role, purpose: string | undefined, id: string) =>
  bank.sandbox.issuer.issueToken({
    role,
    ...(purpose === undefined ? {} : { purpose }),
    ...(role === 'customer' ? { customerId: id } : {}),
  });

describe.each([
  { where: 'memory', keptIn: (): KeptIn => 'memory' },
  { where: 'redis', keptIn: (): KeptIn => connection },
])('with entities kept in $where', ({ keptIn }) => {
  it('everybody sees what they see without, whoever asked before, and core banking is left alone', async () => {
    await using kept = await serveKept(keptIn());
    const ids = Array.from({ length: 20 }, (_, at) => `C-${1001 + at}`);
    const truth = new Map<string, string>();
    for (const id of ids) {
      for (const [role, purpose] of people) {
        const token = await tokenOf(role, purpose, id);
        truth.set(`${role} ${id}`, (await ask(bank.url, token, everythingKept, { id })).text);
      }
    }
    const differing: string[] = [];
    // The second time in another order, so that each is answered from what the others had read.
    for (const [role, purpose] of [...people, ...people.toReversed()]) {
      for (const id of ids) {
        const answer = await (await kept.as(role, purpose, id))(everythingKept);
        const plain = (text: string) => text.replaceAll(/"requestId":"[^"]*"/g, '');
        if (plain(answer.text) !== plain(truth.get(`${role} ${id}`) ?? '')) differing.push(`${role} ${id}`);
      }
    }
    expect(differing).toEqual([]);
    expect(new Set(truth.values()).size).toBeGreaterThan(80);
    const customer = await kept.as('customer', undefined, 'C-1001');
    await customer(
      'query ($id: ID!) { customer(id: $id) { accounts { nodes { product } } kyc { status documents { type } } } }',
    );
    bank.resetCalls();
    const again = await customer(
      'query ($id: ID!) { customer(id: $id) { accounts { nodes { nickname product } } kyc { status documents { type } } } }',
    );
    expect(again.errors).toBeUndefined();
    expect(bank.calls()).toMatchObject({ 'core-banking': 0, 'identity-verification': 0 });
  }, 120_000);

  it('a balance is at most 5 seconds old, and what changed is asked for at once when that is known', async () => {
    await using kept = await serveKept(keptIn());
    const customer = await kept.as('customer', undefined, 'C-1002');
    const balances = 'query ($id: ID!) { customer(id: $id) { accounts { nodes { balances { type } } } } }';
    const callsOf = async () => {
      bank.resetCalls();
      expect((await customer(balances)).errors).toBeUndefined();
      return bank.calls()['core-banking'];
    };
    await callsOf();
    expect(await callsOf()).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    expect(await callsOf()).toBe(1);
    expect(await callsOf()).toBe(0);
    await kept.caches
      .get('core-banking')
      ?.invalidate([{ system: 'core-banking', type: 'balances', id: 'C-1002' }]);
    expect(await callsOf()).toBe(1);
  });

  it('a withdrawn consent and an ended assignment hold with the next request', async () => {
    await using kept = await serveKept(keptIn());
    const accounts = 'query ($id: ID!) { customer(id: $id) { accounts { totalCount } } }';
    const partner = await kept.as('partner', 'ServiceProvision', 'C-1001');
    const agent = await kept.as('frontline-agent', 'CustomerCare', 'C-1001');
    const seen = async () =>
      [await partner(accounts), await agent(accounts)].map(({ data }) => data.customer);
    const before = [{ accounts: { totalCount: 2 } }, { accounts: { totalCount: 3 } }];
    expect(await seen()).toEqual(before);
    const owner = bankOwner(bank);
    const consents = consentOwner(bank);
    const consent = () => consents('consent.consent').where({ id: 'CON-1001-2' });
    const assignment = () =>
      owner('staffing.customer_assignment').where({ staff_id: 'S-frontline-agent-1', customer_id: 'C-1001' });
    try {
      const [{ status }] = await consent().select('status');
      await consent().update({ status: 'CANC' });
      await assignment().update({ until: owner.fn.now() });
      expect(await seen()).toEqual([null, null]);
      await consent().update({ status });
      await assignment().update({ until: null });
      expect(await seen()).toEqual(before);
    } finally {
      await consents.destroy();
      await owner.destroy();
    }
  });
});

describe('when redis fails under load', () => {
  it('no answer is wrong and none is refused, and redis is used again when it is back', async () => {
    await using kept = await serveKept(connection);
    const query = `query ($id: ID!) { customer(id: $id) { id name accounts { nodes { id nickname product
      balances { type amount { amount } } } } kyc { status documents { type expiresOn } } } }`;
    const ids = ['C-1001', 'C-1002', 'C-1003', 'C-1005'];
    const askers = await Promise.all(ids.map((id) => kept.as('customer', undefined, id)));
    const truth = await Promise.all(askers.map(async (asker) => (await asker(query)).text));
    const wrong: string[] = [];
    let asked = 0;
    let load = true;
    const clients = askers.map(async (asker, at) => {
      while (load) {
        const answer = await asker(query);
        asked += 1;
        if (answer.status !== 200 || answer.text !== truth[at]) wrong.push(`${answer.status} ${answer.text}`);
      }
    });
    const pause = () => new Promise((resolve) => setTimeout(resolve, 700));
    await pause();
    await redis.kill();
    await pause();
    await redis.restart();
    await pause();
    redis.pause();
    await pause();
    redis.resume();
    await pause();
    load = false;
    await Promise.all(clients);
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(20);
    const until = Date.now() + 15_000;
    for (;;) {
      bank.resetCalls();
      await askers[0]?.('query ($id: ID!) { customer(id: $id) { accounts { nodes { nickname } } } }');
      if (bank.calls()['core-banking'] === 0) break;
      expect(Date.now()).toBeLessThan(until);
    }
  }, 60_000);
});
