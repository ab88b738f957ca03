import type { FieldDisclosure } from '@bankgraph/audit-log';
import type { Actor } from '@bankgraph/identity';

/** The client's operation, as far as it was understood. */
export interface AskedOperation {
  readonly name: string | null;
  /** SHA-256 of the document, hex. */
  readonly hash: string;
}

/** One request and what becomes of it, from its first header to its record. */
export class Exchange {
  readonly requestId: string;
  readonly startedAt = new Date();
  /** Who asks; null until identified. */
  actor: Actor | null = null;
  operation: AskedOperation | null = null;
  /** Whether the operation was carried out; otherwise it was refused. */
  executed = false;
  /** Whether the errors of the answer name this request already. */
  errorsFormatted = false;
  readonly #disclosures: FieldDisclosure[] = [];
  readonly #abort = new AbortController();
  readonly #deadline: NodeJS.Timeout;

  constructor(requestId: string, deadlineMs: number) {
    this.requestId = requestId;
    this.#deadline = setTimeout(
      () => this.#abort.abort(new DOMException('request deadline', 'TimeoutError')),
      deadlineMs,
    );
  }

  /** Aborted when the client is gone or the request has taken too long. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** What the subgraphs disclosed for this request, in the order of their answers. */
  get disclosures(): readonly FieldDisclosure[] {
    return this.#disclosures;
  }

  disclose(disclosures: readonly FieldDisclosure[]): void {
    for (const disclosure of disclosures) this.#disclosures.push(disclosure);
  }

  /** Nobody waits for the answer any more. */
  abandon(): void {
    this.#abort.abort(new DOMException('client gone', 'AbortError'));
    this.end();
  }

  /** Stops the clock. */
  end(): void {
    clearTimeout(this.#deadline);
  }
}
