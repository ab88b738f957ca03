/**
 * Port to the keys that wrap data subjects' keys. They lie outside of the log's database, in a file or a key management
 * service: who restores the database gets none back that was destroyed.
 */
export interface KeyEncryptionKeys {
  /** Names of the keys that there are now. */
  names(): Promise<ReadonlySet<string>>;
  /**
   * Encrypts a data subject's key.
   *
   * @param about bound to the result: what is unwrapped has to be about the same
   * @throws KeyMissing
   */
  wrap(name: string, key: Uint8Array, about: string): Promise<Buffer>;
  /**
   * The key that was wrapped.
   *
   * @throws KeyMissing, KeyRefused
   */
  unwrap(name: string, wrapped: Uint8Array, about: string): Promise<Buffer>;
  /**
   * HMAC-SHA-256 of a value, with a key that belongs to this key and column: finds a value again without telling it.
   *
   * @throws KeyMissing
   */
  blindIndex(name: string, column: string, value: string): Promise<Buffer>;
  /** Makes a key; its name. */
  create(): Promise<string>;
  /** Destroys a key. Nothing happens when there is none of this name. */
  destroy(name: string): Promise<void>;
}

/** A key is not there: it was destroyed, or the key file is not the one that belongs to the log. */
export class KeyMissing extends Error {
  constructor(readonly key: string) {
    super(`There is no key-encryption key ${key}.`);
    this.name = 'KeyMissing';
  }
}

/** Something does not open under its key: it was changed, or belongs to somebody else. */
export class KeyRefused extends Error {
  constructor(cause?: unknown) {
    super('It does not open under this key.', { cause });
    this.name = 'KeyRefused';
  }
}
