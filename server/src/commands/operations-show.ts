import { readPolicies } from '@bankgraph/authorization';
import { connect, type Knex } from '@bankgraph/database';
import type { ManifestOperation, VerifiedRevision } from '@bankgraph/operation-registry';
import type { OperationsDesk } from '../asked-databases.js';
import { checkOperations } from '../check-operations.js';
import { policiesFolder } from '../project-folder.js';
import { contractOperations, inForce, replaced } from '../publish-operations.js';
import { changesAsText, changesOf } from './operations-publish.js';
import type { Report } from './schema.js';

/** Works with the registry, and closes it. */
export async function withRegistry<Result>(
  { url }: Pick<OperationsDesk, 'url'>,
  work: (knex: Knex) => Promise<Result>,
): Promise<Result> {
  const knex = connect(url, { applicationName: 'bankgraph operations', poolMax: 1 });
  try {
    return await work(knex);
  } finally {
    await knex.destroy();
  }
}

/** The operations in force. @throws DatabaseUnavailable */
export async function listReport(
  desk: OperationsDesk,
  options: { readonly client?: string; readonly json: boolean },
): Promise<Report> {
  const revision = await withRegistry(desk, (knex) => inForce(knex, desk.verifier));
  const shown = (revision?.manifest.operations ?? []).filter(
    ({ clientName }) => options.client === undefined || clientName === options.client,
  );
  if (options.json) {
    const { manifest: _, signed: _signed, ...about } = revision ?? { manifest: null, signed: null };
    return { text: JSON.stringify({ ...about, operations: shown }, null, 2), failed: false };
  }
  if (revision === null) return { text: 'No operations are published.', failed: false };
  const lines = shown.map(
    ({ clientName, name, id, purpose, owner }) =>
      `${clientName}/${name}  ${id.slice(0, 12)}  ${purpose}  ${owner}`,
  );
  return { text: [...lines, about(revision)].join('\n'), failed: false };
}

function about({ revision, publishedAt, publishedBy }: VerifiedRevision): string {
  return `Revision ${revision}, published ${publishedAt} by ${publishedBy}.`;
}

/**
 * One operation: its text, and what each role that may send it never gets under the policies of the working tree.
 *
 * @param name `client/name`, or an id or its beginning
 * @throws Error when there is none; OperationsRefused when the policies have changed so that it could not be published any more
 */
export async function showReport(
  desk: OperationsDesk,
  name: string,
  { json }: { readonly json: boolean },
): Promise<Report> {
  const revision = await withRegistry(desk, (knex) => inForce(knex, desk.verifier));
  const found = (revision?.manifest.operations ?? []).filter((each) => isNamed(each, name));
  if (found.length === 0)
    throw new Error(`There is no operation ${name}. See: npx bankgraph operations list`);
  const checked = checkOperations(found, await readPolicies(policiesFolder), desk.limits);
  if (json) return { text: JSON.stringify(checked, null, 2), failed: false };
  const texts = checked.map(({ operation, cost, roles }) =>
    [
      `${operation.clientName}/${operation.name}`,
      `  id         ${operation.id}`,
      `  purpose    ${operation.purpose}`,
      `  owner      ${operation.owner}`,
      `  cost       ${cost}`,
      ...roles.map(
        ({ role, never }) =>
          `  ${role}: ${never.length === 0 ? 'may get every field' : `never gets ${never.join(', ')}`}`,
      ),
      '',
      operation.body.trim(),
    ].join('\n'),
  );
  return { text: texts.join('\n\n'), failed: false };
}

function isNamed({ clientName, name, id }: ManifestOperation, asked: string): boolean {
  return `${clientName}/${name}` === asked || (/^[0-9a-f]{8,64}$/.test(asked) && id.startsWith(asked));
}

/** What publishing `schema/operations` would change. @throws InvalidOperations, DatabaseUnavailable */
export async function diffReport(
  desk: OperationsDesk,
  { json }: { readonly json: boolean },
): Promise<Report> {
  const policies = await readPolicies(policiesFolder);
  const operations = contractOperations(policies);
  const before = await withRegistry(desk, (knex) => inForce(knex, desk.verifier));
  const changes = changesOf(
    before?.manifest.operations ?? [],
    replaced(before, operations, ({ source }) => source === 'contract'),
  );
  if (json)
    return {
      text: JSON.stringify({ revision: before?.revision ?? null, ...changes }, null, 2),
      failed: false,
    };
  const lines = changesAsText(changes);
  return {
    text: lines.length === 0 ? 'schema/operations is what is in force.' : lines.join('\n'),
    failed: false,
  };
}
