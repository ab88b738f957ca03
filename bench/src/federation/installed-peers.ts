import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from '../progress.js';

/** Where the other gateways are installed: apart from the project, which needs none of them. */
export const peersFolder = fileURLToPath(new URL('../../peers', import.meta.url));

/** Versions of the peers' packages by name, or null when they are not installed as their lock file says. */
export function installedPeers(folder = peersFolder): ReadonlyMap<string, string> | null {
  const { dependencies } = readJson<{ dependencies: Record<string, string> }>(join(folder, 'package.json'));
  const { packages } = readJson<{ packages: Record<string, { version: string }> }>(
    join(folder, 'package-lock.json'),
  );
  const versions = new Map<string, string>();
  for (const name of Object.keys(dependencies)) {
    const path = `node_modules/${name}`;
    const file = join(folder, path, 'package.json');
    const installed = existsSync(file) ? readJson<{ version: string }>(file).version : null;
    if (installed === null || installed !== packages[path]?.version) return null;
    versions.set(name, installed);
  }
  return versions;
}

/**
 * Installs the peers unless they are there, from their own lock file and without their install scripts.
 *
 * @returns their versions
 * @throws Error with what npm said when they cannot be installed
 */
export async function installPeers(progress: Progress): Promise<ReadonlyMap<string, string>> {
  const there = installedPeers();
  if (there !== null) return there;
  progress.step('Installing the other gateways into bench/peers, once: npm ci, about 700 MB on disk');
  await npmCi(progress);
  const versions = installedPeers();
  if (versions === null)
    throw new Error('npm ci has not installed the versions of bench/peers/package-lock.json.');
  return versions;
}

/** Progress is counted in packages, of which the lock file tells the number. */
async function npmCi(progress: Progress): Promise<void> {
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'];
  const child = spawn('npm', words, {
    cwd: peersFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  });
  const lock = readJson<{ packages: object }>(join(peersFolder, 'package-lock.json'));
  const all = Object.keys(lock.packages).length;
  let fetched = 0;
  let unpacking = false;
  let said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.split('\n').filter((line) => line !== '');
    fetched += lines.filter((line) => line.startsWith('npm http')).length;
    said = [...said, ...lines.filter((line) => line.startsWith('npm error'))].slice(0, 8);
    if (fetched < all) progress.at(fetched, all);
    else if (!unpacking) progress.step('Unpacking them');
    unpacking = fetched >= all;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `The other gateways could not be installed (npm ended with ${code}); --quick does without them.\n${said.join('\n')}`,
    );
  }
}

function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}
