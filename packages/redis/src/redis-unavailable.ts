/**
 * Redis did not answer: not connected, too slow, or it failed just before and is left alone for a moment. Whoever asked
 * does without it; nothing may be refused for this reason.
 */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';

  constructor(
    readonly reason: 'not-connected' | 'deadline' | 'circuit-open' | 'connection-lost',
    options: { cause?: unknown } = {},
  ) {
    super(`Redis is not available: ${reason}.`, options);
  }
}
