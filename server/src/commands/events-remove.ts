import { discardDeadLetter, expireDeadLetters, listDiscarded } from '@bankgraph/event-intake';
import { asDeadLetterKeeper, type DeadLetterKeeper, keptAsText } from './keep-dead-letters.js';
import { count } from './policy-words.js';
import type { Report } from './schema.js';

/** Which delivery is discarded, and why. */
export interface DiscardOptions extends DeadLetterKeeper {
  readonly id: number;
  /** For people; it stays when the delivery is gone. */
  readonly reason: string;
}

/**
 * Discards a delivery of which nothing will be made. Fails when there is none, or it names somebody on legal hold.
 *
 * @throws DatabaseUnavailable, AuditUnavailable, KeysDoNotFit, KeyFileFault
 */
export function discardReport(options: DiscardOptions): Promise<Report> {
  const { id, reason, json } = options;
  return asDeadLetterKeeper(options, 'events discard', async ({ knex, removing }) => {
    const result = (await discardDeadLetter(knex, id, reason, removing)) ?? 'unknown';
    const told = {
      discarded: `${id} is discarded. Who did and why stays: npx bankgraph events discarded`,
      'on-hold': `${id} is kept: it names somebody on legal hold (npx bankgraph audit holds).`,
      unknown: `There is no delivery ${id}. Those that there are: npx bankgraph events list`,
    };
    return {
      text: json ? JSON.stringify({ id, result }, null, 2) : told[result],
      failed: result !== 'discarded',
    };
  });
}

/** What was discarded, by whom and why. @throws DatabaseUnavailable */
export function discardedReport(options: DeadLetterKeeper): Promise<Report> {
  return asDeadLetterKeeper(options, 'events discarded', async ({ knex }) => {
    const letters = await listDiscarded(knex);
    const text = options.json
      ? JSON.stringify(letters, null, 2)
      : letters.length === 0
        ? 'Nothing was discarded.'
        : letters
            .map(
              ({ id, system, keptBecause, discardedAt, by, reason }) =>
                `${id}  ${discardedAt}  ${system}  ${keptBecause}  by ${by}: ${reason}`,
            )
            .join('\n');
    return { text, failed: false };
  });
}

/** From which age on deliveries are removed. */
export interface ExpiryOptions extends DeadLetterKeeper {
  readonly days: number;
}

/**
 * Removes deliveries that have waited too long, unless they name somebody on legal hold.
 *
 * @throws DatabaseUnavailable, AuditUnavailable, KeysDoNotFit, KeyFileFault
 */
export function expireReport(options: ExpiryOptions): Promise<Report> {
  const { days, json } = options;
  return asDeadLetterKeeper(options, 'events expire', async ({ knex, removing }) => {
    const { removed, onHold } = await expireDeadLetters(knex, days, removing);
    const text = json
      ? JSON.stringify({ days, removed, onHold }, null, 2)
      : [
          `${count(removed, 'dead letter')} older than ${count(days, 'day')} removed.`,
          ...(onHold === 0 ? [] : [keptAsText(onHold)]),
        ].join('\n');
    return { text, failed: false };
  });
}
