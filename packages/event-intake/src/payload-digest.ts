import type { Delivery, DeliveryId } from './event-system.js';
import { checkSecret, hmac, onlyHeader, sameSignature } from './signature.js';

const algorithms = { HMAC_SHA256_HEX: 'sha256', HMAC_SHA512_HEX: 'sha512' } as const;

/**
 * Sumsub's signatures: `X-Payload-Digest` is HMAC over the body, `X-Payload-Digest-Alg` says by which hash. SHA-1, which it
 * offers too, is not accepted. There is no time in it: an old delivery that is sent again is known by its event.
 *
 * @throws RangeError when the secret is shorter than 32 bytes
 */
export function payloadDigest(secret: string): {
  verify(delivery: Delivery): Promise<DeliveryId | null>;
  sign(body: Buffer | string): Readonly<Record<string, string>>;
} {
  checkSecret(secret);
  return {
    verify: async ({ headers, body }) => {
      const given = onlyHeader(headers, 'x-payload-digest');
      const name = onlyHeader(headers, 'x-payload-digest-alg');
      if (given === null || name === null || !Object.hasOwn(algorithms, name)) return null;
      const algorithm = algorithms[name as keyof typeof algorithms];
      return sameSignature(Buffer.from(given, 'hex'), hmac(algorithm, secret, body)) ? '' : null;
    },
    sign: (body) => ({
      'x-payload-digest': hmac('sha256', secret, body).toString('hex'),
      'x-payload-digest-alg': 'HMAC_SHA256_HEX',
    }),
  };
}
