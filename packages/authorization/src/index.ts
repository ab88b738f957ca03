export { type Circumstances, type Condition, type ConditionName, conditions } from './conditions.js';
export { coverageFaults } from './coverage.js';
export {
  type Ask,
  askCatalogue,
  type Decision,
  decide,
  denied,
  linesFor,
  looksAtRow,
  walledOff,
} from './decide.js';
export { type PolicyFault, PolicyFaults } from './fault.js';
export type { Origin } from './origin.js';
export {
  type AllowLine,
  type DataClass,
  dataClasses,
  type Policy,
  type PolicySet,
  type RoleDefinition,
  type SubgraphPolicies,
  type Wall,
} from './policy.js';
export { readPolicies } from './policy-files.js';
export { type MatrixCell, type MatrixRow, policyMatrix } from './policy-matrix.js';
export { type PolicyTableResult, runPolicyTables, type UnmetExpectation } from './policy-table.js';
export {
  type AccessConsent,
  type Answer,
  noRelationships,
  type Relationships,
  type WallName,
  wallNames,
} from './relationships.js';
export { rememberedRelationships } from './remembered-relationships.js';
export { type FieldGuard, type SchemaMiddleware, shieldRules } from './shield-rules.js';
