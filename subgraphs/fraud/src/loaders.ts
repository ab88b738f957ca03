import type { LoaderScope } from '@bankgraph/subgraph-kit';
import DataLoader from 'dataloader';
import type { CustomerRecords } from './customer-records.js';
import type { BehaviouralSessions, DeviceEvents, FraudSignal } from './fraud-signal.js';
import type { Assessment, RiskEngine } from './risk-decision.js';

/** The bank's systems behind this subgraph. */
export interface FraudSources {
  readonly riskEngine: RiskEngine;
  readonly deviceEvents: DeviceEvents;
  readonly behaviour: BehaviouralSessions;
}

/** Everything that is loaded for one request, by customer. */
export interface FraudLoaders {
  readonly assessments: DataLoader<string, CustomerRecords<Assessment>>;
  readonly deviceSignals: DataLoader<string, CustomerRecords<FraudSignal>>;
  readonly behaviourSignals: DataLoader<string, CustomerRecords<FraudSignal>>;
}

/** Customers in one batch call; their numbers travel in the URL. */
const largestBatch = 100;

/** Loaders of one request: decisions and signals of the risk engine share one call. */
export function fraudLoaders(sources: FraudSources, { signal }: LoaderScope): FraudLoaders {
  return {
    assessments: batched((customerIds) => sources.riskEngine.assessments(customerIds, signal)),
    deviceSignals: new DataLoader((customerIds) =>
      Promise.all(
        customerIds.map((customerId) =>
          sources.deviceEvents.signals(customerId, signal).catch((error: Error) => error),
        ),
      ),
    ),
    behaviourSignals: batched((customerIds) => sources.behaviour.signals(customerIds, signal)),
  };
}

function batched<T>(
  load: (customerIds: readonly string[]) => Promise<ReadonlyMap<string, CustomerRecords<T>>>,
): DataLoader<string, CustomerRecords<T>> {
  return new DataLoader(
    async (customerIds) => {
      const found = await load(customerIds);
      return customerIds.map((customerId) => found.get(customerId) ?? { records: [], faults: [] });
    },
    { maxBatchSize: largestBatch },
  );
}
