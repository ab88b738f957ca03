import { setTimeout as sleep } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** The ways to subscribe. */
export const transports = ['sse', 'ws'] as const;

/** One of them. */
export type Transport = (typeof transports)[number];

/** What a subscriber got. */
export interface Subscriber {
  readonly payloads: Payload[];
  /** The same as text, as it came. */
  readonly texts: string[];
  /** Resolves when the subscription is over: null, or what it was refused with. */
  readonly over: Promise<unknown>;
  stop(): void;
}

/** One execution result. */
export interface Payload {
  // biome-ignore lint/suspicious/noExplicitAny: tests compare whole results, whatever their shape
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly position: string };
}

/** Subscribes at the address of operations by a library's own client, which does not try again. */
export function subscribe(
  transport: Transport,
  url: string,
  bearer: string,
  query: string,
  id: string,
  resumeAfter?: string,
): Subscriber {
  const payloads: Payload[] = [];
  const texts: string[] = [];
  let settle: (value: unknown) => void = () => {};
  const over = new Promise<unknown>((resolve) => {
    settle = resolve;
  });
  const sink = {
    next: (payload: unknown) => {
      payloads.push(payload as Payload);
      texts.push(JSON.stringify(payload));
    },
    error: (error: unknown) => settle(error),
    complete: () => settle(null),
  };
  const authorization = `Bearer ${bearer}`;
  const asked = {
    query,
    variables: { id },
    ...(resumeAfter === undefined ? {} : { extensions: { resumeAfter } }),
  };
  if (transport === 'sse') {
    const client = createSseClient({ url: `${url}/stream`, headers: { authorization }, retryAttempts: 0 });
    const stop = client.subscribe(asked, sink);
    return { payloads, texts, over, stop };
  }
  const client = createWsClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
    lazyCloseTimeout: 0,
  });
  const stop = client.subscribe(asked, sink);
  return { payloads, texts, over, stop };
}

/** Waits until it holds. */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds = 5_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('It did not come to hold in time.');
    await sleep(10);
  }
}

/**
 * Publishes one event after the other until a subscriber has got the first: it is open then. Forgets what it got, all of it. The
 * subscription asks for `kind`.
 */
export async function opened(
  { payloads, texts }: Subscriber,
  publish: (kind: string) => Promise<void>,
): Promise<void> {
  while (payloads.length === 0) {
    await publish('bankgraph.probe');
    await until(() => payloads.length > 0, 200).catch(() => undefined);
  }
  await publish('bankgraph.opened');
  const kindOf = ({ data }: Payload) => (Object.values(data)[0] as { readonly kind: string }).kind;
  await until(() => payloads.some((payload) => kindOf(payload) === 'bankgraph.opened'), 20_000);
  payloads.length = 0;
  texts.length = 0;
}

/** Code of the last payload. */
export const lastCode = ({ payloads }: Subscriber) => payloads.at(-1)?.errors?.[0]?.extensions.code;

/** The code with which a subscription is refused or ends, by either protocol. */
export async function codeOf(subscriber: Subscriber): Promise<string> {
  const told = (await subscriber.over) as
    | { readonly response?: Response; readonly reason?: string }
    | readonly { readonly extensions: { readonly code: string } }[]
    | null;
  if (told === null) return lastCode(subscriber) ?? 'none';
  if (Array.isArray(told)) return told[0].extensions.code as string;
  const { response, reason } = told as { readonly response?: Response; readonly reason?: string };
  if (response !== undefined) {
    const body = (await response.json()) as { readonly errors: Payload['errors'] };
    return body.errors?.[0]?.extensions.code ?? 'none';
  }
  return reason ?? 'none';
}
