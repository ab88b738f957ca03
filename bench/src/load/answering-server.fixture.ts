import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of a test that answers every question with what it is told to, by the question's text. */
export interface AnsweringServer {
  readonly url: string;
  /** Texts of the questions so far. */
  readonly asked: readonly string[];
  /** Their `Authorization` headers. */
  readonly authorizations: readonly (string | undefined)[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a server whose answers are JSON with status 200. */
export async function answeringServer(
  answer: (question: string, at: number) => string,
): Promise<AnsweringServer> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      asked.push(text);
      authorizations.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end(answer(text, asked.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    asked,
    authorizations,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
