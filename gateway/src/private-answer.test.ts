import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBank, type TestBank } from './gateway.fixture.js';

const query = '{ customer(id: "C-1001") { name accounts { balance } } }';
const kept = 'private, max-age=0, must-revalidate';

let bank: TestBank;
let customer: string;

beforeAll(async () => {
  bank = await startBank();
  customer = await bank.issuer.bearer({
    sub: 'C-1001',
    kind: 'customer',
    roles: ['customer'],
    customer_id: 'C-1001',
    client_id: 'mobile-app',
  });
});
afterAll(async () => {
  await bank?.[Symbol.asyncDispose]();
});

const get = (headers: Record<string, string> = {}, document = query) =>
  bank.send({
    path: `/graphql?query=${encodeURIComponent(document)}`,
    headers: { authorization: customer, 'apollo-require-preflight': 'true', ...headers },
  });

describe("an answer to a customer's own program", () => {
  it('may be kept by that program, has a tag of its bytes, and is not sent again while it holds', async () => {
    const first = await get();
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe(kept);
    expect(first.headers.get('vary')).toBe('authorization, x-purpose');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toBe(`"${createHash('sha256').update(first.text).digest('base64url')}"`);
    for (const asked of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await get({ 'if-none-match': asked });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
      expect(again.headers.get('cache-control')).toBe(kept);
      expect(again.headers.get('content-type')).toBeNull();
    }
    for (const asked of ['"other"', tag.slice(1, -1), `${tag.slice(0, -2)}"`]) {
      const again = await get({ 'if-none-match': asked });
      expect([again.status, again.text]).toEqual([200, first.text]);
    }
    const other = await get({ 'if-none-match': tag }, query.replace('name', 'name id'));
    expect(other.status).toBe(200);
    expect(other.headers.get('etag')).not.toBe(tag);
  });

  it('is made and put on record also when it is not sent again, with the digest of what it stands for', async () => {
    const { text, headers } = await get();
    const before = bank.audit.records.length;
    const asked = bank.coreBanking.contexts.length;
    expect((await get({ 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
    expect(bank.coreBanking.contexts).toHaveLength(asked + 1);
    const [record, ...more] = bank.audit.records.slice(before);
    expect(more).toEqual([]);
    expect(record).toMatchObject({ subject: 'C-1001', outcome: 'answered' });
    const { salt = '', digest } = record?.answer ?? {};
    expect(createHash('sha256').update(Buffer.from(salt, 'hex')).update(text).digest('hex')).toBe(digest);
    bank.audit.failure = new Error('disk full');
    try {
      const refused = await get({ 'if-none-match': headers.get('etag') ?? '' });
      expect([refused.status, refused.headers.get('etag')]).toEqual([503, null]);
    } finally {
      bank.audit.failure = null;
    }
  });

  it('is kept by nobody when it was asked for by POST, is to staff, lacks a part, or is a refusal', async () => {
    const staff = { authorization: await bank.issuer.bearer(), 'x-purpose': 'CustomerCare' };
    const answers = [
      await bank.send({
        method: 'POST',
        body: JSON.stringify({ query }),
        headers: { authorization: customer },
      }),
      await get({ ...staff, 'if-none-match': '*' }),
      await get({ 'if-none-match': '*' }, '{ customer(id: "C-1001") { name documents { number } } }'),
      await get({ 'if-none-match': '*' }, '{ nonsense }'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 400]);
    for (const { headers } of answers) {
      expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
    }
  });
});
