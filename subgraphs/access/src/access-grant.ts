import { BankgraphError } from '@bankgraph/errors';
import type { AccessGrantKind, AccessGrantStatus, AccessVerdict } from './schema.generated.js';

/** Somebody who asks, decides, ends or reviews. */
export interface Doer {
  /** Staff number. */
  readonly staff: string;
  /** All roles that they held, separated by commas. */
  readonly role: string;
}

/** Access that somebody has asked for, and where it stands. Times are ISO 8601 and the database's. */
export interface AccessGrant {
  readonly id: string;
  readonly kind: AccessGrantKind;
  readonly customerId: string;
  readonly status: AccessGrantStatus;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedRole: string;
  readonly requestedAt: string;
  readonly minutes: number;
  /** Whether it was approved, whatever became of it since. */
  readonly approved: boolean;
  readonly decidedBy: string | null;
  readonly decidedRole: string | null;
  readonly decidedAt: string | null;
  readonly decisionNote: string | null;
  readonly expiresAt: string | null;
  readonly endedAt: string | null;
  readonly review: {
    readonly by: string;
    readonly role: string;
    readonly at: string;
    readonly verdict: AccessVerdict;
    readonly note: string | null;
  } | null;
  /** How many events have become of it: the next one follows on these, or does not happen. */
  readonly events: number;
}

/** What becomes of a grant. */
export type AccessEvent =
  | { readonly kind: 'APPROVED' | 'REFUSED'; readonly note: string | null }
  | { readonly kind: 'ENDED' }
  | { readonly kind: 'REVIEWED'; readonly verdict: AccessVerdict; readonly note: string | null };

/**
 * Why this person may not do this with the grant now; null when they may. Who may at all is said by the policies.
 *
 * @returns FOUR_EYES_REQUIRED where a second person is needed, BAD_USER_INPUT where it is too early or too late
 */
export function refusalOf(event: AccessEvent, grant: AccessGrant, { staff }: Doer): BankgraphError | null {
  if (needsAnother(event, grant, staff)) return new BankgraphError('FOUR_EYES_REQUIRED');
  const advice = untimely(event, grant);
  return advice === null ? null : new BankgraphError('BAD_USER_INPUT', { advice });
}

/** Whoever asked neither decides nor reviews, and whoever approved does not review. */
function needsAnother(
  { kind }: AccessEvent,
  { requestedBy, decidedBy }: AccessGrant,
  staff: string,
): boolean {
  return kind !== 'ENDED' && (staff === requestedBy || (kind === 'REVIEWED' && staff === decidedBy));
}

function untimely({ kind }: AccessEvent, { status, approved }: AccessGrant): string | null {
  if (kind === 'ENDED') {
    return status === 'REQUESTED' || status === 'OPEN' ? null : `It is over already: ${status}.`;
  }
  if (kind !== 'REVIEWED') {
    if (status === 'EXPIRED' && !approved) {
      return 'Nobody decided within 24 hours, so it has lapsed. It has to be asked for again, with a new idempotencyKey.';
    }
    return status === 'REQUESTED' ? null : `It is decided already: ${status}.`;
  }
  if (status === 'REVIEWED') return 'It is reviewed already.';
  if (status === 'OPEN') return 'It is still open. End it with endAccess, or wait until its time is up.';
  return approved ? null : 'Nothing was opened, so there is nothing to review.';
}
