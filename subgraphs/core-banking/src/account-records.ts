import type { Quarantined, Sorted } from '@bankgraph/bank-sources';
import type { RecordFormat } from './open-banking/record-format.js';

/**
 * A customer's records of one resource by the account that each belongs to. An account's records are sorted when
 * they are asked for, so a customer's other accounts cost nothing.
 */
export class AccountRecords<Accepted> {
  readonly #format: RecordFormat<Accepted>;
  readonly #raw = new Map<string, unknown[]>();
  readonly #sorted = new Map<string, Sorted<Accepted>>();
  readonly #homeless: unknown[] = [];
  readonly #onSorted: (sorted: Sorted<unknown>) => void;

  /** @param onSorted is told once of each account's records, for reports on what was repaired or set aside */
  constructor(
    format: RecordFormat<Accepted>,
    records: readonly unknown[],
    onSorted: (sorted: Sorted<unknown>) => void = () => {},
  ) {
    this.#format = format;
    this.#onSorted = onSorted;
    for (const record of records) {
      const id = accountIdOf(record);
      if (id === undefined) this.#homeless.push(record);
      else if (!this.#raw.get(id)?.push(record)) this.#raw.set(id, [record]);
    }
  }

  /** The account's records; none when there are none. */
  of(accountId: string): Sorted<Accepted> {
    const known = this.#sorted.get(accountId);
    if (known !== undefined) return known;
    const sorted = this.#format.sort(this.#raw.get(accountId) ?? []);
    this.#sorted.set(accountId, sorted);
    this.#onSorted(sorted);
    return sorted;
  }

  /**
   * All accounts' records as text, for `takeText`; null when one of them was set aside, or there are too many to be
   * worth it.
   */
  toText(): string | null {
    const count = [...this.#raw.values()].reduce((sum, records) => sum + records.length, 0);
    if (count > mostKept || this.#homeless.length > 0) return null;
    const sorted = [...this.#raw.keys()].map((id) => [id, this.of(id)] as const);
    if (sorted.some(([, { quarantined }]) => quarantined.length > 0)) return null;
    return JSON.stringify(sorted.map(([id, { accepted }]) => [id, accepted]));
  }

  /** Takes records that `toText` has written. What was repaired in them was told when they came. */
  takeText(text: string): this {
    for (const [id, accepted] of JSON.parse(text) as [string, Accepted[]][]) {
      this.#sorted.set(id, { ...this.#format.sort([]), accepted });
    }
    return this;
  }

  /** Records of which nobody can tell whose account they belong to, so each account's list may lack one. */
  homeless(): readonly Quarantined[] {
    return this.#format.sort(this.#homeless).quarantined;
  }
}

/** A customer's records of one resource beyond which they are asked for each time. */
const mostKept = 1_000;

function accountIdOf(record: unknown): string | undefined {
  const id = (record as { AccountId?: unknown } | null)?.AccountId;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
