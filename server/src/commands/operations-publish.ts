import { readFile } from 'node:fs/promises';
import { readPolicies } from '@bankgraph/authorization';
import { type ManifestOperation, type OperationManifest, operationId } from '@bankgraph/operation-registry';
import { z } from 'zod';
import type { OperationsDesk } from '../asked-databases.js';
import { type CheckedOperation, checkOperations, OperationsRefused } from '../check-operations.js';
import { operator } from '../operator.js';
import { policiesFolder } from '../project-folder.js';
import { contractOperations, inForce, publish, replaced } from '../publish-operations.js';
import { withRegistry } from './operations-show.js';
import type { Report } from './schema.js';

/** What to publish: the folder `schema/operations`, or the manifest of one client's own build. */
export interface PublishOptions {
  /** Client and file of a manifest in Apollo's format, and what it does not say. */
  readonly manifest?: {
    readonly client: string;
    readonly file: string;
    readonly purpose: string;
    readonly owner: string;
  };
  /** A folder like `schema/operations`; that one when not given. */
  readonly folder?: string;
  /** Checks and tells, and publishes nothing. */
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** As `@apollo/generate-persisted-query-manifest` writes it. */
const clientManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.enum(['query', 'mutation', 'subscription']),
      body: z.string(),
    }),
  ),
});

/**
 * Checks operations and publishes them as a new revision.
 *
 * @throws InvalidOperations, OperationsRefused, PolicyFaults, DatabaseUnavailable
 */
export async function publishReport(desk: OperationsDesk, options: PublishOptions): Promise<Report> {
  const policies = await readPolicies(policiesFolder);
  const { manifest } = options;
  const operations =
    manifest === undefined ? contractOperations(policies, options.folder) : await clientOperations(manifest);
  const checked = checkOperations(operations, policies, desk.limits);
  return withRegistry(desk, async (knex) => {
    const before = await inForce(knex, desk.verifier);
    const next = replaced(before, operations, ({ source, clientName }) =>
      manifest === undefined
        ? source === 'contract'
        : source === 'manifest' && clientName === manifest.client,
    );
    const changes = changesOf(before?.manifest.operations ?? [], next);
    const published = options.dryRun ? null : await publish(knex, next, desk, operator().id);
    const told = {
      published: published?.isNew ?? false,
      revision: published?.revision.revision ?? before?.revision ?? null,
      ...changes,
      checked: checked.map(({ operation, cost, roles }) => ({
        client: operation.clientName,
        name: operation.name,
        id: operation.id,
        purpose: operation.purpose,
        owner: operation.owner,
        cost,
        roles,
      })),
    };
    return { text: options.json ? JSON.stringify(told, null, 2) : asText(checked, told), failed: false };
  });
}

/** @throws OperationsRefused for a manifest of another format, and ids that are not those of their texts */
async function clientOperations(
  given: NonNullable<PublishOptions['manifest']>,
): Promise<readonly ManifestOperation[]> {
  const { client, file, purpose, owner } = given;
  let text: unknown;
  try {
    text = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} cannot be read as JSON.`, { cause });
  }
  const parsed = clientManifest.safeParse(text);
  if (!parsed.success) {
    throw new OperationsRefused(
      parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`),
    );
  }
  const problems: string[] = [];
  const operations = parsed.data.operations.map(({ id, name, type, body }): ManifestOperation => {
    if (operationId(body) !== id) problems.push(`${client}/${name}: the id is not the SHA-256 of the body.`);
    return { id, name, type, body, clientName: client, purpose, owner, source: 'manifest' };
  });
  if (problems.length > 0) throw new OperationsRefused(problems);
  return operations;
}

/** What differs between two lists, as `client/name`. */
export interface OperationChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The text, the purpose or the owner is another one. */
  readonly changed: readonly string[];
}

/** What differs between two lists of operations. */
export function changesOf(
  before: OperationManifest['operations'],
  after: readonly ManifestOperation[],
): OperationChanges {
  const byName = (operations: readonly ManifestOperation[]) => {
    const groups = new Map<string, string[]>();
    for (const each of operations) {
      const key = `${each.clientName}/${each.name}`;
      const said = JSON.stringify([each.id, each.purpose, each.owner, each.source]);
      groups.set(key, [...(groups.get(key) ?? []), said].sort());
    }
    return groups;
  };
  const [old, now] = [byName(before), byName(after)];
  return {
    added: [...now.keys()].filter((key) => !old.has(key)).sort(),
    removed: [...old.keys()].filter((key) => !now.has(key)).sort(),
    changed: [...now]
      .filter(([key, said]) => old.has(key) && JSON.stringify(old.get(key)) !== JSON.stringify(said))
      .map(([key]) => key)
      .sort(),
  };
}

/** Changes for people, a line each. */
export function changesAsText({ added, removed, changed }: OperationChanges): readonly string[] {
  return [
    ...added.map((key) => `+ ${key}`),
    ...removed.map((key) => `- ${key}`),
    ...changed.map((key) => `~ ${key}`),
  ];
}

function asText(
  checked: readonly CheckedOperation[],
  told: OperationChanges & { readonly published: boolean; readonly revision: number | null },
): string {
  const lines = checked.flatMap(({ operation, cost, roles }) => [
    `${operation.clientName}/${operation.name}  ${operation.purpose}, ${operation.owner}, cost ${cost}`,
    ...roles.map(({ role, never }) =>
      never.length === 0 ? `    ${role}: every field` : `    ${role}: never ${never.join(', ')}`,
    ),
  ]);
  const changes = changesAsText(told);
  const end = told.published
    ? `Published as revision ${told.revision}.`
    : changes.length === 0
      ? `Revision ${told.revision} has just these; nothing is published.`
      : 'Nothing was published (--dry-run).';
  return [...lines, ...changes, end].join('\n');
}

/**
 * Publishes what is in force without one operation (all of its versions).
 *
 * @param name `client/name`
 * @throws Error when there is no such operation
 */
export async function retireReport(
  desk: OperationsDesk,
  name: string,
  { json }: { readonly json: boolean },
): Promise<Report> {
  return withRegistry(desk, async (knex) => {
    const before = await inForce(knex, desk.verifier);
    const all = before?.manifest.operations ?? [];
    const retired = all.filter((each) => `${each.clientName}/${each.name}` === name);
    if (retired.length === 0) {
      throw new Error(`There is no operation ${name}. See: npx bankgraph operations list`);
    }
    const { revision } = await publish(
      knex,
      all.filter((each) => !retired.includes(each)),
      desk,
      operator().id,
    );
    const ids = retired.map(({ id }) => id);
    const inContract = retired.some(({ source }) => source === 'contract');
    const told = { revision: revision.revision, retired: name, ids, inContract };
    const lines = [
      `Retired ${name} with revision ${revision.revision}: gateways refuse it within seconds.`,
      ...(inContract
        ? ['It is still in schema/operations: take it out there too, or the next publication brings it back.']
        : []),
    ];
    return { text: json ? JSON.stringify(told, null, 2) : lines.join('\n'), failed: false };
  });
}
