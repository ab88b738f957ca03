import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pairwiseIdsOf } from '@bankgraph/gateway';
import type { Role } from '@bankgraph/identity';
import { operationId } from '@bankgraph/operation-registry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from './project-folder.js';
import { consentOwner } from './testing/consent-owner.js';
import { type Bank, startBank } from './testing/start-bank.js';

/** Consents as they come about in earnest: a partner and the bank's channels, each with its agreed operations alone. */
let bank: Bank;
beforeAll(async () => {
  bank = await startBank({ customers: 25, pairwiseIds: true, adHocClasses: [] });
}, 60_000);
afterAll(async () => {
  await bank?.[Symbol.asyncDispose]();
});

interface Who {
  readonly role: Role;
  readonly clientId: string;
  readonly customerId?: string;
}
const moneywise: Who = { role: 'partner', clientId: 'P-moneywise' };
const brightloans: Who = { role: 'partner', clientId: 'P-brightloans' };
const on = (clientId: 'mobile-app' | 'web', customerId = 'C-1002'): Who => ({
  role: 'customer',
  clientId,
  customerId,
});

/** An answer, as far as these tests look at it. */
interface Told {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has a shape of its own
  readonly data: any;
  readonly code: string | undefined;
}

/** Sends an operation that was agreed with a client, by its id. */
async function send(who: Who, name: string, variables: object, agreedWith = who.clientId): Promise<Told> {
  const text = await readFile(join(projectFolder, `schema/operations/${agreedWith}/${name}.graphql`), 'utf8');
  return post(who, {
    variables,
    extensions: { persistedQuery: { version: 1, sha256Hash: operationId(text) } },
  });
}
async function post(who: Who, body: object): Promise<Told> {
  const token = await bank.sandbox.issuer.issueToken(who);
  const answer = await fetch(bank.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await answer.json()) as {
    data?: unknown;
    errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
  return { status: answer.status, data, code: errors?.[0]?.extensions.code };
}
/** What the only root field of an operation answers that succeeds. */
async function done(who: Who, name: string, variables: object) {
  const { status, data, code } = await send(who, name, variables);
  expect([name, status, code]).toEqual([name, 200, undefined]);
  return Object.values(data)[0] as {
    readonly id: string;
    readonly status: string;
    readonly version: number;
    readonly accounts: readonly { readonly id: string }[];
  };
}

const ids = (clientId = 'P-moneywise') => pairwiseIdsOf(Buffer.from(bank.contextSecret, 'hex'))(clientId);
const key = () => randomUUID();
const asked = (change: object = {}) => ({
  customerId: ids().hide('C-1002'),
  permissions: ['ReadAccountsDetail', 'ReadBalances'],
  expiresAt: '2099-12-31T00:00:00Z',
  noticeVersion: 'privacy-notice@7',
  idempotencyKey: key(),
  ...change,
});
const consents = async (who: Who) =>
  (await send(who, 'Consents', { customerId: who.customerId })).data.customer.consents as readonly {
    readonly id: string;
    readonly status: string;
    readonly version: number;
    readonly grantee: string;
  }[];
const order = ({ id, version }: { readonly id: string; readonly version: number }, change: object = {}) => ({
  customerId: 'C-1002',
  id,
  version,
  idempotencyKey: key(),
  ...change,
});
const given = { noticeVersion: 'privacy-notice@8' };
/** The accounts that the partner is shown, in the bank's own ids; null where the customer does not exist for it. */
const seenByPartner = async () => {
  const { data } = await send(moneywise, 'AccountBalances', { id: ids().hide('C-1002') });
  return data.customer?.accounts.nodes.map(({ id }: { id: string }) => ids().find(id)) ?? null;
};
/** Two accounts of the customer. */
const accountsOf = async () => {
  const { data } = await send(on('web'), 'ChannelContext', { id: 'C-1002' });
  return data.customer.accounts.nodes.map(({ id }: { id: string }) => id) as readonly string[];
};

describe('a consent by agreed operations', () => {
  it('is asked for by the partner, given in the app, changed, ended and given again online', async () => {
    expect(await seenByPartner()).toBeNull();
    const request = asked();
    const begun = await done(moneywise, 'RequestAccountAccess', request);
    expect(begun).toMatchObject({ status: 'AWAU', version: 1, accounts: [] });
    expect(begun.id).toMatch(/^px-/);
    expect(await seenByPartner()).toBeNull();

    const id = ids().find(begun.id) ?? '';
    const waiting = (await consents(on('mobile-app'))).find((one) => one.id === id);
    expect(waiting).toMatchObject({ status: 'AWAU', version: 1, grantee: 'P-moneywise' });
    const [first = '', second = ''] = await accountsOf();
    const granted = await done(
      on('mobile-app'),
      'AuthoriseConsent',
      order({ id, version: 1 }, { accountIds: [first], ...given }),
    );
    expect(granted).toMatchObject({ status: 'AUTH', version: 2, accounts: [{ id: first }] });
    expect(await seenByPartner()).toEqual([first]);
    // Sent again with its key, the partner's request says how it stands.
    expect(await done(moneywise, 'RequestAccountAccess', request)).toMatchObject({
      id: begun.id,
      status: 'AUTH',
      accounts: [{ id: ids().hide(first) }],
    });

    const wider = await done(on('web'), 'ChangeConsentAccounts', order(granted, { add: [second] }));
    expect(wider).toMatchObject({ status: 'AUTH', version: 3 });
    expect(new Set(await seenByPartner())).toEqual(new Set([first, second]));
    const ended = await done(on('mobile-app'), 'WithdrawConsent', order(wider));
    expect(ended).toMatchObject({ status: 'CANC', version: 4 });
    expect(await seenByPartner()).toBeNull();
    expect(await done(on('web'), 'ReauthenticateConsent', order(ended, given))).toMatchObject({
      status: 'AUTH',
      version: 5,
    });
    expect(new Set(await seenByPartner())).toEqual(new Set([first, second]));
  });

  it('is refused in the app, and opens nothing', async () => {
    const begun = await done(moneywise, 'RequestAccountAccess', asked());
    const id = ids().find(begun.id) ?? '';
    expect(
      await done(
        on('mobile-app'),
        'RejectConsent',
        order({ id, version: 1 }, { note: 'I know no such app' }),
      ),
    ).toMatchObject({ status: 'RJCT', version: 2 });
    const late = await send(
      on('web'),
      'AuthoriseConsent',
      order({ id, version: 2 }, { accountIds: (await accountsOf()).slice(0, 1), ...given }),
    );
    expect(late).toMatchObject({ status: 200, code: 'BAD_USER_INPUT', data: { authoriseConsent: null } });
  });

  it('to the bank is asked for and given by the customer alone', async () => {
    const purpose = {
      customerId: 'C-1002',
      purpose: 'DirectMarketing',
      noticeVersion: 'privacy-notice@8',
      idempotencyKey: key(),
    };
    const begun = await done(on('mobile-app'), 'RequestPurposeConsent', purpose);
    expect(
      await done(on('mobile-app'), 'AuthoriseConsent', order(begun, { accountIds: [], ...given })),
    ).toMatchObject({ status: 'AUTH' });
    // Nobody is asked whether the bank may look for money laundering.
    expect(
      await send(on('web'), 'RequestPurposeConsent', {
        ...purpose,
        purpose: 'CounterMoneyLaundering',
        idempotencyKey: key(),
      }),
    ).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('a consent whose time is over', () => {
  it('ends without anybody asking: ledger, history and those who follow the customer hear of it', async () => {
    const owner = consentOwner(bank);
    const told = async () =>
      (await owner('events.outbox').select('event'))
        .map(({ event }) => event)
        .filter(({ id }: { id: string }) => id.startsWith('CON-over'));
    try {
      await owner('consent.consent').insert({
        ...{ id: 'CON-over', customer_id: 'C-1004', kind: 'ACCOUNT_ACCESS', status: 'AUTH', version: 1 },
        ...{ purpose: 'ServiceProvision', lawful_basis: 'Contract', permissions: ['ReadBalances'] },
        ...{ granted_at: '2026-01-01Z', expires_at: '2026-02-01Z', grantee: 'P-moneywise' },
        notice_version: 'privacy-notice@7',
      });
      for (const end = Date.now() + 25_000; (await told()).length === 0; ) {
        if (Date.now() > end) throw new Error('Nobody has written it down.');
        await new Promise((later) => setTimeout(later, 100));
      }
      expect(await told()).toMatchObject([
        { type: 'bankgraph.consent', subject: 'C-1004', data: { decisionIds: ['DE-CON-over-2'] } },
      ]);
    } finally {
      await owner.destroy();
    }
    const found = (await consents(on('web', 'C-1004'))).find(({ id }) => id === 'CON-over');
    expect(found).toMatchObject({
      ...{ status: 'EXPD', version: 2 },
      history: [{ status: 'EXPD', at: '2026-02-01T00:00:00Z' }],
    });
    const { data } = await send({ role: 'mlro', clientId: 'compliance-desk' }, 'Q05WhatFired', {
      customerId: 'C-1004',
      domains: ['CONSENT'],
    });
    expect(data.customer.decisions.nodes).toMatchObject([
      {
        ...{ id: 'DE-CON-over-2', kind: 'consent.expired', occurredAt: '2026-02-01T00:00:00.000Z' },
        actor: { type: 'SYSTEM', id: 'bankgraph' },
      },
    ]);
  });
});

describe('nothing else', () => {
  /** How much the register of consents has. */
  const kept = async () => {
    const owner = consentOwner(bank);
    try {
      const { rows } = await owner.raw(
        `select (select count(*) from consent.consent)::int + (select count(*) from consent.consent_event)::int as n`,
      );
      return rows[0].n as number;
    } finally {
      await owner.destroy();
    }
  };
  const keepsNothing = async (what: () => Promise<Told>) => {
    const before = await kept();
    const told = await what();
    expect(await kept()).toBe(before);
    return told;
  };

  it('is sent by a partner: no text, no other partner’s operation, none of the customer’s own', async () => {
    const text = await readFile(
      join(projectFolder, 'schema/operations/P-moneywise/RequestAccountAccess.graphql'),
      'utf8',
    );
    expect(await keepsNothing(() => post(moneywise, { query: text, variables: asked() }))).toMatchObject({
      status: 400,
      code: 'PERSISTED_OPERATION_REQUIRED',
    });
    for (const [who, name, agreedWith] of [
      [brightloans, 'RequestAccountAccess', 'P-moneywise'],
      [moneywise, 'AuthoriseConsent', 'web'],
      [moneywise, 'Consents', 'mobile-app'],
      [on('web'), 'RequestAccountAccess', 'P-moneywise'],
    ] as const) {
      expect(await keepsNothing(() => send(who, name, asked(), agreedWith))).toMatchObject({
        status: 404,
        code: 'PERSISTED_OPERATION_NOT_FOUND',
      });
    }
  });

  it('is asked of whoever is none of the partner’s: all such ids are alike, and nothing is kept', async () => {
    const answers = [];
    for (const customerId of ['C-1002', 'C-9999', ids('P-brightloans').hide('C-1002'), 'px-unknown']) {
      answers.push(await keepsNothing(() => send(moneywise, 'RequestAccountAccess', asked({ customerId }))));
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is asked beyond what Open Banking knows, nor more often than five times', async () => {
    expect(
      await keepsNothing(() =>
        send(moneywise, 'RequestAccountAccess', asked({ permissions: ['ReadEverything'] })),
      ),
    ).toMatchObject({ code: 'BAD_USER_INPUT' });
    const customerId = ids().hide('C-1003');
    for (let n = 0; n < 5; n += 1) await done(moneywise, 'RequestAccountAccess', asked({ customerId }));
    expect(
      await keepsNothing(() => send(moneywise, 'RequestAccountAccess', asked({ customerId }))),
    ).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is given by another customer, on another’s account, or on what it no longer says', async () => {
    const begun = await done(moneywise, 'RequestAccountAccess', asked());
    const id = ids().find(begun.id) ?? '';
    const yes = (change: object = {}) =>
      order({ id, version: 1 }, { accountIds: ['A-1001-1'], ...given, ...change });
    const other = await keepsNothing(() => send(on('web', 'C-1003'), 'AuthoriseConsent', yes()));
    expect(other).toMatchObject({ code: 'FORBIDDEN', data: { authoriseConsent: null } });
    // Their own number does not make it theirs.
    const own = await keepsNothing(() =>
      send(on('web', 'C-1003'), 'AuthoriseConsent', yes({ customerId: 'C-1003' })),
    );
    expect(own).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await keepsNothing(() => send(on('web'), 'AuthoriseConsent', yes()))).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    const [account] = await accountsOf();
    expect(
      await keepsNothing(() =>
        send(on('web'), 'AuthoriseConsent', yes({ accountIds: [account], version: 7 })),
      ),
    ).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
