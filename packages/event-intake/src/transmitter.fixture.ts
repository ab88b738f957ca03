import fastify from 'fastify';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

const alg = 'ES256';

/** A key of the transmitter. */
export interface TransmitterKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/** A transmitter of shared signals for tests, with its key set over real HTTP. */
export interface Transmitter extends AsyncDisposable {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** Keys that it publishes; the last one signs. */
  publish(...keys: readonly TransmitterKey[]): void;
  /** From now on its key set is this answer; null: the keys again. */
  answer(instead: { readonly status: number; readonly body: string } | null): void;
  /** How often its key set was fetched. */
  fetches(): number;
  /** Signs; claims and header as given, beside what a good token has. A claim that is null is left out. */
  sign(
    claims: Readonly<Record<string, unknown>>,
    made?: {
      readonly header?: Readonly<Record<string, unknown>>;
      readonly key?: Pick<TransmitterKey, 'kid' | 'privateKey'>;
    },
  ): Promise<string>;
}

/** By which name it calls us. */
export const audience = 'bankgraph-events';

export async function newKey(kid: string): Promise<TransmitterKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export async function startTransmitter(): Promise<Transmitter> {
  const issuer = 'https://transmitter.test';
  let keys: readonly TransmitterKey[] = [await newKey('first')];
  let instead: { readonly status: number; readonly body: string } | null = null;
  let fetches = 0;
  const app = fastify({ forceCloseConnections: true });
  app.get('/jwks', async (_request, reply) => {
    fetches += 1;
    if (instead !== null) return reply.code(instead.status).type('application/json').send(instead.body);
    return { keys: keys.map(({ jwk }) => jwk) };
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    issuer,
    jwksUrl: `${url}/jwks`,
    publish: (...published) => {
      keys = published;
    },
    answer: (given) => {
      instead = given;
    },
    fetches: () => fetches,
    sign: (claims, { header = {}, key = keys.at(-1) } = {}) => {
      if (key === undefined) throw new Error('It has no key.');
      const all = {
        iss: issuer,
        aud: audience,
        iat: Math.floor(Date.now() / 1_000),
        jti: 'set-1',
        ...claims,
      };
      const payload = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
      return new SignJWT(payload as JWTPayload)
        .setProtectedHeader({ alg, typ: 'secevent+jwt', kid: key.kid, ...header })
        .sign(key.privateKey);
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}
