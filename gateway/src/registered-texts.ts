import { LRUCache } from 'lru-cache';
import { textHash } from './asked-text.js';

/** Texts that are kept at most, and their characters together; the longest unused go first. */
const maxTexts = 1_000;
const maxCharacters = 4 * 1024 * 1024;

/**
 * Texts that clients have registered themselves under their hash (automatic persisted queries), each for itself alone. In
 * memory only: a client whose text is gone is told so, and sends it again.
 */
export class RegisteredTexts {
  readonly #texts = new LRUCache<string, string>({
    max: maxTexts,
    maxSize: maxCharacters,
    sizeCalculation: (text) => text.length + 1,
  });

  /** @returns false when the id is not the text's SHA-256; nothing is registered then */
  register(clientId: string, id: string, text: string): boolean {
    if (textHash(text) !== id) return false;
    this.#texts.set(keyOf(clientId, id), text);
    return true;
  }

  find(clientId: string, id: string): string | undefined {
    return this.#texts.get(keyOf(clientId, id));
  }
}

function keyOf(clientId: string, id: string): string {
  return `${id} ${clientId}`;
}
