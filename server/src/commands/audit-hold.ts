import {
  type HeldSubjects,
  type HoldResult,
  holdDataSubject,
  listHolds,
  type ReleaseResult,
  releaseDataSubject,
  rotateKeys,
} from '@bankgraph/audit-log';
import { operator } from '../operator.js';
import { recordReading } from '../record-reading.js';
import {
  type ErasingKeeper,
  holdAsText,
  restrictedAsText,
  rotationAsText,
  unknownAsText,
} from './audit-keys.js';
import { erasing, removedAsText } from './keep-dead-letters.js';
import { asKeyKeeper, type KeyKeeper, recordingKeys } from './keep-keys.js';
import type { Report } from './schema.js';

/** Who is put on legal hold, and why. */
export interface HoldOptions extends KeyKeeper {
  readonly customer: string;
  readonly reason: string;
  /** When it ends by itself; only by a release when not given. */
  readonly until?: Date;
}

/**
 * Puts a customer on legal hold. Fails when the log does not know them. Once more with the same reason and end records nothing.
 *
 * @throws HoldIsOver, AuditUnavailable, AuditOverloaded, KeysDoNotFit, KeyFileFault
 */
export function holdReport(options: HoldOptions): Promise<Report> {
  const { customer, reason, until = null, json } = options;
  return asKeyKeeper(options, async (keeper) => {
    const result = await recordingKeys(options, keeper, (keeping) =>
      holdDataSubject(keeping, { identifier: customer, actor: operator(), reason, until }),
    );
    const text = json
      ? JSON.stringify(result === null ? { unknown: customer } : { customer, ...result }, null, 2)
      : result === null
        ? unknownAsText(customer)
        : heldAsText(customer, result);
    return { text, failed: result === null };
  });
}

function heldAsText(customer: string, { hold, already, others }: HoldResult): string {
  return [
    already
      ? `${customer} is on this hold already; nothing was recorded.`
      : `${customer} is on hold. audit erase restricts them meanwhile, and destroys nothing.`,
    holdAsText(hold),
    ...(others.length === 0 ? [] : ['Also in force; each ends by itself or by its own release:']),
    ...others.map(holdAsText),
  ].join('\n');
}

/** Which hold ends, and why. */
export interface ReleaseOptions extends ErasingKeeper {
  readonly customer: string;
  readonly reason: string;
  /** Id of the hold, when several are in force. */
  readonly hold?: string;
}

/**
 * Ends a legal hold, and carries out the erasure that has waited for it; then rotates the keys, as an erasure does. Fails when
 * no hold was ended and nobody was erased.
 *
 * @throws DatabaseUnavailable, AuditUnavailable, AuditOverloaded, RotationUnderWay, KeysDoNotFit, KeyFileFault
 */
export function releaseReport(options: ReleaseOptions): Promise<Report> {
  const { customer, reason, hold, json } = options;
  return asKeyKeeper(options, async (keeper) => {
    const release = {
      identifier: customer,
      actor: operator(),
      reason,
      ...(hold === undefined ? {} : { hold }),
    };
    const { result, letters } = await erasing(options, keeper, 'audit release', (keeping) =>
      releaseDataSubject(keeping, release),
    );
    const rotation =
      result?.erasure === 'ERASED' ? await rotateKeys(keeper.knex, keeper.keys, options) : null;
    const text = json
      ? JSON.stringify(
          result === null ? { unknown: customer } : { customer, ...result, letters, rotation },
          null,
          2,
        )
      : [
          ...(result === null ? [unknownAsText(customer)] : releasedAsText(customer, hold, result)),
          ...removedAsText(letters),
          ...(rotation === null ? [] : [rotationAsText(rotation)]),
        ].join('\n');
    return { text, failed: result === null || (result.released === null && result.erasure !== 'ERASED') };
  });
}

function releasedAsText(
  customer: string,
  hold: string | undefined,
  { pseudonym, released, others, erasure }: ReleaseResult,
): string[] {
  const first =
    released !== null
      ? [`${customer} is released from this hold:`, holdAsText(released)]
      : others.length === 0
        ? [`${customer} is on no hold. Released before, or its time is up?`]
        : hold === undefined
          ? [
              `${customer} is on several holds, and none was ended: say which with --hold.`,
              ...others.map(holdAsText),
            ]
          : [`${customer} is on no hold ${hold}. In force are:`, ...others.map(holdAsText)];
  if (erasure === 'ERASED') {
    return [...first, `${customer} is erased, as was asked for before; records keep ${pseudonym}.`];
  }
  if (released === null) return first;
  if (erasure === 'RESTRICTED') return [...first, restrictedAsText(customer, others)];
  return others.length === 0 ? first : [...first, 'Still in force:', ...others.map(holdAsText)];
}

/**
 * Who is on legal hold, and whose erasure waits. That somebody is shown it is recorded first.
 *
 * @throws AuditUnavailable, KeysDoNotFit, KeyFileFault
 */
export async function holdsReport(options: KeyKeeper): Promise<Report> {
  const { auditKeyKeeper, auditKeys, json } = options;
  await recordReading({ auditWriter: auditKeyKeeper, auditKeys, command: 'audit holds' });
  return asKeyKeeper(options, async ({ knex, keys }) => {
    const held = await listHolds(knex, keys);
    return { text: json ? JSON.stringify(held, null, 2) : holdsAsText(held), failed: false };
  });
}

function holdsAsText({ holds, waiting }: HeldSubjects): string {
  if (holds.length + waiting.length === 0) return 'Nobody is on hold.';
  return [
    ...holds.flatMap(({ identifier, ...hold }) => [identifier, holdAsText(hold)]),
    ...waiting.map(
      ({ identifier, ground, since, due }) =>
        `${identifier} is to be erased (${ground}) since ${since.toISOString()}: ${due ? 'no hold is in force any more, so audit keys rotate does it now' : 'waits for a hold'}.`,
    ),
  ].join('\n');
}
