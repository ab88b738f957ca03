/** Tells that something about a customer changed: by reference, never by content. CloudEvents 1.0 attributes. */
export interface CustomerEvent {
  readonly specversion: '1.0';
  /** Unique per source. */
  readonly id: string;
  readonly source: string;
  /** For example `bankgraph.decision`. */
  readonly type: string;
  /** Customer number. */
  readonly subject: string;
  /** RFC 3339. */
  readonly time: string;
  readonly data: {
    readonly domain: 'fraud' | 'kyc' | 'aml' | 'consent' | 'segments' | 'core';
    readonly class: 'P' | 'I' | 'C' | 'R';
    readonly caseId: string | null;
    readonly aboutReport: boolean;
    /** Ids of ledger decisions that it made. */
    readonly decisionIds: readonly string[];
  };
}

/** Carries events from those who make them to those who wait for them. */
export interface EventBus {
  publish(event: CustomerEvent): Promise<void>;
  /**
   * Calls the listener for each event after a position that an earlier one had, in order; null: only for new ones.
   *
   * @throws PositionGone when the events after the position are not kept any more
   */
  subscribe(
    after: string | null,
    listener: (event: CustomerEvent, position: string) => void,
  ): Promise<EventSubscription>;
  close(): Promise<void>;
}

export interface EventSubscription {
  close(): Promise<void>;
}

/** Events may have been missed: nobody knows any more what came after this position. */
export class PositionGone extends Error {
  override readonly name = 'PositionGone';
}
