import { createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { jwtVerify, SignJWT } from 'jose';
import { InProcessContext } from './in-process-context.js';
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
const goodHeader = { alg: 'HS256', typ: 'bankgraph-context+jwt' };

function claimsNow() {
  const now = Math.floor(Date.now() / 1000);
  return {
    ctx: context,
    bdy: createHmac('sha256', key).update(body).digest('base64url'),
    iss: 'bankgraph-gateway',
    aud: 'kyc',
    iat: now,
    exp: now + 30,
  };
}

/** A context made with another implementation, the claims and the header changed as said. */
function forged(change: object, header: { alg: string } & Record<string, unknown> = goodHeader) {
  return new SignJWT(JSON.parse(JSON.stringify({ ...claimsNow(), ...change })))
    .setProtectedHeader(header)
    .sign(key);
}

/** Any text under the right key and header. */
function signedText(payload: string, header = JSON.stringify(goodHeader)): string {
  const signed = `${Buffer.from(header).toString('base64url')}.${Buffer.from(payload).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

function refused(token: string | undefined, why?: string) {
  const attempt = () => verifyRequestContext(token, target);
  expect(attempt).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  if (why !== undefined) {
    expect(attempt).toThrow(expect.objectContaining({ cause: expect.objectContaining({ message: why }) }));
  }
}

describe('the signed request context', () => {
  it('arrives as it was sent', () => {
    expect(verifyRequestContext(signRequestContext(context, target), target)).toEqual(context);
  });

  it('is a JWS that another implementation verifies, and verifies what that one signs', async () => {
    const { payload, protectedHeader } = await jwtVerify(signRequestContext(context, target), key, {
      algorithms: ['HS256'],
      typ: 'bankgraph-context+jwt',
      issuer: 'bankgraph-gateway',
      audience: 'kyc',
      maxTokenAge: 30,
    });
    expect(protectedHeader).toEqual(goodHeader);
    expect(payload).toEqual({ ...claimsNow(), iat: payload.iat, exp: (payload.iat ?? 0) + 30 });
    expect(verifyRequestContext(await forged({}), target)).toEqual(context);
  });

  it('is refused when missing, altered, for another subgraph, another body, or of another secret', () => {
    const token = signRequestContext(context, target);
    const [head, payload, signature] = token.split('.') as [string, string, string];
    const promoted = JSON.parse(Buffer.from(payload, 'base64url').toString());
    promoted.ctx.actor.roles = ['mlro'];
    refused(undefined);
    refused('');
    refused('garbage');
    refused([head, Buffer.from(JSON.stringify(promoted)).toString('base64url'), signature].join('.'));
    refused(signRequestContext(context, { ...target, subgraph: 'aml' }), 'for another subgraph');
    refused(signRequestContext(context, { ...target, body: `${body} ` }), 'signed for another body');
    for (const other of [subgraphKey(secret, 'aml'), subgraphKey(Buffer.alloc(32, 2), 'kyc')]) {
      refused(signRequestContext(context, { ...target, key: other }), 'signed by somebody else');
    }
  });

  it('is refused when any one of its letters is another, is missing or is too many', () => {
    const token = signRequestContext(context, target);
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      refused(`${token.slice(0, at)}${other}${token.slice(at + 1)}`);
      refused(token.slice(0, at) + token.slice(at + 1));
      refused(`${token.slice(0, at)}.${token.slice(at)}`);
    }
    for (const more of ['=', '.', ' ', '\n', 'A', `.${token}`]) {
      refused(token + more);
      refused(more + token);
    }
  });

  it('has one header only: no algorithm, type or extension can be chosen', async () => {
    const [, payload] = signRequestContext(context, target).split('.');
    for (const header of [{ alg: 'none' }, { ...goodHeader, alg: 'none' }]) {
      refused(`${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`);
    }
    const long = createSecretKey(Buffer.concat([key.export(), key.export()]));
    for (const alg of ['HS384', 'HS512']) {
      refused(await new SignJWT({ ...claimsNow() }).setProtectedHeader({ ...goodHeader, alg }).sign(long));
    }
    const why = 'not a token of this type and algorithm';
    refused(await forged({}, { alg: 'HS256' }), why);
    refused(await forged({}, { ...goodHeader, typ: 'JWT' }), why);
    refused(await forged({}, { ...goodHeader, kid: 'mine', jwk: { kty: 'oct', k: 'AAAA' } }), why);
    refused(signedText(JSON.stringify(claimsNow()), JSON.stringify({ ...goodHeader, crit: ['mine'] })), why);
    refused(signedText(JSON.stringify(claimsNow()), '{"alg":"none","alg":"HS256"}'), why);
  });

  it('is refused when stale or of a time to come, and allows clocks 5 s', async () => {
    const now = Math.floor(Date.now() / 1000);
    const why = 'stale, or of a time to come';
    refused(await forged({ iat: now - 120, exp: now - 90 }), why);
    refused(await forged({ exp: now - 6 }), why);
    refused(await forged({ iat: now - 37, exp: now + 30 }), why);
    refused(await forged({ iat: now + 8, exp: now + 38 }), why);
    refused(await forged({ nbf: now + 8 }), why);
    for (const change of [{ iat: now - 34 }, { exp: now - 3 }, { iat: now + 5 }, { nbf: now - 1 }]) {
      expect(verifyRequestContext(await forged(change), target)).toEqual(context);
    }
  });

  it('is refused when a claim is missing or of another kind', () => {
    const change = (one: object) => signedText(JSON.stringify({ ...claimsNow(), ...one }));
    const none = undefined;
    for (const times of [{ exp: none }, { iat: none }, { exp: '9e9' }, { iat: String(claimsNow().iat) }]) {
      refused(change(times), 'stale, or of a time to come');
    }
    refused(change({ nbf: 'never' }), 'stale, or of a time to come');
    for (const iss of [none, 'me', ['bankgraph-gateway']]) refused(change({ iss }), 'of another issuer');
    for (const aud of [none, 'aml', ['kyc']]) refused(change({ aud }), 'for another subgraph');
    for (const bdy of [none, '', null]) refused(change({ bdy }), 'signed for another body');
    for (const ctx of [none, null, 'S-1']) refused(change({ ctx }), 'without a context');
    for (const payload of ['[]', 'null', '1', '"x"']) refused(signedText(payload), 'no set of claims');
    refused(signedText('{'));
  });

  it('needs a secret of 32 bytes', () => {
    expect(() => subgraphKey(Buffer.alloc(31), 'kyc')).toThrow(RangeError);
  });
});

describe('the context within a process', () => {
  it('arrives as it was made, and cannot be changed', () => {
    const given = { ...context };
    const made = new InProcessContext(given);
    given.requestId = 'another';
    expect(InProcessContext.open(made)).toEqual(context);
    expect(Object.isFrozen(InProcessContext.open(made))).toBe(true);
  });

  it('says nothing of itself to a log', () => {
    expect(JSON.stringify(new InProcessContext(context))).toBe('{}');
  });
});
