import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/**
 * Ids as one partner knows them (OpenID Connect Core 8.1, pairwise identifiers): the same id always looks the same to the
 * same partner, different to every other, and only this gateway finds it again.
 */
export interface PairwiseIds {
  hide(id: string): string;
  /** The id; null for whatever was not hidden for this partner. */
  find(hidden: string): string | null;
}

/** Partners whose keys are kept at most. */
const maxClients = 1_000;

const prefix = 'px-';
const pattern = /^px-[A-Za-z0-9_-]{43,}$/;
const blockBytes = 16;

/**
 * The ids of each client.
 *
 * @param secret at least 32 bytes; with another one every partner's ids are others
 */
export function pairwiseIdsOf(secret: Uint8Array): (clientId: string) => PairwiseIds {
  const known = new LRUCache<string, PairwiseIds>({ max: maxClients });
  return (clientId) => {
    const ids = known.get(clientId) ?? pairwiseIds(secret, clientId);
    known.set(clientId, ids);
    return ids;
  };
}

/**
 * Deterministic authenticated encryption in the manner of SIV (RFC 5297; Rogaway and Shrimpton 2006): an HMAC-SHA-256 of the
 * id, cut to 16 bytes, is both its tag and the counter that AES-256-CTR starts from. The id is filled up to whole blocks, so
 * that its length says little.
 */
function pairwiseIds(secret: Uint8Array, clientId: string): PairwiseIds {
  const derived = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `bankgraph pairwise ids, ${purpose}, for ${clientId}`, 32));
  const [tagKey, cipherKey] = [derived('tag'), derived('cipher')];
  const tagOf = (plain: Buffer) =>
    createHmac('sha256', tagKey).update(plain).digest().subarray(0, blockBytes);
  return {
    hide(id) {
      const text = Buffer.from(id);
      const plain = Buffer.alloc(blockBytes * Math.ceil((text.length + 1) / blockBytes));
      text.copy(plain);
      // One byte ends the text, so that it is found again whatever it ends in.
      plain[text.length] = 0x80;
      const tag = tagOf(plain);
      const hidden = createCipheriv('aes-256-ctr', cipherKey, tag).update(plain);
      return prefix + Buffer.concat([tag, hidden]).toString('base64url');
    },
    find(hidden) {
      if (!pattern.test(hidden)) return null;
      const bytes = Buffer.from(hidden.slice(prefix.length), 'base64url');
      // One text for one id: a decoder that takes several would have partners hold several ids of one customer.
      if (bytes.toString('base64url') !== hidden.slice(prefix.length)) return null;
      const tag = bytes.subarray(0, blockBytes);
      const plain = createDecipheriv('aes-256-ctr', cipherKey, tag).update(bytes.subarray(blockBytes));
      if (!timingSafeEqual(tag, tagOf(plain))) return null;
      return plain.toString('utf8', 0, plain.lastIndexOf(0x80));
    },
  };
}
