/** One event of a case. */
export interface CaseEvent {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly by: string | null;
  readonly newValue: string | null;
  readonly note: string | null;
  /** Whether it tells that a report is prepared, was filed, or will not be. */
  readonly aboutReport: boolean;
}

/** Marble's events that by their kind say nothing of a report. Marble has others, and will have more. */
const ordinaryTypes: ReadonlySet<string> = new Set([
  'case_created',
  'case_updated',
  'case_assigned',
  'case_snoozed',
  'case_unsnoozed',
  'comment_added',
  'decision_added',
  'decision_reviewed',
  'escalated',
  'file_added',
  'inbox_changed',
  'name_updated',
  'outcome_updated',
  'rule_snooze_created',
  'status_updated',
  'tags_updated',
]);

const reportWords =
  /\b(sars?|strs?|smrs?|reports?|reported|reporting|fil(?:ed?|ing)|fincen|fiu|goaml|nca|bsa(?:id)?|suspicious)\b/i;

/** Whether a text may be about a suspicious activity report. Rather one too many than one too few. */
export function mentionsReport(...texts: readonly unknown[]): boolean {
  return texts.some((text) => typeof text === 'string' && reportWords.test(text.replace(/[_\-.]/g, ' ')));
}

/**
 * Whether an event of a case may be about a report: one of a kind that is not known to be ordinary, or whose note or
 * new value mentions one.
 */
export function concernsReport(type: unknown, ...texts: readonly unknown[]): boolean {
  return typeof type !== 'string' || !ordinaryTypes.has(type) || mentionsReport(...texts);
}
