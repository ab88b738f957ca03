import { BankgraphError } from '@bankgraph/errors';
import { type AccessEvent, type AccessGrant, type Doer, refusalOf } from './access-grant.js';
import type { AccessRegister } from './access-register.js';
import type { AccessRequest } from './access-request.js';

/** Who is told at once that access was asked for or opened, for example a pino logger. No person and no customer is named. */
export interface AccessAlerts {
  warn(
    fields: { readonly grantId: string; readonly kind: string; readonly role: string },
    message: string,
  ): void;
}

/** Where grants are kept, and who is told. */
export interface AccessSources {
  readonly register: AccessRegister;
  readonly alerts: AccessAlerts;
}

/**
 * Keeps a request and tells of it. Sent again with its key it is the same request, and nobody is told twice.
 *
 * @throws BAD_USER_INPUT when the key stands for another request, or a review of theirs is overdue
 */
export async function requestAccess(
  { register, alerts }: AccessSources,
  request: AccessRequest,
  by: Doer,
  signal: AbortSignal,
): Promise<AccessGrant> {
  const asked = await register.request(request, by, signal);
  switch (asked.outcome) {
    case 'other request':
      throw new BankgraphError('BAD_USER_INPUT', {
        advice: 'You have used this idempotencyKey for another request. Choose a new one.',
      });
    case 'review overdue':
      throw new BankgraphError('BAD_USER_INPUT', {
        advice: 'The review of a break-glass of yours is more than 7 days overdue. Have it reviewed first.',
      });
    case 'new':
      tell(alerts, asked.grant, by, 'access requested');
  }
  return asked.grant;
}

/** How often a change is tried again because somebody else's came first. Every grant has three events at most. */
const attempts = 4;

/**
 * Keeps what becomes of a grant, if this person may do it now, and tells when access is opened.
 *
 * @throws FOUR_EYES_REQUIRED or BAD_USER_INPUT, by the rules of the grant as it is at that moment
 */
export async function changeAccess(
  { register, alerts }: AccessSources,
  event: AccessEvent,
  grant: AccessGrant,
  by: Doer,
  signal: AbortSignal,
): Promise<AccessGrant> {
  let now: AccessGrant | null = grant;
  for (let attempt = 0; now !== null && attempt < attempts; attempt += 1) {
    const refusal = refusalOf(event, now, by);
    if (refusal !== null) throw refusal;
    const done = await register.append(event, now, by, signal);
    if (done.outcome === 'four eyes') throw new BankgraphError('FOUR_EYES_REQUIRED');
    if (done.outcome === 'appended') {
      if (event.kind === 'APPROVED') tell(alerts, done.grant, by, 'access opened');
      return done.grant;
    }
    now = await register.byId(grant.id, signal);
  }
  throw new Error('A grant never came to rest.');
}

function tell(alerts: AccessAlerts, { id, kind }: AccessGrant, { role }: Doer, message: string): void {
  alerts.warn({ grantId: id, kind, role }, message);
}
