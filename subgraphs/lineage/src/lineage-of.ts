import { BankgraphError } from '@bankgraph/errors';
import type { SubgraphContext } from './context.js';
import type { DecisionEventRow } from './decision-event.js';
import { possibleRestricted } from './possible-decisions.js';
import type { LineageDirection, LineageRelation } from './schema.generated.js';

/** The decisions around one, with what the engine has to know of whose they are. */
export interface LineageRow {
  readonly customerId: string;
  readonly caseId: string | null;
  readonly nodes: readonly DecisionEventRow[];
  readonly edges: readonly LineageEdgeRow[];
  readonly truncated: boolean;
}

/** The later decision came from the earlier. */
export interface LineageEdgeRow {
  readonly from: string;
  readonly to: string;
  readonly relation: LineageRelation;
}

/** Steps from the decision at most, and decisions in one answer. */
const [mostDepth, mostNodes] = [10, 500];

/**
 * What led to a decision and what came of it, by way of decisions that exist for the caller: a decision behind one that does
 * not is not shown either, since how the two hang together would tell of what is between them. For the same reason whoever is
 * not cleared for restricted decisions gets an answer in which none was followed or counted.
 *
 * @throws BAD_USER_INPUT for a depth outside 1 to 10
 */
export async function lineageOf(
  asked: {
    readonly decision: string;
    readonly direction?: LineageDirection | null;
    readonly depth?: number | null;
  },
  { loaders, visible }: SubgraphContext,
): Promise<LineageRow | null> {
  const depth = asked.depth ?? mostDepth;
  if (depth < 1 || depth > mostDepth) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: `depth must be between 1 and ${mostDepth}.` });
  }
  const root = await loaders.decision.load(asked.decision);
  if (root === null || (await visible('DecisionEvent', [{ ...root }])).length === 0) return null;
  const { customerId, caseId } = root;
  const restricted = (await visible('DecisionEvent', possibleRestricted({ customerId, caseId }))).length > 0;
  const directions = (['CAUSES', 'CONSEQUENCES'] as const).filter(
    (direction) => (asked.direction ?? 'BOTH') === 'BOTH' || direction === asked.direction,
  );
  const chains = await Promise.all(
    directions.map(async (direction) => {
      // One step more than is shown tells whether there is more.
      const { events, cut } = await loaders.chain({ id: root.id, direction, depth: depth + 1, restricted });
      const seen = await visible(
        'DecisionEvent',
        events.map((event) => ({ ...event })),
      );
      return { ...reach(root, seen, direction, depth), cut };
    }),
  );
  const nodes = new Map([root, ...nearestFirst(chains)].map((event) => [event.id, event]));
  const shown = [...nodes.values()]
    .slice(0, mostNodes)
    .map((event) => ({ ...event }))
    .sort(
      (one, other) =>
        Date.parse(one.occurredAt) - Date.parse(other.occurredAt) || (one.id < other.id ? -1 : 1),
    );
  return {
    customerId,
    caseId,
    nodes: shown,
    edges: edgesBetween(shown),
    truncated: nodes.size > mostNodes || chains.some(({ more, cut }) => more || cut),
  };
}

/** Decisions by how many steps away they are, without the one that they were reached from. */
interface Reach {
  readonly levels: readonly (readonly DecisionEventRow[])[];
  /** Whether there are some one step further. */
  readonly more: boolean;
}

function reach(
  root: DecisionEventRow,
  events: readonly DecisionEventRow[],
  direction: 'CAUSES' | 'CONSEQUENCES',
  depth: number,
): Reach {
  const byId = new Map(events.map((event) => [event.id, event]));
  const next = direction === 'CAUSES' ? earlier : laterIn(events);
  const reached = new Set([root.id]);
  const levels: DecisionEventRow[][] = [];
  for (let level: readonly DecisionEventRow[] = [root]; level.length > 0 && levels.length <= depth; ) {
    const found: DecisionEventRow[] = [];
    for (const id of level.flatMap(next)) {
      const event = byId.get(id);
      if (event === undefined || reached.has(id)) continue;
      reached.add(id);
      found.push(event);
    }
    levels.push(found);
    level = found;
  }
  return { levels: levels.slice(0, depth), more: (levels[depth]?.length ?? 0) > 0 };
}

function earlier({ causedBy, supersedes }: DecisionEventRow): readonly string[] {
  return supersedes === null ? causedBy : [...causedBy, supersedes];
}

function laterIn(events: readonly DecisionEventRow[]): (event: DecisionEventRow) => readonly string[] {
  const later = new Map<string, string[]>();
  for (const event of events)
    for (const id of earlier(event)) later.set(id, [...(later.get(id) ?? []), event.id]);
  return ({ id }) => later.get(id) ?? [];
}

/** What is nearer is shown first when there is too much, whichever way it lies. */
function nearestFirst(chains: readonly Reach[]): readonly DecisionEventRow[] {
  const deepest = Math.max(0, ...chains.map(({ levels }) => levels.length));
  return Array.from({ length: deepest }, (_, away) =>
    chains.flatMap(({ levels }) => levels[away] ?? []),
  ).flat();
}

function edgesBetween(events: readonly DecisionEventRow[]): readonly LineageEdgeRow[] {
  const there = new Set(events.map(({ id }) => id));
  return events.flatMap(({ id: from, causedBy, supersedes }) => [
    ...[...new Set(causedBy)]
      .filter((to) => there.has(to))
      .map((to) => ({ from, to, relation: 'WAS_INFORMED_BY' as const })),
    ...(supersedes !== null && there.has(supersedes)
      ? [{ from, to: supersedes, relation: 'WAS_REVISION_OF' as const }]
      : []),
  ]);
}
