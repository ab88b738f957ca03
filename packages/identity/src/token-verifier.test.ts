import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { type TokenVerifier, tokenVerifier } from './token-verifier.js';

const issuer = 'https://issuer.test';
let server: Server;
let keys: GenerateKeyPairResult;
let strangers: GenerateKeyPairResult;
let fetches = 0;
let verify: TokenVerifier;

const claims: JWTPayload = {
  sub: 'C-1',
  client_id: 'web',
  kind: 'customer',
  customer_id: 'C-1',
  roles: ['customer'],
};

function sign(
  change: {
    claims?: JWTPayload;
    typ?: string;
    aud?: string;
    iss?: string;
    iat?: number;
    exp?: number;
    kid?: string;
    header?: object;
    key?: GenerateKeyPairResult['privateKey'];
  } = {},
) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(change.claims ?? claims)
    .setProtectedHeader({
      alg: 'ES256',
      kid: change.kid ?? 'k1',
      typ: change.typ ?? 'at+jwt',
      ...change.header,
    })
    .setIssuer(change.iss ?? issuer)
    .setAudience(change.aud ?? 'bankgraph')
    .setIssuedAt(change.iat ?? now)
    .setExpirationTime(change.exp ?? now + 300)
    .sign(change.key ?? keys.privateKey);
}

beforeAll(async () => {
  keys = await generateKeyPair('ES256');
  strangers = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  server = createServer((_request, response) => {
    fetches += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  verify = tokenVerifier({ issuer, audience: 'bankgraph', jwksUrl: `http://127.0.0.1:${port}/jwks` });
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('a token', () => {
  it('becomes a frozen actor', async () => {
    const actor = await verify(`Bearer ${await sign()}`);
    expect(actor).toEqual({
      id: 'C-1',
      kind: 'customer',
      roles: ['customer'],
      customerId: 'C-1',
      clientId: 'web',
      channel: null,
      assurance: null,
      purpose: null,
    });
    expect(Object.isFrozen(actor) && Object.isFrozen(actor.roles)).toBe(true);
  });

  it('is refused when anything about it is wrong, and never becomes anonymous', async () => {
    const now = Math.floor(Date.now() / 1000);
    const embedded = { jwk: await exportJWK(strangers.publicKey) };
    const bad: (string | undefined)[] = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Basic abc',
      'Bearer a.b.c',
      `Bearer ${new UnsecuredJWT(claims).setIssuer(issuer).setAudience('bankgraph').setIssuedAt().setExpirationTime('5m').encode()}`,
      `Bearer ${await sign({ aud: 'another' })}`,
      `Bearer ${await sign({ iss: 'https://other.test' })}`,
      `Bearer ${await sign({ typ: 'JWT' })}`,
      `Bearer ${await sign({ exp: now - 60 })}`,
      `Bearer ${await sign({ key: strangers.privateKey })}`,
      `Bearer ${await sign({ key: strangers.privateKey, header: embedded })}`,
      `Bearer ${await sign({ claims: { ...claims, roles: ['root'] } })}`,
      `Bearer ${await sign({ claims: { ...claims, roles: [] } })}`,
      `Bearer ${await sign({ claims: { ...claims, customer_id: undefined } })}`,
      `Bearer ${await sign({ claims: { ...claims, kind: 'staff' } })}`,
      `Bearer ${await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'k1', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience('bankgraph')
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey))))}`,
    ];
    for (const authorization of bad) {
      await expect(verify(authorization)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('of unknown keys cannot make the gateway flood the issuer', async () => {
    fetches = 0;
    for (let n = 0; n < 20; n += 1) {
      await expect(verify(`Bearer ${await sign({ kid: `unknown-${n}` })}`)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    }
    expect(fetches).toBeLessThanOrEqual(1);
  });
});
