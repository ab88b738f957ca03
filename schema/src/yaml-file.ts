import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';

/** A YAML file that people write. */
export interface YamlFile {
  readonly contents: unknown;
  /** What is wrong with it as YAML, each with its place. */
  readonly faults: readonly string[];
  /** Name and line of an offset in the text. */
  at(offset: number): string;
}

/** Reads a file that has no key twice. @throws when there is no such file */
export function readYaml(path: string): YamlFile {
  const lineCounter = new LineCounter();
  const yaml = parseDocument(readFileSync(path, 'utf8'), {
    lineCounter,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const at = (offset: number) => `${basename(path)}:${lineCounter.linePos(offset).line}`;
  const faults = yaml.errors.map((error) => `${at(error.pos[0])} ${error.message}`);
  return { contents: yaml.contents, faults, at };
}

/** Key, value and place (offset in the text) of each entry of a YAML mapping; none when it is no mapping. */
export function yamlEntries(node: unknown): readonly (readonly [string, unknown, number])[] {
  if (!isMap(node)) return [];
  return node.items.map(({ key, value }) => [
    isScalar(key) ? String(key.value) : '',
    value,
    isScalar(key) ? (key.range?.[0] ?? 0) : 0,
  ]);
}

/** A YAML mapping as text and numbers; what is neither is undefined. */
export function yamlScalars(node: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    yamlEntries(node).map(([key, value]) => [key, isScalar(value) ? value.value : undefined]),
  );
}
