import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Knex } from '@bankgraph/database';
import { replaceFile } from '@bankgraph/durable-file';
import type { ManifestOperation } from './manifest.js';
import { readRevisions } from './revisions.js';
import { RevisionRefused, type VerifiedRevision, verifyRevision } from './signed-revision.js';

/** How the operations of a gateway are kept up to date. */
export interface AgreedOperationsOptions {
  readonly knex: Knex;
  readonly verifier: KeyObject;
  /** File of the last good revision, so that a gateway starts without the database. */
  readonly file: string;
  /** How often the database is asked, in milliseconds; up to ten times less often while it does not answer. A second unless told. */
  readonly intervalMs?: number;
  onTaken(revision: VerifiedRevision): void;
  /** Told once for each fault, not every time it is met. */
  onError(error: unknown, message: string): void;
}

/** The operations that are agreed with clients, in memory, as they were published last. */
export class AgreedOperations {
  readonly #options: AgreedOperationsOptions;
  readonly #intervalMs: number;
  #revision: VerifiedRevision | null = null;
  #byClient: ReadonlyMap<string, ReadonlyMap<string, ManifestOperation>> = new Map();
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> = Promise.resolve();
  #failures = 0;
  #refusals = '';
  #closed = false;

  private constructor(options: AgreedOperationsOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs ?? 1_000;
  }

  /**
   * Reads the last good revision, of the file and of the database, and asks the database again and again. With neither there
   * are no operations until some are published.
   */
  static async open(options: AgreedOperationsOptions): Promise<AgreedOperations> {
    const operations = new AgreedOperations(options);
    await operations.#readFile();
    await operations.#ask();
    operations.#plan();
    return operations;
  }

  /** The operation of this id that is agreed with this client. */
  find(clientId: string, id: string): ManifestOperation | undefined {
    return this.#byClient.get(clientId)?.get(id);
  }

  /** Number of the revision in force; null when there is none. */
  get revision(): number | null {
    return this.#revision?.revision ?? null;
  }

  /** What an operator should look at; null for nothing. */
  get warning(): string | null {
    if (this.#refusals !== '') {
      return `Published operations are refused (${this.#refusals}); ${this.#revision === null ? 'none are in force' : `revision ${this.#revision.revision} stays in force`}.`;
    }
    if (this.#revision === null) return 'No operations are published.';
    return this.#failures < 5
      ? null
      : `The registry of operations does not answer; revision ${this.#revision.revision} stays in force.`;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#asking;
  }

  #plan(): void {
    if (this.#closed) return;
    const wait = this.#intervalMs * Math.min(2 ** this.#failures, 10);
    this.#timer = setTimeout(() => {
      this.#asking = this.#ask().then(() => this.#plan());
    }, wait).unref();
  }

  async #readFile(): Promise<void> {
    const { file, verifier, onError } = this.#options;
    try {
      this.#take(await verifyRevision((await readFile(file, 'utf8')).trim(), verifier));
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return;
      onError(error, 'the kept revision of agreed operations is not taken');
    }
  }

  async #ask(): Promise<void> {
    const { knex, verifier, onError } = this.#options;
    try {
      const { latest, refused } = await readRevisions(knex, verifier, this.#revision);
      this.#failures = 0;
      const refusals = refused.map(({ revision, why }) => `${revision}: ${why}`).join(' ');
      const isNew = latest !== null && latest.revision !== this.#revision?.revision;
      if (refusals !== '' && refusals !== this.#refusals) {
        onError(new RevisionRefused(refusals), 'published operations are refused');
      }
      // What came before a good revision does not matter any more.
      this.#refusals = refused.some(({ revision }) => revision >= (latest?.revision ?? 0)) ? refusals : '';
      if (isNew) {
        this.#take(latest);
        await this.#keep(latest);
      }
    } catch (error) {
      this.#failures += 1;
      if (this.#failures === 1) onError(error, 'the registry of operations does not answer');
    }
  }

  #take(revision: VerifiedRevision): void {
    const byClient = new Map<string, Map<string, ManifestOperation>>();
    for (const operation of revision.manifest.operations) {
      const own = byClient.get(operation.clientName) ?? new Map<string, ManifestOperation>();
      byClient.set(operation.clientName, own.set(operation.id, operation));
    }
    this.#revision = revision;
    this.#byClient = byClient;
    this.#options.onTaken(revision);
  }

  async #keep({ signed }: VerifiedRevision): Promise<void> {
    try {
      await replaceFile(this.#options.file, `${signed}\n`);
    } catch (error) {
      this.#options.onError(error, 'the revision of agreed operations could not be kept on disk');
    }
  }
}
