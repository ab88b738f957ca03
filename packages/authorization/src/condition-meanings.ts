import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ConditionName, isConditionName } from './conditions.js';

/** The words of `conditions.yaml` of a policies folder that `readPolicies` accepts: what each condition means. */
export async function conditionMeanings(folder: string): Promise<ReadonlyMap<ConditionName, string>> {
  const words = Object.entries(parse(await readFile(join(folder, 'conditions.yaml'), 'utf8')) as object);
  return new Map(
    words.flatMap(([name, meaning]) =>
      isConditionName(name) ? [[name, String(meaning).trim()] as const] : [],
    ),
  );
}
