import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkSupergraph, readSupergraph, writeSupergraph } from './committed-supergraph.js';
import { API_FILE, SCHEMA_FOLDER, SUPERGRAPH_FILE } from './schema-folder.js';

/** A folder with copies of the committed files. */
async function copyOfCommitted() {
  const folder = await mkdtemp(join(tmpdir(), 'bankgraph-schema-'));
  for (const file of [SUPERGRAPH_FILE, API_FILE])
    await copyFile(join(SCHEMA_FOLDER, file), join(folder, file));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

describe('the committed supergraph', () => {
  it('is what the authored SDL composes to', () => {
    expect(checkSupergraph()).toEqual({ state: 'current' });
  });

  it('is found stale when edited, and composing writes it anew', async () => {
    await using copy = await copyOfCommitted();
    const file = join(copy.folder, SUPERGRAPH_FILE);
    await writeFile(file, readSupergraph().replace('name: String', 'name: Int'));
    expect(checkSupergraph(copy.folder)).toEqual({ state: 'stale', files: [SUPERGRAPH_FILE] });
    expect(writeSupergraph(copy.folder)).toEqual({ state: 'stale', files: [SUPERGRAPH_FILE] });
    expect(checkSupergraph(copy.folder)).toEqual({ state: 'current' });
    expect(await readFile(file, 'utf8')).toBe(readSupergraph());
  });

  it('is found stale when it is not there', async () => {
    await using copy = await copyOfCommitted();
    await rm(join(copy.folder, API_FILE));
    expect(checkSupergraph(copy.folder)).toEqual({ state: 'stale', files: [API_FILE] });
  });
});
