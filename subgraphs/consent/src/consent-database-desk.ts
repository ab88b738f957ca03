import type { RecordEdit } from '@bankgraph/audit-log';
import { changeDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { appendDecisions, type DecisionEventEntry } from '@bankgraph/decision-ledger';
import type { Consent } from './consent.js';
import { type ConsentCommand, isOver, obey } from './consent-command.js';
import { readConsent } from './consent-database-source.js';
import type {
  ConsentChange,
  ConsentDesk,
  ConsentObstacle,
  ConsentOrder,
  ConsentOrdered,
  Doer,
} from './consent-desk.js';
import type { ConsentStatus } from './consent-life-cycle.js';
import { byTime, keepStep, type Step, sha256, tellOfSteps } from './consent-step.js';

const system = 'consent';

/** So many consents of one customer to one grantee may wait for the customer's word. */
const mostAwaiting = 5;

/** Who is a machine, and who acts for the customer. */
const machines: ReadonlySet<Doer['kind']> = new Set(['partner', 'system']);
const deputies: ReadonlySet<Doer['kind']> = new Set(['staff', 'system']);

const ended: ReadonlySet<ConsentStatus> = new Set(['RJCT', 'CANC', 'EXPD']);

const obstacles = {
  OTHER_VERSION: 'other version',
  OTHER_STATE: 'other state',
  TIME: 'over',
} as const satisfies Record<string, ConsentObstacle>;

/** Stops a transaction: nothing of it is kept. */
class Obstructed extends Error {
  constructor(readonly obstacle: ConsentObstacle) {
    super(obstacle);
  }
}

/**
 * Changes of consents in PostgreSQL, schema `consent`. Each is one transaction together with its decision in the ledger, its
 * event in the outbox and its record in the audit log. Every time is the database's.
 *
 * @param knex database `bankgraph` as the role `consent_writer`; the caller closes it
 */
export function consentDatabaseDesk(knex: Knex): ConsentDesk {
  return {
    order: (order, by, holds, record) =>
      changeDatabase({ system }, () => orderConsent(knex, order, by, holds, record)),
  };
}

/**
 * Carries an order out in a transaction of its own, or within one that is under way.
 *
 * @param knex database `bankgraph` as a role that has `consentWriterGrants`
 * @throws AuditUnavailable when it cannot be recorded; then it is not kept
 */
export async function orderConsent(
  knex: Knex,
  order: ConsentOrder,
  by: Doer,
  holds: ReadonlySet<string>,
  record: RecordEdit,
): Promise<ConsentOrdered> {
  try {
    return await knex.transaction((all) => new Ordering(all, order, by, holds, record).run());
  } catch (error) {
    if (error instanceof Obstructed) return { obstacle: error.obstacle };
    throw error;
  }
}

/** One order in its transaction. */
class Ordering {
  readonly #all: Knex;
  readonly #order: ConsentOrder;
  readonly #by: Doer;
  readonly #holds: ReadonlySet<string>;
  readonly #record: RecordEdit;
  readonly #decisions: DecisionEventEntry[] = [];
  /** When it began: the database's `now()`, the same for the whole of it. */
  #now = new Date(0);

  constructor(all: Knex, order: ConsentOrder, by: Doer, holds: ReadonlySet<string>, record: RecordEdit) {
    this.#all = all;
    this.#order = order;
    this.#by = by;
    this.#holds = holds;
    this.#record = record;
  }

  async run(): Promise<ConsentOrdered> {
    const { customerId, consentId, idempotencyKey } = this.#order;
    const all = this.#all;
    // One after the other for each person and grantee: an order sent twice at once is found, and what is counted stays true.
    await all.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`consent order ${this.#by.id}`]);
    const { rows } = await all.raw<{ rows: readonly { now: Date }[] }>('select now() as now');
    this.#now = rows[0]?.now ?? this.#now;
    const hash = sha256(this.#order);
    const key = { actor: this.#by.id, idempotency_key: idempotencyKey };
    const known = await all('consent.command').where(key).first('consent_id', 'hash');
    if (known !== undefined) {
      if (known.hash !== hash) throw new Obstructed('other order');
      return { consent: await this.#read(known.consent_id), changed: false };
    }
    const id = consentId === null ? await this.#request() : await this.#change(customerId, consentId);
    const changed = this.#decisions.length > 0;
    await all('consent.command').insert({ ...key, consent_id: id, hash });
    const consent = await this.#read(id);
    if (changed) {
      const { version } = consent;
      await tellOfSteps(all, { consentId: id, customerId, version, at: this.#now }, this.#decisions);
      // The record is the last that is written.
      await appendDecisions(all, this.#decisions, this.#record);
    }
    return { consent, changed };
  }

  async #request(): Promise<string> {
    const { change, customerId } = this.#order;
    if (change.kind !== 'REQUEST') throw new Obstructed('none');
    const { terms } = change;
    const awaiting = await this.#all('consent.consent')
      .where({ customer_id: customerId, grantee: terms.grantee, status: 'AWAU' })
      .select('id');
    if (awaiting.length >= mostAwaiting) throw new Obstructed('too many');
    const [kept] = await this.#all('consent.consent')
      .insert({
        customer_id: customerId,
        kind: terms.kind,
        status: 'AWAU',
        purpose: terms.purpose,
        lawful_basis: terms.lawfulBasis,
        permissions: terms.permissions,
        expires_at: terms.expiresAt,
        transactions_from: terms.transactionsFrom,
        transactions_to: terms.transactionsTo,
        grantee: terms.grantee,
        notice_version: terms.noticeVersion,
      })
      .returning<{ id: string }[]>('id');
    if (kept === undefined) throw new Error('A consent is gone.');
    await this.#append(kept.id, 'REQUEST', { status: 'AWAU', version: 1 }, null);
    return kept.id;
  }

  async #change(customerId: string, id: string): Promise<string> {
    const { change } = this.#order;
    const found = await this.#all('consent.consent')
      .where({ id, customer_id: customerId })
      .forUpdate()
      .first('id');
    if (found === undefined) throw new Obstructed('none');
    const consent = await this.#read(id);
    switch (change.kind) {
      case 'WITHDRAW': {
        // What has ended answers as it is, whichever version was seen; that its time is over is written down now.
        const expired = obey(consent, 'EXPIRE', consent.version, this.#now);
        if (expired.done) await this.#keep(id, 'EXPIRE', expired.consent, null, consent.expiresAt);
        else if (!ended.has(consent.status)) await this.#step(consent, 'WITHDRAW', change.note);
        return id;
      }
      case 'REJECT':
        await this.#step(consent, 'REJECT', change.note);
        return id;
      case 'AUTHORISE': {
        await this.#step(consent, 'AUTHORISE', null);
        const covers = consent.kind === 'ACCOUNT_ACCESS';
        if (change.accountIds.length > 0 !== covers) throw new Obstructed('accounts');
        await this.#cover(id, change.accountIds);
        await this.#shown(consent, change.noticeVersion);
        return id;
      }
      case 'REAUTHENTICATE':
        await this.#step(consent, 'REAUTHENTICATE', null);
        await this.#shown(consent, change.noticeVersion);
        return id;
      case 'CHANGE_ACCOUNTS':
        await this.#changeAccounts(consent, change);
        return id;
      case 'REQUEST':
        throw new Obstructed('other order');
    }
  }

  async #step(
    consent: Consent,
    command: Exclude<ConsentCommand, 'EXPIRE'>,
    note: string | null,
  ): Promise<void> {
    const outcome = obey(consent, command, this.#seen(consent), this.#now);
    if (!outcome.done) throw new Obstructed(obstacles[outcome.why]);
    await this.#keep(consent.id, command, outcome.consent, note);
  }

  /** The version that the order is about. */
  #seen({ history }: Consent): number {
    const { version } = this.#order;
    if (typeof version === 'number') return version;
    const moment = Date.parse(version.happenedAt);
    return history.findLast(({ at }) => Date.parse(at) <= moment)?.version ?? 0;
  }

  async #changeAccounts(
    consent: Consent,
    { add, remove }: Extract<ConsentChange, { kind: 'CHANGE_ACCOUNTS' }>,
  ): Promise<void> {
    if (consent.version !== this.#seen(consent)) throw new Obstructed('other version');
    if (consent.status !== 'AUTH' || consent.kind !== 'ACCOUNT_ACCESS') throw new Obstructed('other state');
    if (isOver(consent, this.#now)) throw new Obstructed('over');
    const covered = new Set(consent.accountIds);
    const removed = remove.filter((account) => covered.has(account));
    const added = add.filter((account) => !covered.has(account));
    const left = covered.size - removed.length + added.length;
    const contradictory = add.some((account) => remove.includes(account));
    if (removed.length < remove.length || contradictory || left === 0) throw new Obstructed('accounts');
    if (added.length + removed.length === 0) return;
    await this.#keep(
      consent.id,
      'CHANGE_ACCOUNTS',
      { status: consent.status, version: consent.version + 1 },
      null,
    );
    if (removed.length > 0) {
      await this.#all('consent.consent_account')
        .where({ consent_id: consent.id })
        .whereNull('removed_at')
        .whereIn('account_id', removed)
        .update({ removed_at: this.#all.fn.now() });
    }
    await this.#cover(consent.id, added);
  }

  /** A customer gives access to what is theirs, and to nothing else. */
  async #cover(id: string, accounts: readonly string[]): Promise<void> {
    if (accounts.some((account) => !this.#holds.has(account))) throw new Obstructed('accounts');
    if (accounts.length === 0) return;
    await this.#all('consent.consent_account').insert(
      accounts.map((account) => ({ consent_id: id, account_id: account })),
    );
  }

  async #shown({ id, version }: Consent, noticeVersion: string): Promise<void> {
    await this.#all('consent.notice_shown').insert({
      consent_id: id,
      version: version + 1,
      notice_version: noticeVersion,
      shown_to: this.#order.customerId,
      shown_at: this.#all.fn.now(),
    });
  }

  async #keep(
    id: string,
    step: Step,
    { status, version }: { readonly status: ConsentStatus; readonly version: number },
    note: string | null,
    expiresAt: string | null = null,
  ): Promise<void> {
    const notice = this.#noticeOf(step);
    await this.#all('consent.consent')
      .where({ id })
      .update({
        status,
        version,
        ...(step === 'AUTHORISE' ? { granted_at: this.#all.fn.now() } : {}),
        ...(notice === null ? {} : { notice_version: notice }),
      });
    await this.#append(id, step, { status, version }, note, expiresAt);
  }

  /** The notice under which a consent holds is that of the step which made it hold. */
  #noticeOf(step: Step): string | null {
    const { change } = this.#order;
    if (step !== change.kind) return null;
    if (change.kind === 'REQUEST') return change.terms.noticeVersion;
    return change.kind === 'AUTHORISE' || change.kind === 'REAUTHENTICATE' ? change.noticeVersion : null;
  }

  async #append(
    id: string,
    step: Step,
    after: { readonly status: ConsentStatus; readonly version: number },
    note: string | null,
    expiresAt: string | null = null,
  ): Promise<void> {
    const { customerId } = this.#order;
    const expires = step === 'EXPIRE';
    const actor = {
      type: machines.has(this.#by.kind) ? ('SYSTEM' as const) : ('HUMAN' as const),
      id: this.#by.id,
      role: this.#by.role,
      onBehalfOf: deputies.has(this.#by.kind) ? customerId : null,
    };
    const decision = await keepStep(this.#all, {
      consentId: id,
      customerId,
      step,
      ...after,
      at: expiresAt === null ? this.#now : new Date(expiresAt),
      happenedAt: this.#happenedAt(expiresAt),
      recordedAt: this.#now,
      actor: expires ? byTime : actor,
      note,
      noticeVersion: this.#noticeOf(step),
      order: expires ? null : this.#order,
    });
    this.#decisions.push(decision);
  }

  /** A system of the bank tells when its step was taken; a person takes it now. */
  #happenedAt(expiresAt: string | null): Date {
    if (expiresAt !== null) return new Date(expiresAt);
    const { version } = this.#order;
    return typeof version === 'number' ? this.#now : new Date(version.happenedAt);
  }

  async #read(id: string): Promise<Consent> {
    const consent = await readConsent(this.#all, id);
    if (consent === null) throw new Error('A consent is gone.');
    return consent;
  }
}
