import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { installedPeers } from './installed-peers.js';

describe('installed peers', () => {
  let folder = '';
  const write = async (name: string, content: object) => {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), JSON.stringify(content));
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bankgraph-bench-'));
    await write('package.json', { dependencies: { '@one/peer': '^1.0.0', other: '2.0.0' } });
    await write('package-lock.json', {
      packages: {
        'node_modules/@one/peer': { version: '1.4.0' },
        'node_modules/other': { version: '2.0.0' },
      },
    });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are known by their versions', async () => {
    await write('node_modules/@one/peer/package.json', { version: '1.4.0' });
    await write('node_modules/other/package.json', { version: '2.0.0' });
    expect(installedPeers(folder)).toEqual(
      new Map([
        ['@one/peer', '1.4.0'],
        ['other', '2.0.0'],
      ]),
    );
  });

  it('are not there as long as one is missing or has another version than the lock file says', async () => {
    expect(installedPeers(folder)).toBeNull();
    await write('node_modules/other/package.json', { version: '2.0.0' });
    expect(installedPeers(folder)).toBeNull();
    await write('node_modules/@one/peer/package.json', { version: '1.3.9' });
    expect(installedPeers(folder)).toBeNull();
  });
});
