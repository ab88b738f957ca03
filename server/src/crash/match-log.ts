import { createHash } from 'node:crypto';
import type { Received } from './journal.js';
import type { LoggedAccess, LoggedLeaf } from './logged-leaf.js';

/** How the log breaks its promise. */
export type ViolationKind =
  /** Bytes of an answer were received, and no leaf is there. */
  | 'received but not logged'
  /** One request, more than one leaf. */
  | 'logged more than once'
  /** The leaf's digest is not of the bytes that were received. */
  | 'logged with another digest'
  /** The leaf is about somebody else than the question was. */
  | 'logged for another customer'
  /** A leaf of a request that no client sent. */
  | 'logged but never asked'
  /** A leaf does not follow the one before it of the same writer. */
  | 'chain broken'
  /** `bankgraph audit verify` finds a fault: in a chain, in the tree, in what was signed. */
  | 'log not whole';

/** One broken promise. */
export interface Violation {
  readonly kind: ViolationKind;
  /** Null when it is not about a request. */
  readonly requestId: string | null;
  /** Writer and sequence of the leaves it is about, or the status and bytes that were received. */
  readonly detail: string;
}

/** The clients' memory against the log. */
export interface Matching {
  /** Questions that were sent. */
  readonly requests: number;
  /** Whole answers that have to be on record. */
  readonly received: number;
  /** Answers of which only a part came; they have to be on record too. */
  readonly partial: number;
  /** Answers without data that say that the service is not available (or does not know who asks): nothing to record. */
  readonly turnedAway: number;
  /** Questions to which no answer came. */
  readonly unanswered: number;
  /** Leaves of requests. */
  readonly logged: number;
  /** Leaves of requests whose answer was not received; allowed. */
  readonly notReceived: number;
  readonly violations: readonly Violation[];
}

type PlacedAccess = LoggedAccess & { readonly place: string };

/**
 * Compares what clients received, each question being about one customer, with the leaves of the log: for each answer
 * of which even one byte came there is exactly one leaf, about that customer (or about nobody, when the answer tells
 * nothing of a customer), and for each whole answer the leaf's digest is of its bytes. Each writer's leaves are chained
 * without a gap.
 *
 * @param leaves in the order of writers and their sequences
 */
export async function matchLog(
  received: AsyncIterable<Received> | Iterable<Received>,
  leaves: AsyncIterable<LoggedLeaf> | Iterable<LoggedLeaf>,
): Promise<Matching> {
  const violations: Violation[] = [];
  const byRequest = new Map<string, PlacedAccess[]>();
  let logged = 0;
  let before: LoggedLeaf | null = null;
  for await (const leaf of leaves) {
    if (!follows(leaf, before)) {
      const requestId = leaf.access?.requestId ?? null;
      violations.push({ kind: 'chain broken', requestId, detail: placeOf(leaf) });
    }
    before = leaf;
    if (leaf.access === null) continue;
    logged += 1;
    const access = { ...leaf.access, place: placeOf(leaf) };
    const others = byRequest.get(access.requestId);
    if (others === undefined) byRequest.set(access.requestId, [access]);
    else others.push(access);
  }
  const counts = { requests: 0, received: 0, partial: 0, turnedAway: 0, unanswered: 0, notReceived: 0 };
  for await (const answer of received) {
    const { requestId } = answer;
    const found = byRequest.get(requestId) ?? [];
    byRequest.delete(requestId);
    const violated = (kind: ViolationKind, detail: string) => violations.push({ kind, requestId, detail });
    counts.requests += 1;
    const owed = hasToBeLogged(answer);
    if (owed) counts[answer.complete ? 'received' : 'partial'] += 1;
    else {
      counts[answer.status === null ? 'unanswered' : 'turnedAway'] += 1;
      counts.notReceived += found.length;
    }
    if (owed && found.length === 0) violated('received but not logged', sizeOf(answer));
    if (found.length > 1) violated('logged more than once', placesOf(found));
    for (const leaf of found) {
      if (leaf.subject !== answer.customer && (leaf.subject !== null || tellsOfCustomer(answer))) {
        violated('logged for another customer', `${leaf.place}: ${leaf.subject}, not ${answer.customer}`);
      }
      if (owed && answer.complete && !isDigestOf(leaf, answer.body)) {
        violated('logged with another digest', `${leaf.place}: ${sizeOf(answer)}`);
      }
    }
  }
  for (const [requestId, found] of byRequest) {
    violations.push({ kind: 'logged but never asked', requestId, detail: placesOf(found) });
  }
  return { ...counts, logged, violations };
}

/** Whether the answer could only leave after its record. Of a client that is not known, or when nothing can be served, there is none. */
function hasToBeLogged({ status, body }: Received): boolean {
  if (status === null) return false;
  return (status < 500 && status !== 401) || body.includes('"data"');
}

/** Whether the question was answered with a customer. When it was not, say because a subgraph was killed, the leaf names nobody. */
function tellsOfCustomer({ complete, body }: Received): boolean {
  if (!complete) return false;
  const { data } = JSON.parse(body.toString('utf8')) as { data?: { customer?: unknown } | null };
  return data?.customer != null;
}

function isDigestOf({ answer }: LoggedAccess, body: Buffer): boolean {
  if (answer === null) return false;
  const salted = createHash('sha256').update(Buffer.from(answer.salt, 'hex')).update(body);
  return salted.digest('hex') === answer.digest;
}

const noPrevious = '0'.repeat(64);

function follows(leaf: LoggedLeaf, before: LoggedLeaf | null): boolean {
  if (before?.writer !== leaf.writer) return leaf.sequence === 1 && leaf.previous === noPrevious;
  return leaf.sequence === before.sequence + 1 && leaf.previous === before.hash;
}

function placesOf(found: readonly PlacedAccess[]): string {
  return found.map(({ place }) => place).join(', ');
}

function placeOf({ writer, sequence }: LoggedLeaf): string {
  return `writer ${writer} sequence ${sequence}`;
}

function sizeOf({ status, complete, body }: Received): string {
  return `status ${status}, ${body.length} bytes${complete ? '' : ' of a body that broke off'}`;
}
