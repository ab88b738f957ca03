import { Client } from 'undici';

/** One question, ready to be sent. */
export type Question = { readonly token: string } & QuestionForm;

/** How a question is sent: by POST as JSON text, or by GET in the query string. */
export type QuestionForm =
  /** JSON text with an operation and its variables. */
  | { readonly body: string }
  /** The same as a query string, without its question mark. */
  | { readonly search: string };

/** An answer and how long it took from sending the question to the last byte. */
export interface Timed {
  readonly status: number;
  readonly bytes: Buffer;
  readonly milliseconds: number;
}

/** A client with one connection that asks one question after the other. */
export interface GatewayClient {
  ask(question: Question): Promise<Timed>;
  close(): Promise<void>;
}

/** Opens a client of the GraphQL endpoint at `url`. */
export function gatewayClient(url: string): GatewayClient {
  const { origin, pathname } = new URL(url);
  const client = new Client(origin, { pipelining: 1 });
  return {
    async ask(question) {
      const began = performance.now();
      const authorization = `Bearer ${question.token}`;
      const answer = await client.request(
        'search' in question
          ? {
              method: 'GET',
              path: `${pathname}?${question.search}`,
              headers: { 'apollo-require-preflight': 'true', authorization },
            }
          : {
              method: 'POST',
              path: pathname,
              headers: { 'content-type': 'application/json', authorization },
              body: question.body,
            },
      );
      const bytes = Buffer.from(await answer.body.arrayBuffer());
      return { status: answer.statusCode, bytes, milliseconds: performance.now() - began };
    },
    close: () => client.close(),
  };
}
