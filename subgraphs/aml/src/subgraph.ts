/** The AML subgraph: alerts, cases and reports. Restricted as a whole. */
import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import { type AmlLoaders, type AmlSources, amlLoaders } from './loaders.js';
import { amlResolvers } from './resolvers.js';

export type { AmlAlert, RuleHit } from './aml-alert.js';
export type { CaseManagement } from './aml-case.js';
export type { AmlLoaders, AmlSources } from './loaders.js';
export { type MarbleOptions, marbleSource } from './marble-source.js';
export { acknowledgementsOfFinCen, type SarAcknowledgement } from './sar-acknowledgement.js';
export type { SarRegister } from './sar-register.js';
export { type SarRegisterOptions, sarRegisterSource } from './sar-register-source.js';
export { alertsOfTazamaReport, type EvaluationReports, tazamaSource } from './tazama-source.js';

/** The subgraph over its bank systems. HTTP clients and database are their owner's to close. */
export function amlSubgraph(sources: AmlSources): SubgraphDefinition<AmlLoaders> {
  return {
    name: 'aml',
    sdl: readSubgraph('aml').sdl,
    resolvers: amlResolvers,
    loaders: (scope) => amlLoaders(sources, scope),
  };
}
