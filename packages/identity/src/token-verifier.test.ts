import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { type TokenVerifier, type TokenVerifierOptions, tokenVerifier } from './token-verifier.js';

const issuer = 'https://issuer.test';
let server: Server;
let keys: GenerateKeyPairResult;
let strangers: GenerateKeyPairResult;
let fetches = 0;
let verify: TokenVerifier;
let jwksUrl: string;
/** What the issuer publishes; null: it is down. */
let published: JWK[] | null;

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
  published = [await publicJwk(keys, 'k1')];
  server = createServer((_request, response) => {
    fetches += 1;
    response.statusCode = published === null ? 503 : 200;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  jwksUrl = `http://127.0.0.1:${port}/jwks`;
  verify = newVerifier();
});

function newVerifier(options: Partial<TokenVerifierOptions> = {}): TokenVerifier {
  return tokenVerifier({ issuer, audience: 'bankgraph', jwksUrl, ...options });
}

async function publicJwk({ publicKey }: GenerateKeyPairResult, kid: string): Promise<JWK> {
  return { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
}

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
      `Bearer ${await sign({ key: strangers.privateKey, header: { jku: jwksUrl, x5u: jwksUrl } })}`,
      `Bearer ${await sign({ claims: { ...claims, nbf: now + 60 } })}`,
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

describe('a token that was good before', () => {
  const refusal = { code: 'UNAUTHENTICATED' };
  const began = Math.floor(Date.now() / 1000) * 1000;
  let first: JWK;
  let second: JWK;
  /** Knows the key set already: a token is remembered only when the key set did not change under it. */
  let warm: TokenVerifier;

  beforeAll(async () => {
    first = await publicJwk(keys, 'k1');
    second = await publicJwk(strangers, 'k2');
  });
  beforeEach(async () => {
    jest.useFakeTimers({ now: began, doNotFake: [...everythingButTheDate] });
    published = [first];
    warm = newVerifier();
    await warm(`Bearer ${await sign()}`);
  });
  afterEach(() => void jest.useRealTimers());

  const pass = (seconds: number) => void jest.setSystemTime(Date.now() + seconds * 1000);

  it('is not verified again', async () => {
    const token = `Bearer ${await sign()}`;
    const actor = await warm(token);
    expect(await warm(token)).toBe(actor);
    // The same person in another token is another actor: so the one above came from memory.
    const again = await warm(`Bearer ${await sign()}`);
    expect([again, again === actor]).toEqual([actor, false]);
  });

  it('is verified again when the key set came while it was verified', async () => {
    const token = `Bearer ${await sign()}`;
    const cold = newVerifier();
    const [one, two, three] = [await cold(token), await cold(token), await cold(token)];
    expect([two === one, three === two]).toEqual([false, true]);
  });

  it('says nothing about a token with the same claims and another signature, or the other way round', async () => {
    const token = await sign();
    const [head, payload, signature] = token.split('.') as [string, string, string];
    await warm(`Bearer ${token}`);
    const [, , foreign] = (await sign({ key: strangers.privateKey })).split('.');
    const raised = Buffer.from(JSON.stringify({ ...claims, roles: ['mlro'] })).toString('base64url');
    const other = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
    for (const forged of [
      `${head}.${payload}.${foreign}`,
      `${head}.${payload}.${other}`,
      `${head}.${payload}.`,
      `${head}.${payload}`,
      `${head}.${raised}.${signature}`,
      `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.${signature}`,
      `${token}.${signature}`,
    ]) {
      await expect(warm(`Bearer ${forged}`)).rejects.toMatchObject(refusal);
      await expect(warm(`Bearer ${forged}`)).rejects.toMatchObject(refusal);
    }
    await expect(warm(token)).rejects.toMatchObject(refusal);
    await expect(warm(`Bearer ${token}`)).resolves.toMatchObject({ id: 'C-1' });
  });

  it('expires as if it had never been seen', async () => {
    const token = `Bearer ${await sign({ exp: began / 1000 + 60 })}`;
    const strict = newVerifier({ clockToleranceSeconds: 0 });
    for (const verifier of [warm, strict, strict]) await verifier(token);
    const actor = await warm(token);
    pass(59);
    expect(await warm(token)).toBe(actor);
    await expect(strict(token)).resolves.toEqual(actor);
    pass(1);
    await expect(strict(token)).rejects.toMatchObject(refusal);
    // Within the tolerance for clocks it is good, but no longer from memory.
    const tolerated = await warm(token);
    expect([tolerated, tolerated === actor]).toEqual([actor, false]);
    pass(30);
    await expect(warm(token)).rejects.toMatchObject(refusal);
  });

  it('is refused when its key has left the key set: as soon as that is fetched, after 10 minutes at the latest', async () => {
    const long = began / 1000 + 7_200;
    const token = `Bearer ${await sign({ exp: long })}`;
    const unaware = newVerifier();
    for (const verifier of [warm, warm, unaware, unaware]) await verifier(token);
    published = [second];
    pass(31);
    await expect(warm(token)).resolves.toMatchObject({ id: 'C-1' });
    // A key that the verifier does not know makes it fetch the key set.
    await warm(`Bearer ${await sign({ key: strangers.privateKey, kid: 'k2' })}`);
    await expect(warm(token)).rejects.toMatchObject(refusal);
    pass(600 - 31);
    await expect(unaware(token)).rejects.toMatchObject(refusal);
  });

  it('is refused when its key id stands for another key now', async () => {
    const token = `Bearer ${await sign({ exp: began / 1000 + 7_200 })}`;
    for (let time = 0; time < 2; time += 1) await warm(token);
    published = [{ ...second, kid: 'k1' }];
    pass(600);
    await expect(warm(token)).rejects.toMatchObject(refusal);
  });

  it('is good again after the key set was fetched anew with its key, and remembered again', async () => {
    const token = `Bearer ${await sign({ exp: began / 1000 + 7_200 })}`;
    await warm(token);
    published = [second, first];
    pass(600);
    await warm(token);
    const actor = await warm(token);
    expect(await warm(token)).toBe(actor);
  });

  it('is refused while the key set is too old and the issuer is down, and good when it is back', async () => {
    const token = `Bearer ${await sign({ exp: began / 1000 + 7_200 })}`;
    const actor = await warm(token);
    published = null;
    pass(599);
    expect(await warm(token)).toBe(actor);
    pass(1);
    await expect(warm(token)).rejects.toMatchObject(refusal);
    published = [first];
    await expect(warm(token)).resolves.toEqual(actor);
  });

  it('that was refused is not remembered as such: it may become good', async () => {
    published = [first];
    const token = `Bearer ${await sign({ key: strangers.privateKey, kid: 'k2' })}`;
    await expect(warm(token)).rejects.toMatchObject(refusal);
    published = [first, second];
    await expect(warm(token)).rejects.toMatchObject(refusal);
    pass(31);
    await expect(warm(token)).resolves.toMatchObject({ id: 'C-1' });
  });
});

/** Real sockets and promises need the real ones. */
const everythingButTheDate = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;
