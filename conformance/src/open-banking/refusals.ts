import type { AnswerTally } from './answer-tally.js';
import type { BankAnswer, BankCaller } from './bank-caller.js';

/** A request that must be refused, and how. */
interface Probe {
  readonly what: string;
  readonly path: string;
  readonly target: string;
  readonly authorization: string | null;
  readonly method: string;
  readonly statuses: readonly number[];
}

/** Two customers with an account each, the first with a statement. */
export interface Refusable {
  readonly customerId: string;
  readonly accountId: string;
  readonly statementId: string;
  readonly foreignAccountId: string;
}

/**
 * Makes every mistake that a caller can make at every endpoint. Bodies go to the tally, to be checked against the
 * published error body.
 * @returns how many were made, and those that were not refused as they should
 */
export async function askToBeRefused(
  caller: BankCaller,
  tally: AnswerTally,
  paths: readonly string[],
  refusable: Refusable,
): Promise<{ readonly asked: number; readonly wrong: readonly string[] }> {
  const { customerId } = refusable;
  const good = await caller.authorization(customerId, 'detail');
  const bare = await caller.authorization(customerId, 'none');
  const nobody = await caller.authorization('nobody', 'detail');
  const forged = `${good.slice(0, -4)}AAAA`;
  const probes = paths.flatMap((path): Probe[] => {
    const target = filled(path, refusable.accountId, refusable.statementId);
    const probe = (what: string, statuses: readonly number[], change: Partial<Probe> = {}): Probe => ({
      what,
      path,
      target,
      authorization: good,
      method: 'GET',
      statuses,
      ...change,
    });
    return [
      probe('no token', [401], { authorization: null }),
      probe('forged token', [401], { authorization: forged }),
      probe('no permission', [403], { authorization: bare }),
      probe('token for nobody', [403], { authorization: nobody }),
      ...['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => probe(method, [405], { method })),
      ...(path.includes('{AccountId}')
        ? [
            probe('unknown account', [400, 404], {
              target: filled(path, 'no-such-account', refusable.statementId),
            }),
            probe("somebody else's account", [400, 404], {
              target: filled(path, refusable.foreignAccountId, refusable.statementId),
            }),
          ]
        : []),
      ...(path.includes('{StatementId}')
        ? [
            probe('unknown statement', [404], {
              target: filled(path, refusable.accountId, 'no-such-statement'),
            }),
          ]
        : []),
      ...(/(?:accounts|transactions|beneficiaries)$/.test(path)
        ? [probe('unknown page', [400], { target: `${target}?page=invented` })]
        : []),
      ...(path.endsWith('/transactions') && !path.includes('{StatementId}')
        ? [
            probe('wrong date', [400], { target: `${target}?fromBookingDateTime=yesterday` }),
            probe('span turned round', [400], {
              target: `${target}?fromBookingDateTime=2026-02-01T00:00:00&toBookingDateTime=2026-01-01T00:00:00`,
            }),
          ]
        : []),
    ];
  });
  const wrong: string[] = [];
  for (const { what, path, target, authorization, method, statuses } of probes) {
    const answer: BankAnswer = await caller.ask(target, authorization, method);
    tally.add(path, answer, 0);
    if (!statuses.includes(answer.status))
      wrong.push(`${path}, ${what}: ${answer.status}, expected ${statuses.join(' or ')}`);
  }
  return { asked: probes.length, wrong };
}

function filled(path: string, accountId: string, statementId: string): string {
  return path.replace('{AccountId}', accountId).replace('{StatementId}', statementId);
}
