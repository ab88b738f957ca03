import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { z } from 'zod';

/** The algorithm of all keys. */
export const signingAlgorithm = 'ES256';

const storedKeys = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        kid: z.string(),
        state: z.enum(['next', 'current', 'retired']),
        /** Epoch seconds from which the key signs no more; null before. */
        retiredAt: z.number().nullable(),
        privateJwk: z.record(z.string(), z.unknown()),
      }),
    )
    .min(2),
});

type StoredKey = z.output<typeof storedKeys>['keys'][number];

/**
 * The issuer's keys, kept in a file that only its owner can read, so that a second start verifies the tokens
 * of the first. The next key is published before it signs: whoever holds a copy of the key set knows it when
 * the keys rotate.
 */
export class SigningKeys {
  readonly #file: string;
  /** A retired key stays published until the last token it signed has expired. */
  readonly #publishedForSeconds: number;
  #keys: StoredKey[] = [];
  #current: { kid: string; key: CryptoKey | Uint8Array } | undefined;

  private constructor(file: string, publishedForSeconds: number) {
    this.#file = file;
    this.#publishedForSeconds = publishedForSeconds;
  }

  /**
   * Opens the keys in the folder, or makes the first ones.
   * @throws Error that names the file, when it is not one of ours.
   */
  static async open(folder: string, publishedForSeconds: number): Promise<SigningKeys> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const keys = new SigningKeys(join(folder, 'issuer-keys.json'), publishedForSeconds);
    const text = await readFile(keys.#file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) await keys.#replace([await makeKey('current'), await makeKey('next')]);
    else await keys.#use(parseKeys(text, keys.#file));
    return keys;
  }

  /** The key that signs now. */
  get current(): { kid: string; key: CryptoKey | Uint8Array } {
    if (this.#current === undefined) throw new Error('The issuer has no current key');
    return this.#current;
  }

  /** The public halves of all keys that a valid token may be signed with. */
  jwks(now = Date.now()): { keys: JWK[] } {
    return {
      keys: this.#keys.filter((key) => this.#published(key, now)).map(publicJwk),
    };
  }

  /** The next key signs from now on; the one before stays published until its tokens have expired. */
  async rotate(now = Date.now()): Promise<void> {
    const kept = this.#keys
      .filter((key) => this.#published(key, now))
      .map((key): StoredKey => {
        if (key.state === 'current') return { ...key, state: 'retired', retiredAt: Math.floor(now / 1000) };
        return key.state === 'next' ? { ...key, state: 'current' } : key;
      });
    await this.#replace([...kept, await makeKey('next')]);
  }

  #published(key: StoredKey, now: number): boolean {
    return key.retiredAt === null || now / 1000 < key.retiredAt + this.#publishedForSeconds;
  }

  async #replace(keys: StoredKey[]): Promise<void> {
    const temporary = `${this.#file}.${randomUUID()}`;
    await writeFile(temporary, JSON.stringify({ keys }, undefined, 2), { mode: 0o600 });
    await rename(temporary, this.#file);
    await this.#use(keys);
  }

  async #use(keys: StoredKey[]): Promise<void> {
    const current = keys.find((key) => key.state === 'current');
    if (current === undefined)
      throw new Error(`${this.#file} has no current key; delete it to make new ones`);
    this.#current = {
      kid: current.kid,
      key: await importJWK(current.privateJwk as JWK, signingAlgorithm),
    };
    this.#keys = keys;
  }
}

async function makeKey(state: 'current' | 'next'): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  return { kid: randomUUID(), state, retiredAt: null, privateJwk: { ...(await exportJWK(privateKey)) } };
}

function publicJwk({ kid, privateJwk }: StoredKey): JWK {
  const { kty, crv, x, y } = privateJwk as JWK;
  return {
    ...(kty && { kty }),
    ...(crv && { crv }),
    ...(x && { x }),
    ...(y && { y }),
    kid,
    alg: signingAlgorithm,
    use: 'sig',
  };
}

function parseKeys(text: string, file: string): StoredKey[] {
  try {
    return storedKeys.parse(JSON.parse(text)).keys;
  } catch {
    // Neither the text nor the parser's message: both may hold a private key.
    throw new Error(`${file} does not hold the issuer's keys; delete it to make new ones`);
  }
}
