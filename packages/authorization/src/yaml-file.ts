import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type { PolicyFault } from './fault.js';

/** A YAML file whose every part knows its line. */
export interface YamlFile {
  readonly name: string;
  readonly root: Node | null;
  fault(at: unknown, message: string): void;
  lineOf(at: unknown): number;
}

/** Parses a policy file; what is wrong goes into `faults`. Duplicate keys are a fault. */
export function yamlFile(name: string, text: string, faults: PolicyFault[]): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  for (const error of document.errors) {
    faults.push({ file: name, line: lineAt(error.pos[0]), message: error.message });
  }
  const lineOf = (at: unknown) => (isNode(at) && at.range ? lineAt(at.range[0]) : 1);
  return {
    name,
    root: document.contents,
    lineOf,
    fault: (at, message) => faults.push({ file: name, line: lineOf(at), message }),
  };
}

/** Entries of a mapping as (key node, key, value); a fault when it is none. */
export function entriesOf(
  file: YamlFile,
  node: unknown,
  what: string,
): readonly { at: unknown; key: string; value: unknown }[] {
  if (!isMap(node)) {
    file.fault(node, `${what} must be a mapping.`);
    return [];
  }
  return (node.items as Pair[]).map((pair) => ({
    at: pair.key,
    key: isScalar(pair.key) ? String(pair.key.value) : '',
    value: pair.value,
  }));
}

/** A text; a fault when it is none. */
export function textOf(file: YamlFile, node: unknown, what: string): string {
  if (isScalar(node) && typeof node.value === 'string' && node.value.trim() !== '') return node.value.trim();
  file.fault(node, `${what} must be a text.`);
  return '';
}

/** One text or a list of texts, each with its node. */
export function textsOf(
  file: YamlFile,
  node: unknown,
  what: string,
): readonly { at: unknown; text: string }[] {
  const items: readonly unknown[] = isSeq(node) ? node.items : [node];
  return items.map((item) => ({ at: item, text: textOf(file, item, what) }));
}
