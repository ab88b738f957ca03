import {
  type ErasureGround,
  eraseDataSubject,
  eraseReleased,
  type LegalHold,
  type Rotation,
  rotateKeys,
  waitingErasures,
} from '@bankgraph/audit-log';
import { operator } from '../operator.js';
import { type DeadLetterKeeper, erasing, removedAsText } from './keep-dead-letters.js';
import { asKeyKeeper, type KeyKeeper } from './keep-keys.js';
import { count } from './policy-words.js';
import type { Report } from './schema.js';

/** Whoever may carry out an erasure. */
export interface ErasingKeeper extends KeyKeeper, DeadLetterKeeper {}

/** Who is erased, and why. */
export interface ErasureOptions extends ErasingKeeper {
  readonly customers: readonly string[];
  readonly ground: ErasureGround;
}

/**
 * Wraps the key of every data subject anew and destroys the key-encryption key before. Erasures that have waited for legal holds
 * which are over are carried out first.
 *
 * @throws AuditUnavailable, AuditOverloaded, RotationUnderWay, KeysDoNotFit, KeyFileFault
 */
export function rotateKeysReport(options: ErasingKeeper): Promise<Report> {
  return asKeyKeeper(options, async (keeper) => {
    const { result: carriedOut, letters } =
      (await waitingErasures(keeper.knex)).length === 0
        ? { result: [], letters: { removed: 0, onHold: 0 } }
        : await erasing(options, keeper, 'audit keys rotate', (keeping) =>
            eraseReleased(keeping, operator()),
          );
    const rotation = await rotateKeys(keeper.knex, keeper.keys, options);
    const text = options.json
      ? JSON.stringify({ ...rotation, carriedOut, letters }, null, 2)
      : [...carriedOutAsText(carriedOut), ...removedAsText(letters), rotationAsText(rotation)].join('\n');
    return { text, failed: false };
  });
}

/**
 * Erases data subjects, then rotates the keys, so that older copies of the database do not tell of them either. Whoever is on
 * legal hold is restricted instead. Dead letters that name somebody erased are removed with them. Erasures that have waited for
 * holds which are over are carried out as well. Somebody whom the log does not know makes it fail, after the others are
 * erased and dead letters that name them are removed.
 *
 * @throws DatabaseUnavailable, AuditUnavailable, AuditOverloaded, RotationUnderWay, KeysDoNotFit, KeyFileFault
 */
export function eraseReport(options: ErasureOptions): Promise<Report> {
  const { customers, ground, json } = options;
  return asKeyKeeper(options, async (keeper) => {
    const erased: { customer: string; pseudonym: string }[] = [];
    const restricted: { customer: string; pseudonym: string; holds: readonly LegalHold[] }[] = [];
    const unknown: string[] = [];
    const { result: carriedOut, letters } = await erasing(
      options,
      keeper,
      'audit erase',
      async (keeping, forgetUnknown) => {
        const actor = operator();
        for (const customer of new Set(customers)) {
          const result = await eraseDataSubject(keeping, { identifier: customer, actor, ground });
          if (result === null) {
            // Perhaps a system has told of them and nobody has asked, or it still tells of somebody who was erased.
            await forgetUnknown(customer);
            unknown.push(customer);
          } else if (result.verdict === 'ERASED') erased.push({ customer, pseudonym: result.pseudonym });
          else restricted.push({ customer, pseudonym: result.pseudonym, holds: result.holds });
        }
        return eraseReleased(keeping, actor);
      },
    );
    // Of those restricted too: what an older copy of the database holds of them opens under no key then.
    const changed = erased.length + restricted.length + carriedOut.length > 0;
    const rotation = changed ? await rotateKeys(keeper.knex, keeper.keys, options) : null;
    const text = json
      ? JSON.stringify({ erased, restricted, unknown, carriedOut, letters, rotation }, null, 2)
      : [
          ...erased.map(({ customer, pseudonym }) => `${customer} is erased; records keep ${pseudonym}.`),
          ...restricted.map(({ customer, holds }) => restrictedAsText(customer, holds)),
          ...unknown.map(unknownAsText),
          ...carriedOutAsText(carriedOut),
          ...removedAsText(letters),
          ...(rotation === null ? [] : [rotationAsText(rotation)]),
        ].join('\n');
    return { text, failed: unknown.length > 0 };
  });
}

/** Whom the log does not know, for a person. */
export function unknownAsText(customer: string): string {
  return `${customer}: the log knows nobody of this number. Erased before?`;
}

/** That an erasure waits, for whom and for what, and what happens next. */
export function restrictedAsText(customer: string, holds: readonly LegalHold[]): string {
  return [
    `${customer} is RESTRICTED, not erased: ${count(holds.length, 'legal hold')} in force. From now on only the key keeper finds and reads what is theirs.`,
    ...holds.map(holdAsText),
    '  They are erased when the last of these has ended: at its release, or after its time is up by the next',
    '  audit erase or audit keys rotate.',
  ].join('\n');
}

/** A hold, for a person, on a line. */
export function holdAsText({ id, by, since, until, reason }: LegalHold): string {
  const end = until === null ? 'until it is released' : `until ${until}`;
  return `  hold ${id}, ${end}, by ${by} since ${since}: ${reason}`;
}

function carriedOutAsText(pseudonyms: readonly string[]): string[] {
  return pseudonyms.map(
    (pseudonym) => `${pseudonym} is erased: this erasure has waited for a legal hold that is over.`,
  );
}

/** What a rotation has done, and what to do now. */
export function rotationAsText({ key, destroyed, subjects }: Rotation): string {
  return [
    `${count(subjects, 'key')} of data subjects wrapped anew under ${key}; destroyed: ${destroyed.join(', ')}.`,
    'Now replace the copies of the key file, and of the tables audit.data_subject and audit.key_encryption_key: older',
    'ones are of no use any more, and must not be kept.',
  ].join('\n');
}
