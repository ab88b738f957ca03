import type { FieldDisclosure } from '@bankgraph/audit-log';
import type { Actor } from '@bankgraph/identity';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Cancellation } from './cancellation.js';
import type { BudgetNote } from './demand/client-demand.js';
import { DeadlinePassed } from './within-deadline.js';

/** The client has closed its connection before the answer was complete. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/** The client's operation, as far as it was understood. */
export interface AskedOperation {
  readonly name: string | null;
  /** SHA-256 of the document, hex. */
  readonly hash: string;
}

/** An operation that was agreed with the client, by its id and name. */
export interface AgreedReference {
  /** SHA-256 of the text, hex. */
  readonly id: string;
  readonly name: string;
}

/** A subscription that is valid against the schema. */
export interface SubscribedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
}

/** One request and what becomes of it, from its first header to its record. */
export class Exchange {
  readonly requestId: string;
  /** Who asks; null until identified. */
  actor: Actor | null = null;
  operation: AskedOperation | null = null;
  /** Which agreed operation it is; null of a text that the client wrote itself. */
  agreed: AgreedReference | null = null;
  /** Estimated cost of the operation, and the most that its client may ask for; null until it is known. */
  cost: { readonly estimated: number; readonly max: number } | null = null;
  /** What is left of the client's budget; null when nothing was taken of one. */
  budget: BudgetNote | null = null;
  /**
   * Whether its cost is taken only when something leaves: of a change that the caller may not see, nothing may be noticed,
   * not even in a budget.
   */
  paysLater = false;
  /** Set where a subscription is to be opened: the operation, once it is found to be a valid one. Null: a request to answer. */
  subscribing: { taken: SubscribedDocument | null } | null = null;
  /** Whether its operation was carried out and answered without an error. */
  isComplete = false;
  readonly #atEnd: (() => void)[] = [];
  #ended = false;
  readonly #disclosures: (readonly FieldDisclosure[])[] = [];
  readonly #forwarded: Record<string, string> = {};
  /** Cancelled when the client is gone or the request has taken too long. */
  readonly cancellation = new Cancellation();
  readonly #deadline: NodeJS.Timeout;

  constructor(requestId: string, deadlineMs: number) {
    this.requestId = requestId;
    this.#deadline = setTimeout(() => this.cancellation.cancel(new DeadlinePassed()), deadlineMs);
  }

  /** What the subgraphs disclosed for this request, answer by answer. */
  get disclosures(): readonly (readonly FieldDisclosure[])[] {
    return this.#disclosures;
  }

  /** Headers of the client that subgraphs get. */
  get forwarded(): Readonly<Record<string, string>> {
    return this.#forwarded;
  }

  forward(name: string, value: string | string[] | undefined): void {
    if (value !== undefined) this.#forwarded[name] = String(value);
  }

  disclose(disclosures: readonly FieldDisclosure[]): void {
    this.#disclosures.push(disclosures);
  }

  /** Nobody waits for the answer any more. */
  abandon(): void {
    this.cancellation.cancel(new ClientGone());
    this.end();
  }

  /** Has something done once, when the exchange has ended; at once when it has. */
  atEnd(done: () => void): void {
    if (this.#ended) done();
    else this.#atEnd.push(done);
  }

  /** Stops the clock. */
  end(): void {
    clearTimeout(this.#deadline);
    this.#ended = true;
    for (const done of this.#atEnd.splice(0)) done();
  }
}
