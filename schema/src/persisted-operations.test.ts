import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { InvalidOperations, readPersistedOperations } from './persisted-operations.js';

const purposes = new Set([
  'ServiceProvision',
  'RequestedServiceProvision',
  'CounterMoneyLaundering',
  'LegalCompliance',
]);

async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'operations-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  try {
    readPersistedOperations(purposes, folder);
    return [];
  } catch (error) {
    if (error instanceof InvalidOperations) return error.problems;
    throw error;
  }
}

const good = 'query Who($id: ID!) { customer(id: $id) { id } }';

describe('persisted operations', () => {
  it('of the contract are valid, each with its client, its purpose and the id that clients compute', () => {
    const operations = readPersistedOperations(purposes);
    const questions = operations.filter(({ clientId }) => clientId === 'compliance-desk');
    expect(questions.map(({ name }) => name.slice(0, 3))).toEqual(
      Array.from({ length: 15 }, (_, at) => `Q${String(at + 1).padStart(2, '0')}`),
    );
    const others = operations.filter((operation) => !questions.includes(operation));
    expect(others.map(({ clientId, name, purpose }) => [clientId, name, purpose])).toEqual([
      ['mobile-app', 'ChannelContext', 'RequestedServiceProvision'],
      ['mobile-app', 'CustomerChanged', 'RequestedServiceProvision'],
      ['mobile-app', 'StartJourney', 'RequestedServiceProvision'],
      ['mobile-app', 'ContinueJourney', 'RequestedServiceProvision'],
      ['mobile-app', 'AbandonJourney', 'RequestedServiceProvision'],
      ['mobile-app', 'Consents', 'RequestedServiceProvision'],
      ['mobile-app', 'RequestPurposeConsent', 'RequestedServiceProvision'],
      ['mobile-app', 'AuthoriseConsent', 'RequestedServiceProvision'],
      ['mobile-app', 'RejectConsent', 'RequestedServiceProvision'],
      ['mobile-app', 'WithdrawConsent', 'RequestedServiceProvision'],
      ['mobile-app', 'ReauthenticateConsent', 'RequestedServiceProvision'],
      ['mobile-app', 'ChangeConsentAccounts', 'RequestedServiceProvision'],
      ['web', 'ChannelContext', 'RequestedServiceProvision'],
      ['web', 'StartJourney', 'RequestedServiceProvision'],
      ['web', 'ContinueJourney', 'RequestedServiceProvision'],
      ['web', 'AbandonJourney', 'RequestedServiceProvision'],
      ['web', 'CustomerChanged', 'RequestedServiceProvision'],
      ['web', 'Consents', 'RequestedServiceProvision'],
      ['web', 'RequestPurposeConsent', 'RequestedServiceProvision'],
      ['web', 'AuthoriseConsent', 'RequestedServiceProvision'],
      ['web', 'RejectConsent', 'RequestedServiceProvision'],
      ['web', 'WithdrawConsent', 'RequestedServiceProvision'],
      ['web', 'ReauthenticateConsent', 'RequestedServiceProvision'],
      ['web', 'ChangeConsentAccounts', 'RequestedServiceProvision'],
      ['P-moneywise', 'AccountBalances', 'ServiceProvision'],
      ['P-moneywise', 'RequestAccountAccess', 'ServiceProvision'],
    ]);
    for (const { id } of operations) expect(id).toMatch(/^[0-9a-f]{64}$/);
  });

  it('name every problem with file and line', async () => {
    expect(
      await problemsOf({
        'operations.yaml': `app:
  Who: { purpose: Curiosity, owner: X, ttl: 5 }
  Gone: { purpose: ServiceProvision, owner: X }
  Broken: { purpose: ServiceProvision, owner: X }
  Wrong: { purpose: ServiceProvision }
  Other: { purpose: ServiceProvision, owner: X }
`,
        'app/Who.graphql': good,
        'app/Broken.graphql': 'query Broken {\n  customer(',
        'app/Wrong.graphql': 'query Wrong {\n  nobody\n}',
        'app/Other.graphql': good,
        'app/Stray.graphql': good,
      }),
    ).toEqual([
      'operations.yaml:2 Unknown key "ttl". An operation has: purpose, owner.',
      'operations.yaml:2 Who: no role in roles.yaml has the purpose "Curiosity".',
      'app/Gone.graphql:1 There is no such file.',
      expect.stringMatching(/^app\/Broken\.graphql:2 Syntax Error/),
      'operations.yaml:5 Wrong has no owner.',
      'app/Wrong.graphql:2 Cannot query field "nobody" on type "Query".',
      'app/Other.graphql:1 It has to be one operation of the name Other.',
      'app/Stray.graphql:1 It is not in operations.yaml, which says for what purpose it is.',
    ]);
  });
});
