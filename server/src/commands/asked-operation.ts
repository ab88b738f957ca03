import { readFile } from 'node:fs/promises';
import { operationId } from '@bankgraph/operation-registry';
import type { Running } from '../data-folder.js';
import { inForce } from '../publish-operations.js';
import { withRegistry } from './operations-show.js';
import type { TokenOptions } from './token.js';

/** What to ask, beside the file, and on whose behalf. */
export interface QueryOptions extends TokenOptions {
  /** Variables as JSON text. */
  readonly variables?: string;
}

/** An operation as it is sent. */
export interface AskedOperation {
  /** Whether it is sent by its id, as an operation that is agreed with the client: it declares its own purpose. */
  readonly agreed: boolean;
  /** Empty where it is sent by its id. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly extensions?: { readonly persistedQuery: { readonly version: 1; readonly sha256Hash: string } };
  /** What to do when the server says that its client may only send what was agreed. */
  readonly advice: string;
}

/** Reads the operation of a file (`-`: standard input). @throws Error when the variables are not a JSON object */
export async function askedOperation(
  running: Running,
  file: string,
  options: QueryOptions,
): Promise<AskedOperation> {
  const text = await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
  const variables = options.variables === undefined ? undefined : parseVariables(options.variables);
  const client = clientOf(options);
  const sha256Hash = operationId(text);
  const agreed = client !== null && (await isAgreed(running, client, sha256Hash));
  return {
    agreed,
    variables,
    ...(agreed ? { query: '', extensions: { persistedQuery: { version: 1, sha256Hash } } } : { query: text }),
    advice: `This text is none of the operations that are agreed with ${client}. See: npx bankgraph operations list --client ${client}\nTheir texts are in schema/operations/${client}. A new one is put there and into operations.yaml, then: npx bankgraph operations publish`,
  };
}

/** The client in whose name agreed operations are sent; null of the command's own, which sends texts. */
function clientOf({ client, role, sub }: QueryOptions): string | null {
  return client ?? (role === 'partner' ? (sub ?? 'P-moneywise') : null);
}

async function isAgreed(running: Running, client: string, id: string): Promise<boolean> {
  const revision = await withRegistry({ url: running.operationsPublisher }, (knex) =>
    inForce(knex, running.operationsVerifier),
  );
  return (revision?.manifest.operations ?? []).some((each) => each.clientName === client && each.id === id);
}

function parseVariables(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return parsed as Readonly<Record<string, unknown>>;
    }
  } catch {
    // Said below, as of what is JSON and no object.
  }
  throw new Error(`--variables is not a JSON object: ${text}\nExample: --variables '{"id":"C-1001"}'`);
}
