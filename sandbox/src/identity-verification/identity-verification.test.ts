import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSecrets } from '../secrets.js';
import { type System, startSystem } from '../system.js';
import { createWorld } from '../world/bank-world.js';
import { identityVerification } from './identity-verification-routes.js';

describe('the identity-verification vendor', () => {
  let system: System;
  const headers = { 'x-app-token': sandboxSecrets.identityVerificationAppToken };
  const get = (path: string, init: RequestInit = { headers }) => fetch(system.url + path, init);

  beforeAll(async () => {
    const world = createWorld({ seed: 1, customers: 20 });
    const routes = await identityVerification(world, { secrets: sandboxSecrets });
    system = await startSystem({ name: 'identity-verification', routes });
  });
  afterAll(() => system.stop());

  it('tells a batch of applicants, with two reasons for a refusal, and leaves strangers out', async () => {
    const answer = await get('/resources/applicants?externalUserIds=C-1001,C-1002,C-9999');
    const body = (await answer.json()) as { items: { externalUserId: string }[] };
    expect(body.items.map((item) => item.externalUserId)).toEqual(['C-1001', 'C-1002']);
    expect(body.items[0]).toMatchObject({
      id: '5f0000000000000000001001',
      review: {
        reviewStatus: 'completed',
        reviewResult: {
          reviewAnswer: 'RED',
          reviewRejectType: 'RETRY',
          moderationComment: expect.stringContaining('upload a new photo'),
          clientComment: expect.stringContaining('alteration'),
        },
      },
      idDocs: [{ idDocType: 'PASSPORT', country: 'GBR' }, { idDocType: 'DRIVERS' }],
    });
  });

  it('finds one applicant by its own id, or says 404 in its own words', async () => {
    expect(await (await get('/resources/applicants/5f0000000000000000001002/one')).json()).toMatchObject({
      externalUserId: 'C-1002',
    });
    const answer = await get('/resources/applicants/5f0000000000000000009999/one');
    expect([answer.status, await answer.json()]).toEqual([
      404,
      {
        description: 'Applicant not found',
        code: 404,
        correlationId: 'sandbox',
        errorCode: 1001,
        errorName: 'applicant-not-found',
      },
    ]);
  });

  it('wants its token, and at least one id', async () => {
    expect((await get('/resources/applicants?externalUserIds=C-1001', {})).status).toBe(401);
    expect((await get('/resources/applicants')).status).toBe(400);
  });

  it('can send one broken applicant among good ones', async () => {
    system.misbehave({ mode: 'wrong-shape', times: 1 });
    const answer = await get('/resources/applicants?externalUserIds=C-1001,C-1002,C-1003');
    const { items } = (await answer.json()) as { items: { review: unknown }[] };
    expect(items.map((item) => item.review)).toEqual([
      expect.objectContaining({ reviewStatus: 'completed' }),
      { reviewStatus: 7 },
      expect.objectContaining({ reviewStatus: 'completed' }),
    ]);
  });
});
