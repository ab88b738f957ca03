import type { EvidenceRef, LedgerEvent } from './ledger.js';
import { minutesAfter } from './moment.js';
import { recordId } from './record-id.js';
import type { Subject } from './subject.js';

type Optional =
  | 'recordedAt'
  | 'inputs'
  | 'plan'
  | 'reasonForCustomer'
  | 'reasonInternal'
  | 'causedBy'
  | 'supersedes'
  | 'approvals'
  | 'class';

/** What a story says of a decision; the rest is the ordinary case (recorded a minute later, class C). */
export type DecisionPlan = Omit<LedgerEvent, 'id' | 'subject' | Optional> &
  Partial<Pick<LedgerEvent, Optional>>;

/** Writes a decision about the customer; its id is `LE-<number>-<name>`. */
export function decided(subject: Subject, name: string, plan: DecisionPlan): LedgerEvent {
  return {
    id: eventId(subject, name),
    subject: subject.customerId,
    recordedAt: minutesAfter(plan.occurredAt, 1),
    inputs: [],
    plan: null,
    reasonForCustomer: null,
    reasonInternal: null,
    causedBy: [],
    supersedes: null,
    approvals: [],
    class: 'C',
    ...plan,
  };
}

/** The id of the customer's decision of that name. */
export function eventId(subject: Subject, name: string): string {
  return recordId('LE', subject.number, name);
}

/** A reference to a record of a bank system, as of a moment. */
export function evidence(
  subject: Subject,
  system: string,
  externalId: string,
  asOf: string,
  dataClass: EvidenceRef['class'] = 'C',
): EvidenceRef {
  return { system, externalId, hash: subject.hash(`${system}/${externalId}`), asOf, class: dataClass };
}

/** The actor that is a person: `S-<role>-<k>`, in that role. */
export function person(staffId: string, onBehalfOf: string | null = null): LedgerEvent['actor'] {
  return { type: 'HUMAN', id: staffId, role: staffId.replace(/^S-(.+)-\d+$/, '$1'), onBehalfOf };
}

/** The actor that is a system. */
export function system(id: string, role = 'engine'): LedgerEvent['actor'] {
  return { type: 'SYSTEM', id, role, onBehalfOf: null };
}

/** The actor that is a model. */
export function model(id: string): LedgerEvent['actor'] {
  return { type: 'MODEL', id, role: 'scoring', onBehalfOf: null };
}
