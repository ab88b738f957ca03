/** A note, a key or a checkpoint that is not in order. */
export class NoteRefused extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`The note is refused: ${reason}.`);
    this.name = 'NoteRefused';
    this.reason = reason;
  }
}
