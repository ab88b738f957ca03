import type { Actor } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import { type ConditionName, conditions } from './conditions.js';
import type { Origin } from './origin.js';
import { type AccessConsent, noRelationships } from './relationships.js';

const partner: Actor = {
  id: 'P-1',
  kind: 'partner',
  roles: ['partner'],
  customerId: null,
  clientId: 'P-1',
  channel: null,
  assurance: null,
  purpose: 'ServiceProvision',
};
const account: Origin = { customerIds: ['C-1', 'C-2'], accountId: 'A-1', caseId: null, row: {} };

/** Whether the condition holds under consents of customer C-2 to P-1; looked up, or known already. */
async function holds(
  name: ConditionName,
  consents: readonly Partial<AccessConsent>[],
  origin: Partial<Origin> = {},
): Promise<boolean> {
  const whole = consents.map((consent) => ({
    id: 'CON-1',
    version: 'privacy-notice@7',
    permissions: [],
    accountIds: ['A-1'],
    transactionsFrom: null,
    transactionsTo: null,
    ...consent,
  }));
  const under = (accessConsents: (customer: string, grantee: string) => readonly AccessConsent[]) => ({
    actor: partner,
    origin: { ...account, ...origin },
    relationships: { ...noRelationships, accessConsents },
  });
  const known = (customer: string, grantee: string) => (customer === 'C-2' && grantee === 'P-1' ? whole : []);
  const circumstances = under(known);
  const answer = conditions[name].holds(circumstances);
  const lookedUp = conditions[name].holds({
    ...circumstances,
    relationships: { ...noRelationships, accessConsents: async (...asked) => known(...asked) },
  });
  expect(answer).not.toBeInstanceOf(Promise);
  expect(await lookedUp).toBe(answer);
  return answer;
}

describe('a consent of Open Banking', () => {
  const permissions: readonly (readonly [ConditionName, readonly string[]])[] = [
    ['the consent permits balances', ['ReadBalances']],
    ['the consent permits account numbers', ['ReadAccountsDetail']],
    ['the consent permits transactions', ['ReadTransactionsBasic', 'ReadTransactionsDetail']],
    ['the consent permits the party', ['ReadParty', 'ReadPartyPSU']],
    ['the consent permits beneficiaries', ['ReadBeneficiariesDetail']],
    ['the consent permits standing orders', ['ReadStandingOrdersDetail']],
    ['the consent permits direct debits', ['ReadDirectDebits']],
    ['the consent permits statements', ['ReadStatementsBasic', 'ReadStatementsDetail']],
  ];
  const all = [...new Set(permissions.flatMap(([, names]) => names))];

  it.each(permissions)('%s: by one of %j, and by no other permission', async (name, needed) => {
    for (const permission of all) {
      expect([permission, await holds(name, [{ permissions: [permission] }])]).toEqual([
        permission,
        needed.includes(permission),
      ]);
    }
    expect(await holds(name, [{ permissions: all }])).toBe(true);
    expect(await holds(name, [])).toBe(false);
  });

  it.each(permissions)('%s: for the accounts in it, and for what belongs to no account', async (name) => {
    expect(await holds(name, [{ permissions: all, accountIds: ['A-2'] }])).toBe(false);
    expect(await holds(name, [{ permissions: all, accountIds: [] }], { accountId: null })).toBe(true);
    // One consent has the permission, another the account: neither permits it.
    const split = [{ permissions: all, accountIds: ['A-2'] }, { permissions: [] }];
    expect(await holds(name, split)).toBe(false);
  });

  it('is live for the whole customer, and covers some accounts', async () => {
    expect(await holds('live consent to this grantee', [{ accountIds: [] }])).toBe(true);
    expect(await holds('live consent to this grantee', [])).toBe(false);
    expect(await holds('live consent to this grantee', [{}], { customerIds: ['C-1'] })).toBe(false);
    expect(await holds('account covered by the consent', [{}])).toBe(true);
    expect(await holds('account covered by the consent', [{ accountIds: ['A-2'] }])).toBe(false);
    expect(await holds('account covered by the consent', [{}], { accountId: null })).toBe(false);
  });
});

describe('a transaction under a consent', () => {
  const permitted = (
    permissions: readonly string[],
    row: Readonly<Record<string, unknown>>,
    change: Partial<AccessConsent> = {},
  ) => holds('the consent permits this transaction', [{ permissions, ...change }], { row });
  const day = '2026-02-01T00:00:00Z';

  it('is permitted by its direction, together with basics or details', async () => {
    const credit = { creditDebit: 'Credit', bookingDateTime: day };
    const debit = { creditDebit: 'Debit', bookingDateTime: day };
    for (const extent of ['ReadTransactionsBasic', 'ReadTransactionsDetail']) {
      expect(await permitted([extent, 'ReadTransactionsCredits'], credit)).toBe(true);
      expect(await permitted([extent, 'ReadTransactionsCredits'], debit)).toBe(false);
      expect(await permitted([extent, 'ReadTransactionsDebits'], debit)).toBe(true);
      expect(await permitted([extent, 'ReadTransactionsDebits'], credit)).toBe(false);
      expect(await permitted([extent], credit)).toBe(false);
      expect(await permitted([extent, 'ReadTransactionsCredits'], credit, { accountIds: [] })).toBe(false);
    }
    expect(await permitted(['ReadTransactionsCredits', 'ReadTransactionsDebits'], credit)).toBe(false);
  });

  it('has its details permitted by the permission for details alone', async () => {
    const credit = { creditDebit: 'Credit', bookingDateTime: day };
    const details = (permissions: readonly string[], change: Partial<AccessConsent> = {}) =>
      holds('the consent permits details of this transaction', [{ permissions, ...change }], { row: credit });
    expect(await details(['ReadTransactionsDetail', 'ReadTransactionsCredits'])).toBe(true);
    expect(await details(['ReadTransactionsBasic', 'ReadTransactionsCredits'])).toBe(false);
    expect(await details(['ReadTransactionsDetail', 'ReadTransactionsDebits'])).toBe(false);
    const all = ['ReadTransactionsDetail', 'ReadTransactionsCredits'];
    expect(await details(all, { accountIds: ['A-2'] })).toBe(false);
    expect(await details(all, { transactionsFrom: '2026-02-02T00:00:00Z' })).toBe(false);
  });

  it('is permitted between its dates, both included, and not when its own date is not known', async () => {
    const window = { transactionsFrom: '2026-02-01T00:00:00Z', transactionsTo: '2026-02-28T23:59:59Z' };
    const all = ['ReadTransactionsBasic', 'ReadTransactionsCredits'];
    const booked = (bookingDateTime: unknown, change: Partial<AccessConsent>) =>
      permitted(all, { creditDebit: 'Credit', bookingDateTime }, change);
    expect(await booked('2026-02-01T00:00:00Z', window)).toBe(true);
    expect(await booked('2026-02-28T23:59:59+00:00', window)).toBe(true);
    expect(await booked('2026-01-31T23:59:59Z', window)).toBe(false);
    expect(await booked('2026-03-01T00:00:00Z', window)).toBe(false);
    // The same moment in another time zone.
    expect(await booked('2026-01-31T23:30:00-01:00', window)).toBe(true);
    expect(await booked('2020-01-01T00:00:00Z', { ...window, transactionsFrom: null })).toBe(true);
    expect(await booked('2030-01-01T00:00:00Z', { ...window, transactionsTo: null })).toBe(true);
    for (const unknown of [undefined, null, '', 'soon']) expect(await booked(unknown, {})).toBe(false);
  });

  it('is not permitted in a direction that is not one', async () => {
    const all = ['ReadTransactionsBasic', 'ReadTransactionsCredits', 'ReadTransactionsDebits', 'undefined'];
    for (const creditDebit of [undefined, null, 'credit', 'CRDT']) {
      expect(await permitted(all, { creditDebit, bookingDateTime: day })).toBe(false);
    }
  });
});
