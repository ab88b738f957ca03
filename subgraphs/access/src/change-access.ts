import type { RecordEdit } from '@bankgraph/audit-log';
import { BankgraphError } from '@bankgraph/errors';
import type { LoaderScope } from '@bankgraph/subgraph-kit';
import { type AccessEvent, type AccessGrant, type Doer, refusalOf } from './access-grant.js';
import type { AccessRegister, OnKept } from './access-register.js';
import type { AccessRequest } from './access-request.js';

/** Who is told at once that access was asked for or opened, for example a pino logger. No person and no customer is named. */
export interface AccessAlerts {
  warn(
    fields: { readonly grantId: string; readonly kind: string; readonly role: string },
    message: string,
  ): void;
}

/** The fields by which access is asked for. */
export type AskingField = 'Mutation.requestAccess' | 'Mutation.requestExport';

/** A change, for the audit log. */
export interface AccessEdit {
  /** `Mutation.field` */
  readonly field: string;
  readonly customerId: string;
}

/** Where grants are kept, who is told, and how a change gets on record. */
export interface AccessSources {
  readonly register: AccessRegister;
  readonly alerts: AccessAlerts;
  /** Prepares the record of a change that is made in this request. @throws AuditUnavailable */
  recordOf(edit: AccessEdit, scope: LoaderScope): Promise<RecordEdit>;
}

/** The same for one request. */
export interface AccessLoaders extends Omit<AccessSources, 'recordOf'> {
  recordOf(edit: AccessEdit): Promise<RecordEdit>;
}

/**
 * Keeps a request and tells of it, whether or not somebody still waits for the answer. Sent again with its key it is the
 * same request, and nobody is told twice.
 *
 * @throws AuditUnavailable when it cannot be recorded; BAD_USER_INPUT when the key stands for another request, a review of theirs is overdue, or too many wait
 */
export async function requestAccess(
  { register, alerts, recordOf }: AccessLoaders,
  field: AskingField,
  request: AccessRequest,
  by: Doer,
): Promise<AccessGrant> {
  const record = await recordOf({ field, customerId: request.customerId });
  const onKept = telling(alerts, by, 'access requested');
  const asked = await register.request(request, by, { record, onKept });
  switch (asked.outcome) {
    case 'other request':
      throw new BankgraphError('BAD_USER_INPUT', {
        advice: 'You have used this idempotencyKey for another request. Choose a new one.',
      });
    case 'review overdue':
      throw new BankgraphError('BAD_USER_INPUT', {
        advice: 'The review of a break-glass of yours is more than 7 days overdue. Have it reviewed first.',
      });
    case 'too many':
      throw new BankgraphError('BAD_USER_INPUT', {
        advice: 'Too many requests of yours wait for a decision. Withdraw some with endAccess, or wait.',
      });
    default:
      return asked.grant;
  }
}

/** By which mutation a grant becomes something. */
const mutations: Readonly<Record<AccessEvent['kind'], string>> = {
  APPROVED: 'Mutation.decideAccess',
  REFUSED: 'Mutation.decideAccess',
  ENDED: 'Mutation.endAccess',
  REVIEWED: 'Mutation.reviewAccess',
};

/** How often a change is tried again because somebody else's came first. Every grant has three events at most. */
const attempts = 4;

/**
 * Keeps what becomes of a grant, if this person may do it now, and tells when access is opened, whether or not somebody
 * still waits for the answer.
 *
 * @param signal withdraws what is read, never what is written
 * @throws AuditUnavailable when it cannot be recorded; FOUR_EYES_REQUIRED or BAD_USER_INPUT, by the rules of the grant as it is at that moment
 */
export async function changeAccess(
  { register, alerts, recordOf }: AccessLoaders,
  event: AccessEvent,
  grant: AccessGrant,
  by: Doer,
  signal: AbortSignal,
): Promise<AccessGrant> {
  const onKept: OnKept = event.kind === 'APPROVED' ? telling(alerts, by, 'access opened') : () => undefined;
  let now: AccessGrant | null = grant;
  for (let attempt = 0; now !== null && attempt < attempts; attempt += 1) {
    const refusal = refusalOf(event, now, by);
    if (refusal !== null) throw refusal;
    const record = await recordOf({ field: mutations[event.kind], customerId: now.customerId });
    const done = await register.append(event, now, by, { record, onKept });
    if (done.outcome === 'four eyes') throw new BankgraphError('FOUR_EYES_REQUIRED');
    if (done.outcome === 'review overdue') {
      throw new BankgraphError('BAD_USER_INPUT', {
        advice:
          'The review of a break-glass of theirs is more than 7 days overdue. It has to be reviewed first.',
      });
    }
    if (done.outcome === 'appended') return done.grant;
    now = await register.byId(grant.id, signal);
  }
  throw new Error('A grant never came to rest.');
}

function telling(alerts: AccessAlerts, { role }: Doer, message: string): OnKept {
  return ({ id, kind }) => alerts.warn({ grantId: id, kind, role }, message);
}
