import type { RecordEdit } from '@bankgraph/audit-log';
import { BankgraphError } from '@bankgraph/errors';
import type { Journey } from './journey.js';
import type { JourneyStart, JourneyStepTaken } from './journey-change.js';
import type { JourneyRegister } from './journey-register.js';

/** A change, for the audit log. */
export interface JourneyEdit {
  /** `Mutation.field` */
  readonly field: string;
  readonly customerId: string;
}

/** How changes are kept and recorded in one request. */
export interface Keeping {
  readonly register: JourneyRegister;
  /** Prepares the record of a change. @throws AuditUnavailable */
  recordOf(edit: JourneyEdit): Promise<RecordEdit>;
}

const keyIsTaken = 'You have used this idempotencyKey for another change. Choose a new one.';

/**
 * Starts a journey. Sent again with its key it is the same journey.
 *
 * @throws AuditUnavailable when it cannot be recorded; BAD_USER_INPUT when one of its kind is open, or the key stands for another change
 */
export async function startJourney({ register, recordOf }: Keeping, start: JourneyStart): Promise<Journey> {
  const { customerId } = start;
  const started = await register.start(start, await recordOf({ field: 'Mutation.startJourney', customerId }));
  switch (started.outcome) {
    case 'other change':
      throw refused(keyIsTaken);
    case 'one is open':
      throw refused(
        'A journey of this kind is open. Go on with it by continueJourney, or end it by abandonJourney.',
      );
    default:
      return started.journey;
  }
}

/**
 * Keeps what becomes of a journey. Sent again with its key it is the same change.
 *
 * @param mutation by which it was asked for
 * @throws AuditUnavailable when it cannot be recorded; BAD_USER_INPUT when it cannot be done to the journey as it is now
 */
export async function changeJourney(
  { register, recordOf }: Keeping,
  mutation: 'continueJourney' | 'abandonJourney',
  change: JourneyStepTaken,
): Promise<Journey> {
  const { customerId } = change;
  const changed = await register.change(
    change,
    await recordOf({ field: `Mutation.${mutation}`, customerId }),
  );
  switch (changed.outcome) {
    case 'none':
      throw refused('The customer has no such journey. Customer.journeys lists those that you may see.');
    case 'other change':
      throw refused(keyIsTaken);
    case 'overtaken':
      throw refused(
        `Something else has happened to the journey: it is at version ${changed.version}. Read it again before you go on.`,
      );
    case 'refused':
      throw changed.refusal;
    default:
      return changed.journey;
  }
}

function refused(advice: string): BankgraphError {
  return new BankgraphError('BAD_USER_INPUT', { advice });
}
