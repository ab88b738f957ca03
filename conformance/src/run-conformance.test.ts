import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
  type MadeUpFiles,
  madeUpApi,
  madeUpExpectations,
  publishedFolder,
} from './published-folder.fixture.js';
import { allHold, type PartName, runConformance } from './run-conformance.js';

const policies = fileURLToPath(new URL('../../policies', import.meta.url));

async function run(changes: MadeUpFiles = {}, only?: readonly PartName[]) {
  using published = publishedFolder(changes);
  return await runConformance({
    folder: published.folder,
    policies,
    expected: madeUpExpectations,
    ...(only !== undefined && { only }),
  });
}

/** What does not hold, as `part: what: found`. */
async function failuresOf(changes: MadeUpFiles, part: PartName): Promise<readonly string[]> {
  const reports = await run(changes, [part]);
  return reports.flatMap(({ expectations }) =>
    expectations.filter(({ holds }) => !holds).map(({ what, found }) => `${what}: ${found}`),
  );
}

describe('a conformance run over a made-up folder', () => {
  it('runs every part, and everything holds', async () => {
    const reports = await run();
    expect(
      reports.map(({ part, expectations }) => [part, expectations.filter(({ holds }) => !holds)]),
    ).toEqual([
      ['answers', []],
      ['samples', []],
      ['screening', []],
      ['documents', []],
      ['vocabulary', []],
    ]);
    expect(allHold(reports)).toBe(true);
  });

  it('tells what became of each sample', async () => {
    const [report] = await run({}, ['samples']);
    expect(report?.table.rows).toEqual([
      ['Accounts-0', 'accounts', 'valid', 'clean', '1', '', ''],
      ['Accounts-1', 'accounts', 'invalid', 'clean', '0', '', '2: Currency custom'],
      ['Accounts-2', 'accounts', 'not JSON', 'repaired: trailing-comma-removed ×2', '1', '', ''],
      [
        'Balances-0',
        'balances',
        'not JSON',
        expect.stringMatching(/^refused: not JSON at line 1/),
        '–',
        '',
        '',
      ],
      [
        'account-access-consents-0',
        'account-access-consents',
        'invalid',
        'clean',
        'not a resource we read',
        '',
        '',
      ],
    ]);
  });

  it('finds the names of the list, and nobody else', async () => {
    const [report] = await run({}, ['screening']);
    expect(report?.figures).toMatchObject({
      rows: 3,
      list: { name: 'us_ofac_sdn', entities: 3 },
      negatives: { asked: 1, byName: { hits: 0, pending: 0 }, withFacts: { hits: 0, pending: 0 } },
    });
    expect(report?.table.rows).toContainEqual(['primary name, individual', '1', '1', '100.00 %']);
    expect(report?.table.rows).toContainEqual(['multilingual name', '2', '2', '100.00 %']);
  });

  it('fails when an answer breaks what is published, and says where', async () => {
    const stricter = JSON.stringify(madeUpApi({ required: ['AccountId', 'Iban'] }));
    const [report] = await run({ 'open-banking/account-info-openapi-v4.0.json': stricter }, ['answers']);
    expect(allHold(report === undefined ? [] : [report])).toBe(false);
    expect(report?.findings[0]).toMatch(
      /^\/accounts 200: \/Data\/Account\/\* required Iban \(\d+ answers\)$/,
    );
  });

  it('fails when somebody who is on no list comes out as a hit', async () => {
    const csv =
      'full_name,gender,date_of_birth,nationality\nTobias Quillon Marrowbone Esteves,male,1978-03-27,Peru';
    expect(await failuresOf({ 'screening/yente-negatives-us.csv': csv }, 'screening')).toEqual([
      'people on no list who come out as a hit, by name: 1, expected 0',
      'people on no list who come out as a hit, with facts: 1, expected 0',
    ]);
  });

  it('fails when a document becomes something else than expected', async () => {
    const score =
      '{ "response": { "only": { "id": "x-1", "risk_score": 20.5, "disposition": { "action": "accept" } } } }';
    expect(await failuresOf({ 'fraud/minfraud-score.json': score }, 'documents')).toEqual([
      'documents that became something else than expected: 1, expected 0',
    ]);
  });

  it('fails when a purpose or a state is not published, or a state means something else', async () => {
    const purposes = '"term","hasbroader"\n"Marketing",""';
    const states =
      '"term","hasbroader"\n"ConsentGiven","https://w3id.org/dpv#ConsentStatusInvalidForProcessing"';
    const failures = await failuresOf(
      { 'consent/dpv-purposes.csv': purposes, 'consent/dpv-consent-status.csv': states },
      'vocabulary',
    );
    expect(failures).toEqual([
      expect.stringMatching(/^purposes that are not published: \d+, expected 0$/),
      'states of consent that do not map to a published one: 6, expected 0',
    ]);
  });

  it('goes on when a part breaks off, and fails', async () => {
    const reports = await run({ 'fraud/fingerprint-event.json': '{' }, ['documents', 'vocabulary']);
    expect(reports.map(({ title }) => title)).toEqual([
      'documents, broken off',
      'Purposes and states of consent against the W3C Data Privacy Vocabulary',
    ]);
    expect(allHold(reports)).toBe(false);
  });

  it('cannot run without its files, and says which are missing', async () => {
    await expect(
      run({ 'aml/sar-acknowledgement.xml': null, 'screening/ofac-alt.csv': null }),
    ).rejects.toMatchObject({
      name: 'UnusableInput',
      message: expect.stringContaining('lacks screening/ofac-alt.csv, aml/sar-acknowledgement.xml.'),
    });
    await expect(run({ 'open-banking/account-info-openapi-v4.0.json': 'gone' })).rejects.toMatchObject({
      name: 'UnusableInput',
      message: expect.stringContaining('account-info-openapi-v4.0.json is not JSON'),
    });
  });
});
