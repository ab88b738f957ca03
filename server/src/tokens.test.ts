import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bank, startBank } from './testing/start-bank.js';

describe('tokens of the bank', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank();
  }, 60_000);
  afterAll(() => bank?.[Symbol.asyncDispose]());

  async function ask(
    authorization: string | undefined,
  ): Promise<[number, string | undefined, string | undefined]> {
    const answer = await fetch(bank.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: JSON.stringify({ query: '{ customer(id: "C-1001") { name } }' }),
    });
    const body = (await answer.json()) as {
      data?: { customer: { name: string } | null };
      errors?: { extensions: { code: string } }[];
    };
    return [answer.status, body.data?.customer?.name, body.errors?.[0]?.extensions.code];
  }

  const own = () => bank.sandbox.issuer.issueToken({ role: 'customer', customerId: 'C-1001' });

  it('are good before and after the issuer has turned its keys, without a restart', async () => {
    const before = await own();
    expect(await ask(`Bearer ${before}`)).toEqual([200, 'Alice Morgan', undefined]);
    await bank.sandbox.issuer.rotate();
    const after = await own();
    expect(keyId(after)).not.toBe(keyId(before));
    expect(await ask(`Bearer ${after}`)).toEqual([200, 'Alice Morgan', undefined]);
    expect(await ask(`Bearer ${before}`)).toEqual([200, 'Alice Morgan', undefined]);
  });

  it('are refused when missing or altered, and nobody becomes anonymous', async () => {
    const good = await own();
    const [head, payload, signature] = good.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const raised = Buffer.from(JSON.stringify({ ...claims, roles: ['mlro'] })).toString('base64url');
    for (const authorization of [
      undefined,
      'Bearer',
      `Bearer ${head}.${raised}.${signature}`,
      `Basic ${good}`,
    ]) {
      expect(await ask(authorization)).toEqual([401, undefined, 'UNAUTHENTICATED']);
    }
  });
});

function keyId(token: string): string {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
}
