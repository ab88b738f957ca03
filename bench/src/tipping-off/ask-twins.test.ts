import { afterEach, describe, expect, it } from '@jest/globals';
import { type AnsweringServer, answeringServer } from '../load/answering-server.fixture.js';
import { type GatewayClient, gatewayClient } from '../load/client.js';
import { askTwins, balanced } from './ask-twins.js';

const questions = {
  reported: { token: 'token', body: 'about C-1007' },
  other: { token: 'token', body: 'about C-1008' },
};
const nothing = '{"data":{"customer":{"sars":{"totalCount":0}}}}';

describe('asking about the twins', () => {
  let server: AnsweringServer;
  let client: GatewayClient;
  afterEach(async () => {
    await client.close();
    await server[Symbol.asyncDispose]();
  });
  async function asked(answer: (question: string, at: number) => string, count = 40) {
    server = await answeringServer(answer);
    client = gatewayClient(server.url);
    return askTwins(client, questions, count, 1);
  }

  it('asks about both of a pair, the reported one first in half of the pairs', async () => {
    const pairs = await asked(() => nothing);
    expect(pairs).toHaveLength(40);
    const firstOfPairs = server.asked.filter((_question, at) => at % 2 === 0);
    expect(firstOfPairs.filter((question) => question === questions.reported.body)).toHaveLength(20);
    for (let pair = 0; pair < 40; pair += 1) {
      expect(new Set(server.asked.slice(2 * pair, 2 * pair + 2)).size).toBe(2);
    }
  });

  it('keeps the time of the reported one apart, whoever came first', async () => {
    server = await answeringServer(() => nothing);
    client = gatewayClient(server.url);
    const slow: GatewayClient = {
      ask: async (question) => {
        const answer = await client.ask(question);
        return { ...answer, milliseconds: question === questions.reported ? 5 : 3 };
      },
      close: async () => {},
    };
    const pairs = await askTwins(slow, questions, 10, 2);
    expect(pairs.filter(({ before }) => before === 'first')).toHaveLength(5);
    for (const pair of pairs) expect(pair).toMatchObject({ first: 5, second: 3 });
  });

  it('takes twins that are both invisible', async () => {
    expect(await asked(() => '{"data":{"customer":null}}', 4)).toHaveLength(4);
  });

  it.each([
    ['an error', '{"data":{"customer":null},"errors":[{"message":"no"}]}', 'failed'],
    ['a report', '{"data":{"customer":{"sars":{"totalCount":1}}}}', 'told of it'],
    ['the number of a report', '{"data":{"customer":{"note":"SAR-1007-1"}}}', 'told of it'],
    ['one twin only', '{"data":{"customer":null}}', 'One twin is visible'],
  ])('fails at an answer with %s', async (_what, answer, reason) => {
    const oneIsDifferent = (_question: string, at: number) => (at === 3 ? answer : nothing);
    await expect(asked(oneIsDifferent)).rejects.toThrow(reason);
  });
});

describe('an order by chance', () => {
  it('has as many of one as of the other, in another order for another seed', () => {
    expect(balanced(100, 1).filter(Boolean)).toHaveLength(50);
    expect(balanced(100, 1)).toEqual(balanced(100, 1));
    expect(balanced(100, 1)).not.toEqual(balanced(100, 2));
  });
});
