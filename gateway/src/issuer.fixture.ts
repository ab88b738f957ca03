import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TokenVerifier, tokenVerifier } from '@bankgraph/identity';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An issuer of tokens for tests: a real key set behind real HTTP. */
export interface TestIssuer extends AsyncDisposable {
  readonly verifier: TokenVerifier;
  /** An `Authorization` header; claims given here replace those of a frontline agent. */
  bearer(claims?: Record<string, unknown>, expiresIn?: string): Promise<string>;
}

export async function startIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    verifier: tokenVerifier({ issuer, jwksUrl: `${issuer}/jwks`, audience: 'bankgraph' }),
    async bearer(claims = {}, expiresIn = '5m') {
      const jwt = new SignJWT({
        iss: issuer,
        aud: 'bankgraph',
        sub: 'S-frontline-agent-1',
        client_id: 'branch-desktop',
        kind: 'staff',
        roles: ['frontline-agent'],
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' })
        .setIssuedAt(expiresIn.startsWith('-') ? '2 hours ago' : undefined)
        .setExpirationTime(expiresIn);
      return `Bearer ${await jwt.sign(privateKey)}`;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
