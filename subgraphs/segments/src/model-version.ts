/** States of a model version. */
export const modelStatuses = ['DEVELOPMENT', 'VALIDATED', 'IN_USE', 'RETIRED'] as const;

/** A version of a model, from the bank's model inventory. */
export interface ModelVersion {
  readonly name: string;
  readonly version: string;
  readonly purpose: string;
  readonly assumptions: readonly string[];
  readonly limitations: readonly string[];
  readonly owner: string;
  /** Tier of model risk, 1 the highest. */
  readonly tier: number;
  /** ISO 8601 date and time. */
  readonly validatedAt: string;
  readonly status: (typeof modelStatuses)[number];
}
