import { setTimeout as sleep } from 'node:timers/promises';
import { BankgraphError } from '@bankgraph/errors';
import type { CustomerEvent } from '@bankgraph/events';
import { describe, expect, it } from '@jest/globals';
import { type Answered, ChangeStream, type ChangeStreamOptions, type Payload } from './change-stream.js';

/** A stream whose events are answered by their kind: `seen`, `hidden`, `unknown`, or the code of an error. */
function streamOf(options: Partial<ChangeStreamOptions> = {}) {
  let ends = 0;
  const stream = new ChangeStream({
    answer: async ({ type }, position): Promise<Answered> => {
      if (type === 'hidden') return { kind: 'unseen' };
      if (type === 'unknown') return { kind: 'undecided' };
      if (type === 'AUDIT_UNAVAILABLE') throw new BankgraphError(type);
      return { kind: 'shown', payload: { position } };
    },
    check: async () => true,
    farewell: async ({ code }) => ({ code }),
    checkMs: 60_000,
    holdMs: 0,
    maxWaiting: 3,
    maxUnanswered: 1_000,
    onEnd: () => {
      ends += 1;
    },
    ...options,
  });
  let position = 0;
  const offer = (...types: readonly string[]) => {
    for (const type of types) {
      position += 1;
      stream.offer({ type } as CustomerEvent, String(position));
    }
  };
  return { stream, offer, ends: () => ends };
}

async function rest(stream: ChangeStream): Promise<readonly Payload[]> {
  const all: Payload[] = [];
  for await (const payload of stream) all.push(payload);
  return all;
}

describe('a stream of changes', () => {
  it('has what is shown, in order, and nothing in place of what is not', async () => {
    const { stream, offer } = streamOf();
    offer('seen', 'hidden', 'seen', 'hidden');
    expect(await stream.next()).toEqual({ value: { position: '1' }, done: false });
    expect(await stream.next()).toEqual({ value: { position: '3' }, done: false });
    await stream.return();
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });

  it('ends when more waits than may, and what is hidden does not count', async () => {
    const { stream, offer, ends } = streamOf();
    offer(...Array.from({ length: 100 }, () => 'hidden'), 'seen', 'seen', 'seen');
    await sleep(20);
    expect(stream.ended).toBe(false);
    offer('seen');
    await sleep(20);
    expect(await rest(stream)).toEqual([{ code: 'OVERLOADED' }]);
    expect(ends()).toBe(1);
  });

  it('ends with what an answer is refused with', async () => {
    const { stream, offer } = streamOf();
    offer('seen');
    await stream.next();
    offer('AUDIT_UNAVAILABLE', 'seen');
    expect(await rest(stream)).toEqual([{ code: 'AUDIT_UNAVAILABLE' }]);
  });

  it('does not end at an event of which nobody can say who may see it: the clock decides', async () => {
    let answers = 0;
    const { stream, offer } = streamOf({
      answer: async (_event, position) => {
        answers += 1;
        return answers === 1 ? { kind: 'undecided' } : { kind: 'shown', payload: { position } };
      },
    });
    offer('seen', 'seen');
    await sleep(30);
    expect([answers, stream.ended]).toEqual([1, false]);
    expect((await stream.next()).value).toEqual({ position: '1' });
    expect((await stream.next()).value).toEqual({ position: '2' });
    await stream.return();
  });

  it('ends when three checks in a row come to nothing, and at once when one refuses', async () => {
    let checks = 0;
    const unknown = streamOf({
      checkMs: 20,
      check: async () => {
        checks += 1;
        return false;
      },
    });
    expect(await rest(unknown.stream)).toEqual([{ code: 'UPSTREAM_UNAVAILABLE' }]);
    expect(checks).toBe(3);
    const refused = streamOf({
      checkMs: 20,
      check: () => Promise.reject(new BankgraphError('FORBIDDEN')),
    });
    refused.offer('seen');
    await sleep(60);
    // What still waited is not sent to somebody who may not be told any more.
    expect(await rest(refused.stream)).toEqual([{ code: 'FORBIDDEN' }]);
  });

  it('sends at a fixed time after the event, whether something hidden was looked at before or not', async () => {
    const waited: number[] = [];
    for (const before of [[], ['hidden', 'hidden']]) {
      const { stream, offer } = streamOf({
        holdMs: 150,
        answer: async ({ type }, position) => {
          await sleep(20);
          return type === 'hidden' ? { kind: 'unseen' } : { kind: 'shown', payload: { position } };
        },
      });
      const start = performance.now();
      offer(...before, 'seen');
      await stream.next();
      waited.push(performance.now() - start);
      await stream.return();
    }
    for (const milliseconds of waited) expect(milliseconds).toBeGreaterThanOrEqual(148);
  });
});
