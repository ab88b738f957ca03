import type { DecisionEventRow } from './decision-event.js';
import type { RiskHistory, RiskLevel } from './schema.generated.js';

/** Kinds of decision that rate a customer's risk. */
const ratingKinds: readonly string[] = ['kyc.risk-rating'];

/**
 * How risk was rated, in two times. A rating counts when it held at `asOf` or before and was recorded by `knownAt`. One that
 * supersedes another, or was made after it, and holds from the same time or an earlier one corrects it: what was corrected by
 * then never was in force. Any other follows the rating before it.
 *
 * @param events decisions that exist for the caller
 */
export function riskHistoryOf(
  events: readonly DecisionEventRow[],
  { asOf, knownAt }: { readonly asOf: Date; readonly knownAt: Date },
): RiskHistory {
  const known = events
    .filter(
      ({ kind, occurredAt, recordedAt }) =>
        ratingKinds.includes(kind) && new Date(occurredAt) <= asOf && new Date(recordedAt) <= knownAt,
    )
    .toSorted(
      (one, other) =>
        Date.parse(one.occurredAt) - Date.parse(other.occurredAt) ||
        Date.parse(one.recordedAt) - Date.parse(other.recordedAt) ||
        (one.id < other.id ? -1 : 1),
    );
  const inForce = known.filter((event) => !known.some((other) => corrects(other, event)));
  const levels = inForce.map((event, at) => levelOf(event, inForce[at + 1]?.occurredAt ?? null));
  const current = levels.at(-1) ?? null;
  const before = levels.findLastIndex(({ level }) => level !== current?.level);
  return { current, firstIdentified: levels[before + 1] ?? null, levels };
}

/** Whether a rating takes the place of another for all the time that the other would hold. */
function corrects(other: DecisionEventRow, event: DecisionEventRow): boolean {
  if (Date.parse(other.occurredAt) > Date.parse(event.occurredAt)) return false;
  return other.supersedes === event.id || madeAt(other) > madeAt(event);
}

/** When a rating was made: its evidence is as of then, and it may hold from before. */
function madeAt({ inputs, occurredAt }: DecisionEventRow): number {
  return Date.parse(inputs[0]?.asOf ?? occurredAt);
}

function levelOf(
  { id, decision, occurredAt, recordedAt, actor, reasonInternal }: DecisionEventRow,
  validTo: string | null,
): RiskLevel {
  return {
    decisionId: id,
    level: decision,
    validFrom: occurredAt,
    validTo,
    recordedAt,
    recordedLater: Date.parse(recordedAt) > Date.parse(occurredAt),
    ratedBy: actor.id,
    reason: reasonInternal,
  };
}
