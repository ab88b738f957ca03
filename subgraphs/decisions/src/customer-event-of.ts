import type { DecisionEventEntry } from '@bankgraph/decision-ledger';
import type { CustomerEvent } from '@bankgraph/events';

/** Tells of a decision that went into the ledger, by reference: who listens asks the graph, as what they may see. */
export function customerEventOf(entry: DecisionEventEntry): CustomerEvent {
  return {
    specversion: '1.0',
    id: entry.id,
    source: 'urn:bankgraph:decisions',
    type: 'bankgraph.decision',
    subject: entry.subject,
    time: entry.recordedAt,
    data: {
      domain: entry.domain,
      class: entry.class,
      caseId: entry.caseId ?? null,
      aboutReport: entry.aboutReport ?? false,
      decisionIds: [entry.id],
    },
  };
}
