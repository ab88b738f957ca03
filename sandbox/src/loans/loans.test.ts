import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSecrets } from '../secrets.js';
import { type System, startSystem } from '../system.js';
import { createWorld } from '../world/bank-world.js';
import { fineractJson } from './fineract-bodies.js';
import { loans } from './loans-routes.js';

const { username, password, tenantId } = sandboxSecrets.loans;
const credentials = {
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
  'fineract-platform-tenantid': tenantId,
};

describe('the loan system', () => {
  let system: System;
  const get = (path: string, headers: Record<string, string> = credentials) =>
    fetch(`${system.url}/fineract-provider/api/v1${path}`, { headers });

  beforeAll(async () => {
    const routes = await loans(createWorld({ seed: 1, customers: 120 }), { secrets: sandboxSecrets });
    system = await startSystem({ name: 'loans', routes });
  });
  afterAll(() => system.stop());

  it('finds a client by the bank’s number, and their loans with dates in parts and exact amounts', async () => {
    const client = (await (await get('/clients/external-id/C-1018')).json()) as object;
    expect(client).toMatchObject({
      id: 1018,
      externalId: 'C-1018',
      displayName: 'Rosalind Tan',
      status: { code: 'clientStatusType.active' },
      activationDate: [expect.any(Number), expect.any(Number), expect.any(Number)],
    });
    const { loanAccounts } = (await (await get('/clients/external-id/C-1018/accounts')).json()) as {
      loanAccounts: { id: number }[];
    };
    expect(loanAccounts).toMatchObject([{ id: 10181, status: { id: 300, code: 'loanStatusType.active' } }]);
    const text = await (await get('/loans/10181')).text();
    expect(text).toMatch(/"principal":\d+\.\d{6},/);
    expect(JSON.parse(text)).toMatchObject({
      clientExternalId: 'C-1018',
      timeline: { submittedOnDate: [expect.any(Number), expect.any(Number), expect.any(Number)] },
    });
  });

  it('lists clients page by page, and by name', async () => {
    type Page = { totalFilteredRecords: number; pageItems: { id: number; displayName: string }[] };
    const all = (await (await get('/clients')).json()) as Page;
    const ids: number[] = [];
    for (let offset = 0; offset < all.totalFilteredRecords; offset += 3) {
      ids.push(
        ...((await (await get(`/clients?offset=${offset}&limit=3`)).json()) as Page).pageItems.map(
          (c) => c.id,
        ),
      );
    }
    expect(ids).toEqual(all.pageItems.map((one) => one.id));
    expect(ids.length).toBeGreaterThan(3);
    expect(await (await get('/clients?displayName=rosalind')).json()).toMatchObject({
      totalFilteredRecords: 1,
      pageItems: [{ displayName: 'Rosalind Tan' }],
    });
    expect(await (await get('/clients?externalId=C-9999')).json()).toEqual({
      totalFilteredRecords: 0,
      pageItems: [],
    });
  });

  it('answers in its own words when there is nothing, no tenant or no password', async () => {
    const nobody = await get('/clients/external-id/C-1001/accounts');
    expect([nobody.status, await nobody.json()]).toMatchObject([
      404,
      { httpStatusCode: '404', userMessageGlobalisationCode: 'error.msg.client.external.id.invalid' },
    ]);
    expect((await get('/loans/7')).status).toBe(404);
    expect((await get('/clients?limit=0')).status).toBe(400);
    expect((await get('/clients', { authorization: credentials.authorization })).status).toBe(400);
    expect((await get('/clients', { 'fineract-platform-tenantid': tenantId })).status).toBe(401);
  });

  it('writes text that looks like a number as text', () => {
    expect(fineractJson({ name: '12.5', nothing: null })).toBe('{"name":"12.5","nothing":null}');
  });
});
