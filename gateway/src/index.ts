export type { StaticCutRules } from './answer-operation.js';
export type { AuditSink } from './audit-sink.js';
export { baseLimits, type ClientLimits } from './demand/client-limits.js';
export type { GatewayOptions, OpenGatewayOptions } from './gateway-options.js';
export { type HttpSubgraphOptions, httpSubgraphTransport } from './http-subgraph-transport.js';
export { type Gateway, startGateway, startOpenGateway } from './start-gateway.js';
export type { SubgraphAnswer, SubgraphRequest, SubgraphTransport } from './subgraph-transport.js';
