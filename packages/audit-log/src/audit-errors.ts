import { BankgraphError } from '@bankgraph/errors';

/** The record could not be made durable in time, or the log cannot be read: the answer must not leave. */
export class AuditUnavailable extends BankgraphError {
  constructor(cause: unknown) {
    super('AUDIT_UNAVAILABLE', {}, { cause });
    this.name = 'AuditUnavailable';
  }
}

/** More records wait for their commit than the queue holds: the request must be turned away. */
export class AuditOverloaded extends BankgraphError {
  constructor() {
    super('OVERLOADED');
    this.name = 'AuditOverloaded';
  }
}
