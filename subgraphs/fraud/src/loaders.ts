import type { CustomerRecords } from '@bankgraph/bank-sources';
import { batched, type LoaderScope, oneByOne } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
import type { DecidedResolution, DecidedResolutions } from './decided-resolution.js';
import type { BehaviouralSessions, DeviceEvents, FraudSignal } from './fraud-signal.js';
import type { Assessment, RiskEngine } from './risk-decision.js';

/** The bank's systems behind this subgraph. */
export interface FraudSources {
  readonly riskEngine: RiskEngine;
  readonly deviceEvents: DeviceEvents;
  readonly behaviour: BehaviouralSessions;
  /** Not given: nobody decides through the graph. */
  readonly decided?: DecidedResolutions | undefined;
}

/** Everything that is loaded for one request, by customer. */
export interface FraudLoaders {
  readonly assessments: DataLoader<string, CustomerRecords<Assessment>>;
  readonly resolutions: DataLoader<string, CustomerRecords<DecidedResolution>>;
  readonly deviceSignals: DataLoader<string, CustomerRecords<FraudSignal>>;
  readonly behaviourSignals: DataLoader<string, CustomerRecords<FraudSignal>>;
}

/** Customers in one batch call; their numbers travel in the URL. */
const maxBatchSize = 100;

/** Loaders of one request: decisions and signals of the risk engine share one call. */
export function fraudLoaders(sources: FraudSources, { signal }: LoaderScope): FraudLoaders {
  return {
    assessments: batched((ids) => sources.riskEngine.assessments(ids, signal), { maxBatchSize }),
    resolutions: batched(async (ids) => (await sources.decided?.resolutions(ids, signal)) ?? new Map(), {
      maxBatchSize,
      absent: { records: [], faults: [] },
    }),
    deviceSignals: oneByOne((id) => sources.deviceEvents.signals(id, signal)),
    behaviourSignals: batched((ids) => sources.behaviour.signals(ids, signal), { maxBatchSize }),
  };
}
