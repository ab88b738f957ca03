import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { publishedFolder } from './published-folder.fixture.js';

const program = fileURLToPath(new URL('main.js', import.meta.url));

function conformance(
  ...given: readonly string[]
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...given], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

describe('the command', () => {
  it('prints tables and a summary, and ends with 0', async () => {
    using published = publishedFolder();
    const { code, stdout, stderr } = await conformance(published.folder, '--only', 'samples,vocabulary');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('ok   samples that crash the adapter: 0');
    expect(stdout).toMatch(/Published samples of Open Banking through the adapter +4 +all hold/);
  });

  it('prints JSON for machines, and ends with 1 when something does not hold', async () => {
    // The made-up documents are not what the published ones become.
    using published = publishedFolder();
    const { code, stdout } = await conformance(published.folder, '--json', '--only', 'documents');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ passed: false, parts: [{ part: 'documents' }] });
  });

  it('ends with 2 and says what to do when it cannot run', async () => {
    using published = publishedFolder({ 'consent/dpv-purposes.csv': null });
    expect(await conformance(published.folder)).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/lacks consent\/dpv-purposes\.csv\. conformance\/README\.md tells/),
    });
    expect(await conformance()).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') });
  });
});
