import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roles } from '@bankgraph/identity';
import { conditions, isWallCondition } from './conditions.js';

/** A policies folder for a test: all roles with one purpose, all conditions, walls that keep out staff, and the given field files. */
export async function policyFolder(change: {
  readonly fields: Readonly<Record<string, string>>;
  readonly roles?: string;
  readonly conditions?: string;
  readonly walls?: string;
}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'policies-'));
  await mkdir(join(folder, 'fields'));
  const roleLine = (role: string) =>
    `${role}: { title: ${role}, kind: staff, purposes: [CustomerCare], purpose: ${role === 'customer' ? 'optional' : 'required'} }`;
  await writeFile(join(folder, 'roles.yaml'), change.roles ?? roles.map(roleLine).join('\n'));
  const words = Object.keys(conditions).map((name) => `${name}: holds when it is so`);
  await writeFile(join(folder, 'conditions.yaml'), change.conditions ?? words.join('\n'));
  const wallLine = (name: string) => `${name}: { keeps out: staff, because: x }`;
  const walls = Object.keys(conditions).filter(isWallCondition).map(wallLine);
  await writeFile(join(folder, 'walls.yaml'), change.walls ?? walls.join('\n'));
  for (const [name, text] of Object.entries(change.fields))
    await writeFile(join(folder, 'fields', name), text);
  return folder;
}
