import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { EntityKey } from './entity-key.js';

const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const timeBytes = 8;

/**
 * Raise it whenever what is kept of any entity changes its form: entries of another form are then not found, also while
 * old and new processes run beside each other.
 */
const entryForm = 1;

/** Makes what may lie in a store that others can read and write. */
export interface EntryCipher {
  /** The name that an entry lies under: its type in the clear, its id as an HMAC. */
  nameOf(key: EntityKey): string;
  /** Encrypts a text for this name, together with when it expires (milliseconds since 1970). */
  seal(name: string, text: string, expiresAt: number): Buffer;
  /** What the entry holds; null when it was not made by us for this name. */
  open(name: string, entry: Buffer): OpenedEntry | null;
}

/** An entry of ours: its text, or that its time is over. */
export type OpenedEntry = { readonly text: string } | 'expired';

/**
 * AES-256-GCM with the name as additional data, so that an entry is of no use under another name. Each entry has its own
 * key, derived by HMAC from a random salt, so that no number of entries brings a nonce back under one key. The time of
 * expiry is inside: whoever holds the store cannot keep an entry alive or put an old one back later.
 *
 * `SealedTexts` of packages/identity seals for hands that give back what they were given: one key, filled up to blocks, no time.
 * Here one is written for each record of the bank, and a store is no place to hide lengths in: the two have the cipher in common.
 *
 * @param secret a key that nobody has but the processes that share the entries
 */
export function entryCipher(secret: KeyObject): EntryCipher {
  const derived = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `bankgraph ${purpose}`, 32));
  const nameKey = derived('entity cache names');
  const entryKey = derived('entity cache entries');
  const keyOf = (salt: Buffer) => createHmac('sha256', entryKey).update(salt).digest();
  return {
    nameOf({ system, type, id, audience }) {
      const named = JSON.stringify([entryForm, system, type, id]);
      const digest = createHmac('sha256', nameKey).update(named).digest('base64url');
      return `bankgraph:entity:${system}:${type}:${digest}:${audience}`;
    },
    seal(name, text, expiresAt) {
      const salt = randomBytes(saltBytes);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(salt), nonce).setAAD(Buffer.from(name));
      const time = Buffer.alloc(timeBytes);
      time.writeDoubleBE(expiresAt);
      return Buffer.concat([
        ...[salt, nonce, cipher.update(time), cipher.update(text, 'utf8'), cipher.final()],
        cipher.getAuthTag(),
      ]);
    },
    open(name, entry) {
      if (entry.length < saltBytes + nonceBytes + timeBytes + tagBytes) return null;
      const nonceAt = saltBytes;
      const sealedAt = saltBytes + nonceBytes;
      try {
        const decipher = createDecipheriv(
          'aes-256-gcm',
          keyOf(entry.subarray(0, nonceAt)),
          entry.subarray(nonceAt, sealedAt),
          { authTagLength: tagBytes },
        )
          .setAAD(Buffer.from(name))
          .setAuthTag(entry.subarray(-tagBytes));
        const plain = Buffer.concat([decipher.update(entry.subarray(sealedAt, -tagBytes)), decipher.final()]);
        return plain.readDoubleBE(0) > Date.now() ? { text: plain.toString('utf8', timeBytes) } : 'expired';
      } catch {
        return null;
      }
    },
  };
}
