import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/*
 * Checkpoints (https://c2sp.org/tlog-checkpoint) as signed notes (https://c2sp.org/signed-note), with cosignatures
 * (https://c2sp.org/tlog-cosignature), read by this package's own code.
 */

/** Ed25519 of a log, and of a witness, whose signature says when. */
const types = new Map([
  [0x01, 'log'],
  [0x04, 'witness'],
] as const);

/** A public key that signatures are checked with. */
export interface PublicNoteKey {
  readonly name: string;
  readonly kind: 'log' | 'witness';
  /** 4 bytes, hexadecimal. */
  readonly id: string;
  readonly key: KeyObject;
}

/** A signature that is in order. */
export interface CheckedSignature {
  readonly name: string;
  readonly kind: 'log' | 'witness';
  /** When a witness signed, to the second. */
  readonly time: Date | null;
}

/** What a checkpoint says, and who of those that are known has signed it. */
export interface SignedCheckpoint {
  readonly text: string;
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly signatures: readonly CheckedSignature[];
}

/** A text that is not what it is taken for; the message goes on after "it". */
export class NotSigned extends Error {}

/**
 * Public keys, a line each: NAME+ID+BASE64.
 *
 * @throws NotSigned when a line is none
 */
export function readPublicKeys(text: string): readonly PublicNoteKey[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = '', id = '', base64 = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line) ?? [];
      const typed = Buffer.from(base64, 'base64');
      const kind = types.get(typed[0] as 0x01 | 0x04);
      if (kind === undefined || typed.length !== 33) throw new NotSigned('has a line that is no public key');
      if (
        !createHash('sha256')
          .update(`${name}\n`)
          .update(typed)
          .digest()
          .subarray(0, 4)
          .equals(Buffer.from(id, 'hex'))
      )
        throw new NotSigned(`has a key of ${name} whose id is not its own`);
      const x = typed.subarray(1).toString('base64url');
      return {
        name,
        kind,
        id,
        key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
      };
    });
}

/**
 * Reads a checkpoint. Lines of keys that are not known say nothing; a line of one that is known has to be in order.
 *
 * @throws NotSigned
 */
export function readSignedCheckpoint(note: string, keys: readonly PublicNoteKey[]): SignedCheckpoint {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new NotSigned('is no signed note');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.flatMap((line) => checkLine(text, line, keys));
  const [origin = '', digits = '', base64 = '', ...rest] = text.slice(0, -1).split('\n');
  const root = Buffer.from(base64, 'base64');
  const size = Number(digits);
  if (origin === '' || rest.length > 0 || !/^(0|[1-9]\d{0,14})$/.test(digits))
    throw new NotSigned('is no checkpoint');
  if (root.length !== 32 || root.toString('base64') !== base64) throw new NotSigned('is no checkpoint');
  return { text, origin, size, root, signatures };
}

function checkLine(text: string, line: string, keys: readonly PublicNoteKey[]): CheckedSignature[] {
  const [, name = '', base64 = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (name === '' || bytes.length < 5 || bytes.toString('base64') !== base64)
    throw new NotSigned('has a line that is no signature');
  const id = bytes.subarray(0, 4).toString('hex');
  const known = keys.find((key) => key.name === name && key.id === id);
  if (known === undefined) return [];
  const { kind, key } = known;
  const seconds = kind === 'witness' && bytes.length === 76 ? bytes.readBigUInt64BE(4) : null;
  const signed = seconds === null ? text : `cosignature/v1\ntime ${seconds}\n${text}`;
  const signature = bytes.subarray(seconds === null ? 4 : 12);
  if (
    signature.length !== 64 ||
    (kind === 'witness') !== (seconds !== null) ||
    !verify(null, Buffer.from(signed), key, signature)
  )
    throw new NotSigned(`has a signature of ${name} that is not in order`);
  return [{ name, kind, time: seconds === null ? null : new Date(Number(seconds) * 1_000) }];
}
