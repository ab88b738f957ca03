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

  /** Records of which nobody can tell whose account they belong to, so each account's list may lack one. */
  homeless(): readonly Quarantined[] {
    return this.#format.sort(this.#homeless).quarantined;
  }
}

function accountIdOf(record: unknown): string | undefined {
  const id = (record as { AccountId?: unknown } | null)?.AccountId;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
