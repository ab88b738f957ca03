import type { GatewayClient, Question } from './client.js';

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
  const milliseconds: number[] = [];
  let left = count;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (left > 0) {
        left -= 1;
        const answer = await client.ask(question);
        if (answer.status !== 200 || !answer.bytes.equals(expected)) {
          left = 0;
          throw new Error(
            `Another answer than expected: ${answer.status} ${difference(answer.bytes, expected)}`,
          );
        }
        milliseconds.push(answer.milliseconds);
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
