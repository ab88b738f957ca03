import { readFile } from 'node:fs/promises';
import { operationId } from '@bankgraph/operation-registry';
import { withAdvice } from '../ask-server.js';
import { type Running, readRunning } from '../data-folder.js';
import { inForce } from '../publish-operations.js';
import { withRegistry } from './operations-show.js';
import { sandboxToken, type TokenOptions } from './token.js';

/** A question, and on whose behalf. */
export interface QueryOptions extends TokenOptions {
  /** Variables as JSON text. */
  readonly variables?: string;
}

/** The answer of the running server. */
export interface QueryAnswer {
  /** Whether it was sent by its id, as an operation that is agreed with the client: it declares its own purpose. */
  readonly agreed: boolean;
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly errors?: readonly { readonly message: string }[] };
}

/** Asks the running server the operation in a file (`-`: standard input) on behalf of a sandbox identity. */
export async function querySandbox(
  dataFolder: string,
  file: string,
  options: QueryOptions,
): Promise<QueryAnswer> {
  const running = await readRunning(dataFolder);
  const query = await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
  const variables = options.variables === undefined ? undefined : parseVariables(options.variables);
  const token = await sandboxToken(dataFolder, options);
  const client = clientOf(options);
  const sha256Hash = operationId(query);
  const agreed = client !== null && (await isAgreed(running, client, sha256Hash));
  const operation = agreed ? { extensions: { persistedQuery: { version: 1, sha256Hash } } } : { query };
  const answer = await withAdvice(
    fetch(running.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ ...operation, variables }),
    }),
  );
  if (client !== null && answer.status === 400 && !agreed) {
    const text = await answer.clone().text();
    if (text.includes('PERSISTED_OPERATION_REQUIRED')) {
      console.error(
        `This text is none of the operations that are agreed with ${client}. See: npx bankgraph operations list --client ${client}\nTheir texts are in schema/operations/${client}. A new one is put there and into operations.yaml, then: npx bankgraph operations publish`,
      );
    }
  }
  return { agreed, status: answer.status, body: (await answer.json()) as QueryAnswer['body'] };
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

function parseVariables(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`--variables is not JSON: ${text}\nExample: --variables '{"id":"C-1001"}'`);
  }
}
