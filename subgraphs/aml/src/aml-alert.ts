/** A rule that fired. Amounts of score are decimal text. */
export interface RuleHit {
  readonly ruleId: string;
  readonly version: string | null;
  readonly outcome: string | null;
  readonly weight: string | null;
}

/** An alert of transaction monitoring. */
export interface AmlAlert {
  readonly id: string;
  readonly source: 'marble' | 'tazama';
  /** ISO 8601. */
  readonly raisedAt: string;
  readonly typology: string;
  readonly typologyVersion: string | null;
  /** Null where the source tells the rules only when asked for the one alert (Marble). */
  readonly ruleHits: readonly RuleHit[] | null;
  readonly score: string;
  readonly alertThreshold: string | null;
  readonly interdictionThreshold: string | null;
  readonly caseId: string | null;
}

/** Alerts of several sources in one order: the newest first, then by id. */
export function newestAlertsFirst(alerts: readonly AmlAlert[]): AmlAlert[] {
  return alerts.toSorted(
    (one, other) => Date.parse(other.raisedAt) - Date.parse(one.raisedAt) || (one.id < other.id ? -1 : 1),
  );
}
