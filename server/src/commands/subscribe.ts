import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, NetworkError } from 'graphql-sse';
import { readRunning } from '../data-folder.js';
import { askedOperation, type QueryOptions } from './asked-operation.js';
import { sandboxToken } from './token.js';

/** What a subscription brings: an execution result, with its position in the extensions. */
export interface SubscriptionPayload {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly position?: string };
}

/** Whom a subscription tells what becomes of it. */
export interface SubscriptionListener {
  /** It listens. */
  opened(how: 'first' | 'after the last position' | 'anew'): void;
  told(payload: SubscriptionPayload): void;
  /** It does not listen any more, and goes on by itself as soon as that can be. */
  broken(reason: string): void;
}

/** How a subscription ended that does not go on. */
export interface SubscriptionEnd {
  /** Code of the error catalogue; null of a fault that has none. */
  readonly code: string | null;
  readonly message: string;
}

/** What of the server's own may be over soon: whoever subscribes again then misses nothing. */
const passing: readonly (string | null)[] = ['OVERLOADED', 'AUDIT_UNAVAILABLE', 'UPSTREAM_UNAVAILABLE'];
/** How long to wait before each new attempt, in milliseconds. */
const pauseMs = 1_000;

/**
 * Subscribes at the running server to the operation in a file (`-`: standard input) on behalf of a sandbox identity, by server-sent
 * events. After a break it goes on after the last position, also at a server that was started again.
 *
 * @param signal ends it
 * @returns what ended it; null when the signal did, or the server without an error
 */
export async function subscribeSandbox(
  dataFolder: string,
  file: string,
  options: QueryOptions,
  listener: SubscriptionListener,
  signal: AbortSignal,
): Promise<SubscriptionEnd | null> {
  const operation = await askedOperation(await readRunning(dataFolder), file, options);
  const { query, variables, extensions } = operation;
  const request = {
    query,
    ...(variables === undefined ? {} : { variables }),
    ...(extensions === undefined ? {} : { extensions }),
  };
  let position: string | null = null;
  let hasOpened = false;
  let isBroken = false;

  /** One connection, until it is over. */
  async function listen(): Promise<SubscriptionEnd | null> {
    const { graphql } = await readRunning(dataFolder);
    const client = createClient({
      url: `${graphql}/stream`,
      headers: {
        authorization: `Bearer ${await sandboxToken(dataFolder, options)}`,
        ...(position === null ? {} : { 'last-event-id': position }),
      },
      // Which break is worth another attempt is decided here: the library tries again whatever it was refused with.
      retryAttempts: 0,
    });
    const stop = () => client.dispose();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const payloads = client.iterate(request, {
        connected: () => {
          listener.opened(!hasOpened ? 'first' : position === null ? 'anew' : 'after the last position');
          hasOpened = true;
          isBroken = false;
        },
      });
      for await (const payload of payloads as AsyncIterable<SubscriptionPayload>) {
        if (payload.data == null && payload.errors !== undefined) return endOf(payload);
        position = payload.extensions?.position ?? position;
        listener.told(payload);
      }
      return null;
    } catch (fault) {
      // Read before the connection is given up, with what it was refused with.
      return await endOfFault(fault);
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  }

  while (!signal.aborted) {
    const end = await listen().catch(endOfFault);
    if (signal.aborted || end === null) return null;
    const { code, message } = end;
    if (code === 'PERSISTED_OPERATION_REQUIRED') return { code, message: operation.advice };
    // What has a code was told by the server; what has none is a connection that broke.
    if (!hasOpened || !(code === null || passing.includes(code))) return end;
    if (!isBroken) listener.broken(code === null ? message : `${code}: ${message}`);
    isBroken = true;
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

function endOf({ errors = [] }: SubscriptionPayload): SubscriptionEnd {
  const [first] = errors;
  return {
    code: first?.extensions?.code ?? null,
    message: first?.message ?? 'It was refused without a reason.',
  };
}

/** Why a connection did not come about, or broke. */
async function endOfFault(fault: unknown): Promise<SubscriptionEnd> {
  if (fault instanceof NetworkError && fault.response !== undefined) {
    // A refusal is a GraphQL answer, too.
    const answer = fault.response as unknown as Response;
    const body = (await answer.json().catch(() => ({}))) as SubscriptionPayload;
    return body.errors === undefined ? { code: null, message: fault.message } : endOf(body);
  }
  return { code: null, message: fault instanceof Error ? fault.message : String(fault) };
}
