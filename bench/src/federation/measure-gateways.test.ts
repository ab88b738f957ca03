import { describe, expect, it } from '@jest/globals';
import { type AnsweringServer, answeringServer } from '../load/answering-server.fixture.js';
import { AnswerCheck } from './answer-check.js';
import { measureGateways, type StartedGateway } from './measure-gateways.js';

const answer = '{"data":{"a":1}}';
const effort = { rounds: 3, connections: 2, warmUpSeconds: 0, roundSeconds: 0 };
const progress = { step: () => {}, at: () => {} };

/** A gateway that asks three times for one answer. */
function started(name: string, { url }: AnsweringServer): StartedGateway {
  return {
    name,
    title: `Gateway ${name}`,
    script: '',
    peer: null,
    process: { ready: { url }, pid: process.pid, processorSeconds: async () => 1 },
    check: new AnswerCheck(answer),
    alone: { calls: 3, computed: 0, questions: [] },
  };
}

/** A load for which the subgraphs say each time that they were asked so often. */
function load(calls: number) {
  let given = 0;
  return {
    body: '{"query":"{ a }"}',
    issuer: {
      tokens: async (count: number) => Array.from({ length: count }, () => `${given++}`),
    },
    asked: async () => ({ calls, computed: 1, questions: [] }),
  };
}

describe('measuring gateways', () => {
  it('asks each in every round with tokens that it has not had, and counts calls for an answer', async () => {
    await using one = await answeringServer(() => answer);
    await using other = await answeringServer(() => answer);
    const gateways = [started('one', one), started('other', other)] as const;
    const results = await measureGateways([...gateways], load(8), effort, progress);
    expect(results.map(({ name }) => name)).toEqual(['one', 'other']);
    for (const { throughput, subgraphCalls, computedCalls, checked, ratio } of results) {
      expect(throughput.rounds).toHaveLength(3);
      expect(subgraphCalls).toBe(4);
      expect(computedCalls).toBe(3);
      // Two to warm up, and two a round.
      expect(checked).toBe(8);
      expect(ratio.ratio).toBeGreaterThan(0);
    }
    expect(results[0]?.ratio.ratio).toBe(1);
    for (const { authorizations } of [one, other]) {
      expect(authorizations).toHaveLength(8);
      expect(new Set(authorizations).size).toBe(8);
    }
  });

  it('fails when a gateway made fewer calls than its answers need', async () => {
    await using server = await answeringServer(() => answer);
    await expect(measureGateways([started('one', server)], load(4), effort, progress)).rejects.toThrow(
      'Gateway one made 12 calls for 6 answers, but 3 for one',
    );
  });

  it('fails at a wrong answer and says whose it is', async () => {
    await using right = await answeringServer(() => answer);
    await using wrong = await answeringServer((_question, at) => (at === 5 ? '{"data":{"a":2}}' : answer));
    const gateways = [started('one', right), started('other', wrong)] as const;
    await expect(measureGateways([...gateways], load(8), effort, progress)).rejects.toThrow(
      'Gateway other: A wrong answer: another value at answer.data.a',
    );
  });
});
