import type { GatewayClient, Question, Timed } from '../load/client.js';
import { type Identity, tokenOf } from '../load/identity.js';
import type { Pair } from '../statistics/paired-difference.js';
import { randomOf } from '../statistics/random.js';
import { type TwinOperation, twinOperations, twins } from './twins.js';

/** The same question about either twin. */
export type TwinQuestions = Readonly<Record<keyof typeof twins, Question>>;

/** Makes the questions of one role; a customer asks as the twin that they are. */
export async function twinQuestions(
  issuerUrl: string,
  asker: Pick<Identity, 'role' | 'purpose'>,
  operation: TwinOperation,
): Promise<TwinQuestions> {
  const about = async (id: string): Promise<Question> => ({
    token: await tokenOf(issuerUrl, asker.role === 'customer' ? { ...asker, customerId: id } : asker),
    body: JSON.stringify({ query: twinOperations[operation], variables: { id } }),
  });
  return { reported: await about(twins.reported), other: await about(twins.other) };
}

/**
 * Asks about both twins `count` times, one right after the other. Chance says who comes first, the reported one in half
 * of the pairs, so that caches, compiled code and the growing audit log favour neither.
 *
 * @param count even
 * @returns milliseconds of each answer, the reported twin's first
 * @throws Error when an answer has an error, tells of a report, or shows one twin and not the other
 */
export async function askTwins(
  client: GatewayClient,
  questions: TwinQuestions,
  count: number,
  seed: number,
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  let shown: boolean | undefined;
  const ask = async (question: Question): Promise<number> => {
    const answer = await client.ask(question);
    const visible = examined(answer);
    shown ??= visible;
    if (visible !== shown) throw new Error('One twin is visible and the other is not.');
    return answer.milliseconds;
  };
  for (const reportedFirst of balanced(count, seed)) {
    if (reportedFirst) {
      const first = await ask(questions.reported);
      pairs.push({ first, second: await ask(questions.other), before: 'first' });
    } else {
      const second = await ask(questions.other);
      pairs.push({ first: await ask(questions.reported), second, before: 'second' });
    }
  }
  return pairs;
}

/** Whether the twin is visible at all in an answer that is as it has to be. */
function examined({ status, bytes }: Timed): boolean {
  const text = bytes.toString();
  const { data, errors } = JSON.parse(text) as {
    data?: { customer: { sars?: { totalCount: number } } | null };
    errors?: unknown;
  };
  if (status !== 200 || data === undefined || errors !== undefined) {
    throw new Error(`An answer about a twin failed: ${status} ${JSON.stringify(errors)}`);
  }
  if ((data.customer?.sars?.totalCount ?? 0) !== 0 || text.includes('SAR-')) {
    throw new Error('Somebody who must not know of a report was told of it.');
  }
  return data.customer !== null;
}

/** As many trues as falses, in an order by chance. */
export function balanced(count: number, seed: number): readonly boolean[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, at) => ({ value: at % 2 === 0, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);
}
