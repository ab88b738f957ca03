import { readFile } from 'node:fs/promises';
import { withAdvice } from '../ask-server.js';
import { readRunning } from '../data-folder.js';
import { sandboxToken, type TokenOptions } from './token.js';

/** A question, and on whose behalf. */
export interface QueryOptions extends TokenOptions {
  /** Variables as JSON text. */
  readonly variables?: string;
}

/** The answer of the running server. */
export interface QueryAnswer {
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
  const answer = await withAdvice(
    fetch(running.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    }),
  );
  return { status: answer.status, body: (await answer.json()) as QueryAnswer['body'] };
}

function parseVariables(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`--variables is not JSON: ${text}\nExample: --variables '{"id":"C-1001"}'`);
  }
}
