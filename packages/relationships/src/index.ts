export {
  type LookupLimits,
  postgresRelationships,
  type RelationshipDatabases,
} from './postgres-relationships.js';
