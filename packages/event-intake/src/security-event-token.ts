import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { type Delivery, type DeliveryId, DeliveryRefused, SenderKeysUnavailable } from './event-system.js';
import { onlyHeader } from './signature.js';

/** Who sends security event tokens, and by which name they call us. */
export interface TokenTransmitter {
  /** As tokens name it (`iss`). */
  readonly issuer: string;
  /** As tokens name us (`aud`). */
  readonly audience: string;
  /** Its JSON Web Key Set. */
  readonly jwksUrl: string;
}

/** Media type of a token, and its `typ` without `application/` (RFC 8417, section 2.3). */
const mediaType = 'application/secevent+jwt';

/** Only asymmetric algorithms: a public key never serves as a secret, and `none` is none of them. */
const algorithms = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'];

/** How long a token may be on its way, with all that is sent again after an outage of ours. */
const longestAge = '1 day';

/** The keys are not fetched again within this time, whatever tokens name. */
const cooldownMs = 5_000;

/**
 * Security event tokens (RFC 8417) that are pushed (RFC 8935), verified with the transmitter's keys. Keys that a token's own header
 * names are never used. The `jti` is the id of the delivery.
 */
export function securityEventTokens({ issuer, audience, jwksUrl }: TokenTransmitter): {
  /** @throws DeliveryRefused in the words of RFC 8935; SenderKeysUnavailable */
  verify(delivery: Delivery): Promise<DeliveryId>;
} {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: 2_000,
    cooldownDuration: cooldownMs,
  });
  return {
    verify: async ({ headers, body, at }) => {
      const type = onlyHeader(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase();
      if (type !== mediaType) throw refused('invalid_request', `The Content-Type is not ${mediaType}.`);
      const mayFetch = !keys.coolingDown;
      try {
        const { payload } = await jwtVerify(body, keys, {
          issuer,
          audience,
          algorithms,
          typ: 'secevent+jwt',
          currentDate: at,
          clockTolerance: 300,
          maxTokenAge: longestAge,
          requiredClaims: ['iss', 'aud', 'iat', 'jti'],
        });
        return idOf(payload);
      } catch (error) {
        // Its key may be there by now: nobody has looked since.
        if (error instanceof errors.JWKSNoMatchingKey && !mayFetch) throw new SenderKeysUnavailable();
        throw error instanceof DeliveryRefused ? error : refusalOf(error);
      }
    },
  };
}

function idOf({ jti }: JWTPayload): DeliveryId {
  if (typeof jti === 'string' && /^[\w.:~-]{1,100}$/.test(jti)) return jti;
  throw refused('invalid_request', 'The jti is not 1 to 100 letters, digits or any of . : ~ _ -');
}

/** Codes of RFC 8935, section 2.4. */
type RefusalCode = 'invalid_request' | 'invalid_key' | 'invalid_issuer' | 'invalid_audience';

function refused(err: RefusalCode, description: string): DeliveryRefused {
  return new DeliveryRefused({ err, description });
}

/** What a transmitter is told, without anything of the token; a fault that is not the token's is one of its keys. */
function refusalOf(error: unknown): Error {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired) {
    if (error.claim === 'iss') return refused('invalid_issuer', 'The iss is not that of the transmitter.');
    if (error.claim === 'aud') return refused('invalid_audience', 'The aud is not ours.');
    return refused('invalid_request', `The ${error.claim} is missing, or not as it has to be.`);
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return refused('invalid_key', 'The signature is by no key of the transmitter with this kid and alg.');
  }
  if (
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSENotSupported
  ) {
    return refused('invalid_request', 'It is not a signed JSON Web Token.');
  }
  return new SenderKeysUnavailable(error);
}
