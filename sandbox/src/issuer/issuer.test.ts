import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { eventAudience, type Issuer, startIssuer } from './issuer.js';

describe("the sandbox's issuer", () => {
  let keysFolder: string;
  let issuer: Issuer;

  beforeEach(async () => {
    keysFolder = await mkdtemp(join(tmpdir(), 'issuer-'));
    issuer = await startIssuer({ keysFolder });
  });
  afterEach(async () => {
    await issuer.stop();
    await rm(keysFolder, { recursive: true });
  });

  const verify = async (token: string, from = issuer) =>
    (
      await jwtVerify(token, createRemoteJWKSet(new URL(from.jwksUrl)), {
        issuer: from.issuer,
        audience: 'bankgraph',
        typ: 'at+jwt',
      })
    ).payload;
  const post = (path: string, body: unknown) =>
    fetch(`${issuer.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('issues tokens that its key set verifies', async () => {
    const answer = await post('/token', { role: 'frontline-agent', purpose: 'CustomerCare', expiresIn: 60 });
    const { access_token: token, ...rest } = (await answer.json()) as { access_token: string };
    expect(rest).toEqual({ token_type: 'Bearer', expires_in: 60 });
    const payload = await verify(token);
    expect(payload).toEqual({
      iss: issuer.url,
      aud: 'bankgraph',
      sub: 'S-frontline-agent-1',
      roles: ['frontline-agent'],
      kind: 'staff',
      client_id: 'staff-desk',
      purpose: 'CustomerCare',
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 60,
      jti: expect.any(String),
    });
  });

  it('knows who a role is when nobody says', async () => {
    const claims = async (request: Parameters<Issuer['issueToken']>[0]) => {
      const { sub, kind, client_id, customer_id } = await verify(await issuer.issueToken(request));
      return { sub, kind, client_id, customer_id };
    };
    expect(await claims({ role: 'customer', customerId: 'C-1007' })).toEqual({
      sub: 'C-1007',
      kind: 'customer',
      client_id: 'mobile-app',
      customer_id: 'C-1007',
    });
    expect(await claims({ role: 'partner', clientId: 'P-brightloans' })).toEqual({
      sub: 'P-brightloans',
      kind: 'partner',
      client_id: 'P-brightloans',
      customer_id: undefined,
    });
    expect(await claims({ role: 'mlro', sub: 'S-mlro-2' })).toMatchObject({ sub: 'S-mlro-2', kind: 'staff' });
    expect((await claims({ role: 'partner' })).sub).toBe('P-moneywise');
    const channel = async (request: Parameters<Issuer['issueToken']>[0]) =>
      (await verify(await issuer.issueToken(request))).channel;
    expect(await channel({ role: 'customer' })).toBe('mobile');
    expect(await channel({ role: 'customer', clientId: 'web' })).toBe('online');
    expect(await channel({ role: 'frontline-agent' })).toBeUndefined();
    expect(await channel({ role: 'frontline-agent', clientId: 'branch-desktop', channel: 'x' })).toBe('x');
  });

  it('gives a member of staff several roles, and nobody else', async () => {
    const token = await issuer.issueToken({ role: 'auditor', alsoRoles: ['dpo'] });
    expect(await verify(token)).toMatchObject({ sub: 'S-auditor-1', roles: ['auditor', 'dpo'] });
    for (const role of ['customer', 'partner'] as const) {
      await expect(issuer.issueToken({ role, alsoRoles: ['mlro'] })).rejects.toThrow('only staff');
    }
  });

  it('refuses what it does not understand', async () => {
    for (const body of [
      {},
      { role: 'root' },
      { role: 'mlro', expiresIn: 1e9 },
      { role: 'mlro', admin: true },
    ]) {
      const answer = await post('/token', body);
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { error: 'invalid_request', error_description: expect.any(String) },
      ]);
    }
  });

  it('signs security events, which are no access tokens', async () => {
    const sub = { format: 'opaque', id: 'C-1001' };
    const events = { 'https://schemas.openid.net/secevent/caep/event-type/session-revoked': {} };
    const answer = await post('/_sandbox/security-events', { sub_id: sub, events });
    const { token } = (await answer.json()) as { token: string };
    const keys = createRemoteJWKSet(new URL(issuer.jwksUrl));
    const { payload } = await jwtVerify(token, keys, {
      issuer: issuer.issuer,
      audience: eventAudience,
      typ: 'secevent+jwt',
    });
    expect(payload).toMatchObject({ sub_id: sub, events, jti: expect.any(String), iat: expect.any(Number) });
    await expect(verify(token)).rejects.toThrow();
    expect((await post('/_sandbox/security-events', { events })).status).toBe(400);
  });

  it('rotates its keys, keeps old tokens good, and publishes a key before it signs', async () => {
    const jwks = async () => {
      const { keys } = (await (await fetch(issuer.jwksUrl)).json()) as { keys: Record<string, string>[] };
      return keys;
    };
    const before = await jwks();
    expect(before.map((key) => Object.keys(key).sort())).toEqual(
      before.map(() => ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']),
    );
    const old = await issuer.issueToken({ role: 'auditor' });
    expect((await post('/rotate', {})).status).toBe(204);
    const young = await issuer.issueToken({ role: 'auditor' });
    const { kid } = decodeProtectedHeader(young);
    expect(kid).not.toBe(decodeProtectedHeader(old).kid);
    expect(before.map((key) => key.kid)).toContain(kid);
    expect(await jwks()).toHaveLength(3);
    await expect(verify(old)).resolves.toBeDefined();
    await expect(verify(young)).resolves.toBeDefined();
  });

  it('verifies the tokens of the start before, and shows the keys to nobody else', async () => {
    const token = await issuer.issueToken({ role: 'dpo' });
    await issuer.stop();
    const again = await startIssuer({ keysFolder, port: issuer.port });
    try {
      await expect(verify(token, again)).resolves.toMatchObject({ sub: 'S-dpo-1' });
    } finally {
      await again.stop();
    }
    const [file = ''] = await readdir(keysFolder);
    expect((await stat(join(keysFolder, file))).mode & 0o077).toBe(0);
  });

  it('says which file is broken, without its text', async () => {
    await writeFile(join(keysFolder, 'issuer-keys.json'), '{"d":"secret"');
    const broken = startIssuer({ keysFolder });
    await expect(broken).rejects.toThrow(/issuer-keys\.json does not hold the issuer's keys/);
    await expect(broken).rejects.not.toThrow(/secret/);
  });

  it('describes itself, and goes down and up like any system', async () => {
    const about = await (await fetch(`${issuer.url}/.well-known/openid-configuration`)).json();
    expect(about).toMatchObject({ issuer: issuer.url, jwks_uri: issuer.jwksUrl });
    expect(issuer.calls).toHaveLength(1);
    await issuer.stop();
    await expect(fetch(issuer.jwksUrl)).rejects.toThrow();
    await issuer.restart();
    expect((await fetch(issuer.jwksUrl)).status).toBe(200);
  });
});
