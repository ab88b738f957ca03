/** The fraud subgraph: signals of devices, behaviour and networks, and what the risk engine made of them. */
import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import { type FraudLoaders, type FraudSources, fraudLoaders } from './loaders.js';
import { fraudResolvers } from './resolvers.js';

export { biometricsSource } from './biometrics-source.js';
export { type DecidedResolutions, decidedResolutionsSource } from './decided-resolution.js';
export { signalsOfFingerprintEvent } from './fingerprint-event.js';
export { fingerprintSource } from './fingerprint-source.js';
export type { BehaviouralSessions, DeviceEvents, FraudAttribute, FraudSignal } from './fraud-signal.js';
export type { FraudLoaders, FraudSources } from './loaders.js';
export { actionOfDisposition, reasonsOfMinFraud } from './minfraud-score.js';
export type { RiskDecision, RiskEngine, RiskReason } from './risk-decision.js';
export { riskEngineSource } from './risk-engine-source.js';

/** The subgraph over its bank systems, which are their owner's to close. */
export function fraudSubgraph(sources: FraudSources): SubgraphDefinition<FraudLoaders> {
  return {
    name: 'fraud',
    sdl: readSubgraph('fraud').sdl,
    resolvers: fraudResolvers,
    loaders: (scope) => fraudLoaders(sources, scope),
  };
}
