import type { EntityId, EntityKey } from './entity-key.js';

/**
 * In the place of an entity that was invalidated a moment ago: what is being read just now may be from before, so it is
 * neither shared nor kept.
 */
export const barred = Symbol('barred');

/** How long an invalidated entity is barred, in milliseconds: longer than any question to a bank system may take. */
export const barredMs = 5_000;

/** An entity to be kept. */
export interface KeptEntity {
  readonly key: EntityKey;
  readonly text: string;
  /** Milliseconds since 1970: from then on it is not there any more. */
  readonly expiresAt: number;
}

/**
 * Keeps the bank's data below the policies, by entity and never by who asked. Everything can do without it: whatever is
 * wrong with it is a miss.
 */
export interface EntityCache {
  /** For each key its text, null when there is none, or `barred`. Never rejects. */
  getMany(keys: readonly EntityKey[]): Promise<readonly (string | typeof barred | null)[]>;
  /** Keeps what it can; what is barred, or there already, stays as it is. Never rejects. */
  setMany(entities: readonly KeptEntity[]): Promise<void>;
  /**
   * Drops entities, for every audience, in every process that shares this cache. Resolves when no read that begins from
   * now on finds them.
   *
   * @throws RedisUnavailable, ErrorReply when that cannot be promised: repeat it, or they are there until they expire
   */
  invalidate(entities: readonly EntityId[]): Promise<void>;
}
