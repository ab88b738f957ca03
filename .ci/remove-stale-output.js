// Removes what an earlier build made of a source file that is gone: tsc leaves it, and jest would run it.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folders = workspaces.flatMap((pattern) =>
  basename(pattern) === '*'
    ? readdirSync(join(root, dirname(pattern))).map((name) => join(root, dirname(pattern), name))
    : [join(root, pattern)],
);
for (const folder of folders) {
  const dist = join(folder, 'dist');
  if (!existsSync(dist)) continue;
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const made = join(entry.parentPath ?? entry.path, entry.name);
    const source = join(folder, 'src', relative(dist, made)).replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts');
    if (entry.isFile() && /(\.d\.ts|\.js)(\.map)?$/.test(made) && !existsSync(source)) rmSync(made);
  }
}
