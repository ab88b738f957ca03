import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyRefused } from './key-encryption-keys.js';

const nonceSize = 12;
const tagSize = 16;

/** AES-256-GCM under a random nonce: nonce, ciphertext, tag. `about` is authenticated with it. */
export function seal(key: Uint8Array, plain: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(nonceSize);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws KeyRefused when the box was not sealed under this key and about this */
export function unseal(key: Uint8Array, box: Uint8Array, about: string): Buffer {
  if (box.length < nonceSize + tagSize) throw new KeyRefused();
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, nonceSize))
    .setAAD(Buffer.from(about))
    .setAuthTag(box.subarray(-tagSize));
  try {
    return Buffer.concat([decipher.update(box.subarray(nonceSize, -tagSize)), decipher.final()]);
  } catch (cause) {
    throw new KeyRefused(cause);
  }
}
