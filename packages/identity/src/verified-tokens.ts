import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Actor } from './actor.js';

/** What is known of a token that was found good. */
interface Verified {
  readonly actor: Actor;
  /** The key set that it was verified with: with any other one, it has to be verified again. */
  readonly keySet: object;
  /** Its own expiry, without the tolerance for clocks; milliseconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * Remembers tokens that were found good, and none that was refused, so that a flood of bad ones displaces nothing.
 * Known by the SHA-256 of the whole text: another signature under the same claims is another token, and no token
 * lies in the memory longer than its request.
 */
export class VerifiedTokens {
  readonly #known: LRUCache<string, Verified>;

  /** @param capacity number of tokens; the one unused for longest goes first */
  constructor(capacity: number) {
    this.#known = new LRUCache({ max: capacity });
  }

  /**
   * The actor of a token that may be taken as verified; undefined when it must be verified.
   *
   * @param keySet that verifying would use now; undefined when it would have to be fetched first
   */
  recall(token: string, keySet: object | undefined): Actor | undefined {
    const verified = this.#known.get(digest(token));
    if (verified === undefined || verified.keySet !== keySet || Date.now() >= verified.expiresAt)
      return undefined;
    return verified.actor;
  }

  /** Remembers a token that was verified, in place of what was known of it. */
  keep(token: string, verified: Verified): void {
    this.#known.set(digest(token), verified);
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
