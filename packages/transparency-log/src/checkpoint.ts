import { hashSize } from './hashes.js';
import { NoteRefused } from './note-refused.js';

/** What a signed checkpoint says (https://c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  /** Which log it is. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** Further lines, which mean nothing here. */
  readonly extensions: readonly string[];
}

/** The text of a checkpoint, to be signed as a note. */
export function checkpointText({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  if (origin === '' || /[\n\r]/.test(origin)) throw new RangeError('An origin is one line of text.');
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** @throws NoteRefused when the text is no checkpoint */
export function readCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw new NoteRefused('the checkpoint does not end with a line break');
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  if (origin === '') throw new NoteRefused('the checkpoint has no origin');
  if (!/^(?:0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size))) {
    throw new NoteRefused('the size of the checkpoint is no whole number');
  }
  const hash = Buffer.from(root, 'base64');
  if (hash.length !== hashSize || hash.toString('base64') !== root) {
    throw new NoteRefused('the root of the checkpoint is no hash');
  }
  if (extensions.includes('')) throw new NoteRefused('the checkpoint has an empty line');
  return { origin, size: Number(size), root: hash, extensions };
}
