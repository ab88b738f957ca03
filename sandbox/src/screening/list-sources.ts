import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ListEntity } from './list-entity.js';
import { readOfacList } from './ofac.js';

/** One dataset that the service screens against. */
export interface Watchlist {
  /** e.g. `us_ofac_sdn`. */
  readonly name: string;
  readonly title: string;
  /** Names the content: the same list has the same version. */
  readonly version: string;
  readonly entities: readonly ListEntity[];
}

const ftmEntity = z.object({
  id: z.string().min(1),
  caption: z.string(),
  schema: z.string(),
  properties: z.record(z.string(), z.array(z.string())),
  datasets: z.array(z.string()).default([]),
  referents: z.array(z.string()).default([]),
  target: z.boolean().default(true),
  first_seen: z.string().nullable().default(null),
  last_seen: z.string().nullable().default(null),
  last_change: z.string().nullable().default(null),
});

/** Where the list that comes with the sandbox lies; all its people and companies are invented. */
const ownListFile = new URL('../../data/watchlist.json', import.meta.url);

/** The sandbox's own small list. */
export async function readOwnList(): Promise<Watchlist> {
  const text = await readFile(ownListFile, 'utf8');
  const file = z.object({ version: z.string(), entities: z.array(ftmEntity) }).parse(JSON.parse(text));
  return {
    name: 'sandbox_watchlist',
    title: 'Sandbox watchlist of invented people and companies',
    version: file.version,
    entities: file.entities,
  };
}

/**
 * Reads the published lists that lie in a folder: `ofac-sdn.csv` with `ofac-alt.csv`, and every
 * FollowTheMoney file `yente-t1-entities.ftm.json` (one entity a line).
 * @throws Error when the folder holds neither, or a file cannot be read as what its name says.
 */
export async function readPublishedLists(folder: string): Promise<Watchlist[]> {
  const sdn = join(folder, 'ofac-sdn.csv');
  const ftm = join(folder, 'yente-t1-entities.ftm.json');
  const lists = [
    ...(existsSync(sdn) ? [await readOfac(sdn, join(folder, 'ofac-alt.csv'))] : []),
    ...(existsSync(ftm) ? [await readFtm(ftm)] : []),
  ];
  if (lists.length === 0) {
    throw new Error(`No watchlist in ${folder}: put ofac-sdn.csv or yente-t1-entities.ftm.json there`);
  }
  return lists;
}

async function readOfac(sdnFile: string, altFile: string): Promise<Watchlist> {
  const sdn = await readFile(sdnFile, 'utf8');
  const alt = existsSync(altFile) ? await readFile(altFile, 'utf8') : '';
  return {
    name: 'us_ofac_sdn',
    title: 'US OFAC Specially Designated Nationals (SDN) List',
    version: contentVersion(sdn, alt),
    entities: readOfacList(sdn, alt).entities,
  };
}

async function readFtm(file: string): Promise<Watchlist> {
  const text = await readFile(file, 'utf8');
  const entities = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [ftmEntity.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`${file}: line ${index + 1} is no FollowTheMoney entity`, { cause });
    }
  });
  return {
    name: 'eu_fsf',
    title: 'EU Financial Sanctions Files (FSF)',
    version: contentVersion(text),
    entities,
  };
}

function contentVersion(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return `sha256-${hash.digest('hex').slice(0, 16)}`;
}
