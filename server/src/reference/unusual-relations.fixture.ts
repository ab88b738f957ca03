import { connect } from '@bankgraph/database';
import { bankOwner } from '../testing/bank-owner.js';
import { consentOwner } from '../testing/consent-owner.js';
import type { Bank } from '../testing/start-bank.js';

const past = '2020-01-01T00:00:00Z';
const alsoPast = '2024-01-01T00:00:00Z';
const future = '2034-01-01T00:00:00Z';

/** What policies distinguish and the sandbox does not have: each condition holds for somebody, and ends for somebody else. */
export async function makeUnusualRelations(bank: Bank): Promise<void> {
  const owner = bankOwner(bank);
  try {
    const caseOf = async (customerId: string) => {
      const row = await owner('staffing.case_assignment').where({ customer_id: customerId }).first('case_id');
      return String(row?.case_id);
    };
    await owner('staffing.customer_assignment').insert(
      [
        ['S-kyc-analyst-2', 'C-1005', 'CASE_WORK', past, alsoPast],
        ['S-fraud-analyst-2', 'C-1007', 'CASE_WORK', future, null],
        ['S-fraud-analyst-2', 'C-1005', 'CASE_WORK', past, future],
        // For work, and not into the portfolio.
        ['S-relationship-manager-2', 'C-1005', 'CASE_WORK', past, null],
        ['S-relationship-manager-3', 'C-1018', 'PORTFOLIO', past, alsoPast],
        ['S-relationship-manager-3', 'C-1018', 'CASE_WORK', alsoPast, null],
        // One of the two holders of an account, and not the other.
        ['S-frontline-agent-3', 'C-1010', 'PORTFOLIO', past, null],
        ['S-fraud-analyst-3', 'C-1019', 'CASE_WORK', past, null],
        ['S-aml-investigator-3', 'C-1007', 'CASE_WORK', past, null],
        ['S-auditor-3', 'C-1005', 'CASE_WORK', past, null],
        ['S-dpo-3', 'C-1018', 'CASE_WORK', past, null],
      ].map(([staff_id, customer_id, kind, since, until]) => ({ staff_id, customer_id, kind, since, until })),
    );
    // To the case alone: its customer is nobody to them.
    await owner('staffing.case_assignment').insert([
      {
        staff_id: 'S-aml-investigator-2',
        case_id: await caseOf('C-1007'),
        customer_id: 'C-1007',
        since: past,
        until: null,
      },
      {
        staff_id: 'S-aml-investigator-3',
        case_id: await caseOf('C-1005'),
        customer_id: 'C-1005',
        since: past,
        until: alsoPast,
      },
    ]);
    await owner('staffing.wall_clearance').insert([
      { staff_id: 'S-fraud-analyst-3', wall: 'VIP', since: past, until: alsoPast },
    ]);
    await owner('staffing.conflict_of_interest').insert([
      { staff_id: 'S-mlro-2', customer_id: 'C-1007', since: past, until: null },
      { staff_id: 'S-auditor-1', customer_id: 'C-1010', since: past, until: null },
      { staff_id: 'S-kyc-analyst-1', customer_id: 'C-1018', since: past, until: alsoPast },
    ]);
    // One report is released to audit, and the twin's is not.
    const [report] = await owner('aml_register.sar').where({ customer_id: 'C-1007' });
    await owner('aml_register.sar').insert({
      ...report,
      id: 'SAR-1005-9',
      customer_id: 'C-1005',
      case_id: await caseOf('C-1005'),
      acknowledgement: null,
      released_to_audit_at: alsoPast,
    });
    await consents(bank);
  } finally {
    await owner.destroy();
  }
  await grants(bank);
}

async function consents(bank: Bank): Promise<void> {
  const owner = consentOwner(bank);
  const given = (id: string, change: object) => ({
    id,
    kind: 'ACCOUNT_ACCESS',
    status: 'AUTH',
    purpose: 'ServiceProvision',
    lawful_basis: 'Contract',
    permissions: [],
    granted_at: past,
    expires_at: future,
    transactions_from: null,
    transactions_to: null,
    grantee: 'P-brightloans',
    notice_version: 'privacy-notice@7',
    ...change,
  });
  try {
    await owner('consent.consent').insert([
      given('CON-1009-8', {
        customer_id: 'C-1009',
        permissions: [
          'ReadPartyPSU',
          'ReadBeneficiariesDetail',
          'ReadStandingOrdersDetail',
          'ReadDirectDebits',
          'ReadStatementsBasic',
          'ReadTransactionsBasic',
          'ReadTransactionsDebits',
        ],
      }),
      // The other holder allows details, of other transactions: neither consent gives what both together would.
      given('CON-1010-8', {
        customer_id: 'C-1010',
        permissions: ['ReadTransactionsDetail', 'ReadTransactionsCredits', 'ReadBalances'],
        transactions_from: '2026-03-01T00:00:00Z',
        transactions_to: '2026-05-31T23:59:59Z',
      }),
      // A second one to the same partner, with more to see of less.
      given('CON-1005-8', {
        customer_id: 'C-1005',
        grantee: 'P-moneywise',
        permissions: ['ReadAccountsDetail', 'ReadTransactionsDetail', 'ReadTransactionsDebits', 'ReadParty'],
        transactions_from: '2026-06-01T00:00:00Z',
      }),
      given('CON-1007-8', {
        customer_id: 'C-1007',
        kind: 'PURPOSE',
        purpose: 'Marketing',
        lawful_basis: 'Consent',
        grantee: 'bank',
      }),
      // Written down as ended already: else the register would write it down in the middle of a test.
      given('CON-1005-9', {
        customer_id: 'C-1005',
        status: 'EXPD',
        kind: 'PURPOSE',
        purpose: 'Marketing',
        lawful_basis: 'Consent',
        grantee: 'bank',
        expires_at: alsoPast,
      }),
      // Given to a partner, so not to the bank.
      given('CON-1018-9', {
        customer_id: 'C-1018',
        kind: 'PURPOSE',
        purpose: 'Marketing',
        lawful_basis: 'Consent',
      }),
    ]);
    await owner('consent.consent_account').insert([
      { consent_id: 'CON-1009-8', account_id: 'A-1009-2', added_at: past, removed_at: null },
      { consent_id: 'CON-1009-8', account_id: 'A-1009-1', added_at: past, removed_at: alsoPast },
      { consent_id: 'CON-1010-8', account_id: 'A-1009-2', added_at: past, removed_at: null },
      { consent_id: 'CON-1005-8', account_id: 'A-1005-1', added_at: past, removed_at: null },
    ]);
  } finally {
    await owner.destroy();
  }
}

/** Access in every state. The rows' triggers would date all of it now, so they are put aside for this transaction. */
async function grants(bank: Bank): Promise<void> {
  const url = new URL(bank.postgres.adminUrl);
  url.pathname = '/bankgraph';
  const own = connect(url.href, { applicationName: 'access owner', poolMax: 1 });
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const asked = (id: string, kind: string, staff: string, customerId: string, ago: number) => ({
    id,
    kind,
    customer_id: customerId,
    requested_by: staff,
    requested_role: staff.slice(2, -2),
    reason: 'Nobody else is on duty, and the customer waits.',
    requested_at: minutesAgo(ago),
    // The longest there are, since a run takes its time.
    minutes: kind === 'UNMASKING' ? 480 : 60,
    idempotency_key: `key-${id}`,
  });
  const event = (grant: string, sequence: number, kind: string, staff: string, ago: number) => ({
    grant_id: grant,
    sequence,
    kind,
    by_staff: staff,
    by_role: staff.slice(2, -2),
    at: minutesAgo(ago),
    note: kind === 'ENDED' ? null : 'Looked into',
    verdict: kind === 'REVIEWED' ? 'JUSTIFIED' : null,
  });
  try {
    await own.transaction(async (all) => {
      await all.raw('set local session_replication_role = replica');
      await all('access.grant').insert([
        asked('g-open-agent', 'BREAK_GLASS', 'S-frontline-agent-2', 'C-1007', 3),
        asked('g-open-manager', 'BREAK_GLASS', 'S-relationship-manager-3', 'C-1009', 4),
        asked('g-open-fraud', 'BREAK_GLASS', 'S-fraud-analyst-3', 'C-1001', 5),
        asked('g-open-kyc', 'BREAK_GLASS', 'S-kyc-analyst-2', 'C-1018', 6),
        // Behind a wall it opens nothing.
        asked('g-open-vip', 'BREAK_GLASS', 'S-frontline-agent-1', 'C-1019', 7),
        asked('g-unmask-agent', 'UNMASKING', 'S-frontline-agent-1', 'C-1001', 8),
        asked('g-unmask-manager', 'UNMASKING', 'S-relationship-manager-1', 'C-1018', 9),
        asked('g-unmask-fraud', 'UNMASKING', 'S-fraud-analyst-1', 'C-1005', 10),
        asked('g-unmask-kyc', 'UNMASKING', 'S-kyc-analyst-1', 'C-1009', 11),
        // Without being assigned it opens nothing either.
        asked('g-unmask-other', 'UNMASKING', 'S-kyc-analyst-3', 'C-1009', 12),
        // Restricted: nobody but whoever asked and the reporting officers knows of it.
        asked('g-export', 'EXPORT', 'S-aml-investigator-1', 'C-1007', 12),
        asked('g-asked', 'BREAK_GLASS', 'S-kyc-analyst-3', 'C-1007', 13),
        asked('g-refused', 'BREAK_GLASS', 'S-fraud-analyst-2', 'C-1018', 14),
        asked('g-ended', 'BREAK_GLASS', 'S-frontline-agent-3', 'C-1005', 15),
        asked('g-expired', 'BREAK_GLASS', 'S-frontline-agent-3', 'C-1007', 500),
        asked('g-reviewed', 'UNMASKING', 'S-kyc-analyst-1', 'C-1005', 1_000),
      ]);
      await all('access.grant_event').insert([
        ...[
          'g-open-agent',
          'g-open-manager',
          'g-open-fraud',
          'g-open-kyc',
          'g-open-vip',
          'g-unmask-agent',
          'g-unmask-manager',
          'g-unmask-fraud',
          'g-unmask-kyc',
          'g-unmask-other',
          'g-export',
        ].map((grant) => event(grant, 1, 'APPROVED', 'S-dpo-1', 0)),
        event('g-refused', 1, 'REFUSED', 'S-mlro-1', 12),
        event('g-ended', 1, 'APPROVED', 'S-dpo-2', 14),
        event('g-ended', 2, 'ENDED', 'S-frontline-agent-3', 13),
        event('g-expired', 1, 'APPROVED', 'S-dpo-1', 490),
        event('g-reviewed', 1, 'APPROVED', 'S-relationship-manager-2', 990),
        event('g-reviewed', 2, 'REVIEWED', 'S-auditor-1', 300),
      ]);
    });
  } finally {
    await own.destroy();
  }
}
