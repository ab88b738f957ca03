import { setTimeout as sleep } from 'node:timers/promises';
import { AuditUnavailable, type RecordEdit } from '@bankgraph/audit-log';
import { DatabaseUnavailable, type Knex, whileAvailable } from '@bankgraph/database';
import { appendDecisions } from '@bankgraph/decision-ledger';
import { nameFault } from '@bankgraph/errors';
import { obey } from './consent-command.js';
import { readConsent } from './consent-database-source.js';
import { byTime, keepStep, tellOfSteps } from './consent-step.js';

/** Consents that are looked for at once. */
const batch = 50;
/** How long to wait before the next attempt after one failed, at most, in milliseconds. */
const longestBackOffMs = 60_000;

/** Prepares the record of what time does to a customer's consent. @throws AuditUnavailable */
export type RecordExpiry = (customerId: string) => Promise<RecordEdit>;

/** Who hears of faults, for example a pino logger. */
export interface ExpiryLog {
  warn(fields: object, message: string): void;
  info(message: string): void;
}

/** Writes down which consents have ended, until it is closed. */
export interface ConsentExpiry {
  /** Resolves when nothing is being written any more. */
  close(): Promise<void>;
}

/**
 * Writes down that consents have ended whose time is over, the oldest first: state, step, decision, event and audit record of
 * each in one transaction. The step happened when the time was over, whenever it is written. One process at a time does that;
 * a consent that somebody else has written down meanwhile is left as it is.
 *
 * @param knex database `bankgraph` as the role `consent_writer`
 * @returns how many were written; 0 too when another process is at it
 * @throws DatabaseUnavailable, AuditUnavailable; what was written before stays. What is wrong with one consent keeps none of the
 *   others, and is thrown at the end
 */
export async function expireConsents(knex: Knex, recordOf: RecordExpiry): Promise<number> {
  const over = await whileAvailable<readonly { id: string; customer_id: string }[]>(() =>
    knex('consent.consent')
      .where({ status: 'AUTH' })
      .where('expires_at', '<=', knex.fn.now())
      .orderBy(['expires_at', 'id'])
      .limit(batch)
      .select('id', 'customer_id'),
  );
  let written = 0;
  const faults: unknown[] = [];
  for (const { id, customer_id: customerId } of over) {
    try {
      const record = await recordOf(customerId);
      const outcome = await whileAvailable(() =>
        knex.transaction((all) => expireOne(all, id, customerId, record)),
      );
      if (outcome === 'another leads') break;
      if (outcome === 'written') written += 1;
    } catch (error) {
      if (error instanceof DatabaseUnavailable || error instanceof AuditUnavailable) throw error;
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
  return written;
}

async function expireOne(
  all: Knex,
  id: string,
  customerId: string,
  record: RecordEdit,
): Promise<'written' | 'ended already' | 'another leads'> {
  // Until COMMIT, or until this connection is gone.
  const { rows } = await all.raw<{ rows: readonly { leads: boolean; now: Date }[] }>(
    `select pg_try_advisory_xact_lock(hashtextextended('bankgraph consent expiry', 0)) as leads, now() as now`,
  );
  const [moment] = rows;
  if (moment?.leads !== true) return 'another leads';
  await all('consent.consent').where({ id }).forUpdate().first('id');
  const consent = await readConsent(all, id);
  const outcome = consent === null ? null : obey(consent, 'EXPIRE', consent.version, moment.now);
  if (consent?.expiresAt == null || outcome?.done !== true) return 'ended already';
  const { status, version } = outcome.consent;
  await all('consent.consent').where({ id }).update({ status, version });
  const decision = await keepStep(all, {
    consentId: id,
    customerId,
    step: 'EXPIRE',
    status,
    version,
    at: new Date(consent.expiresAt),
    happenedAt: new Date(consent.expiresAt),
    recordedAt: moment.now,
    actor: byTime,
    note: null,
    noticeVersion: null,
    order: null,
  });
  await tellOfSteps(all, { consentId: id, customerId, version, at: moment.now }, [decision]);
  // The record is the last that is written.
  await appendDecisions(all, [decision], record);
  return 'written';
}

/**
 * Does so as long as the process runs. Faults are told once, and once when they are over.
 *
 * @param knex as for `expireConsents`; the caller closes it after this
 * @param intervalMs between two looks; 10,000 when not given
 */
export function startConsentExpiry(
  knex: Knex,
  recordOf: RecordExpiry,
  { log, intervalMs = 10_000 }: { readonly log: ExpiryLog; readonly intervalMs?: number },
): ConsentExpiry {
  const ending = new AbortController();
  const run = async () => {
    let faults = 0;
    while (!ending.signal.aborted) {
      let written = 0;
      try {
        written = await expireConsents(knex, recordOf);
        if (faults > 0) log.info('that consents have ended is written down again');
        faults = 0;
      } catch (error) {
        if (faults === 0)
          log.warn(nameFault(error, false), 'that consents have ended cannot be written down');
        faults += 1;
      }
      if (written === batch) continue;
      const waitMs = Math.min(intervalMs * 2 ** Math.min(faults, 10), Math.max(longestBackOffMs, intervalMs));
      await sleep(waitMs, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    close: async () => {
      ending.abort();
      await running;
    },
  };
}
