import type { Inclusion, NewestCheckpoints } from '@bankgraph/audit-tree';
import type { LedgerVerification } from '@bankgraph/decision-ledger';
import { batched, type LoaderScope, oneByOne } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
import type { AccessLog } from './access-log-source.js';
import type { AccessRecordRow } from './access-record.js';
import type { AuditEntryRow } from './audit-entry.js';
import type { AuditTrail, EntriesAsked } from './audit-trail-source.js';
import type { OpenEvent } from './customer-change.js';
import type {
  Chain,
  ChainAsked,
  DecisionEventRow,
  DecisionLedger,
  DecisionSort,
  PlanAsked,
  TimelineAsked,
  TimelinePageAsked,
} from './decision-event.js';
import type { Contacts, Interactions } from './interactions-source.js';
import type { IntegrityCheck } from './ledger-integrity.js';

/** What this subgraph reads from. */
export interface LineageSources {
  readonly ledger: DecisionLedger;
  readonly interactions: Interactions;
  readonly accessLog: AccessLog;
  readonly auditTrail: AuditTrail;
  readonly openEvent: OpenEvent;
  readonly integrity: IntegrityCheck;
}

/** Everything that is loaded for one request. */
export interface LineageLoaders {
  /** By customer. */
  readonly decisions: DataLoader<string, readonly DecisionEventRow[]>;
  /** By the decision's own id; null when there is none. */
  readonly decision: DataLoader<string, DecisionEventRow | null>;
  timelineSorts(asked: TimelineAsked): Promise<readonly (DecisionSort & { readonly count: number })[]>;
  timelinePage(asked: TimelinePageAsked): Promise<readonly DecisionEventRow[]>;
  chain(asked: ChainAsked): Promise<Chain>;
  byPlan(asked: PlanAsked): Promise<readonly DecisionEventRow[]>;
  /** Record of the audit log that anchors a decision, by the decision's id; null when none does. */
  readonly anchor: DataLoader<string, string | null>;
  integrity(): Promise<LedgerVerification>;
  /** By customer. */
  readonly contacts: DataLoader<string, Contacts>;
  /** By customer. */
  readonly accesses: DataLoader<string, readonly AccessRecordRow[]>;
  /** By its id; null when there is none. */
  readonly auditEntry: DataLoader<string, AuditEntryRow | null>;
  /** A page, and a row on either side of it. */
  auditEntries(asked: EntriesAsked): Promise<readonly AuditEntryRow[]>;
  /** The same for the whole request, so that its proofs lead to the checkpoint that it shows. */
  auditCheckpoints(): Promise<NewestCheckpoints>;
  /** By the entry's id; null while it is in no signed tree. */
  readonly inclusion: DataLoader<string, Inclusion | null>;
  readonly openEvent: OpenEvent;
}

const maxBatchSize = 1_000;

/** Loaders of one request. */
export function lineageLoaders(sources: LineageSources, { signal }: LoaderScope): LineageLoaders {
  const { ledger, interactions, accessLog, auditTrail, integrity } = sources;
  let checkpoints: Promise<NewestCheckpoints> | undefined;
  const auditCheckpoints = () => {
    checkpoints ??= auditTrail.checkpoints(signal);
    return checkpoints;
  };
  const decision = batched((ids) => ledger.byIds(ids, signal), { maxBatchSize, absent: null });
  /** What these decisions name as their causes are mostly each other: they need not be asked for again. */
  const known = (events: readonly DecisionEventRow[]) => {
    for (const event of events) decision.prime(event.id, event);
    return events;
  };
  return {
    decision,
    timelineSorts: (asked) => ledger.timelineSorts(asked, signal),
    timelinePage: (asked) => ledger.timelinePage(asked, signal),
    async chain(asked) {
      const found = await ledger.chain(asked, signal);
      known(found.events);
      return found;
    },
    byPlan: async (asked) => known(await ledger.byPlan(asked, signal)),
    anchor: batched((ids) => ledger.anchors(ids, signal), { maxBatchSize, absent: null }),
    integrity: () => integrity.verify(signal),
    decisions: batched(
      async (customerIds) => {
        const found = await ledger.bySubjects(customerIds, signal);
        known([...found.values()].flat());
        return found;
      },
      { maxBatchSize, absent: [] },
    ),
    contacts: batched((ids) => interactions.contacts(ids, signal), { maxBatchSize }),
    accesses: oneByOne((id) => accessLog.accesses(id, signal)),
    auditEntry: batched((ids) => auditTrail.byIds(ids, signal), { maxBatchSize, absent: null }),
    auditEntries: (asked) => auditTrail.entries(asked, signal),
    auditCheckpoints,
    inclusion: batched(async (ids) => auditTrail.inclusions(ids, await auditCheckpoints(), signal), {
      maxBatchSize,
      absent: null,
    }),
    openEvent: sources.openEvent,
  };
}
