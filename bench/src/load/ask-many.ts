import type { GatewayClient, Question, Timed } from './client.js';

/** What a load brought. */
export interface Load {
  readonly answers: number;
  /** From the first question to the last answer. */
  readonly seconds: number;
  /** Of each answer. */
  readonly milliseconds: readonly number[];
}

/**
 * Asks the same question `count` times over all clients at once, each of which asks again as soon as it has its answer.
 * Every answer is compared with the expected one, byte by byte.
 *
 * @throws Error at the first answer that is another
 */
export async function askMany(
  clients: readonly GatewayClient[],
  question: Question,
  expected: Buffer,
  count: number,
): Promise<Load> {
  return askEach(
    clients,
    () => question,
    (answer) => {
      if (answer.status !== 200 || !answer.bytes.equals(expected)) {
        throw new Error(
          `Another answer than expected: ${answer.status} ${difference(answer.bytes, expected)}`,
        );
      }
    },
    count,
  );
}

/**
 * The same with a question of its own each time, and any way to examine an answer.
 *
 * @param next the question to ask at this place, from 0
 * @param examine throws when the answer to the question at this place is not what it has to be
 * @throws what `examine` throws
 */
export async function askEach(
  clients: readonly GatewayClient[],
  next: (at: number) => Question,
  examine: (answer: Timed, at: number) => void,
  count: number,
): Promise<Load> {
  const milliseconds: number[] = [];
  let asked = 0;
  let failed = false;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (asked < count && !failed) {
        const at = asked;
        const question = next(at);
        asked += 1;
        try {
          const answer = await client.ask(question);
          examine(answer, at);
          milliseconds.push(answer.milliseconds);
        } catch (error) {
          failed = true;
          throw error;
        }
      }
    }),
  );
  return { answers: count, seconds: (performance.now() - began) / 1000, milliseconds };
}

/** Where two answers begin to differ, with a little of each: the sandbox's data are nobody's. */
function difference(found: Buffer, expected: Buffer): string {
  const at = found.findIndex((byte, index) => byte !== expected[index]);
  const around = (bytes: Buffer) => bytes.subarray(Math.max(0, at - 60), at + 120).toString();
  return at === -1 ? 'shorter than it was' : `at byte ${at}: …${around(found)}… was …${around(expected)}…`;
}
