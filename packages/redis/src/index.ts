/** A connection to Redis that everybody can do without. */
export { ErrorReply } from 'redis';
export {
  connectRedis,
  type RedisClient,
  type RedisConnection,
  type RedisConnectionOptions,
} from './connect-redis.js';
export { RedisUnavailable } from './redis-unavailable.js';
