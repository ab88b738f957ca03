import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The flags of Node with which `npm start` starts the product; every gateway is measured with the same. They stand
 * between `node` and the script in package.json, so that one place says them.
 */
export function productFlags(): readonly string[] {
  const path = fileURLToPath(new URL('../../../package.json', import.meta.url));
  const { scripts } = JSON.parse(readFileSync(path, 'utf8')) as { scripts: { start: string } };
  return flagsOf(scripts.start);
}

/**
 * @param command for example `node --max-semi-space-size=64 main.js start`
 * @throws Error for a command that does not start with `node`
 */
export function flagsOf(command: string): readonly string[] {
  const [program, ...words] = command.split(' ');
  if (program !== 'node') throw new Error(`"${command}" does not tell the flags of Node.`);
  const script = words.findIndex((word) => !word.startsWith('-'));
  return words.slice(0, script === -1 ? words.length : script);
}
