import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { ZodError, z } from 'zod';
import { type System, startSystem } from '../system.js';
import { SigningKeys, signingAlgorithm } from './signing-keys.js';
import { claimsOf, maxTokenSeconds, type TokenRequest, tokenRequest } from './token-request.js';

/** Whom the tokens are for. */
export const tokenAudience = 'bankgraph';

/** Whom security event tokens are for: by another name, so that none of the two is taken for the other. */
export const eventAudience = 'bankgraph-events';

/** What a security event token shall say (RFC 8417): about whom, and what happened. */
const securityEvent = z.object({
  sub_id: z.record(z.string(), z.string()),
  events: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** The sandbox's OpenID Connect issuer: a system like the others, that also issues tokens in process. */
export interface Issuer extends System {
  /** What tokens name as `iss`. */
  readonly issuer: string;
  readonly jwksUrl: string;
  /**
   * A signed access token (RFC 9068).
   * @throws ZodError when the request is not well formed.
   */
  issueToken(request: TokenRequest): Promise<string>;
  /** Signs with a new key from now on. Tokens of the old one stay valid. */
  rotate(): Promise<void>;
}

/** Where the issuer runs and keeps its keys. */
export interface IssuerOptions {
  readonly port?: number;
  readonly host?: string;
  /** Keeps the private keys from one start to the next. Created when missing. */
  readonly keysFolder: string;
  /**
   * The name in `iss`; the address of this start when absent. Give one when the port changes from start to
   * start and old tokens shall stay good.
   */
  readonly issuer?: string;
}

/** Starts the issuer. Whoever reaches its port gets any token: it is for the sandbox only. */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const keys = await SigningKeys.open(options.keysFolder, maxTokenSeconds);
  let issuer = options.issuer ?? '';

  const issueToken = async (request: TokenRequest): Promise<string> => {
    const asked = tokenRequest.parse(request);
    const { kid, key } = keys.current;
    return new SignJWT({ ...claimsOf(asked) })
      .setProtectedHeader({ alg: signingAlgorithm, typ: 'at+jwt', kid })
      .setIssuer(issuer)
      .setAudience(tokenAudience)
      .setIssuedAt()
      .setExpirationTime(`${asked.expiresIn}s`)
      .setJti(randomUUID())
      .sign(key);
  };

  const system = await startSystem({
    name: 'issuer',
    ...(options.port !== undefined && { port: options.port }),
    ...(options.host !== undefined && { host: options.host }),
    routes: {
      register(app) {
        // The issuer's name need not be an address, so the endpoints are where the caller came in.
        app.get('/.well-known/openid-configuration', async (request) => ({
          issuer,
          jwks_uri: `http://${request.host}/jwks`,
          token_endpoint: `http://${request.host}/token`,
          response_types_supported: ['token'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: [signingAlgorithm],
          grant_types_supported: ['urn:bankgraph:sandbox'],
        }));
        app.get('/jwks', async () => keys.jwks());
        app.post('/token', async (request, reply) => {
          reply.header('cache-control', 'no-store');
          try {
            const order = (request.body ?? {}) as TokenRequest;
            return {
              access_token: await issueToken(order),
              token_type: 'Bearer',
              expires_in: order.expiresIn ?? 3_600,
            };
          } catch (error) {
            if (!(error instanceof ZodError)) throw error;
            const problems = error.issues.map(
              (issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`,
            );
            return reply.code(400).send({ error: 'invalid_request', error_description: problems.join('; ') });
          }
        });
        // As a transmitter of shared signals; whoever asks for the token sends it.
        app.post('/_sandbox/security-events', async (request, reply) => {
          const asked = securityEvent.safeParse(request.body);
          if (!asked.success) return reply.code(400).send({ error: 'Not a security event' });
          const { kid, key } = keys.current;
          const token = await new SignJWT(asked.data)
            .setProtectedHeader({ alg: signingAlgorithm, typ: 'secevent+jwt', kid })
            .setIssuer(issuer)
            .setAudience(eventAudience)
            .setIssuedAt()
            .setJti(randomUUID())
            .sign(key);
          return { token };
        });
        app.post('/rotate', async (_request, reply) => {
          await keys.rotate();
          return reply.code(204).send();
        });
      },
    },
  });
  issuer ||= system.url;

  // Not a copy by spreading: `calls` is a getter.
  return Object.defineProperties({} as Issuer, {
    ...Object.getOwnPropertyDescriptors(system),
    issuer: { value: issuer, enumerable: true },
    jwksUrl: { value: `${system.url}/jwks`, enumerable: true },
    issueToken: { value: issueToken },
    rotate: { value: () => keys.rotate() },
  });
}
