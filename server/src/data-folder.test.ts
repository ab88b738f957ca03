import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { embeddedSecrets } from './data-folder.js';

let folder: string;
const file = () => join(folder, 'secrets.json');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the secrets of a data folder', () => {
  it('are made on the first start, each its own, for the owner alone, and stay', async () => {
    const made = await embeddedSecrets(folder);
    expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await embeddedSecrets(folder)).toEqual(made);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it('of an earlier version get what they lack, and lose nothing', async () => {
    const { accessWriter: _writer, accessReader: _reader, ...earlier } = await embeddedSecrets(folder);
    const kept = { ...earlier, ofALaterVersion: 'keep me' };
    await writeFile(file(), JSON.stringify(kept), { mode: 0o644 });
    const now = await embeddedSecrets(folder);
    expect(now).toMatchObject(earlier);
    expect([now.accessWriter, now.accessReader]).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ ...kept, ...now });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await embeddedSecrets(folder)).toEqual(now);
  });

  it('that cannot be read are not made anew: that would lock everybody out', async () => {
    for (const broken of ['', '{"contextSecret": "half', '[]', '{"contextSecret": "short"}']) {
      await writeFile(file(), broken);
      await expect(embeddedSecrets(folder)).rejects.toThrow();
      expect(await readFile(file(), 'utf8')).toBe(broken);
    }
  });
});
