import { randomUUID } from 'node:crypto';
import { connect } from '@bankgraph/database';
import type { Answer, Asker, Bank } from './start-bank.js';

/** What a grant answers in these tests. */
const all = `id kind customer { id name accounts { totalCount } } status reason requestedBy requestedRole decidedBy decidedRole
  expiresAt endedAt review { by role verdict note }`;

/** Changes of access through the graph, and time that passes. */
export interface AccessDesk extends AsyncDisposable {
  request(asker: Asker, customerId: string, change?: object): Promise<Answer>;
  decide(asker: Asker, id: string, approve?: boolean): Promise<Answer>;
  end(asker: Asker, id: string): Promise<Answer>;
  review(asker: Asker, id: string): Promise<Answer>;
  /** Has access asked for and approved by the data protection officer; returns the grant's id. */
  open(asker: Asker, customerId: string, change?: object): Promise<string>;
  /** Lets time pass for everything that was asked for and decided so far. */
  pass(interval: string): Promise<void>;
  /** How many grants and events are kept. */
  kept(): Promise<number>;
  /** Runs SQL as the superuser of our own database. */
  sql(statement: string): Promise<unknown>;
}

/** The desk of a test bank. */
export function accessDesk(bank: Bank): AccessDesk {
  const url = new URL(bank.postgres.adminUrl);
  url.pathname = '/bankgraph';
  const owner = connect(url.href, { applicationName: 'access owner', poolMax: 1 });
  const request = (asker: Asker, customerId: string, change: object = {}) =>
    asker.query(`mutation Ask($input: RequestAccessInput!) { requestAccess(input: $input) { ${all} } }`, {
      input: {
        kind: 'BREAK_GLASS',
        customerId,
        reason: 'The card was stolen, and nobody else is on duty.',
        minutes: 30,
        idempotencyKey: randomUUID(),
        ...change,
      },
    });
  const decide = (asker: Asker, id: string, approve = true) =>
    asker.query(
      `mutation Decide($id: ID!, $approve: Boolean!) { decideAccess(id: $id, approve: $approve) { ${all} } }`,
      { id, approve },
    );
  return {
    request,
    decide,
    end: (asker, id) => asker.query(`mutation End($id: ID!) { endAccess(id: $id) { ${all} } }`, { id }),
    review: (asker, id) =>
      asker.query(
        `mutation Review($id: ID!) { reviewAccess(id: $id, verdict: JUSTIFIED, note: "Seen") { ${all} } }`,
        { id },
      ),
    async open(asker, customerId, change) {
      const asked = await request(asker, customerId, change);
      const { id } = asked.data.requestAccess;
      const decided = await decide(bank.as('dpo', 'LegalCompliance'), id);
      if (decided.data.decideAccess.status !== 'OPEN') throw new Error('It is not open.');
      return id;
    },
    pass: (interval) =>
      owner.transaction(async (all) => {
        await all.raw('set local session_replication_role = replica');
        await all.raw('update access.grant set requested_at = requested_at - ?::interval', [interval]);
        await all.raw('update access.grant_event set at = at - ?::interval', [interval]);
      }),
    async kept() {
      const { rows } = await owner.raw(
        'select (select count(*) from access.grant) + (select count(*) from access.grant_event) as kept',
      );
      return Number(rows[0].kept);
    },
    sql: async (statement) => owner.raw(statement),
    [Symbol.asyncDispose]: () => owner.destroy(),
  };
}
