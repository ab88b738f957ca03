import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** Texts are filled up to whole blocks of so many bytes, so that their length says little. */
const blockBytes = 64;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals texts that pass through hands which may neither read nor make them (AES-256-GCM, NIST SP 800-38D). A random nonce
 * is safe for 2^32 texts of one key.
 */
export class SealedTexts {
  readonly #key: KeyObject;

  /**
   * @param key of which a key of its own is derived (HKDF, RFC 5869)
   * @param purpose what is sealed: what was sealed for another purpose does not open
   */
  constructor(key: KeyObject, purpose: string) {
    const derived = hkdfSync('sha256', key, '', `bankgraph sealed ${purpose}`, 32);
    this.#key = createSecretKey(Buffer.from(derived));
  }

  /** @param holder for whom: for nobody else it opens. Base64url. */
  seal(text: string, holder: string): string {
    const plain = Buffer.from(text);
    const padded = Buffer.alloc(blockBytes * Math.ceil((plain.length + 1) / blockBytes));
    plain.copy(padded);
    // One byte ends the text, so that it is found again whatever it ends in.
    padded[plain.length] = 0x80;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(holder));
    return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]).toString(
      'base64url',
    );
  }

  /** The text; null for whatever was not sealed with this key, for this purpose and this holder. */
  open(sealed: string, holder: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    // One text for one seal: the decoder takes several.
    if (bytes.toString('base64url') !== sealed) return null;
    if (bytes.length < nonceBytes + blockBytes + tagBytes) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(holder));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    try {
      const padded = Buffer.concat([
        decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
        decipher.final(),
      ]);
      return padded.subarray(0, padded.lastIndexOf(0x80)).toString();
    } catch {
      return null;
    }
  }
}
