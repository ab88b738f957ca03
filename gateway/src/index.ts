export type { PairwiseRules, StaticCutRules } from './answer-operation.js';
export type { AuditSink } from './audit-sink.js';
export { baseLimits, type ClientLimits, type FindLimits } from './demand/client-limits.js';
export { type CostRules, costRules } from './demand/cost-rules.js';
export { type Measure, measureDocument } from './demand/measure-document.js';
export { type DocumentCost, documentCost } from './demand/operation-cost.js';
export { beyondLimit } from './demand/too-complex.js';
export type { GatewayOptions, OpenGatewayOptions } from './gateway-options.js';
export { type HttpSubgraphOptions, httpSubgraphTransport } from './http-subgraph-transport.js';
export { type NoteUse, type OperationUse, usedFields } from './operation-use.js';
export { type PairwiseIds, pairwiseIdsOf } from './pairwise-ids.js';
export type { AgreedOperation, FindOperation } from './persisted-operation.js';
export { fragmentsOf } from './selected-fields.js';
export { type Gateway, startGateway, startOpenGateway } from './start-gateway.js';
export type { SubgraphAnswer, SubgraphRequest, SubgraphTransport } from './subgraph-transport.js';
export {
  type CustomerEvent,
  type EventBus,
  type EventSubscription,
  PositionGone,
} from './subscriptions/event-bus.js';
export { MemoryEventBus } from './subscriptions/memory-event-bus.js';
export type { SubscriptionRule } from './subscriptions/subscribed-operation.js';
export type { SubscriptionOptions } from './subscriptions/subscriptions.js';
