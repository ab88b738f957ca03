import type { Delivery, DeliveryId } from './event-system.js';
import { checkSecret, hmac, isRecent, onlyHeader, sameSignature } from './signature.js';

const prefix = 'whsec_';

/** Headers of a signed delivery. */
export interface StandardWebhookHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * Signatures of Standard Webhooks: `v1,` and base64 of HMAC-SHA256 over id, timestamp and body. Several, divided by a space,
 * while a secret is changed. For systems of the bank that leave the form of the signature to us.
 *
 * @param secret `whsec_` and base64
 * @throws RangeError when it is no such secret, or shorter than 32 bytes
 */
export function standardWebhook(secret: string): {
  verify(delivery: Delivery): Promise<DeliveryId | null>;
  sign(id: string, body: Buffer | string, at: Date): StandardWebhookHeaders;
} {
  if (!secret.startsWith(prefix)) {
    throw new RangeError(`A secret of Standard Webhooks is ${prefix} and base64.`);
  }
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  checkSecret(key);
  const signature = (id: string, seconds: string, body: Buffer | string) =>
    hmac('sha256', key, `${id}.${seconds}.`, body);
  return {
    verify: async ({ headers, body, at }) => {
      const id = onlyHeader(headers, 'webhook-id');
      const seconds = onlyHeader(headers, 'webhook-timestamp');
      const given = onlyHeader(headers, 'webhook-signature');
      if (id === null || seconds === null || given === null) return null;
      if (!/^[\w.:-]{1,100}$/.test(id) || !isRecent(seconds, at)) return null;
      const expected = signature(id, seconds, body);
      const signed = given
        .split(' ', 5)
        .filter((one) => one.startsWith('v1,'))
        .some((one) => sameSignature(Buffer.from(one.slice(3), 'base64'), expected));
      return signed ? id : null;
    },
    sign: (id, body, at) => {
      const seconds = String(Math.floor(at.getTime() / 1_000));
      return {
        'webhook-id': id,
        'webhook-timestamp': seconds,
        'webhook-signature': `v1,${signature(id, seconds, body).toString('base64')}`,
      };
    },
  };
}
