import { LRUCache } from 'lru-cache';
import { barred, barredMs, type EntityCache } from './entity-cache.js';
import { audiences, keyText } from './entity-key.js';

/** What an entry takes beside its texts, in bytes, about. */
const overheadBytes = 200;

/** Bytes of memory that one cache takes at most, when nobody says otherwise. */
const defaultMaxBytes = 64 * 1024 * 1024;

/** Keeps entities in the memory of this process, those used last, up to `maxBytes`. Other processes have their own. */
export function memoryEntityCache({ maxBytes = defaultMaxBytes } = {}): EntityCache {
  const kept = new LRUCache<string, string | typeof barred>({
    maxSize: maxBytes,
    // One entry never pushes out all others.
    maxEntrySize: Math.ceil(maxBytes / 16),
    // Texts with characters outside of Latin-1 take two bytes each; that is assumed of all.
    sizeCalculation: (value, key) => overheadBytes + 2 * (key.length + (value === barred ? 0 : value.length)),
  });
  return {
    async getMany(keys) {
      return keys.map((key) => kept.get(keyText(key)) ?? null);
    },
    async setMany(entities) {
      for (const { key, text, expiresAt } of entities) {
        const at = keyText(key);
        const ttl = expiresAt - Date.now();
        if (ttl > 0 && !kept.has(at)) kept.set(at, text, { ttl });
      }
    },
    async invalidate(entities) {
      for (const entity of entities) {
        for (const audience of audiences)
          kept.set(keyText({ ...entity, audience }), barred, { ttl: barredMs });
      }
    },
  };
}
