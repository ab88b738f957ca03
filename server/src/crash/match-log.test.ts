import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Received } from './journal.js';
import type { LoggedAccess, LoggedLeaf } from './logged-leaf.js';
import { matchLog } from './match-log.js';

const writer = '11111111-1111-4111-8111-111111111111';

function answer(requestId: string, given: Partial<Received> = {}): Received {
  const body = Buffer.from(`{"data":{"customer":{"name":"of ${requestId}"}}}`);
  return { requestId, customer: 'C-1001', status: 200, complete: true, body, ...given };
}

function leafOf({ requestId, customer, body }: Received, sequence: number): LoggedLeaf {
  const salt = sequence.toString(16).padStart(32, '0');
  const digest = createHash('sha256').update(Buffer.from(salt, 'hex')).update(body).digest('hex');
  return {
    writer,
    sequence,
    previous: sequence === 1 ? '0'.repeat(64) : `hash of ${sequence - 1}`,
    hash: `hash of ${sequence}`,
    access: { requestId, subject: customer, answer: { salt, digest } },
  };
}

function withAccess(leaf: LoggedLeaf, changed: Partial<LoggedAccess>): LoggedLeaf {
  return { ...leaf, access: leaf.access && { ...leaf.access, ...changed } };
}

const received = ['r1', 'r2', 'r3', 'r4'].map((requestId) => answer(requestId));
const leaves = received.map((one, at) => leafOf(one, at + 1));

describe('the comparison of what clients received with the log', () => {
  it('finds nothing when every answer has its leaf', async () => {
    expect(await matchLog(received, leaves)).toEqual({
      requests: 4,
      received: 4,
      partial: 0,
      turnedAway: 0,
      unanswered: 0,
      logged: 4,
      notReceived: 0,
      violations: [],
    });
  });

  it('allows leaves of answers that did not arrive, or that were withheld', async () => {
    const withheld = Buffer.from('{"errors":[{"message":"The audit log does not answer."}]}');
    const clients = [
      answer('r1', { status: null, complete: false, body: Buffer.alloc(0) }),
      answer('r2', { status: 503, body: withheld }),
      answer('r5', { status: 503, body: withheld }),
      answer('r6', { status: null, complete: false, body: Buffer.alloc(0) }),
    ];
    expect(await matchLog(clients, leaves.slice(0, 2))).toMatchObject({
      requests: 4,
      received: 0,
      turnedAway: 2,
      unanswered: 2,
      notReceived: 2,
      violations: [],
    });
  });

  it('names an answer that is not on record, whole or in part, whatever its status', async () => {
    const partial = answer('r2', { complete: false, body: Buffer.from('{"da') });
    const nothingButTheHead = answer('r3', { complete: false, body: Buffer.alloc(0) });
    const withData = answer('r4', { status: 503 });
    const { violations, ...counts } = await matchLog(
      [answer('r1'), partial, nothingButTheHead, withData],
      [],
    );
    expect(counts).toMatchObject({ received: 2, partial: 2, logged: 0 });
    expect(violations).toEqual([
      { kind: 'received but not logged', requestId: 'r1', detail: 'status 200, 38 bytes' },
      {
        kind: 'received but not logged',
        requestId: 'r2',
        detail: 'status 200, 4 bytes of a body that broke off',
      },
      {
        kind: 'received but not logged',
        requestId: 'r3',
        detail: 'status 200, 0 bytes of a body that broke off',
      },
      { kind: 'received but not logged', requestId: 'r4', detail: 'status 503, 38 bytes' },
    ]);
  });

  it('does not hold the digest of the whole against an answer that broke off', async () => {
    const [first, ...others] = received.map((one) => ({
      ...one,
      complete: false,
      body: one.body.subarray(0, 9),
    }));
    expect(await matchLog([first ?? answer('r1'), ...others], leaves)).toMatchObject({
      partial: 4,
      violations: [],
    });
  });

  it('names a changed byte', async () => {
    const changed = received.map((one) => ({ ...one, body: Buffer.from(one.body) }));
    changed[2]?.body.writeUInt8(0x20, 12);
    expect((await matchLog(changed, leaves)).violations).toEqual([
      {
        kind: 'logged with another digest',
        requestId: 'r3',
        detail: `writer ${writer} sequence 3: status 200, 38 bytes`,
      },
    ]);
  });

  it('names a leaf without a digest', async () => {
    const bare = leaves.map((leaf, at) => (at === 1 ? withAccess(leaf, { answer: null }) : leaf));
    expect((await matchLog(received, bare)).violations).toMatchObject([
      { kind: 'logged with another digest', requestId: 'r2' },
    ]);
  });

  it('names what is on record twice, also when the client has nothing of it', async () => {
    const unanswered = answer('r5', { status: null, complete: false, body: Buffer.alloc(0) });
    const clients = [...received, unanswered];
    const twice = [
      ...leaves,
      ...[answer('r2'), unanswered, unanswered].map((one, at) => leafOf(one, 5 + at)),
    ];
    expect((await matchLog(clients, twice)).violations).toEqual([
      {
        kind: 'logged more than once',
        requestId: 'r2',
        detail: `writer ${writer} sequence 2, writer ${writer} sequence 5`,
      },
      {
        kind: 'logged more than once',
        requestId: 'r5',
        detail: `writer ${writer} sequence 6, writer ${writer} sequence 7`,
      },
    ]);
  });

  it('names a leaf about another customer, or about nobody', async () => {
    const strange = leaves.map((leaf, at) =>
      at === 0
        ? withAccess(leaf, { subject: 'C-1002' })
        : at === 1
          ? withAccess(leaf, { subject: null })
          : leaf,
    );
    expect((await matchLog(received, strange)).violations).toEqual([
      {
        kind: 'logged for another customer',
        requestId: 'r1',
        detail: `writer ${writer} sequence 1: C-1002, not C-1001`,
      },
      {
        kind: 'logged for another customer',
        requestId: 'r2',
        detail: `writer ${writer} sequence 2: null, not C-1001`,
      },
    ]);
  });

  it('allows a leaf about nobody for an answer that tells of nobody', async () => {
    const body = Buffer.from('{"errors":[{"message":"A part is missing."}],"data":{"customer":null}}');
    const nothing = answer('r1', { body });
    const leaf = withAccess(leafOf(nothing, 1), { subject: null });
    expect((await matchLog([nothing], [leaf])).violations).toEqual([]);
    expect((await matchLog([nothing], [withAccess(leaf, { subject: 'C-1002' })])).violations).toMatchObject([
      { kind: 'logged for another customer' },
    ]);
    const broken = answer('r1', { complete: false, body: Buffer.from('{"da') });
    expect((await matchLog([broken], [leaf])).violations).toEqual([]);
  });

  it('names a leaf that nobody asked for', async () => {
    const invented = [...leaves, leafOf(answer('r9'), 5)];
    expect((await matchLog(received, invented)).violations).toEqual([
      { kind: 'logged but never asked', requestId: 'r9', detail: `writer ${writer} sequence 5` },
    ]);
  });

  it('names the leaf that does not follow the one before it', async () => {
    const opened = leaves.map((leaf) => (leaf.sequence === 1 ? { ...leaf, access: null } : leaf));
    const own = received.slice(1);
    expect((await matchLog(own, opened)).violations).toEqual([]);
    const forged = opened.map((leaf) => (leaf.sequence === 2 ? { ...leaf, hash: 'another hash' } : leaf));
    const brokenAt = async (given: readonly LoggedLeaf[]) =>
      (await matchLog(own, given)).violations.filter(({ kind }) => kind === 'chain broken');
    expect(await brokenAt(forged)).toMatchObject([
      { requestId: 'r3', detail: `writer ${writer} sequence 3` },
    ]);
    expect(await brokenAt(opened.toSpliced(1, 1))).toMatchObject([{ requestId: 'r3' }]);
    expect(await brokenAt(opened.slice(1))).toMatchObject([{ requestId: 'r2' }]);
    const second = opened.map((leaf) => ({ ...leaf, writer: 'another writer' }));
    expect(await brokenAt([...opened, ...second])).toEqual([]);
    expect(await brokenAt([...opened, ...second.slice(1)])).toMatchObject([{ requestId: 'r2' }]);
  });
});
