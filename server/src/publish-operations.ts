import { readFile } from 'node:fs/promises';
import { type PolicySet, readPolicies } from '@bankgraph/authorization';
import type { Knex } from '@bankgraph/database';
import {
  type ManifestOperation,
  manifestOf,
  publishManifest,
  readPublishingKey,
  readPublishingVerifier,
  readRevisions,
  type VerifiedRevision,
} from '@bankgraph/operation-registry';
import { readPersistedOperations } from '@bankgraph/schema';
import { parse } from 'graphql';
import { checkOperations } from './check-operations.js';
import { defaultLimits } from './client-limits.js';
import type { OperationsFiles } from './operations-files.js';
import { policiesFolder } from './project-folder.js';

/** The operations of `schema/operations`, as a manifest has them. @throws InvalidOperations */
export function contractOperations(policies: PolicySet, folder?: string): readonly ManifestOperation[] {
  const purposes = new Set([...policies.roles.values()].flatMap((role) => role.purposes));
  return readPersistedOperations(purposes, folder).map((operation) => ({
    id: operation.id,
    name: operation.name,
    type: typeOf(operation.document),
    body: operation.document,
    clientName: operation.clientId,
    purpose: operation.purpose,
    owner: operation.owner,
    source: 'contract',
  }));
}

function typeOf(document: string): ManifestOperation['type'] {
  const kinds = parse(document).definitions.flatMap((each) => ('operation' in each ? [each.operation] : []));
  return kinds.find((kind) => kind !== 'query') ?? 'query';
}

/** What is in force; null when nothing was published. @throws DatabaseUnavailable, NotAPublishingKey */
export async function inForce(knex: Knex, verifierFile: string): Promise<VerifiedRevision | null> {
  const verifier = readPublishingVerifier(await readFile(verifierFile, 'utf8'));
  return (await readRevisions(knex, verifier, null)).latest;
}

/**
 * What is to be published when the operations of one source (and client) become these: what came from elsewhere stays. Where
 * both sources have an operation of a client, the contract's stays.
 */
export function replaced(
  before: VerifiedRevision | null,
  operations: readonly ManifestOperation[],
  isReplaced: (operation: ManifestOperation) => boolean,
): readonly ManifestOperation[] {
  const kept = (before?.manifest.operations ?? []).filter((operation) => !isReplaced(operation));
  const byKey = new Map<string, ManifestOperation>();
  for (const operation of [...kept, ...operations]) {
    const key = `${operation.clientName} ${operation.id}`;
    if (byKey.get(key)?.source !== 'contract') byKey.set(key, operation);
  }
  return [...byKey.values()];
}

/** Signs and publishes operations that were checked. @throws DatabaseUnavailable, NotAPublishingKey */
export async function publish(
  knex: Knex,
  operations: readonly ManifestOperation[],
  { key, verifier }: Pick<OperationsFiles, 'key' | 'verifier'>,
  publishedBy: string,
) {
  return publishManifest(knex, manifestOf(operations), {
    key: readPublishingKey(await readFile(key, 'utf8')),
    verifier: readPublishingVerifier(await readFile(verifier, 'utf8')),
    publishedBy,
  });
}

/**
 * Publishes the operations of `schema/operations`, when they are not those in force.
 *
 * @throws InvalidOperations, OperationsRefused, PolicyFaults, DatabaseUnavailable
 */
export async function publishContract(
  knex: Knex,
  files: Pick<OperationsFiles, 'key' | 'verifier'>,
  publishedBy: string,
): Promise<void> {
  const policies = await readPolicies(policiesFolder);
  const operations = contractOperations(policies);
  // A file with other limits is for what clients send; the contract has to be within those of the product.
  checkOperations(operations, policies, defaultLimits);
  const before = await inForce(knex, files.verifier);
  const next = replaced(before, operations, ({ source }) => source === 'contract');
  await publish(knex, next, files, publishedBy);
}
