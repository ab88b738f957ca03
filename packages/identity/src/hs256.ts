import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * Tokens between two parties that share a key: compact JWS (RFC 7515) with HS256. Made with node:crypto in one
 * synchronous step, because WebCrypto, which `jose` goes through, costs eight times as much for so short a text
 * (docs/adr/0006). For tokens of others there is `jose`.
 */

/** The protected header of all tokens of one type, as it stands in them. */
export function hs256Header(typ: string): string {
  return base64url(JSON.stringify({ alg: 'HS256', typ }));
}

/** Signs claims; a member that is undefined is left out, as in JSON. */
export function signHs256(header: string, claims: object, key: KeyObject): string {
  const signed = `${header}.${base64url(JSON.stringify(claims))}`;
  return `${signed}.${mac(signed, key)}`;
}

/**
 * The claims of a token, of which the signature is verified and nothing else. The header is compared, not read: no
 * token can choose an algorithm, a key or an extension (`crit`), and nothing is parsed that was not signed.
 *
 * @param header the only one that is accepted (`hs256Header`)
 * @throws Error that says what is wrong, without the token
 */
export function verifiedHs256(
  token: string,
  header: string,
  key: KeyObject,
): Readonly<Record<string, unknown>> {
  const [head, payload, signature, ...more] = token.split('.');
  if (head !== header) throw new Error('not a token of this type and algorithm');
  if (payload === undefined || signature === undefined || more.length > 0)
    throw new Error('not a compact JWS');
  // Text against text: of the ways to write the same bytes in base64url, only the canonical one is accepted.
  const given = Buffer.from(signature);
  const own = Buffer.from(mac(`${head}.${payload}`, key));
  if (given.length !== own.length || !timingSafeEqual(given, own)) throw new Error('signed by somebody else');
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims))
    throw new Error('no set of claims');
  return claims as Readonly<Record<string, unknown>>;
}

function mac(text: string, key: KeyObject): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
