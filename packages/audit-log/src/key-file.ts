import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { replaceFile } from '@bankgraph/durable-file';
import { z } from 'zod';
import { type KeyEncryptionKeys, KeyMissing } from './key-encryption-keys.js';
import { seal, unseal } from './sealed-box.js';

const keyBytes = z
  .base64()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'is not 32 bytes in base64');

const fileShape = z.strictObject({
  format: z.literal(1),
  keys: z.array(z.strictObject({ name: z.string().min(1), createdAt: z.iso.datetime(), key: keyBytes })),
});

type Keys = z.infer<typeof fileShape>['keys'];

/** The file of key-encryption keys cannot be used as it is. */
export class KeyFileFault extends Error {
  constructor(file: string, reason: string) {
    super(`The file of key-encryption keys ${file} ${reason}.`);
    this.name = 'KeyFileFault';
  }
}

/**
 * Key-encryption keys in a file that only its owner may read. It is read when something is asked of a key that was not in it
 * before, so it may be changed while processes run. One process at a time may create and destroy.
 *
 * @throws KeyFileFault from every call, when the file is not as it has to be
 */
export function keyFile(file: string): KeyEncryptionKeys {
  let known: Keys | undefined;
  const derived = new Map<string, Buffer>();

  const read = async (): Promise<Keys> => {
    const text = await readFile(file, 'utf8').catch((error: { code?: string }) => {
      throw new KeyFileFault(file, `cannot be read (${error.code}): put it there, mode 0600`);
    });
    known = parse(file, text);
    // What was derived from a key lives no longer than the key.
    derived.clear();
    return known;
  };

  const keyFor = async (name: string, use: string): Promise<Buffer> => {
    const at = `${name} ${use}`;
    const before = derived.get(at);
    if (before !== undefined) return before;
    const of = (keys: Keys) => keys.find((key) => key.name === name);
    const found = (known && of(known)) ?? of(await read());
    if (found === undefined) throw new KeyMissing(name);
    // A key of its own for each use, so that none of them says anything about another (RFC 5869).
    const key = Buffer.from(
      hkdfSync('sha256', Buffer.from(found.key, 'base64'), '', `bankgraph audit ${use}`, 32),
    );
    derived.set(at, key);
    return key;
  };

  return {
    names: async () => new Set((await read()).map(({ name }) => name)),
    wrap: async (name, key, about) => seal(await keyFor(name, 'wrap'), key, about),
    unwrap: async (name, wrapped, about) => unseal(await keyFor(name, 'wrap'), wrapped, about),
    blindIndex: async (name, column, value) =>
      createHmac('sha256', await keyFor(name, `blind index ${column}`))
        .update(value)
        .digest(),
    create: async () => {
      const name = `kek-${randomBytes(8).toString('hex')}`;
      const key = randomBytes(32).toString('base64');
      await replaceFile(
        file,
        written([...(await read()), { name, createdAt: new Date().toISOString(), key }]),
      );
      await read();
      return name;
    },
    destroy: async (name) => {
      const keys = await read();
      const others = keys.filter((key) => key.name !== name);
      if (others.length < keys.length) await replaceFile(file, written(others));
      await read();
    },
  };
}

/** Makes the file without a key, unless it is there. */
export async function ensureKeyFile(file: string): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(JSON.stringify({ format: 1, keys: [] }));
    await handle.sync();
    await handle.close();
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
}

function parse(file: string, text: string): Keys {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new KeyFileFault(file, 'is no JSON: put its last copy back');
  }
  const parsed = fileShape.safeParse(value);
  // Paths only: what is wrong may be a key.
  if (!parsed.success) {
    const places = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole').join(', ');
    throw new KeyFileFault(file, `is not of the form {format, keys} (${places}): put its last copy back`);
  }
  return parsed.data.keys;
}

/** Half a file would lose every key, so it is replaced whole. */
function written(keys: Keys): string {
  return JSON.stringify({ format: 1, keys }, null, 2);
}
