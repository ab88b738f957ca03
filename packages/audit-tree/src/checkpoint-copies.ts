import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '@bankgraph/durable-file';

/** Copies of cosigned checkpoints in a directory, which may be a mounted share or one that is synchronised to an object store. */
export class CheckpointCopies {
  readonly #folder: string;
  readonly #everyMs: number;
  #last: { readonly size: number; readonly at: number } | undefined;

  /** @param everyMs between two copies: checkpoints come twice a second, and each copy is a file that stays */
  constructor(folder: string, everyMs: number) {
    this.#folder = folder;
    this.#everyMs = everyMs;
  }

  /** Puts the note down as `<size>` and as `latest`, when it is time for that. What fails is tried again at the next call. */
  async put(size: number, note: string): Promise<void> {
    const now = performance.now();
    if (this.#last !== undefined && (this.#last.size === size || now - this.#last.at < this.#everyMs)) return;
    await mkdir(this.#folder, { recursive: true });
    await replaceFile(join(this.#folder, String(size)), note);
    await replaceFile(join(this.#folder, 'latest'), note);
    this.#last = { size, at: now };
  }
}
