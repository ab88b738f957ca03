import type { CustomerRecords } from '@bankgraph/bank-sources';
import type { FraudSignalKind } from './schema.generated.js';

/** One attribute of a signal. */
export interface FraudAttribute {
  readonly name: string;
  readonly value: string;
}

/** One observation, from whatever system. */
export interface FraudSignal {
  readonly id: string;
  readonly kind: FraudSignalKind;
  readonly source: 'minfraud' | 'fingerprint' | 'behavioural-biometrics';
  /** ISO 8601. */
  readonly observedAt: string;
  /** 0 to 1 as decimal text; null where the source does not say how sure it is. */
  readonly confidence: string | null;
  readonly attributes: readonly FraudAttribute[];
}

/** A system that observes, asked for one customer at a time. */
export interface DeviceEvents {
  signals(customerId: string, signal: AbortSignal): Promise<CustomerRecords<FraudSignal>>;
}

/** A system that observes, asked for many customers at once. */
export interface BehaviouralSessions {
  signals(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<FraudSignal>>>;
}

/** The newest first, then by id. */
export function newestSignalsFirst(signals: readonly FraudSignal[]): FraudSignal[] {
  return signals.toSorted(
    (one, other) => Date.parse(other.observedAt) - Date.parse(one.observedAt) || (one.id < other.id ? -1 : 1),
  );
}

/** Attributes of what was observed; what the source did not say is left out. */
export function attributes(observed: Readonly<Record<string, string | number | boolean | null | undefined>>) {
  return Object.entries(observed)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]): FraudAttribute => ({ name, value: String(value) }));
}
