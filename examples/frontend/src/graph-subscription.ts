import { type Client, createClient, NetworkError } from 'graphql-sse';
import type { TypedDocumentString } from './generated/graphql.js';
import { type AnswerBody, type GraphAnswer, graphAnswer, isAnswerBody } from './graph-answer.js';
import type { GraphClientOptions } from './graph-client.js';

/** A subscription has ended and cannot go on: for example the token has expired, or the caller may not be told any more. */
export class SubscriptionEnded extends Error {
  override readonly name = 'SubscriptionEnded';
  /** Code of the error catalogue. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** How to wait for changes. */
export interface SubscriptionOptions extends Pick<GraphClientOptions, 'url' | 'token' | 'purpose'> {
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Milliseconds to wait before the first attempt after a break, doubled for each that follows, up to 30 seconds; 1,000 unless told. */
  readonly pause?: number;
}

/** A change; or `missed`: more has happened than can be told, so ask again for what you show. */
export type Change<Data> = GraphAnswer<Data> | 'missed';

/** How it ended that a connection told of changes. */
type End = { readonly code: string; readonly message: string } | 'broken' | 'over';

/** After these the same subscription goes on after the last position, and nothing is missed. */
const passing: readonly string[] = [
  'OVERLOADED',
  'AUDIT_UNAVAILABLE',
  'UPSTREAM_UNAVAILABLE',
  'RATE_LIMITED',
];
const longestPause = 30_000;

/**
 * Tells of changes as they come, by server-sent events. After a break it goes on after the last change that it has told of, so that
 * each is told once.
 *
 * @throws SubscriptionEnded
 */
export async function* subscribe<Data, Variables extends Record<string, unknown>>(
  { url, token, purpose, signal, pause = 1_000 }: SubscriptionOptions,
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
): AsyncGenerator<Change<Data>> {
  let position: string | null = null;
  let wait = pause;
  while (!signal.aborted) {
    const client: Client = createClient({
      url: `${url}/stream`,
      headers: {
        authorization: `Bearer ${token}`,
        ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
        ...(position === null ? {} : { 'last-event-id': position }),
      },
      // The library would try again whatever it was refused with, and always with the same position.
      retryAttempts: 0,
    });
    const stop = () => client.dispose();
    signal.addEventListener('abort', stop, { once: true });
    let end: End = 'over';
    try {
      for await (const payload of client.iterate<Data, { readonly position?: string }>({
        query: operation.toString(),
        variables,
      })) {
        if (payload.data == null && payload.errors !== undefined) {
          end = endOf(payload as AnswerBody<Data>);
          break;
        }
        yield graphAnswer(payload as AnswerBody<Data>);
        position = payload.extensions?.position ?? position;
        wait = pause;
      }
    } catch (fault) {
      end = await endOfFault(fault);
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
    if (signal.aborted || end === 'over') return;
    if (end !== 'broken' && end.code === 'POSITION_GONE') {
      position = null;
      yield 'missed';
      continue;
    }
    if (end !== 'broken' && !passing.includes(end.code)) throw new SubscriptionEnded(end.code, end.message);
    await paused(wait, signal);
    wait = Math.min(wait * 2, longestPause);
  }
}

function endOf(body: AnswerBody<unknown>): End {
  const [problem] = graphAnswer(body).problems;
  return problem ?? 'broken';
}

/** What a connection that did not come about, or broke, was refused with; `broken` when nobody said. */
async function endOfFault(fault: unknown): Promise<End> {
  if (!(fault instanceof NetworkError) || fault.response === undefined) return 'broken';
  const body: unknown = await (fault.response as unknown as Response).json().catch(() => null);
  return isAnswerBody(body) ? endOf(body) : 'broken';
}

function paused(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    signal.addEventListener('abort', over);
  });
}
