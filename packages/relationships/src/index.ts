export { postgresRelationships, type RelationshipDatabases } from './postgres-relationships.js';
