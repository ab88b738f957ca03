import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { BankgraphError } from '@bankgraph/errors';
import type { Actor } from './actor.js';
import { hs256Header, signHs256, verifiedHs256 } from './hs256.js';

/** Header in which the gateway tells a subgraph on whose behalf it asks. */
export const requestContextHeader = 'x-bankgraph-context';

/** On whose behalf and in which operation the gateway asks a subgraph. */
export interface RequestContext {
  readonly actor: Actor;
  /** Id of the client's request; also in every error. */
  readonly requestId: string;
  /** Name of the client's operation, if it has one. */
  readonly operationName: string | null;
  /** SHA-256 of the client's document, hex. */
  readonly operationHash: string;
  /**
   * Who puts the disclosures on record before the answer leaves: `gateway` when it collects them from all
   * subgraphs and commits them as one; `subgraph` when another router stands in front.
   */
  readonly recordedBy: 'gateway' | 'subgraph';
}

/** A signed context is good for one request, so it lives only as long as one may take. */
const lifetimeSeconds = 30;
/** How far the clocks of gateway and subgraph may differ. */
const skewSeconds = 5;
const issuer = 'bankgraph-gateway';
const header = hs256Header('bankgraph-context+jwt');

/**
 * Key between the gateway and one subgraph, derived from the shared secret (HKDF, RFC 5869). A subgraph that is
 * given only its own key can neither forge a context for another subgraph nor read the secret.
 *
 * @param secret at least 32 bytes
 */
export function subgraphKey(secret: Uint8Array, subgraph: string): KeyObject {
  if (secret.byteLength < 32) throw new RangeError('The context secret needs at least 32 bytes.');
  return createSecretKey(
    Buffer.from(hkdfSync('sha256', secret, '', `bankgraph context for ${subgraph}`, 32)),
  );
}

/** Signs a context for one subgraph and one body (JWS, HS256). */
export function signRequestContext(
  context: RequestContext,
  target: { subgraph: string; key: KeyObject; body: string },
): string {
  const iat = secondsNow();
  const claims = {
    ctx: context,
    bdy: bodyDigest(target.key, target.body),
    iss: issuer,
    aud: target.subgraph,
    iat,
    exp: iat + lifetimeSeconds,
  };
  return signHs256(header, claims, target.key);
}

/**
 * Verifies a context in the subgraph that it is meant for.
 *
 * @throws UNAUTHENTICATED when it is missing, stale, forged, meant for another subgraph or for another body
 */
export function verifyRequestContext(
  token: string | undefined,
  target: { subgraph: string; key: KeyObject; body: string },
): RequestContext {
  if (token === undefined || token === '') throw new BankgraphError('UNAUTHENTICATED');
  try {
    const { ctx, bdy, iss, aud, ...times } = verifiedHs256(token, header, target.key);
    if (iss !== issuer) throw new Error('of another issuer');
    if (aud !== target.subgraph) throw new Error('for another subgraph');
    if (!areOfNow(times)) throw new Error('stale, or of a time to come');
    if (bdy !== bodyDigest(target.key, target.body)) throw new Error('signed for another body');
    if (typeof ctx !== 'object' || ctx === null) throw new Error('without a context');
    return ctx as RequestContext;
  } catch (cause) {
    throw new BankgraphError('UNAUTHENTICATED', {}, { cause });
  }
}

/** Expiry, time of issue and greatest age after RFC 7519; both times are required. */
function areOfNow({ iat, exp, nbf }: { readonly [claim: string]: unknown }): boolean {
  const now = secondsNow();
  return (
    typeof exp === 'number' &&
    exp > now - skewSeconds &&
    typeof iat === 'number' &&
    iat <= now + skewSeconds &&
    iat >= now - lifetimeSeconds - skewSeconds &&
    (nbf === undefined || (typeof nbf === 'number' && nbf <= now + skewSeconds))
  );
}

function secondsNow(): number {
  return Math.floor(Date.now() / 1000);
}

/** Ties a context to one body, so that a captured one cannot carry another question. */
function bodyDigest(key: KeyObject, body: string): string {
  return createHmac('sha256', key).update(body).digest('base64url');
}
