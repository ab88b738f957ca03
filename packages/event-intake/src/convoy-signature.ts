import type { Delivery, DeliveryId } from './event-system.js';
import { checkSecret, hmac, isRecent, onlyHeader, sameSignature } from './signature.js';

const header = 'x-convoy-signature';

/**
 * Convoy's advanced signatures, by which Marble sends: `t=<seconds>,v1=<hexadecimal>`, HMAC-SHA256 over `<seconds>,<body>`.
 * Several `v1` while a secret is changed. Its simple signatures have no time, so they are not accepted.
 *
 * @throws RangeError when the secret is shorter than 32 bytes
 */
export function convoySignature(secret: string): {
  verify(delivery: Delivery): Promise<DeliveryId | null>;
  sign(body: Buffer | string, at: Date): Readonly<Record<string, string>>;
} {
  checkSecret(secret);
  const signature = (seconds: string, body: Buffer | string) => hmac('sha256', secret, `${seconds},`, body);
  return {
    verify: async ({ headers, body, at }) => {
      const given = onlyHeader(headers, header)?.split(',', 6) ?? [];
      const [seconds, ...others] = given.flatMap((part) => (part.startsWith('t=') ? [part.slice(2)] : []));
      if (seconds === undefined || others.length > 0 || !isRecent(seconds, at)) return null;
      const expected = signature(seconds, body);
      const signed = given
        .filter((part) => part.startsWith('v1='))
        .some((part) => sameSignature(Buffer.from(part.slice(3), 'hex'), expected));
      return signed ? '' : null;
    },
    sign: (body, at) => {
      const seconds = String(Math.floor(at.getTime() / 1_000));
      return { [header]: `t=${seconds},v1=${signature(seconds, body).toString('hex')}` };
    },
  };
}
