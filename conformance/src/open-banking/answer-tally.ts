import type { BankAnswer } from './bank-caller.js';
import type { PublishedApi, Violation } from './published-api.js';

/** What was seen of one endpoint. */
interface Seen {
  answers: number;
  readonly statuses: Map<number, number>;
  records: number;
  invalid: number;
}

/** Counts the answers of each endpoint and what is wrong with them. */
export class AnswerTally {
  readonly #api: PublishedApi;
  readonly #seen = new Map<string, Seen>();
  readonly #faults = new Map<string, number>();

  constructor(api: PublishedApi) {
    this.#api = api;
  }

  /**
   * Checks an answer against what is published for its endpoint; header included.
   * @param more violations that the caller found by itself
   */
  add(path: string, answer: BankAnswer, records: number, more: readonly Violation[] = []): void {
    const violations = [
      ...this.#api.violations(path, answer.status, answer.contentType, answer.body),
      ...(answer.interactionId ? [] : [{ path: '(header x-fapi-interaction-id)', rule: 'required' }]),
      ...more,
    ];
    const seen = this.#seen.get(path) ?? { answers: 0, statuses: new Map(), records: 0, invalid: 0 };
    this.#seen.set(path, seen);
    seen.answers += 1;
    seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1);
    seen.records += records;
    if (violations.length > 0) seen.invalid += 1;
    for (const fault of new Set(violations.map(faultText))) {
      const key = `${path} ${answer.status}: ${fault}`;
      this.#faults.set(key, (this.#faults.get(key) ?? 0) + 1);
    }
  }

  get answers(): number {
    return this.#sum(({ answers }) => answers);
  }

  get invalid(): number {
    return this.#sum(({ invalid }) => invalid);
  }

  get records(): number {
    return this.#sum(({ records }) => records);
  }

  /** Each fault with how many answers have it. */
  faults(): readonly string[] {
    return [...this.#faults].map(([fault, count]) => `${fault} (${count} answers)`);
  }

  /** Statuses of an endpoint with how often they came; undefined: it was not asked. */
  statuses(path: string): ReadonlyMap<number, number> | undefined {
    return this.#seen.get(path)?.statuses;
  }

  /** Endpoints that answered, but never with a record: nothing is known of the shape of their records. */
  empty(): readonly string[] {
    return [...this.#seen].filter(([, { records }]) => records === 0).map(([path]) => path);
  }

  /** One row per endpoint that was asked: endpoint, answers, statuses, records, invalid. */
  rows(): readonly (readonly string[])[] {
    return [...this.#seen].map(([path, { answers, statuses, records, invalid }]) => [
      `GET ${path}`,
      String(answers),
      [...statuses]
        .sort(([one], [other]) => one - other)
        .map(([status, count]) => `${status}×${count}`)
        .join(' '),
      String(records),
      String(invalid),
    ]);
  }

  #sum(of: (seen: Seen) => number): number {
    return [...this.#seen.values()].reduce((sum, seen) => sum + of(seen), 0);
  }
}

/** The place without positions in lists, so that the same fault of many records is one. */
function faultText({ path, rule }: Violation): string {
  return `${path.replaceAll(/\/\d+(?=\/|$)/g, '/*')} ${rule}`;
}
