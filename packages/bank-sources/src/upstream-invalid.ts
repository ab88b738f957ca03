import { BankgraphError } from '@bankgraph/errors';

/**
 * A bank system answered, but a record (or a page of records) breaks the shape that was agreed.
 *
 * `issues` name the path and the rule that was broken, never the value found there;
 * they are for logs and reports, a client sees system and record id.
 */
export class UpstreamInvalid extends BankgraphError {
  override readonly name = 'UpstreamInvalid';
  readonly system: string;
  /** The record's own id, or its position in the answer such as `[3]` when it has none. */
  readonly recordId: string;
  readonly issues: readonly string[];
  /** Private, so that nothing that prints an error prints it. */
  readonly #record: unknown;

  constructor(system: string, recordId: string, issues: readonly string[], record?: unknown) {
    super('UPSTREAM_INVALID', { system, recordId });
    this.system = system;
    this.recordId = recordId;
    this.issues = issues;
    this.#record = record;
  }

  /** The record as it came, to decide who may be told of it; undefined when the fault is not about one row. */
  get record(): unknown {
    return this.#record;
  }
}
