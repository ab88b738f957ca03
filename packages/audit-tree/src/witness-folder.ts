import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '@bankgraph/durable-file';
import { z } from 'zod';

/** What is in the witness's folder cannot be used as it is. */
export class WitnessFolderFault extends Error {}

const refusalShape = z.strictObject({
  reason: z.string(),
  /** Size of the checkpoint that was refused; null when it could not be read, or there was none. */
  size: z.int().nullable(),
  /** Size of the last checkpoint that was cosigned. */
  seen: z.int(),
  at: z.iso.datetime(),
});

/** Why a checkpoint was not cosigned. */
export type Refusal = z.infer<typeof refusalShape>;

/** What a witness remembers, out of reach of who has the database. */
export class WitnessFolder {
  readonly #latest: string;
  readonly #refused: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#latest = join(folder, 'latest');
    this.#refused = join(folder, 'refused.json');
  }

  /** Makes the folder, unless it is there. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** The last checkpoint that was cosigned; null when there was none. */
  latest(): Promise<string | null> {
    return textOf(this.#latest);
  }

  keep(note: string): Promise<void> {
    return replaceFile(this.#latest, note);
  }

  /** What was refused, until a person removes the file. */
  async refusal(): Promise<Refusal | null> {
    const text = await textOf(this.#refused);
    if (text === null) return null;
    try {
      return refusalShape.parse(JSON.parse(text));
    } catch {
      throw new WitnessFolderFault(
        `${this.#refused} cannot be read. It says that a checkpoint was refused: remove it when that is settled.`,
      );
    }
  }

  refuse(refusal: Refusal): Promise<void> {
    return replaceFile(this.#refused, `${JSON.stringify(refusal, null, 2)}\n`);
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw new WitnessFolderFault(`${file} cannot be read: ${(error as Error).message}`);
  }
}
