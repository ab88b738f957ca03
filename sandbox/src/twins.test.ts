import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { customerRows } from './database/bank-rows.js';
import { openBankingPath } from './open-banking/core-banking.js';
import { type Sandbox, startSandbox } from './sandbox.js';
import { sandboxSecrets } from './secrets.js';
import type { SystemName } from './world/world.js';

const { fraud, loans, segmentation } = sandboxSecrets;
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const aml = { 'x-api-key': sandboxSecrets.amlApiKey };
const risk = basic(fraud.accountId, fraud.licenseKey);
const fineract = {
  ...basic(loans.username, loans.password),
  'fineract-platform-tenantid': loans.tenantId,
};

/** Every question that the graph asks a system about one customer, with NNNN for the number. */
const questions: readonly (readonly [SystemName, string, Record<string, string>, object?])[] = [
  ...[
    'accounts',
    'balances',
    'transactions',
    'beneficiaries',
    'standing-orders',
    'direct-debits',
    'statements',
    'party',
    'products',
    'accounts/A-NNNN-1/parties',
  ].map((path) => ['core-banking', `${openBankingPath}/${path}`, {}] as const),
  [
    'identity-verification',
    '/resources/applicants?externalUserIds=C-NNNN',
    { 'x-app-token': sandboxSecrets.identityVerificationAppToken },
  ],
  ['screening', '/screenings?customer_ids=C-NNNN', {}],
  ['aml', '/v1/decisions?start=2026-04-01T00:00:00Z&end=2026-06-29T00:00:00Z&pivot_value=C-NNNN', aml],
  ['aml', '/v1/decisions/d0000000-0000-4000-8001-00000000NNNN', aml],
  ['aml', '/v1/cases?pivot_value=C-NNNN', aml],
  ['aml', '/v1/cases/ca000000-0000-4000-8001-00000000NNNN', aml],
  ['aml', '/v1/cases/ca000000-0000-4000-8001-00000000NNNN/comments', aml],
  ['aml', '/v1/cases/ca000000-0000-4000-8001-00000000NNNN/files', aml],
  ['aml', '/tazama/evaluations?customer_ids=C-NNNN', aml],
  ['fraud', '/risk/v1/decisions?user_ids=C-NNNN', risk],
  ['fraud', '/biometrics/v1/sessions?user_ids=C-NNNN', risk],
  ['fraud', '/v4/events?linked_id=C-NNNN', { 'auth-api-key': sandboxSecrets.fingerprintApiKey }],
  [
    'segmentation',
    '/cxs/profiles/search',
    basic(segmentation.username, segmentation.password),
    {
      condition: {
        type: 'profilePropertyCondition',
        parameterValues: {
          propertyName: 'properties.customerNumber',
          comparisonOperator: 'in',
          propertyValues: ['C-NNNN'],
        },
      },
    },
  ],
  ['loans', '/fineract-provider/api/v1/clients/external-id/C-NNNN', fineract],
];

describe('the twins C-1007 and C-1008', () => {
  let keysFolder: string;
  let sandbox: Sandbox;

  beforeAll(async () => {
    keysFolder = await mkdtemp(join(tmpdir(), 'twins-'));
    sandbox = await startSandbox({ customers: 30, keysFolder });
  });
  afterAll(async () => {
    await sandbox?.stop();
    await rm(keysFolder, { recursive: true, force: true });
  });

  async function answer([system, path, headers, body]: (typeof questions)[number], number: string) {
    const name = (text: string) => text.replaceAll('NNNN', number);
    const bearer = await new SignJWT({ permissions: everyPermission })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('test')
      .setSubject(`C-${number}`)
      .setAudience('core-banking')
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(sandboxSecrets.coreBankingClientSecret));
    const reply = await fetch(`${sandbox.systems[system].url}${name(path)}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(system === 'core-banking' ? { authorization: `Bearer ${bearer}` } : headers),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: name(JSON.stringify(body)) }),
    });
    // The port may contain the number by chance.
    const text = (await reply.text()).replaceAll(sandbox.systems[system].url, '');
    return { status: reply.status, text };
  }

  it.each(questions.map((question) => [`${question[0]} ${question[1]}`, question] as const))(
    'cannot be told apart by %s',
    async (_name, question) => {
      const [one, other] = [await answer(question, '1007'), await answer(question, '1008')];
      expect(other.text).toContain('1008');
      expect({ ...one, text: one.text.replaceAll('1007', '1008') }).toEqual(other);
      expect(other.text).not.toContain('1007');
    },
  );

  it('cannot be told apart by any table but the register of reports', () => {
    const rows = (id: string) => {
      const customer = sandbox.world.customer(id);
      return customer === undefined ? {} : customerRows(sandbox.world, customer);
    };
    const one = JSON.parse(JSON.stringify(rows('C-1007')).replaceAll('1007', '1008'));
    const other = JSON.parse(JSON.stringify(rows('C-1008')));
    expect(one['aml_register.sar']).toHaveLength(1);
    expect({ ...one, 'aml_register.sar': [] }).toEqual(other);
  });
});

const everyPermission = [
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadBeneficiariesDetail',
  'ReadDirectDebits',
  'ReadPAN',
  'ReadParty',
  'ReadPartyPSU',
  'ReadProducts',
  'ReadStandingOrdersDetail',
  'ReadStatementsDetail',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
];
