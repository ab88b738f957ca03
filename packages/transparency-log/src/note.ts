import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { NoteRefused } from './note-refused.js';

/** What a key is for; the byte is the signature type of https://c2sp.org/signed-note. */
const types = { log: 0x01, witness: 0x04 } as const;

type KeyKind = keyof typeof types;

/** Signs notes, as a log (plain Ed25519) or as a witness (cosignature/v1, which says when). */
export interface NoteSigner {
  readonly name: string;
  readonly kind: KeyKind;
  /** Text of the public key, for `readNoteVerifier`. */
  readonly verifier: string;
  /** A signature line, with its line break. */
  line(text: string, time: Date): string;
}

/** Knows one key by its name and id. */
export interface NoteVerifier {
  readonly name: string;
  readonly kind: KeyKind;
  /** 8 hexadecimal digits. */
  readonly keyId: string;
  /** Whether the signature is of this text by this key, and, of a witness, when it signed; null when it is not. */
  check(text: string, signature: Buffer): { readonly time?: Date } | null;
}

/** A signature that is in order. */
export interface VerifiedSignature {
  readonly name: string;
  readonly keyId: string;
  /** Of a witness: when it signed, to the second. */
  readonly time?: Date;
}

/** Bytes of a note; longer ones are refused before anything is made of them. */
const largestNote = 1_000_000;

/** Signatures of a note. */
const mostSignatures = 100;

/** A name is compared byte by byte, so it may have neither spaces nor the plus that ends it in a key's text. */
function checkName(name: string): void {
  if (name === '' || name.includes('+') || /[\s\p{C}]/u.test(name)) {
    throw new NoteRefused('the name of a key is empty, or has a space, a plus or a control character');
  }
}

/** A new Ed25519 key as two lines of text: the first signs and is secret, the second verifies. */
export function generateNoteKey(
  name: string,
  kind: KeyKind = 'log',
): { readonly signer: string; readonly verifier: string } {
  checkName(name);
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwk = privateKey.export({ format: 'jwk' });
  const seed = Buffer.from(jwk.d ?? '', 'base64url');
  const publicKey = Buffer.from(jwk.x ?? '', 'base64url');
  const id = keyIdOf(name, kind, publicKey);
  return {
    signer: `PRIVATE+KEY+${name}+${id}+${typed(kind, seed)}`,
    verifier: `${name}+${id}+${typed(kind, publicKey)}`,
  };
}

/** @throws NoteRefused when the text is no secret key of a note */
export function readNoteSigner(text: string): NoteSigner {
  if (!text.startsWith('PRIVATE+KEY+')) throw new NoteRefused('this is no secret key of a note');
  const { name, id, kind, key: seed } = readKey(text.slice('PRIVATE+KEY+'.length));
  const privateKey = createPrivateKey({
    key: Buffer.concat([ed25519Private, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicKey = Buffer.from(jwk.x ?? '', 'base64url');
  if (keyIdOf(name, kind, publicKey) !== id) throw new NoteRefused('the id is not that of the key');
  return {
    name,
    kind,
    verifier: `${name}+${id}+${typed(kind, publicKey)}`,
    line(noteText, time) {
      const stamp = kind === 'witness' ? timestamp(time) : Buffer.alloc(0);
      const signature = sign(null, signedBytes(kind, noteText, stamp), privateKey);
      const bytes = Buffer.concat([Buffer.from(id, 'hex'), stamp, signature]);
      return `— ${name} ${bytes.toString('base64')}\n`;
    },
  };
}

/** @throws NoteRefused when the text is no public key of a note */
export function readNoteVerifier(text: string): NoteVerifier {
  const { name, id, kind, key } = readKey(text);
  if (keyIdOf(name, kind, key) !== id) throw new NoteRefused('the id is not that of the key');
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') },
    format: 'jwk',
  });
  return {
    name,
    kind,
    keyId: id,
    check(noteText, signature) {
      const stamp = signature.subarray(0, kind === 'witness' ? 8 : 0);
      const own = signature.subarray(stamp.length);
      if (own.length !== 64) return null;
      if (!verify(null, signedBytes(kind, noteText, stamp), publicKey, own)) return null;
      return kind === 'witness' ? { time: new Date(Number(stamp.readBigUInt64BE()) * 1_000) } : {};
    },
  };
}

/**
 * Signs a text as a note (https://c2sp.org/signed-note).
 *
 * @param text ends with a line break and has no other control character
 */
export function signNote(text: string, signer: NoteSigner, time: Date = new Date()): string {
  checkText(text);
  return `${text}\n${signer.line(text, time)}`;
}

/** The note with one more signature, below the others. The others are kept as they are, and not verified. */
export function addSignature(note: string, signer: NoteSigner, time: Date = new Date()): string {
  const { text } = cut(note);
  return `${note}${signer.line(text, time)}`;
}

/**
 * Opens a note: its text, and which of the given keys have signed it. Signatures of other keys say nothing.
 *
 * @throws NoteRefused when it is no note, a given key's signature is wrong, or none of the given keys has signed it
 */
export function openNote(
  note: string,
  verifiers: readonly NoteVerifier[],
): { readonly text: string; readonly verified: readonly VerifiedSignature[] } {
  const { text, signatures } = cut(note);
  const verified = new Map<NoteVerifier, VerifiedSignature>();
  for (const { name, bytes } of signatures) {
    const keyId = bytes.toString('hex', 0, 4);
    const verifier = verifiers.find((one) => one.name === name && one.keyId === keyId);
    if (verifier === undefined) continue;
    const checked = verifier.check(text, bytes.subarray(4));
    if (checked === null) throw new NoteRefused(`the signature of ${name} is wrong`);
    if (!verified.has(verifier)) verified.set(verifier, { name, keyId, ...checked });
  }
  if (verified.size === 0) throw new NoteRefused('none of the known keys has signed it');
  return { text, verified: [...verified.values()] };
}

function cut(note: string): {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly bytes: Buffer }[];
} {
  if (Buffer.byteLength(note) > largestNote) throw new NoteRefused('it is too long');
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) throw new NoteRefused('it has no signatures');
  const text = note.slice(0, end + 1);
  checkText(text);
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw new NoteRefused('it has too many signatures');
  return {
    text,
    signatures: lines.map((line) => {
      const [, name, base64] = /^— (\S+) (\S+)$/.exec(line) ?? [];
      if (name === undefined || base64 === undefined) throw new NoteRefused('a line is no signature');
      checkName(name);
      const bytes = Buffer.from(base64, 'base64');
      if (bytes.length < 5 || bytes.toString('base64') !== base64) {
        throw new NoteRefused('a signature is no base64');
      }
      return { name, bytes };
    }),
  };
}

function checkText(text: string): void {
  if (!text.endsWith('\n')) throw new NoteRefused('its text does not end with a line break');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are refused
  if (/[\u0000-\u0009\u000b-\u001f\ufffd]/.test(text))
    throw new NoteRefused('its text has control characters');
}

function readKey(text: string): {
  readonly name: string;
  readonly id: string;
  readonly kind: KeyKind;
  readonly key: Buffer;
} {
  const [name = '', id = '', ...rest] = text.split('+');
  const base64 = rest.join('+');
  checkName(name);
  const bytes = Buffer.from(base64, 'base64');
  if (!/^[0-9a-f]{8}$/.test(id) || bytes.toString('base64') !== base64 || bytes.length !== 33) {
    throw new NoteRefused('this is no key of a note');
  }
  const kind = (Object.keys(types) as KeyKind[]).find((one) => types[one] === bytes[0]);
  if (kind === undefined) throw new NoteRefused('the key is of a type that is not known');
  return { name, id, kind, key: bytes.subarray(1) };
}

/** First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), hexadecimal. */
function keyIdOf(name: string, kind: KeyKind, publicKey: Uint8Array): string {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(types[kind]))
    .update(publicKey)
    .digest('hex')
    .slice(0, 8);
}

function typed(kind: KeyKind, key: Uint8Array): string {
  return Buffer.concat([Uint8Array.of(types[kind]), key]).toString('base64');
}

/** What is signed: a log signs the text, a witness a text of its own that says when (https://c2sp.org/tlog-cosignature). */
function signedBytes(kind: KeyKind, text: string, stamp: Buffer): Buffer {
  if (kind === 'log') return Buffer.from(text);
  return Buffer.from(`cosignature/v1\ntime ${stamp.readBigUInt64BE()}\n${text}`);
}

function timestamp(time: Date): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(Math.floor(time.getTime() / 1_000)));
  return bytes;
}

/** PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410). */
const ed25519Private = Buffer.from('302e020100300506032b657004220420', 'hex');
