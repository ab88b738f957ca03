/**
 * Where a value comes from: whose data it is, and of which account or case. Set by the engine from the owner's
 * own answer, never from what a caller says, and inherited from a value by what is inside it.
 */
export interface Origin {
  /** Customers whose data it is: one, or all holders when an account is reached by its own id. */
  readonly customerIds: readonly string[];
  readonly accountId: string | null;
  readonly caseId: string | null;
  /** The object whose field is decided, or the row that is decided as a whole. */
  readonly row: Readonly<Record<string, unknown>>;
}
