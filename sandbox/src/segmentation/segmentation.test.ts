import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSecrets } from '../secrets.js';
import { type System, startSystem } from '../system.js';
import { createWorld } from '../world/bank-world.js';
import { segmentation } from './segmentation-routes.js';

const { username, password } = sandboxSecrets.segmentation;
const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

describe('the segmentation service', () => {
  let system: System;
  const search = (body: unknown, headers: Record<string, string> = { authorization }) =>
    fetch(`${system.url}/cxs/profiles/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const of = (...customerIds: string[]) => ({
    type: 'profilePropertyCondition',
    parameterValues: {
      propertyName: 'properties.customerNumber',
      comparisonOperator: 'in',
      propertyValues: customerIds,
    },
  });

  beforeAll(async () => {
    const routes = await segmentation(createWorld({ seed: 1, customers: 30 }), { secrets: sandboxSecrets });
    system = await startSystem({ name: 'segmentation', routes });
  });
  afterAll(() => system.stop());

  it('finds the profiles of a batch of customers', async () => {
    const body = (await (await search({ condition: of('C-1001', 'C-9999', 'C-1002') })).json()) as {
      list: { itemId: string }[];
    };
    expect(body).toEqual({
      list: [
        expect.objectContaining({ itemId: 'unomi-1001' }),
        expect.objectContaining({ itemId: 'unomi-1002' }),
      ],
      offset: 0,
      pageSize: 50,
      totalSize: 2,
      totalSizeRelation: 'EQUAL',
      scrollIdentifier: null,
      scrollTimeValidity: null,
    });
    const one = await fetch(`${system.url}/cxs/profiles/unomi-1001`, { headers: { authorization } });
    expect(await one.json()).toEqual(body.list[0]);
  });

  it('pages by offset', async () => {
    const ids: string[] = [];
    for (let offset = 0; offset < 30; offset += 12) {
      const answer = await search({ offset, limit: 12, condition: { type: 'matchAllCondition' } });
      ids.push(...((await answer.json()) as { list: { itemId: string }[] }).list.map((one) => one.itemId));
    }
    expect([ids.length, new Set(ids).size]).toEqual([30, 30]);
  });

  it('has no content for a profile that it does not know', async () => {
    const answer = await fetch(`${system.url}/cxs/profiles/unomi-9999`, { headers: { authorization } });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });

  it('refuses conditions that it does not understand, and strangers', async () => {
    const strange = await search({ condition: { type: 'pastEventCondition' } });
    expect([strange.status, await strange.json()]).toEqual([
      400,
      { errorMessage: expect.stringContaining('condition') },
    ]);
    const stranger = await search({ condition: of('C-1001') }, {});
    expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="cxs"']);
  });

  it('can send one broken profile among good ones', async () => {
    system.misbehave({ mode: 'wrong-shape', times: 1 });
    const answer = await search({ condition: of('C-1001', 'C-1002', 'C-1003') });
    const { list } = (await answer.json()) as { list: { segments: unknown }[] };
    expect(list.map((one) => Array.isArray(one.segments))).toEqual([true, false, true]);
  });
});
