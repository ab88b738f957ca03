import { BankgraphError } from '@bankgraph/errors';
import { createRemoteJWKSet, type JWKSCacheInput, jwksCache, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Actor } from './actor.js';
import { roles } from './roles.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Where tokens come from and for whom they must be meant. */
export interface TokenVerifierOptions {
  /** Issuer that tokens must name (`iss`). */
  readonly issuer: string;
  /** The issuer's JSON Web Key Set. */
  readonly jwksUrl: string;
  /** Audience that tokens must name (`aud`). */
  readonly audience: string;
  /** How far clocks may differ, in seconds. */
  readonly clockToleranceSeconds?: number;
}

/** Turns an `Authorization` header into an actor, or throws UNAUTHENTICATED. */
export type TokenVerifier = (authorization: string | undefined) => Promise<Actor>;

/** Only asymmetric algorithms: with none of the HMAC kind allowed, a public key can never serve as a secret. */
const algorithms = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'];

const claims = z
  .object({
    sub: z.string().min(1),
    client_id: z.string().min(1),
    kind: z.enum(['customer', 'staff', 'partner', 'service']),
    roles: z.array(z.enum(roles)).min(1),
    customer_id: z.string().min(1).optional(),
    channel: z.string().optional(),
    acr: z.string().optional(),
    purpose: z.string().optional(),
  })
  .refine((claim) => (claim.kind === 'customer') === (claim.customer_id !== undefined), {
    message: 'customer_id belongs to tokens of kind customer, and to those only',
  });

/** Tokens remembered at most; about 1 KB each. */
const rememberedTokens = 10_000;

/**
 * Verifies access tokens of one issuer after RFC 9068 (typ `at+jwt`) with the issuer's JWKS. Keys named in the
 * token's own header (`jku`, `x5u`, `jwk`) are never used; an unknown key id makes at most one fetch of the JWKS
 * per cooldown of jose (30 s). A token that fails any check is refused: it never becomes anonymous.
 *
 * A token that was good is remembered and not verified again, until it expires or the JWKS is fetched anew or too old
 * (jose: 10 minutes). What is remembered says the same as verifying would: nothing else that is checked can change.
 */
export function tokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const fetched: JWKSCacheInput = {};
  const keys = createRemoteJWKSet(new URL(options.jwksUrl), {
    timeoutDuration: 2_000,
    cooldownDuration: 30_000,
    // jose puts each key set that it has fetched in here.
    [jwksCache]: fetched,
  });
  const keySetInForce = (): object | undefined => (keys.fresh ? fetched.jwks : undefined);
  const verified = new VerifiedTokens(rememberedTokens);

  return async (authorization) => {
    const token = /^Bearer ([A-Za-z0-9_.~+/-]+=*)$/.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new BankgraphError('UNAUTHENTICATED');
    const keySet = keySetInForce();
    const known = verified.recall(token, keySet);
    if (known !== undefined) return known;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: options.issuer,
        audience: options.audience,
        algorithms,
        typ: 'at+jwt',
        clockTolerance: options.clockToleranceSeconds ?? 30,
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      const actor = actorOf(claims.parse(payload));
      // The key set from before: when another one came meanwhile, this entry never counts.
      if (keySet !== undefined) {
        verified.keep(token, { actor, keySet, expiresAt: Number(payload.exp) * 1000 });
      }
      return actor;
    } catch (cause) {
      throw new BankgraphError('UNAUTHENTICATED', {}, { cause });
    }
  };
}

function actorOf(claim: z.infer<typeof claims>): Actor {
  return Object.freeze({
    id: claim.sub,
    kind: claim.kind,
    roles: Object.freeze([...claim.roles]),
    customerId: claim.customer_id ?? null,
    clientId: claim.client_id,
    channel: claim.channel ?? null,
    assurance: claim.acr ?? null,
    purpose: claim.purpose ?? null,
  });
}
