import type { Row } from './plain-conditions.fixture.js';

/** What a filter of decisions says, member by member: a value that is given must be that of the decision, or one of several. */
export function fitsFilter(filter: Row | null | undefined): (event: Row) => boolean {
  if (filter == null) return () => true;
  const { kinds, domains, decisions, actorTypes, planId, planVersion, from, to, knownAt } = filter;
  return (event) => {
    const actor = event.actor as Row;
    const plan = (event.plan ?? {}) as Row;
    return (
      isAmong(kinds, event.kind) &&
      isAmong(domains, event.domain) &&
      isAmong(decisions, event.decision) &&
      isAmong(actorTypes, actor.type) &&
      (planId == null || plan.id === planId) &&
      (planVersion == null || plan.version === planVersion) &&
      happened(event, from, to) &&
      (knownAt == null || time(event.recordedAt) <= time(knownAt))
    );
  };
}

/** Kinds of entry, and from one time (included) to another (not included). */
export function fitsTimeline({ kinds, from, to }: Row): (entry: Row) => boolean {
  return (entry) => isAmong(kinds, entry.kind) && happened(entry, from, to);
}

/** Whether what is asked for begins before it ends. */
export function isRange({ from, to }: Row): boolean {
  return from == null || to == null || time(from) < time(to);
}

/**
 * Ratings of risk in two times: held at `asOf` or before, recorded by `knownAt`. One that replaces another and holds from the same
 * time or an earlier one corrects it, and what was corrected never was in force.
 *
 * @param events decisions that exist for the caller
 */
export function ratedRisk(events: readonly Row[], { asOf, knownAt }: Row): Row {
  const [at, known] = [asOf, knownAt].map((given) => (given == null ? Date.now() : time(given)));
  const ratings = events
    .filter(
      ({ kind, occurredAt, recordedAt }) =>
        kind === 'kyc.risk-rating' && time(occurredAt) <= Number(at) && time(recordedAt) <= Number(known),
    )
    .sort(
      (one, other) =>
        time(one.occurredAt) - time(other.occurredAt) ||
        time(one.recordedAt) - time(other.recordedAt) ||
        (String(one.id) < String(other.id) ? -1 : 1),
    );
  const inForce = ratings.filter(
    ({ id, occurredAt }) =>
      !ratings.some((later) => later.supersedes === id && time(later.occurredAt) <= time(occurredAt)),
  );
  const levels: Row[] = inForce.map((event, index) => ({
    decisionId: event.id,
    level: event.decision,
    validFrom: event.occurredAt,
    validTo: inForce[index + 1]?.occurredAt ?? null,
    recordedAt: event.recordedAt,
    recordedLater: time(event.recordedAt) > time(event.occurredAt),
    ratedBy: (event.actor as Row).id,
    reason: event.reasonInternal,
  }));
  const current = levels.at(-1) ?? null;
  let first = levels.length - 1;
  while (first > 0 && levels[first - 1]?.level === current?.level) first -= 1;
  return { current, firstIdentified: levels[first] ?? null, levels };
}

/**
 * What leads to a decision and what comes of it, step by step, by way of decisions that exist for the caller.
 *
 * @param followed decisions that are looked at
 */
export function chainAround(
  root: Row,
  followed: readonly Row[],
  { direction, depth }: { readonly direction: string; readonly depth: number },
): Row {
  const nodes = new Map([[root.id, root]]);
  let truncated = false;
  const steps = {
    CAUSES: (from: Row, to: Row) => comesFrom(from, to),
    CONSEQUENCES: (from: Row, to: Row) => comesFrom(to, from),
  };
  for (const [name, leads] of Object.entries(steps)) {
    if (direction !== 'BOTH' && direction !== name) continue;
    const reached = new Set([root.id]);
    let level = [root];
    for (let away = 1; level.length > 0; away += 1) {
      const next = followed.filter(
        (event) => !reached.has(event.id) && level.some((from) => leads(from, event)),
      );
      if (away > depth) {
        truncated ||= next.length > 0;
        break;
      }
      for (const event of next) {
        reached.add(event.id);
        nodes.set(event.id, event);
      }
      level = next;
    }
  }
  if (nodes.size > 500) throw new Error('The sandbox has no chain as long as that.');
  const shown = [...nodes.values()].sort(
    (one, other) =>
      time(one.occurredAt) - time(other.occurredAt) || (String(one.id) < String(other.id) ? -1 : 1),
  );
  const edges = shown.flatMap(({ id, causedBy, supersedes }) => [
    ...(causedBy as string[])
      .filter((to) => nodes.has(to))
      .map((to) => ({ from: id, to, relation: 'WAS_INFORMED_BY' })),
    ...(nodes.has(supersedes) ? [{ from: id, to: supersedes, relation: 'WAS_REVISION_OF' }] : []),
  ]);
  return { customerId: (root.subject as Row).id, caseId: root.caseId, nodes: shown, edges, truncated };
}

const comesFrom = (later: Row, earlier: Row) =>
  (later.causedBy as readonly unknown[]).includes(earlier.id) || later.supersedes === earlier.id;

const time = (text: unknown) => Date.parse(String(text));

function happened({ occurredAt }: Row, from: unknown, to: unknown): boolean {
  return (from == null || time(occurredAt) >= time(from)) && (to == null || time(occurredAt) < time(to));
}

function isAmong(asked: unknown, value: unknown): boolean {
  return asked == null || (asked as readonly unknown[]).includes(value);
}
