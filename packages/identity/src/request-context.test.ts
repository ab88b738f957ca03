import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import {
  type RequestContext,
  signRequestContext,
  subgraphKey,
  verifyRequestContext,
} from './request-context.js';

const secret = Buffer.alloc(32, 1);
const key = subgraphKey(secret, 'kyc');
const body = '{"query":"{ a }"}';
const target = { subgraph: 'kyc', key, body };
const context: RequestContext = {
  actor: {
    id: 'S-1',
    kind: 'staff',
    roles: ['kyc-analyst'],
    customerId: null,
    clientId: 'desk',
    channel: null,
    assurance: null,
    purpose: 'LegalCompliance',
  },
  requestId: 'r-1',
  operationName: 'Q',
  operationHash: 'ab',
  recordedBy: 'gateway',
};

describe('the signed request context', () => {
  it('arrives as it was sent', async () => {
    expect(await verifyRequestContext(await signRequestContext(context, target), target)).toEqual(context);
  });

  it('is refused when missing, altered, for another subgraph, another body, or of another secret', async () => {
    const token = await signRequestContext(context, target);
    const [head, payload, signature] = token.split('.') as [string, string, string];
    const forged = JSON.parse(Buffer.from(payload, 'base64url').toString());
    forged.ctx.actor.roles = ['mlro'];
    const cases = [
      undefined,
      '',
      [head, Buffer.from(JSON.stringify(forged)).toString('base64url'), signature].join('.'),
      [Buffer.from('{"alg":"none"}').toString('base64url'), payload, ''].join('.'),
      await signRequestContext(context, { ...target, subgraph: 'aml' }),
      await signRequestContext(context, { ...target, body: `${body} ` }),
      await signRequestContext(context, { ...target, key: subgraphKey(secret, 'aml') }),
      await signRequestContext(context, { ...target, key: subgraphKey(Buffer.alloc(32, 2), 'kyc') }),
    ];
    for (const bad of cases) {
      await expect(verifyRequestContext(bad, target)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('is refused when stale', async () => {
    const old = Math.floor(Date.now() / 1000) - 120;
    const stale = await new SignJWT({ ctx: context })
      .setProtectedHeader({ alg: 'HS256', typ: 'bankgraph-context+jwt' })
      .setIssuer('bankgraph-gateway')
      .setAudience('kyc')
      .setIssuedAt(old)
      .setExpirationTime(old + 30)
      .sign(key);
    await expect(verifyRequestContext(stale, target)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('needs a secret of 32 bytes', () => {
    expect(() => subgraphKey(Buffer.alloc(31), 'kyc')).toThrow(RangeError);
  });
});
