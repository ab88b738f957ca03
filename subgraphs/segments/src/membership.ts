import { type CustomerRecords, scoreText, UpstreamInvalid } from '@bankgraph/bank-sources';
import { isAmlDerived } from './aml-derived.js';
import type { ModelVersion } from './model-version.js';
import type { Prediction } from './prediction.js';
import type { SegmentationProfile } from './segmentation-profile.js';

/** What a segment is for. */
export const segmentCategories = ['MARKETING', 'RISK'] as const;

/** A change of a membership by a person, approved by another. Times are ISO 8601 in UTC. */
export interface Override {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by: string;
  readonly approvedBy: string;
  readonly at: string;
  readonly expiresAt: string;
}

/** Membership of one segment. */
export interface Membership {
  readonly id: string;
  readonly segment: string;
  readonly category: (typeof segmentCategories)[number];
  /** ISO 8601 date and time; null when only the segmentation system knows of it. */
  readonly since: string | null;
  readonly source: string;
  /** Decimal text, 0 to 100. */
  readonly score: string | null;
  readonly modelRun: ModelVersion | null;
  /** The latest one. */
  readonly override: Override | null;
}

/** What the bank has written down about segments. One statement each, however many customers are asked for. */
export interface SegmentRecords {
  memberships(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<Membership>>>;
  predictions(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<Prediction>>>;
}

/** The names under which the two systems appear in errors. */
export interface SystemNames {
  readonly records: string;
  readonly segmentation: string;
}

/** The segmentation system as `source` names it. */
const unomi = 'Apache Unomi';

/**
 * Joins what the bank has written down (category, since, model, override) with what Apache Unomi says now, the newest
 * first:
 *
 * - A row for a segment that Unomi reports now has Unomi as its source, and Unomi's score where it has one of that name.
 * - A row of Unomi that Unomi no longer reports has ended and is left out, unless a person's override still holds it.
 *   Where Unomi has no profile that could be read, its rows stay as written down.
 * - Rows of other models stay as they are.
 * - A segment of Unomi without a row is a MARKETING membership without model, for marketing is what Unomi is for.
 * - Whatever is derived from AML is set aside and reported by the id of its row or profile, which says nothing of why.
 */
export function currentMemberships(
  rows: CustomerRecords<Membership>,
  profiles: CustomerRecords<SegmentationProfile>,
  now: Date,
  systems: SystemNames,
): CustomerRecords<Membership> {
  const faults = [...rows.faults, ...profiles.faults];
  const derived = rows.records.filter(isDerivedRow);
  for (const row of derived) {
    faults.push(new UpstreamInvalid(systems.records, row.id, ['derived from AML'], row));
  }

  const profile = profiles.records[0];
  const reported = new Set(profile?.segments);
  const kept = rows.records
    .filter((row) => !derived.includes(row))
    .filter((row) => profile === undefined || !isUnomi(row) || reported.has(row.segment) || isHeld(row, now))
    .map((row) => {
      const score = profile === undefined ? null : scoreOf(profile, row.segment);
      if (reported.has(row.segment)) return { ...row, source: unomi, score: score ?? row.score };
      return isUnomi(row) ? { ...row, source: unomi } : row;
    });

  const known = new Set(rows.records.map(({ segment }) => segment));
  // A row that could not be read may be about a segment of risk: then nobody can tell what is for marketing only.
  const unread = rows.faults.length > 0;
  const added: Membership[] = [];
  for (const segment of reported) {
    if (profile === undefined || known.has(segment)) continue;
    if (isAmlDerived(segment)) {
      faults.push(new UpstreamInvalid(systems.segmentation, profile.id, ['segments: derived from AML']));
    } else if (!unread) {
      added.push({
        id: `${profile.id}:${segment}`,
        segment,
        category: 'MARKETING',
        since: null,
        source: unomi,
        score: scoreOf(profile, segment),
        modelRun: null,
        override: null,
      });
    }
  }
  return { records: [...kept, ...added].sort(newestFirst), faults };
}

function isDerivedRow({ segment, source, modelRun, override }: Membership): boolean {
  return isAmlDerived(
    ...[segment, source, modelRun?.name, modelRun?.purpose, modelRun?.owner],
    ...[override?.from, override?.to, override?.reason],
  );
}

function isUnomi({ source }: Membership): boolean {
  return /unomi/i.test(source);
}

function isHeld({ override }: Membership, now: Date): boolean {
  return override !== null && now.getTime() < Date.parse(override.expiresAt);
}

/** Unomi's score of the segment's own name. Its scale is free, so one outside 0 to 100 is none of ours. */
function scoreOf(profile: SegmentationProfile, segment: string): string | null {
  const score = profile.scores.get(segment);
  return score === undefined || score < 0 || score > 100 ? null : scoreText(score);
}

function newestFirst(one: Membership, other: Membership): number {
  const begun = ({ since }: Membership) => (since === null ? Number.NEGATIVE_INFINITY : Date.parse(since));
  const [a, b] = [begun(one), begun(other)];
  return a === b ? one.id.localeCompare(other.id) : b - a;
}
