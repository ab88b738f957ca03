import { type ErrorCode, errorCatalogue } from './error-catalogue.js';

/** What an error may tell a client beside its code: names of systems and ids of records, never content. */
export interface ErrorDetails {
  /** The bank system concerned, by our name for it, for example `core-banking`. */
  readonly system?: string;
  /** Id of the record that was set aside. */
  readonly recordId?: string;
  /** What the caller can do; replaces the catalogue's text. Must not contain data or text of an upstream. */
  readonly advice?: string;
}

/**
 * An error of the catalogue. Its `message` is fit for clients; what happened inside belongs into `cause`,
 * which no formatter shows and no log line prints whole.
 */
export class BankgraphError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options: { cause?: unknown } = {}) {
    super(details.advice ?? errorCatalogue[code].message, options);
    this.name = 'BankgraphError';
    this.code = code;
    this.details = details;
  }

  /** HTTP status when the whole request fails with this error. */
  get status(): number {
    return errorCatalogue[this.code].status;
  }
}
