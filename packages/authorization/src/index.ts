export { absentValue, type EmptyConnection, isConnection } from './absent.js';
export { conditionMeanings } from './condition-meanings.js';
export {
  type Circumstances,
  type Condition,
  type ConditionName,
  conditions,
  isConditionName,
  isWallCondition,
} from './conditions.js';
export { coverageFaults, engineFields, engineTypes } from './coverage.js';
export {
  type Ask,
  askCatalogue,
  type Decision,
  decide,
  denied,
  linesFor,
  walledOff,
} from './decide.js';
export type { Asker, Seen } from './decision-when.js';
export {
  type DecisionQuestion,
  type ExplainedCondition,
  type ExplainedLine,
  type ExplainedPolicy,
  type Explanation,
  explainDecision,
  type Outcome,
  UnknownField,
} from './explain-decision.js';
export { type PolicyFault, PolicyFaults } from './fault.js';
export type { Origin } from './origin.js';
export {
  type AllowLine,
  type DataClass,
  dataClasses,
  isForEveryone,
  type Policy,
  type PolicySet,
  type RoleDefinition,
  type SubgraphPolicies,
  type Wall,
} from './policy.js';
export { type AccessChange, type PolicyDiff, policyDiff, type Sight } from './policy-diff.js';
export { type FoldedChange, foldChanges } from './policy-diff-fold.js';
export { policyVersion, readPolicies } from './policy-files.js';
export { type MatrixCell, type MatrixRow, policyMatrix } from './policy-matrix.js';
export { policyMutantSurvivors, type Survivor } from './policy-mutants-survivors.js';
export {
  type Consequence,
  PolicySimulation,
  type RecordedOperation,
  type SimulatedChange,
  type Simulation,
} from './policy-simulate.js';
export {
  type PolicyTest,
  readPolicyTables,
  runPolicyTables,
  type UnmetExpectation,
} from './policy-table.js';
export {
  type AccessConsent,
  type Answer,
  type ConsentReference,
  noRelationships,
  type Relationships,
  type WallName,
  wallNames,
} from './relationships.js';
export { rememberedRelationships } from './remembered-relationships.js';
export { type RoleSurvivor, roleMutantSurvivors } from './role-mutants.js';
export { type Standing, type StandingPolicy, StaticPolicy } from './static-policy.js';
export type { KnownCircumstances } from './tell-condition.js';
export { type UntriedCondition, untriedConditions } from './untried-conditions.js';
