import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { InvalidClients, readClients } from './clients.js';

async function folderWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bankgraph-clients-'));
  await writeFile(join(folder, 'clients.yaml'), text);
  return folder;
}

describe('readClients', () => {
  it('knows the class and the owner of the contract’s own clients', () => {
    const clients = readClients();
    expect(clients.get('mobile-app')).toEqual({
      id: 'mobile-app',
      class: 'channel',
      owner: 'Mobile Banking',
    });
    expect(clients.get('P-moneywise')?.class).toBe('partner');
    expect(clients.has('somebody-else')).toBe(false);
  });

  it('names everything that is wrong, with its line', async () => {
    const folder = await folderWith(
      'a: { class: admin, owner: A }\nb: { class: partner }\nc: { class: channel, owner: C, limit: 1 }\n',
    );
    expect(() => readClients(folder)).toThrow(
      new InvalidClients([
        'clients.yaml:1 a: there is no class "admin". Classes are partner, channel, frontend.',
        'clients.yaml:2 b has no owner.',
        'clients.yaml:3 Unknown key "limit". A client has: class, owner.',
      ]),
    );
  });

  it('refuses one client twice', async () => {
    const folder = await folderWith('a: { class: partner, owner: A }\na: { class: frontend, owner: A }\n');
    expect(() => readClients(folder)).toThrow(/clients\.yaml:2/);
  });
});
