/** Keeps the bank's data below the policies: by entity, never by who asked. */
export type { EntityCache } from './entity-cache.js';
export type { EntityId } from './entity-key.js';
export { type Form, jsonForm, type KeptType, keptType } from './kept-types.js';
export { memoryEntityCache } from './memory-entity-cache.js';
export { type AskMany, type Reader, ReadThrough } from './read-through.js';
export { type RedisEntityCacheOptions, redisEntityCache } from './redis-entity-cache.js';
