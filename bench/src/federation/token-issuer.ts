import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TokenVerifierOptions } from '@bankgraph/identity';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An issuer whose key set is behind real HTTP. */
export interface TokenIssuer extends AsyncDisposable {
  readonly options: TokenVerifierOptions;
  /** As many access tokens (RFC 9068, ES256), each of another member of staff; none is given twice. */
  tokens(count: number): Promise<readonly string[]>;
}

/** Longer than any measurement takes. */
const validFor = '12h';

const role = { roles: ['frontline-agent'], purpose: 'CustomerCare' };

/** Starts an issuer of tokens for agents who work for CustomerCare. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' }] };
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let given = 0;
  const token = () => {
    given += 1;
    return new SignJWT({ client_id: 'branch-desktop', kind: 'staff', ...role })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'bench' })
      .setIssuer(issuer)
      .setAudience('bankgraph')
      .setSubject(`S-frontline-agent-${given}`)
      .setIssuedAt()
      .setExpirationTime(validFor)
      .sign(privateKey);
  };
  return {
    options: { issuer, jwksUrl: `${issuer}/jwks`, audience: 'bankgraph' },
    tokens: (count) => Promise.all(Array.from({ length: count }, token)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
