import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How far the clock of a sender may be off, and how long a signed delivery may be on its way, in seconds. */
const toleranceSeconds = 300;

/** HMAC of texts and bytes, one after the other. */
export function hmac(
  algorithm: 'sha256' | 'sha512',
  secret: string | Buffer,
  ...parts: readonly (string | Buffer)[]
): Buffer {
  const hash = createHmac(algorithm, secret);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Whether they are the same, in the same time however much of it is. */
export function sameSignature(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A header that came once; null when it is missing or came more often. */
export function onlyHeader(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** @param seconds since 1970, as text */
export function isRecent(seconds: string, now: Date): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(now.getTime() / 1_000 - Number(seconds)) <= toleranceSeconds;
}

/** At least 32 bytes, so that nobody guesses it (RFC 2104: no shorter than the hash). @throws RangeError */
export function checkSecret(secret: string | Buffer): void {
  if (Buffer.byteLength(secret) < 32) throw new RangeError('A secret for signatures has at least 32 bytes.');
}
