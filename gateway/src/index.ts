export type { StaticCutRules } from './answer-operation.js';
export type { AuditSink } from './audit-sink.js';
export type { GatewayOptions, OpenGatewayOptions } from './gateway-options.js';
export { type HttpSubgraphOptions, httpSubgraphTransport } from './http-subgraph-transport.js';
export type { NoteUse, OperationUse } from './operation-use.js';
export type { AgreedOperation, FindOperation } from './persisted-operation.js';
export { type Gateway, startGateway, startOpenGateway } from './start-gateway.js';
export type { SubgraphAnswer, SubgraphRequest, SubgraphTransport } from './subgraph-transport.js';
