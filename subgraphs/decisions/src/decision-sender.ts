import type { Knex } from '@bankgraph/database';
import type { CaseManagement } from './case-management.js';
import { readDecision } from './decision-database.js';
import type { HumanDecision } from './human-decision.js';

/** Sends on to the system of record what waits for it. */
export interface DecisionSender {
  /**
   * Tries at once what was just kept, unless something of the same case waits before it.
   *
   * @returns the decision as it is then; never rejects because of the system of record
   */
  sendNow(decision: HumanDecision): Promise<HumanDecision>;
  /** Tries whatever is due, the oldest first. */
  sendDue(): Promise<void>;
  /** Lets a running try end, and tries no more. */
  close(): Promise<void>;
}

/** What waits is looked for so often, and so many at a time. */
const everyMs = 5_000;
const mostAtOnce = 50;

/**
 * So many tries in vain keep what came later about the same case waiting: about a minute. Case management may refuse one thing
 * for good (an escalation of a case that is closed), and the rest must not wait for that.
 */
const patience = 5;

/** What is due: after the n-th try in vain 2^n seconds later, 5 minutes at most, and nothing before what came before it. */
const due = `
  select id from (
    select waits.id, waits.queued_at, waits.tries, waits.tried_at,
      row_number() over (
        partition by waits.case_id order by waits.tries >= ${patience}, waits.queued_at, waits.id
      ) as place
    from (
      select made.id, made.case_id, sending.queued_at,
        (select count(*) from decisions.sending_attempt where decision_id = made.id) as tries,
        (select max(at) from decisions.sending_attempt where decision_id = made.id) as tried_at
      from decisions.sending as sending
      join decisions.decision as made on made.id = sending.decision_id
      where not exists (
        select from decisions.sending_attempt where decision_id = made.id and outcome = 'SENT'
      )
    ) as waits
  ) as placed
  where place = 1
    and (tried_at is null or now() >= tried_at + make_interval(secs => least(power(2, least(tries, 9)), 300)))
  order by queued_at limit ?`;

/**
 * A sender that works until it is closed. Several processes may each have one: a decision is sent by one at a time.
 *
 * @param knex database `bankgraph` as the role `decisions_writer`; the caller closes it after the sender
 */
export function decisionSender(knex: Knex, caseManagement: CaseManagement): DecisionSender {
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function trySending(id: string, again: boolean): Promise<void> {
    await knex.transaction(async (all) => {
      const { rows } = await all.raw('select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as mine', [
        `sending ${id}`,
      ]);
      if (!rows[0].mine) return;
      const decision = await readDecision(all, id);
      if (decision === null || decision.sentOn !== 'WAITING') return;
      const [{ tries }] = (await all('decisions.sending_attempt')
        .where({ decision_id: id })
        .count<{ tries: string }[]>({ tries: '*' })) as [{ tries: string }];
      const outcome = await caseManagement.take(decision, again || Number(tries) > 0).then(
        () => 'SENT',
        () => 'FAILED',
      );
      await all('decisions.sending_attempt').insert({
        decision_id: id,
        sequence: Number(tries) + 1,
        outcome,
      });
    });
  }

  async function sendDue(): Promise<void> {
    const { rows } = await knex.raw(due, [mostAtOnce]);
    for (const { id } of rows) {
      if (closed) return;
      await trySending(id, true);
    }
  }

  function later(): void {
    if (closed) return;
    timer = setTimeout(() => {
      // A database that cannot be asked now is asked again; what waits is kept there.
      running = sendDue()
        .catch(() => undefined)
        .finally(later);
    }, everyMs);
    timer.unref();
  }
  later();

  return {
    async sendNow(decision) {
      if (decision.sentOn !== 'WAITING') return decision;
      try {
        const { rows } = await knex.raw(
          `select from decisions.decision_state
           where case_id = ? and sent_on = 'WAITING' and id <> ? and made_at <= ?
             and (select count(*) from decisions.sending_attempt as tried where tried.decision_id = decision_state.id) < ${patience}
           limit 1`,
          [decision.caseId, decision.id, decision.madeAt],
        );
        if (rows.length === 0) await trySending(decision.id, false);
        return (await readDecision(knex, decision.id)) ?? decision;
      } catch {
        return decision;
      }
    },
    sendDue,
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
