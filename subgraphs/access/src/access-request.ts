import { plainId } from '@bankgraph/bank-sources';
import { BankgraphError } from '@bankgraph/errors';
import { characters, idempotencyKeyOf, onOneLine, visible } from '@bankgraph/subgraph-kit';
import type { AccessGrantKind, RequestAccessInput } from './schema.generated.js';

/** A request that is within bounds. */
export interface AccessRequest {
  readonly kind: AccessGrantKind;
  readonly customerId: string;
  readonly reason: string;
  readonly minutes: number;
  readonly idempotencyKey: string;
}

/** Longest time from the approval on, in minutes. */
const longest: Readonly<Record<AccessGrantKind, number>> = { BREAK_GLASS: 60, UNMASKING: 480, EXPORT: 60 };

/** Fewest and most characters of a reason; of a note there may be none. */
const reasonLength = { least: 20, most: 1_000 };

/**
 * Checks what somebody asks for.
 *
 * @throws BAD_USER_INPUT with what is expected
 */
export function accessRequestOf(input: RequestAccessInput): AccessRequest {
  const { kind, customerId, minutes, idempotencyKey } = input;
  const reason = onOneLine(input.reason);
  if (characters(visible(reason)) < reasonLength.least || characters(reason) > reasonLength.most) {
    throw refused(
      `reason must say in ${reasonLength.least} to ${reasonLength.most} characters why this customer is needed.`,
    );
  }
  if (minutes < 1 || minutes > longest[kind]) {
    throw refused(`minutes must be between 1 and ${longest[kind]} for ${kind}.`);
  }
  if (!plainId.safeParse(customerId).success) throw refused('customerId is not a customer number.');
  idempotencyKeyOf(idempotencyKey);
  return { kind, customerId, reason, minutes, idempotencyKey };
}

/**
 * A note as it is kept; null for none.
 *
 * @throws BAD_USER_INPUT when it is too long
 */
export function noteOf(text: string | null | undefined): string | null {
  const note = onOneLine(text ?? '');
  if (characters(note) > reasonLength.most) {
    throw refused(`note must have ${reasonLength.most} characters at most.`);
  }
  return note === '' ? null : note;
}

function refused(advice: string): BankgraphError {
  return new BankgraphError('BAD_USER_INPUT', { advice });
}
