import type { IncomingHttpHeaders } from 'node:http';
import type { DecisionEventEntry } from '@bankgraph/decision-ledger';

/** What came in by HTTP; nothing of it was looked at yet. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  /** Bytes as they came: signatures are over these. */
  readonly body: Buffer;
  /** When it came. */
  readonly at: Date;
}

/** Which delivery it is by what was signed beside the body; empty where the body says it all. */
export type DeliveryId = string;

/** What a system has told of a customer, in our words. */
export interface BankEvent {
  /** The same for the same event however often it is sent, and unique within the system; at most 100 characters. */
  readonly id: string;
  /** When it happened; of what holds for a time, from when it holds. ISO 8601. */
  readonly occurredAt: string;
  /** When it was decided, where it holds from another time on. */
  readonly decidedAt?: string;
  readonly about: About;
  /** The record of the system that tells the same. */
  readonly evidence: string;
  /** Records of any system on which it rests, where it says so: decisions that rest on the same have led to it. */
  readonly basedOn?: readonly { readonly system: string; readonly externalId: string }[];
  readonly decision: Pick<
    DecisionEventEntry,
    | 'kind'
    | 'domain'
    | 'decision'
    | 'actor'
    | 'plan'
    | 'outcome'
    | 'reasonForCustomer'
    | 'reasonInternal'
    | 'class'
  >;
  /** The case that it belongs to; an alert of that case has led to it. */
  readonly caseId: string | null;
  /** Whether it says how things stand, so that it replaces what was said before; else it only adds to that. */
  readonly replaces: boolean;
}

/** A system has told that a customer has ended a consent there. The register of consents decides what becomes of it. */
export interface ConsentEnded extends Pick<BankEvent, 'id' | 'occurredAt' | 'about'> {
  readonly consentId: string;
  /** `REJECT` one that waits for the customer's word, or `WITHDRAW` one that holds. */
  readonly change: 'REJECT' | 'WITHDRAW';
}

/**
 * Whom it is about: the number by which the system knows the customer, and what else it says they are called if anything;
 * or a case that is known already.
 */
export type About =
  | { readonly externalId: string; readonly customerId: string | null }
  | { readonly caseId: string };

/** A system that sends events: how it signs, and what it means. */
export interface EventSystem {
  /** As in the path of its route. */
  readonly name: string;
  /** The system of the bank that has the records: as evidence in the ledger and `directory.customer_external_id` name it. */
  readonly recordsIn: string;
  /**
   * Whether the delivery is signed, and recent; null when not. The body is not parsed for that.
   *
   * @throws DeliveryRefused when the sender's protocol has words for what is wrong; SenderKeysUnavailable
   */
  verify(delivery: Delivery): Promise<DeliveryId | null>;
  /**
   * What a delivery that was signed says; null when it says that nothing was decided.
   *
   * @throws NotUnderstood
   */
  read(body: Buffer, deliveryId: DeliveryId): BankEvent | ConsentEnded | null;
}

/** A delivery is not signed as it has to be, and the sender is told why in the words of its protocol. */
export class DeliveryRefused extends Error {
  override readonly name = 'DeliveryRefused';

  /** @param answer body of the answer; it has nothing of the delivery */
  constructor(readonly answer: Readonly<Record<string, string>>) {
    super('The delivery was refused.');
  }
}

/** Nobody can say now whether a delivery is signed: the sender's keys cannot be had. */
export class SenderKeysUnavailable extends Error {
  override readonly name = 'SenderKeysUnavailable';

  constructor(cause?: unknown) {
    super('The keys of the sender cannot be had.', { cause });
  }
}

/** A delivery was signed, and says nothing that is known here. Its content is not in the message. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';

  constructor() {
    super('The delivery says nothing that is known here.');
  }
}
