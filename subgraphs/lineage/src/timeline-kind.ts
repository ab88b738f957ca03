import type { TimelineEntryKind } from './schema.generated.js';

/** What a decision is on a timeline. */
export type DecisionEntryKind = Exclude<TimelineEntryKind, 'CONTACT'>;

// Read by JavaScript and by PostgreSQL: nothing in them means another thing to the other.
/** Kinds of the ledger that are alerts: `aml.alert`, `fraud.alert-raised`. */
export const alertPattern = '(^|[.-])alert([.-]|$)';
/** Kinds that are checks: what a check came to, not what a person made of it (`kyc.screening-review`). */
export const checkPattern = '[.](verification|screening|step-up|step-up-result)$';

const [alert, check] = [new RegExp(alertPattern), new RegExp(checkPattern)];

/** Which entry a decision makes, by the ledger's kind and domain. */
export function timelineKindOf(event: { readonly kind: string; readonly domain: string }): DecisionEntryKind {
  if (event.domain === 'CONSENT') return 'CONSENT';
  if (alert.test(event.kind)) return 'ALERT';
  return check.test(event.kind) ? 'CHECK' : 'DECISION';
}
