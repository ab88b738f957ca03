import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { policiesFolder } from '../project-folder.js';
import { checkPolicies } from './policy.js';

/** A copy of the bank's policies in which files are changed. */
async function changedPolicies(changes: Readonly<Record<string, (text: string) => string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'policies-'));
  await cp(policiesFolder, folder, { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const path = join(folder, file);
    const before = await readFile(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${file} was not changed.`);
    await writeFile(path, after);
  }
  return folder;
}

/** Takes the tests whose name begins so out of a table. */
function without(name: string): (text: string) => string {
  return (text) =>
    text
      .split(/^(?= {2}- name: )/m)
      .filter((test) => !test.startsWith(`  - name: ${name}`))
      .join('');
}

describe('policy check', () => {
  it('names the changes of policies and roles that no table would notice, and the fields that none mentions', async () => {
    const folder = await changedPolicies({
      'fields/kyc.test.yaml': (text) =>
        without('Document numbers and images, on their own record')(text)
          .replaceAll(', expired}', '}')
          .replaceAll(
            /fields: \["\*"\]\n(?: +except: \[(.*)\]\n)?/g,
            (_, spared = 'Customer.id') => `fields: ["*"]\n    except: [${spared}, IdDocument.expired]\n`,
          ),
      'fields/core-banking.test.yaml': without('Who may ask for CustomerClaimsManagement'),
    });
    const { unmet, noticed, untested } = await checkPolicies(folder);
    expect(unmet).toEqual([]);
    expect(noticed).toBeGreaterThan(100_000);
    expect(untested[0]).toBe('No table mentions kyc IdDocument.expired.');
    expect(untested[1]).toMatch(
      /^policies\/fields\/kyc\.yaml:\d+: IdDocument\.number: no test with "their own record" holding, for customer, frontline-agent, /,
    );
    expect(untested).toContainEqual(
      expect.stringMatching(
        /^policies\/fields\/kyc\.yaml:\d+: IdDocument\.number, IdDocument\.imageHash: customer without the line, or .* more ways: no test fails\.$/,
      ),
    );
    expect(untested).toContain(
      'policies/roles.yaml: frontline-agent may not ask for CustomerClaimsManagement: no test fails.',
    );
  });

  it('names the decision that is not as a table expects, with role and purpose', async () => {
    const folder = await changedPolicies({
      'fields/kyc.yaml': (text) => text.replace('show: last 4 characters', 'show: initials'),
    });
    expect((await checkPolicies(folder)).unmet).toContainEqual(
      expect.objectContaining({
        field: 'IdDocument.number',
        role: 'customer',
        purpose: null,
        expected: 'mask last 4 characters',
        found: 'mask initials',
      }),
    );
  });
});
