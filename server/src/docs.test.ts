import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { errorCatalogue } from '@bankgraph/errors';
import { SUBGRAPH_NAMES } from '@bankgraph/schema';
import { describe, expect, it } from '@jest/globals';
import { ConfigurationFaults, readPartConfiguration, variablesOf } from './configuration.js';
import { projectFolder } from './project-folder.js';

const docsFolder = join(projectFolder, 'docs');

describe('the documentation', () => {
  it('links to nothing that does not exist', async () => {
    const broken: string[] = [];
    for (const page of await pages()) {
      const text = await readFile(page, 'utf8');
      for (const { target, line } of relativeLinks(text)) {
        const [path = '', anchor] = target.split('#', 2);
        const file = path === '' ? page : join(dirname(page), decodeURI(path));
        const found = existsSync(file) && (anchor === undefined || (await anchors(file)).has(anchor));
        if (!found) broken.push(`${relative(projectFolder, page)}:${line}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('lists every error of the catalogue with its status, and no other', async () => {
    const text = await readFile(join(docsFolder, 'errors.md'), 'utf8');
    const listed = [...text.matchAll(/^\| `([A-Z_]+)` \| (\d+) \|/gm)].map(([, code, status]) => [
      code,
      Number(status),
    ]);
    const known = Object.entries(errorCatalogue).map(([code, { status }]) => [code, status]);
    expect(listed).toEqual(known);
  });

  it('names every variable without which a part does not start', async () => {
    const text = await readFile(join(docsFolder, 'configuration.md'), 'utf8');
    const needed = new Set(
      (['gateway', ...SUBGRAPH_NAMES] as const)
        .flatMap((part) => variablesMissedBy(part))
        .concat(variablesOf('events')),
    );
    expect(needed.size).toBeGreaterThan(30);
    expect([...needed].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});

/** The README, and every page of docs/. */
async function pages(): Promise<string[]> {
  const inDocs = await readdir(docsFolder, { recursive: true });
  return [
    join(projectFolder, 'README.md'),
    ...inDocs.filter((name) => name.endsWith('.md')).map((name) => join(docsFolder, name)),
  ];
}

/** Links and images of Markdown that lead to a file or a place of this repository, code left out. */
function relativeLinks(text: string): { target: string; line: number }[] {
  const prose = text.replace(/^```[\s\S]*?^```|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, ' '));
  return [...prose.matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)|^\[[^\]]+\]: (\S+)/gm)]
    .map(({ 1: inline, 2: reference, index }) => ({
      target: inline ?? reference ?? '',
      line: prose.slice(0, index).split('\n').length,
    }))
    .filter(({ target }) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

/** The anchors that headings of a page get. */
async function anchors(file: string): Promise<ReadonlySet<string>> {
  const text = await readFile(file, 'utf8');
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

/** What a part says of an empty environment. */
function variablesMissedBy(part: Parameters<typeof readPartConfiguration>[0]): string[] {
  try {
    readPartConfiguration(part, {});
  } catch (error) {
    if (error instanceof ConfigurationFaults)
      return error.faults.map((fault) => fault.split(' ', 1)[0] ?? '');
    throw error;
  }
  return [];
}
