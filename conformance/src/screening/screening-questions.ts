import { bankSystem } from '@bankgraph/bank-sources';
import { type MatchQuery, type YenteResult, yenteSource } from '@bankgraph/kyc-subgraph';

const batchSize = 100;
/** Namesakes may be listed too: the right one must be among the first ten. */
const limit = 10;
const deadlineMs = 60_000;

/** Asks the screening service over HTTP through the KYC adapter. */
export class ScreeningQuestions {
  readonly #system;
  readonly #source;
  /** Queries asked so far. */
  asked = 0;
  /** What of the answers the adapter could not read. */
  readonly faults: string[] = [];

  /** @param url where the service runs */
  constructor(url: string) {
    this.#system = bankSystem({
      name: 'screening',
      baseUrl: url,
      readOnly: false,
      deadlineMs,
      maxBodyBytes: 64 * 1024 * 1024,
    });
    this.#source = yenteSource(this.#system);
  }

  /** Results by the position of the query, best first, asked in batches. */
  async all(
    queries: readonly MatchQuery[],
    onBatch: (size: number) => void,
  ): Promise<readonly (readonly YenteResult[])[]> {
    const results: (readonly YenteResult[])[] = [];
    for (let start = 0; start < queries.length; start += batchSize) {
      const batch = queries.slice(start, start + batchSize);
      results.push(...(await this.#ask(batch)));
      onBatch(batch.length);
    }
    return results;
  }

  /** Milliseconds that each query takes when it is asked alone, in ascending order. */
  async durations(queries: readonly MatchQuery[]): Promise<readonly number[]> {
    const durations: number[] = [];
    for (const query of queries) {
      const started = performance.now();
      await this.#ask([query]);
      durations.push(performance.now() - started);
    }
    return durations.sort((one, other) => one - other);
  }

  close(): Promise<void> {
    return this.#system.close();
  }

  async #ask(queries: readonly MatchQuery[]): Promise<readonly (readonly YenteResult[])[]> {
    const named = Object.fromEntries(queries.map((query, index) => [`q${index}`, query]));
    const answers = await this.#source.match(named, { limit });
    this.asked += queries.length;
    return queries.map((_, index) => {
      const answer = answers.get(`q${index}`);
      this.faults.push(...(answer?.faults.map(({ message }) => message) ?? ['no answer']));
      return answer?.records ?? [];
    });
  }
}
