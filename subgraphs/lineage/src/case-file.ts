import { BankgraphError } from '@bankgraph/errors';
import type { AuditEntryRow } from './audit-entry.js';
import type { SubgraphContext } from './context.js';
import type { DecisionEventRow } from './decision-event.js';

/** What a case file is about: a customer, and of their decisions all, those of one case, or one. */
export interface CaseFileAsked {
  readonly customerId: string;
  readonly caseId: string | null;
  readonly decisionId: string | null;
}

/** A decision as a row of a case file: what conditions look at, and the decision. */
export interface CaseFileRow
  extends Pick<DecisionEventRow, 'customerId' | 'caseId' | 'class' | 'domain' | 'aboutReport'> {
  readonly decision: DecisionEventRow;
}

/** A case file as it was asked for. What is in it is found out once, whichever of its fields want to know. */
export interface CaseFileAsking {
  readonly customer: { readonly id: string };
  readonly caseId: string | null;
  readonly decisionId: string | null;
  readonly contents: () => Promise<CaseFileContents>;
}

/** What is in a case file. */
export interface CaseFileContents {
  /** The oldest first. */
  readonly rows: readonly CaseFileRow[];
  /** Whether there is more that the caller may see, and nobody else has agreed to its leaving the graph. */
  readonly heldBack: boolean;
}

/** So many decisions fit into a file. */
const most = 1_000;

/**
 * The decisions of a case file that the caller may take out, the oldest first. Of a decision it says no more than the rest
 * of the file: neither the numbers of decisions that are not in it, nor restricted evidence unless that may leave as well.
 * Of what is held back only whoever may see it is told; whoever may not gets the answer of a customer who has none.
 *
 * @throws BAD_USER_INPUT when there are more than a thousand
 */
export function caseFileOf(asked: CaseFileAsked, context: SubgraphContext): CaseFileAsking {
  let contents: Promise<CaseFileContents> | undefined;
  return {
    customer: { id: asked.customerId },
    caseId: asked.caseId,
    decisionId: asked.decisionId,
    contents: () => {
      contents ??= contentsOf(asked, context);
      return contents;
    },
  };
}

/**
 * The entries of the audit log that anchor the decisions of a file, each once, the oldest first: ids of records are in the
 * order of time.
 */
export async function anchorsOf(
  { contents }: CaseFileAsking,
  { loaders }: SubgraphContext,
): Promise<readonly AuditEntryRow[]> {
  const { rows } = await contents();
  const records = await Promise.all(rows.map(({ decision }) => loaders.anchor.load(decision.id)));
  const named = [...new Set(records.filter((record) => record !== null))].sort();
  const entries = await Promise.all(named.map((record) => loaders.auditEntry.load(record)));
  return entries.flatMap((entry) => (entry === null ? [] : [{ ...entry }]));
}

async function contentsOf(asked: CaseFileAsked, context: SubgraphContext): Promise<CaseFileContents> {
  const all = (await context.loaders.decisions.load(asked.customerId)).map(rowOf);
  // The one policy never opens what the other shuts: a file holds nothing that could not be seen.
  const visible = idsOf(
    await context.visible(
      'DecisionEvent',
      all.map(({ decision }) => decision),
    ),
  );
  const seen = all.filter(({ decision }) => visible.has(decision.id));
  const open = idsOf((await context.visible('CaseFileDecision', seen)).map(({ decision }) => decision));
  const wanted = withWhatLedThere(asked, seen, all);
  // Not by way of decisions that stay behind: that they tie two others together is theirs to tell.
  const kept = withWhatLedThere(
    asked,
    seen.filter(({ decision }) => open.has(decision.id)),
    all,
  );
  if (kept.length > most) {
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: `There are more than ${most} decisions. Ask for a case, or for one decision.`,
    });
  }
  const inFile = idsOf(kept.map(({ decision }) => decision));
  const files = await Promise.all(kept.map((row) => withinFile(row, inFile, context)));
  return {
    rows: files.map(({ row }) => row).sort(oldestFirst),
    heldBack: wanted.some(({ decision }) => !open.has(decision.id)) || files.some(({ heldBack }) => heldBack),
  };
}

/**
 * The rows that were asked for, and those among the given ones that led to them. A case with a restricted decision in it
 * is one only for those who may see such a decision: to others a number of a case must not tell itself true.
 *
 * @param rows that the caller may see
 */
function withWhatLedThere(
  { caseId, decisionId }: CaseFileAsked,
  rows: readonly CaseFileRow[],
  all: readonly CaseFileRow[],
): readonly CaseFileRow[] {
  if (caseId === null && decisionId === null) return rows;
  const isRestrictedCase = (row: CaseFileRow) => row.caseId === caseId && row.class === 'RESTRICTED';
  if (caseId !== null && all.some(isRestrictedCase) && !rows.some(isRestrictedCase)) return [];
  const byId = new Map(rows.map((row) => [row.decision.id, row]));
  const found = new Set(
    rows.filter(
      (row) =>
        (caseId === null || row.caseId === caseId) && (decisionId === null || row.decision.id === decisionId),
    ),
  );
  // A set is walked in the order in which it grows.
  for (const { decision } of found) {
    for (const id of ledBy(decision)) {
      const cause = byId.get(id);
      if (cause !== undefined) found.add(cause);
    }
  }
  return [...found];
}

function ledBy({ causedBy, supersedes }: DecisionEventRow): readonly string[] {
  return supersedes === null ? causedBy : [...causedBy, supersedes];
}

/** A row that says no more than the file, and whether evidence that the caller may see was held back for that. */
async function withinFile(
  row: CaseFileRow,
  inFile: ReadonlySet<string>,
  context: SubgraphContext,
): Promise<{ readonly row: CaseFileRow; readonly heldBack: boolean }> {
  const { decision } = row;
  const { causedBy, supersedes, inputs } = decision;
  const restricted = inputs.filter((input) => input.class === 'RESTRICTED');
  // Restricted evidence leaves the graph where a restricted decision of the same kind would.
  const leaves =
    restricted.length === 0 ||
    (await context.visible('CaseFileDecision', [{ ...row, class: 'RESTRICTED' as const }])).length > 0;
  const { customerId, caseId } = row;
  const heldBack =
    !leaves &&
    (
      await context.visible(
        'EvidenceRef',
        restricted.map((input) => ({ ...input, customerId, caseId })),
      )
    ).length > 0;
  return {
    row: {
      ...row,
      decision: {
        ...decision,
        causedBy: causedBy.filter((id) => inFile.has(id)),
        supersedes: supersedes !== null && inFile.has(supersedes) ? supersedes : null,
        inputs: leaves ? inputs : inputs.filter((input) => input.class !== 'RESTRICTED'),
      },
    },
    heldBack,
  };
}

function rowOf(event: DecisionEventRow): CaseFileRow {
  const { customerId, caseId, class: dataClass, domain, aboutReport } = event;
  return { customerId, caseId, class: dataClass, domain, aboutReport, decision: { ...event } };
}

function idsOf(decisions: readonly DecisionEventRow[]): ReadonlySet<string> {
  return new Set(decisions.map(({ id }) => id));
}

function oldestFirst({ decision: one }: CaseFileRow, { decision: other }: CaseFileRow): number {
  if (one.occurredAt !== other.occurredAt) return one.occurredAt < other.occurredAt ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
