/** A bank to try the graph on: servers that speak the real systems' protocols, and their seeded stories. */
export { type BankSchema, bankSchemas } from './database/bank-schemas.js';
export { worldJourneys } from './database/journeys.js';
export { worldLedgerEvents } from './database/ledger-events.js';
export { migrateBank } from './database/migrate-bank.js';
export {
  type NewRating,
  prepareRatingEngine,
  raiseRating,
  ratingEngineRole,
} from './database/rating-engine.js';
export { type SeedOptions, seedBank } from './database/seed-bank.js';
export { worldConsents } from './database/world-consents.js';
export { fixedPorts } from './fixed-ports.js';
export {
  eventAudience,
  type Issuer,
  type IssuerOptions,
  startIssuer,
  tokenAudience,
} from './issuer/issuer.js';
export { type TokenRequest, type TokenRole, tokenRoles } from './issuer/token-request.js';
export { type MisbehaviourOrder, misbehaviourModes } from './misbehaviour.js';
export { openBankingPath } from './open-banking/core-banking.js';
export { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.js';
export { type SandboxSecrets, sandboxSecrets } from './secrets.js';
export { type Call, type System, type SystemRoutes, startSystem } from './system.js';
export type { SystemFactory, SystemOptions } from './system-factory.js';
export { systemFactories } from './systems.js';
export { createWorld } from './world/bank-world.js';
export type { LedgerEvent } from './world/ledger.js';
export {
  referenceDate,
  type SystemName,
  systemNames,
  type World,
  type WorldCustomer,
} from './world/world.js';
