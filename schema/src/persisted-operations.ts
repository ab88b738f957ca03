import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, GraphQLError, Kind, parse, validate } from 'graphql';
import { API_FILE, SCHEMA_FOLDER } from './schema-folder.js';
import { readYaml, yamlEntries, yamlScalars } from './yaml-file.js';

/** An operation that one client may send by its id. */
export interface PersistedOperation {
  /** The client (`client_id` of the token) that it belongs to. */
  readonly clientId: string;
  readonly name: string;
  /** SHA-256 of the text, hex, as Apollo's clients compute it. */
  readonly id: string;
  readonly document: string;
  /** W3C DPV term. */
  readonly purpose: string;
  readonly owner: string;
}

/** Everything that is wrong with the persisted operations, with file and line. */
export class InvalidOperations extends Error {
  override readonly name = 'InvalidOperations';

  constructor(readonly problems: readonly string[]) {
    super(`The persisted operations are not valid.\n${problems.join('\n')}`);
  }
}

const manifest = 'operations.yaml';

/**
 * Reads `operations/operations.yaml` and the documents beside it, and holds them against the API schema.
 *
 * @param purposes those that some role may declare
 * @param folder the contract's own unless told
 * @throws InvalidOperations with every problem at once
 */
export function readPersistedOperations(
  purposes: ReadonlySet<string>,
  folder: string = join(SCHEMA_FOLDER, 'operations'),
): readonly PersistedOperation[] {
  const { contents, faults, at } = readYaml(join(folder, manifest));
  const problems = [...faults];
  const api = buildSchema(readFileSync(join(SCHEMA_FOLDER, API_FILE), 'utf8'));
  const operations: PersistedOperation[] = [];
  for (const [clientId, own] of yamlEntries(contents)) {
    for (const [name, entry, offset] of yamlEntries(own)) {
      const { purpose, owner, ...unknown } = yamlScalars(entry);
      for (const key of Object.keys(unknown)) {
        problems.push(`${at(offset)} Unknown key "${key}". An operation has: purpose, owner.`);
      }
      if (typeof owner !== 'string' || owner === '') problems.push(`${at(offset)} ${name} has no owner.`);
      if (typeof purpose !== 'string' || !purposes.has(purpose)) {
        problems.push(`${at(offset)} ${name}: no role in roles.yaml has the purpose "${purpose}".`);
      }
      const file = `${clientId}/${name}.graphql`;
      const document = readDocument(folder, file, name, problems, api);
      if (document === null) continue;
      const id = createHash('sha256').update(document).digest('hex');
      operations.push({ clientId, name, id, document, purpose: String(purpose), owner: String(owner) });
    }
  }
  const known = new Set(operations.map(({ clientId, name }) => `${clientId}/${name}.graphql`));
  for (const file of documentsIn(folder)) {
    if (!known.has(file) && problems.every((problem) => !problem.startsWith(file))) {
      problems.push(`${file}:1 It is not in ${manifest}, which says for what purpose it is.`);
    }
  }
  if (problems.length > 0) throw new InvalidOperations(problems);
  return operations;
}

/** One document; null, with problems, when it cannot be one operation of this name over the API. */
function readDocument(
  folder: string,
  file: string,
  name: string,
  problems: string[],
  api: ReturnType<typeof buildSchema>,
): string | null {
  let text: string;
  try {
    text = readFileSync(join(folder, file), 'utf8');
  } catch {
    problems.push(`${file}:1 There is no such file.`);
    return null;
  }
  try {
    const document = parse(text);
    const found = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const [only] = found;
    if (found.length !== 1 || only?.kind !== Kind.OPERATION_DEFINITION || only.name?.value !== name) {
      problems.push(`${file}:1 It has to be one operation of the name ${name}.`);
      return null;
    }
    const faults = validate(api, document);
    for (const fault of faults) problems.push(`${file}:${fault.locations?.[0]?.line ?? 1} ${fault.message}`);
    return faults.length === 0 ? text : null;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    problems.push(`${file}:${error.locations?.[0]?.line ?? 1} ${error.message}`);
    return null;
  }
}

function documentsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`))
    .sort();
}
