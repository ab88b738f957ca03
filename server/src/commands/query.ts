import { withAdvice } from '../ask-server.js';
import { readRunning } from '../data-folder.js';
import { askedOperation, type QueryOptions } from './asked-operation.js';
import { sandboxToken } from './token.js';

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
  const { agreed, query, variables, extensions, advice } = await askedOperation(running, file, options);
  const token = await sandboxToken(dataFolder, options);
  const answer = await withAdvice(
    fetch(running.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ ...(agreed ? { extensions } : { query }), variables }),
    }),
  );
  if (answer.status === 400 && !agreed) {
    const text = await answer.clone().text();
    if (text.includes('PERSISTED_OPERATION_REQUIRED')) console.error(advice);
  }
  return { agreed, status: answer.status, body: (await answer.json()) as QueryAnswer['body'] };
}
