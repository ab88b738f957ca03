#!/usr/bin/env -S node --max-semi-space-size=64
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// graphql-js looks at it once, when it is loaded: what it checks for developers costs every field of an answer.
process.env.NODE_ENV ??= 'production';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const main = join(root, 'server/dist/main.js');
if (!existsSync(main)) {
  process.stderr.write('Building Bankgraph (only before the first command)…\n');
  const built = spawnSync('npx', ['tsc', '-b', '--noCheck'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
await import(main);
