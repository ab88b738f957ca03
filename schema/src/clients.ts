import { join } from 'node:path';
import { SCHEMA_FOLDER } from './schema-folder.js';
import { readYaml, yamlEntries, yamlScalars } from './yaml-file.js';

/** Kinds of programs that send operations, the most trusted last. */
export const CLIENT_CLASSES = ['partner', 'channel', 'frontend'] as const;

/** What a program may send, and how much, goes by its class. */
export type ClientClass = (typeof CLIENT_CLASSES)[number];

/** A program that sends operations. */
export interface Client {
  /** `client_id` of its tokens. */
  readonly id: string;
  readonly class: ClientClass;
  /** Whom to ask about it. */
  readonly owner: string;
}

/** Everything that is wrong with the list of clients, with file and line. */
export class InvalidClients extends Error {
  override readonly name = 'InvalidClients';

  constructor(readonly problems: readonly string[]) {
    super(`The list of clients is not valid.\n${problems.join('\n')}`);
  }
}

const file = 'clients.yaml';

/**
 * Reads `operations/clients.yaml`. A client that is not in it has to be treated as a partner's.
 *
 * @param folder the contract's own unless told
 * @throws InvalidClients with every problem at once
 */
export function readClients(folder: string = join(SCHEMA_FOLDER, 'operations')): ReadonlyMap<string, Client> {
  const { contents, faults, at } = readYaml(join(folder, file));
  const problems = [...faults];
  const clients = new Map<string, Client>();
  for (const [id, entry, offset] of yamlEntries(contents)) {
    const { class: given, owner, ...unknown } = yamlScalars(entry);
    for (const key of Object.keys(unknown)) {
      problems.push(`${at(offset)} Unknown key "${key}". A client has: class, owner.`);
    }
    const found = CLIENT_CLASSES.find((name) => name === given);
    if (found === undefined) {
      problems.push(
        `${at(offset)} ${id}: there is no class "${given}". Classes are ${CLIENT_CLASSES.join(', ')}.`,
      );
    }
    if (typeof owner !== 'string' || owner === '') problems.push(`${at(offset)} ${id} has no owner.`);
    if (found !== undefined) clients.set(id, { id, class: found, owner: String(owner) });
  }
  if (problems.length > 0) throw new InvalidClients(problems);
  return clients;
}
