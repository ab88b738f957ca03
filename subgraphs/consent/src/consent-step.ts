import { createHash } from 'node:crypto';
import type { Knex } from '@bankgraph/database';
import type { DecisionEventEntry } from '@bankgraph/decision-ledger';
import { addToOutbox } from '@bankgraph/events';
import type { ConsentOrder } from './consent-desk.js';
import type { ConsentStatus } from './consent-life-cycle.js';

/** What each step is called in the ledger, as `consent.…`. */
const decisionKinds = {
  REQUEST: 'requested',
  AUTHORISE: 'authorised',
  REJECT: 'rejected',
  WITHDRAW: 'withdrawn',
  REAUTHENTICATE: 'reauthenticated',
  EXPIRE: 'expired',
  CHANGE_ACCOUNTS: 'accounts-changed',
} as const;

export type Step = keyof typeof decisionKinds;

/** A step of a consent that was taken. */
export interface StepTaken {
  readonly consentId: string;
  readonly customerId: string;
  readonly step: Step;
  /** State and version after it. */
  readonly status: ConsentStatus;
  readonly version: number;
  /** From when on it counts here: of an expiry that is when the time was over. */
  readonly at: Date;
  /** When it happened; elsewhere in the bank that may have been before. */
  readonly happenedAt: Date;
  /** When it is written down: the database's `now()`. */
  readonly recordedAt: Date;
  readonly actor: DecisionEventEntry['actor'];
  readonly note: string | null;
  /** The notice that it brought with it. */
  readonly noticeVersion: string | null;
  /** Null where nobody ordered it. */
  readonly order: ConsentOrder | null;
}

/** Nobody ends a consent whose time is over: whoever comes across it only has it written down. */
export const byTime = { type: 'SYSTEM', id: 'bankgraph', role: null, onBehalfOf: null } as const;

/**
 * Adds a step to the history of a consent.
 *
 * @param transaction in which the consent itself is changed
 * @returns its decision, for the ledger
 */
export async function keepStep(transaction: Knex, taken: StepTaken): Promise<DecisionEventEntry> {
  const { consentId, customerId, step, status, version, at, actor, note, order } = taken;
  await transaction('consent.consent_event').insert({
    consent_id: consentId,
    version,
    status,
    at,
    actor: actor.id,
    on_behalf_of: actor.onBehalfOf,
    note,
    notice_version: taken.noticeVersion,
  });
  const before = decisionId(consentId, version - 1);
  const known = await transaction('ledger.decision_event').where({ id: before }).first('id');
  return {
    id: decisionId(consentId, version),
    subject: customerId,
    occurredAt: taken.happenedAt.toISOString(),
    recordedAt: taken.recordedAt.toISOString(),
    domain: 'consent',
    kind: `consent.${decisionKinds[step]}`,
    decision: decisionKinds[step].toUpperCase().replaceAll('-', '_'),
    actor,
    inputs: [
      {
        system: 'consent',
        externalId: consentId,
        hash: sha256({ id: consentId, version, status, order }),
        asOf: at.toISOString(),
        class: 'C',
      },
    ],
    plan: null,
    outcome: status,
    reasonForCustomer: null,
    reasonInternal: note,
    causedBy: known === undefined ? [] : [before],
    supersedes: null,
    approvals: [],
    class: 'C',
  };
}

/** Whoever follows the customer hears after COMMIT that a consent changed, and not what it says. */
export async function tellOfSteps(
  transaction: Knex,
  {
    consentId,
    customerId,
    version,
    at,
  }: Pick<StepTaken, 'consentId' | 'customerId' | 'version'> & { readonly at: Date },
  decisions: readonly DecisionEventEntry[],
): Promise<void> {
  await addToOutbox(transaction, {
    specversion: '1.0',
    id: `${consentId}-${version}`,
    source: 'urn:bankgraph:consent',
    type: 'bankgraph.consent',
    subject: customerId,
    time: at.toISOString(),
    data: {
      domain: 'consent',
      // That there was a step, and not what it was: the customer and whoever serves them may hear of it.
      class: 'I',
      caseId: null,
      aboutReport: false,
      decisionIds: decisions.map((decision) => decision.id),
    },
  });
}

/** Of the value as JSON, hexadecimal. Callers give members in one order. */
export function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Of the step that made this version of a consent. */
function decisionId(consentId: string, version: number): string {
  return `DE-${consentId}-${version}`;
}
