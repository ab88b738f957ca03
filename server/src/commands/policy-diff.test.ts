import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPolicies } from '@bankgraph/authorization';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type PolicyRepository, policyRepository } from '../policy-repository.fixture.js';
import { policiesAt } from '../policy-revision.js';
import { policyDiffReport } from './policy-diff.js';

const numbers = 'IdDocument.{number, imageHash}';

describe('policy diff', () => {
  let repository: PolicyRepository;
  let folder: string;
  beforeAll(async () => {
    repository = await policyRepository();
    folder = repository.folder;
    await repository.allow(
      numbers,
      'role: customer, when: their own record, show: last 4 characters',
      'role: [kyc-analyst, aml-investigator], when: assigned to the customer',
      'role: mlro',
    );
    await repository.commit('Lines that this test knows');
    await repository.git('tag', '-f', 'released');
  });
  beforeEach(() => repository.restore());
  afterAll(() => repository?.remove());

  const rewrite = (file: string, from: string, to: string) => repository.rewrite(file, from, to);
  const diff = async (ref = 'released', json = false) => (await policyDiffReport(folder, ref, { json })).text;

  it('says that nobody gains or loses anything when nothing or only words have changed', async () => {
    const { version } = await readPolicies(folder);
    expect(await diff()).toBe(
      `Policies at released (${version}) → working tree (${version})\n\nNo one gains or loses anything: the policies are the same.`,
    );
    await rewrite('fields/kyc.yaml', 'because: ', 'because: As ever, ');
    expect(await diff()).toContain('No one gains or loses anything: only words have changed.');
  });

  it('reads as sentences for the reviewer, what is alike only once', async () => {
    await repository.allow(
      numbers,
      'role: customer, when: their own record, show: last 4 characters',
      'role: [kyc-analyst, aml-investigator, dpo], when: [assigned to the customer, four eyes given]',
      'role: mlro',
    );
    const text = (await diff()).split('\n\n').slice(1);
    const line =
      (await readFile(join(folder, 'fields/kyc.yaml'), 'utf8'))
        .split('\n')
        .findIndex((words) => words.includes('four eyes given]')) + 1;
    const place = `    policies/fields/kyc.yaml:${line}; at released policies/fields/kyc.yaml:`;
    expect(text).toEqual([
      [
        'kyc-analyst, aml-investigator',
        '  loses IdDocument.{number, imageHash}, if assigned to the customer (now: if assigned to the customer and four eyes given)',
        `${place}${line}`,
      ].join('\n'),
      [
        'dpo',
        '  gains IdDocument.{number, imageHash}, if assigned to the customer and four eyes given (was: never)',
        `${place}${line - 4}`,
      ].join('\n'),
      '2 fields changed for somebody: 1 role to see more, 2 roles to see less.',
    ]);
  });

  it('tells walls, purposes of roles, masks, classes, and new and removed fields', async () => {
    await rewrite(
      'walls.yaml',
      'behind the VIP wall:\n  keeps out: staff',
      'behind the VIP wall:\n  keeps out: []',
    );
    await rewrite('roles.yaml', 'purposes: [DirectMarketing, Marketing]', 'purposes: [DirectMarketing]');
    await repository.allow(
      numbers,
      'role: customer, when: their own record, show: IBAN last 4',
      'role: [kyc-analyst, aml-investigator], when: assigned to the customer',
      'role: mlro',
    );
    await rewrite('fields/kyc.yaml', 'KycProfile.riskRatings:', 'KycProfile.ratings:');
    const text = await diff();
    for (const words of [
      'marketing may no longer ask for Marketing (policies/roles.yaml)',
      '"behind the VIP wall" no longer keeps out staff (frontline-agent, ',
      '  sees IdDocument.{number, imageHash} less masked (last 4 characters → IBAN last 4), if their own record (was: last 4 characters if their own record)',
      'kyc KycProfile.riskRatings: removed (was policies/fields/kyc.yaml:',
      'kyc KycProfile.ratings: new, class confidential (policies/fields/kyc.yaml:',
      'for Marketing (now: never)',
    ]) {
      expect(text).toContain(words);
    }
    const json = JSON.parse(await diff('released', true));
    expect(json).toMatchObject({
      ref: 'released',
      roles: [{ role: 'marketing', purposesLost: ['Marketing'] }],
    });
  });

  it('compares with a revision from before a condition, or walls, existed: nobody could use them then', async () => {
    await rm(join(folder, 'walls.yaml'));
    await rewrite('conditions.yaml', 'four eyes given:', '# four eyes given:');
    const old = await repository.commit('Before walls');
    await repository.restore();
    const text = await diff(old);
    expect(text).toContain('"behind the wall around staff" now keeps out staff');
    expect(text).toContain('0 fields changed');
    const { version } = await policiesAt(old, folder);
    expect(version).not.toBe((await policiesAt('released', folder)).version);
  });

  it('names every fault of either side by file and line', async () => {
    await repository.allow(numbers, 'role: mlro, show: first 4 characters');
    await expect(diff()).rejects.toThrow(
      /^The policies of the working tree are not valid:\n {2}policies\/fields\/kyc\.yaml:\d+: Unknown mask "first 4 characters"\.$/,
    );
    const broken = await repository.commit('Broken');
    await repository.restore();
    await expect(diff(broken)).rejects.toThrow(`The policies at ${broken} are not valid:`);
  });

  it('says what is wrong with a revision: unknown, an option, without policies, or no checkout at all', async () => {
    await expect(diff('nowhere')).rejects.toThrow('There is no revision "nowhere" here.');
    await expect(diff('--output=stolen')).rejects.toThrow('There is no revision "--output=stolen" here.');
    await repository.git('rm', '-r', '-f', '--quiet', 'policies');
    await writeFile(join(repository.root, 'README.md'), 'Nothing yet.');
    const empty = await repository.commit('No policies');
    await repository.restore();
    await expect(diff(empty)).rejects.toThrow(`Revision "${empty}" has no policies.`);
    const outside = await mkdtemp(join(tmpdir(), 'bankgraph-no-checkout-'));
    try {
      await expect(policyDiffReport(outside, 'HEAD', { json: false })).rejects.toThrow(
        'is not in a git checkout',
      );
    } finally {
      await rm(outside, { recursive: true });
    }
  });
});
