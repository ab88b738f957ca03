import { type CustomerRecords, UpstreamInvalid } from '@bankgraph/bank-sources';
import { isAmlDerived } from './aml-derived.js';
import type { ModelVersion } from './model-version.js';

/** What is predicted. */
export const predictionKinds = ['DEFAULT', 'CHURN', 'RISING_RISK'] as const;

/** A prediction by a model. */
export interface Prediction {
  readonly id: string;
  readonly kind: (typeof predictionKinds)[number];
  /** Decimal text, 0 to 1. */
  readonly probability: string;
  readonly horizonDays: number;
  /** ISO 8601 date and time. */
  readonly producedAt: string;
  readonly modelRun: ModelVersion;
}

/** The predictions that may be passed on, the newest first: those of a model made for AML are set aside. */
export function presentable(system: string, found: CustomerRecords<Prediction>): CustomerRecords<Prediction> {
  const derived = found.records.filter(({ modelRun }) =>
    isAmlDerived(modelRun.name, modelRun.purpose, modelRun.owner),
  );
  return {
    records: found.records
      .filter((prediction) => !derived.includes(prediction))
      .sort(
        (one, other) =>
          Date.parse(other.producedAt) - Date.parse(one.producedAt) || one.id.localeCompare(other.id),
      ),
    faults: [
      ...found.faults,
      ...derived.map((row) => new UpstreamInvalid(system, row.id, ['model: derived from AML'], row)),
    ],
  };
}
