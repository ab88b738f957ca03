import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RelationshipUrls } from '../asked-databases.js';
import { type PolicyRepository, policyRepository } from '../policy-repository.fixture.js';
import { policiesFolder } from '../project-folder.js';
import { recordReading } from '../record-reading.js';
import { type Bank, startBank } from '../testing/start-bank.js';
import { type ExplainOptions, policyExplainReport } from './policy-explain.js';
import { policySimulateReport, type SimulateOptions } from './policy-simulate.js';

const overview = `query Overview($id: ID!) {
  customer(id: $id) { name kyc { status documents { number } } }
}`;

const numbers = 'IdDocument.{number, imageHash}';

let bank: Bank;
beforeAll(async () => {
  bank = await startBank({ customers: 25 });
}, 60_000);
afterAll(() => bank?.[Symbol.asyncDispose]());

describe('policy simulate, on the log of a bank', () => {
  let repository: PolicyRepository;
  beforeAll(async () => {
    repository = await policyRepository();
    for (const id of ['C-1001', 'C-1005']) {
      await bank.as('kyc-analyst', 'IdentityVerification').query(overview, { id });
      await bank.as('frontline-agent', 'CustomerCare').query(overview, { id });
    }
    await bank.as('customer', undefined, { customer: 'C-1005' }).query(overview, { id: 'C-1005' });
  });
  beforeEach(() => repository.restore());
  afterAll(() => repository?.remove());

  const simulate = async (change: Partial<SimulateOptions> = {}) =>
    (
      await policySimulateReport({
        folder: repository.folder,
        from: 'released',
        auditKeys: bank.connections.auditKeys,
        auditReader: bank.connections.own.auditReader,
        json: false,
        onProgress: () => undefined,
        ...change,
      })
    ).text;

  it('finds nothing when only words have changed', async () => {
    await repository.rewrite(
      'fields/kyc.yaml',
      'because: Analysts compare',
      'because: As ever, analysts compare',
    );
    const text = await simulate();
    expect(text).toContain('5 records of the old policies');
    expect(text).toContain('No recorded decision would change.');
  });

  it('tells what would be newly visible and newly hidden, in which operations, and names no customer', async () => {
    await repository.allow(
      numbers,
      'role: customer, when: their own record, show: last 4 characters',
      'role: frontline-agent',
      'role: mlro',
    );
    const text = await simulate();
    const blocks = text.split('\n\n');
    expect(blocks[1]).toMatch(
      /^frontline-agent\n {2}IdDocument\.number: newly visible\n {4}\d operations?, \d customers?, \d+ values?; in Overview$/,
    );
    expect(blocks[2]).toMatch(/^kyc-analyst\n {2}IdDocument\.number: newly hidden\n/);
    expect(blocks[3]).toContain('behind a wall');
    const json = await simulate({ json: true });
    expect(JSON.parse(json)).toMatchObject({ records: 5, unexplained: [], otherVersions: {} });
    expect(text + json).not.toMatch(/C-1\d{3}/);
  });

  it('names the condition on which it depends', async () => {
    await repository.allow(
      numbers,
      'role: customer, when: [their own record, relationship manager of the customer], show: last 4 characters',
      'role: [kyc-analyst, aml-investigator], when: assigned to the customer',
      'role: mlro',
    );
    expect(await simulate()).toContain(
      'IdDocument.number: depends on relationship manager of the customer: unchanged if relationship manager of the customer, else newly hidden',
    );
  });

  it('takes only the newest when told so, and leaves out what other policies decided', async () => {
    expect(await simulate({ last: 2 })).toContain('2 records of the old policies');
    await repository.rewrite('fields/kyc.yaml', 'because: ', 'because: Now and then, ');
    const later = await repository.commit('Later policies');
    const text = await simulate({ from: later });
    expect(text).toContain('5 records left out, decided by other policies: ');
    expect(text).toContain(`Nothing to simulate: the log has no record of the policies at ${later}.`);
  });

  it('leaves out who has read the log, which no policy decides', async () => {
    const before = await simulate();
    await recordReading({
      auditWriter: bank.connections.own.auditWriter,
      auditKeys: bank.connections.auditKeys,
      command: 'audit tail',
    });
    expect(await simulate()).toBe(before);
  });
});

describe('policy explain', () => {
  const explain = async (
    field: string,
    options: Partial<ExplainOptions>,
    urls: RelationshipUrls | null = null,
  ) =>
    (await policyExplainReport(policiesFolder, field, { role: 'kyc-analyst', json: false, ...options }, urls))
      .text;
  const analyst = { purpose: 'IdentityVerification', customer: 'C-1001' };
  const urls = (): RelationshipUrls => {
    const { databases, own } = bank.connections;
    const { directory, staffing } = databases;
    return { directory, staffing, consent: own.consentReader, access: own.accessReader };
  };

  it('looks up assignments for real, and says why the same question has another answer for another person', async () => {
    const asked = { ...analyst, as: 'S-kyc-analyst-1' };
    const assigned = await explain('IdDocument.number', asked, urls());
    expect(assigned).toMatch(
      /^IdDocument\.number, for kyc-analyst for IdentityVerification \(subgraph kyc\)\nShown: the value\.\n/,
    );
    expect(assigned).toMatch(/"assigned to the customer" holds: The bank has assigned the caller/);
    const stranger = await explain('IdDocument.number', { ...asked, as: 'S-nobody' }, urls());
    expect(stranger).toContain(
      'Not shown: it looks as if there were nothing. No line of its policy applies.',
    );
    expect(stranger).toContain('"assigned to the customer" does not hold');
    // What it says is what the graph does.
    const { data } = await bank.as('kyc-analyst', 'IdentityVerification').query(overview, { id: 'C-1001' });
    expect(data.customer.kyc.documents[0].number).toMatch(/^[^*]+$/);
  });

  it('leaves open what it was not told, and says which option would tell', async () => {
    const text = await explain('IdDocument.number', analyst);
    expect(text).toContain(
      'It depends: the value if assigned to the customer, else nothing. Provided that no wall stands before it.',
    );
    expect(text).toContain('"assigned to the customer" cannot be told without --as');
    expect(await explain('IdDocument.number', { ...analyst, as: 'S-1' })).toContain(
      'cannot be told without a running server (or --given)',
    );
  });

  it('takes conditions as given, and then asks no database', async () => {
    const nowhere = 'postgresql://nobody@127.0.0.1:9/none';
    const dead = { directory: nowhere, staffing: nowhere, consent: nowhere, access: nowhere };
    const asked = { ...analyst, as: 'S-1', given: ['not assigned to the customer'] };
    expect(await explain('IdDocument.number', asked, dead)).toContain(
      '"assigned to the customer" does not hold',
    );
    await expect(explain('IdDocument.number', { ...asked, given: [] }, dead)).rejects.toThrow();
  });

  it('says what on the way denies when the field itself is open', async () => {
    const text = await explain('Customer.id', { role: 'mlro' });
    expect(text).toContain('By itself it is open, but Query.customer before it is denied (policies/fields/');
    expect(text).toContain('Without a declared purpose this role sees class public only.');
    expect(text).toContain('What denies it: Query.customer');
  });

  it('answers for a purpose that is not the role’s, for a carried type, and as JSON', async () => {
    expect(await explain('Customer.name', { purpose: 'Marketing' })).toContain(
      'The whole request is refused (PURPOSE_NOT_ALLOWED): the purposes of kyc-analyst are IdentityVerification, ',
    );
    expect(await explain('PageInfo.hasNextPage', analyst)).toContain(
      'PageInfo.hasNextPage is decided with the field that returns it:\n  core-banking Query.customers: ',
    );
    const [told] = JSON.parse(await explain('IdDocument.number', { ...analyst, json: true }));
    expect(told).toMatchObject({
      subgraph: 'kyc',
      outcomes: [
        { seen: 'allow', when: [['assigned to the customer']] },
        { seen: 'deny', when: [[]] },
      ],
      target: { lines: [{ line: { roles: ['customer'] } }, {}, {}] },
    });
  });

  it.each([
    [{ role: 'agent' }, 'There is no role "agent". There are: customer, frontline-agent'],
    [{ row: '[1]' }, '--row must be a JSON object'],
    [{ row: '{' }, '--row must be a JSON object'],
    [
      { given: ['assigned'] },
      'There is no condition "assigned". The catalogue is in policies/conditions.yaml.',
    ],
  ])('says what is wrong with %j', async (options, message) => {
    await expect(explain('IdDocument.number', options)).rejects.toThrow(message);
  });

  it('names what an unknown field may have meant', async () => {
    await expect(explain('IdDocument.numbr', {})).rejects.toThrow('Did you mean IdDocument.number');
  });
});
