import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkpointText, readCheckpoint } from './checkpoint.js';
import {
  addSignature,
  generateNoteKey,
  type NoteSigner,
  openNote,
  readNoteSigner,
  readNoteVerifier,
  signNote,
} from './note.js';
import { NoteRefused } from './note-refused.js';

/** The example of Go's package golang.org/x/mod/sumdb/note. */
const published = {
  signer: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  verifier: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

const log = generateNoteKey('bankgraph/audit');
const witness = generateNoteKey('witness.example', 'witness');
const other = generateNoteKey('bankgraph/audit');
const signerOf = ({ signer }: { signer: string }) => readNoteSigner(signer);
const verifierOf = ({ verifier }: { verifier: string }) => readNoteVerifier(verifier);
const now = new Date('2026-06-30T12:00:00Z');
const text = checkpointText({ origin: 'bankgraph/audit', size: 7, root: Buffer.alloc(32, 1) });
const note = addSignature(signNote(text, signerOf(log)), signerOf(witness), now);

describe('a note', () => {
  it('is signed and opened as Go does it', () => {
    const signer = readNoteSigner(published.signer);
    expect(signer.verifier).toBe(published.verifier);
    const signed = signNote(published.text, signer);
    expect(signed).toBe(`${published.text}\n${published.line}`);
    expect(openNote(signed, [readNoteVerifier(published.verifier)])).toEqual({
      text: published.text,
      verified: [{ name: 'PeterNeumann', keyId: 'c74f20a3' }],
    });
  });

  it('says which of the known keys have signed it, and of a witness when', () => {
    const { verified } = openNote(note, [verifierOf(log), verifierOf(witness)]);
    expect(verified).toEqual([
      { name: 'bankgraph/audit', keyId: verifierOf(log).keyId },
      { name: 'witness.example', keyId: verifierOf(witness).keyId, time: now },
    ]);
    expect(openNote(note, [verifierOf(witness)]).verified).toHaveLength(1);
    expect(readCheckpoint(openNote(note, [verifierOf(log)]).text)).toEqual({
      origin: 'bankgraph/audit',
      size: 7,
      root: Buffer.alloc(32, 1),
      extensions: [],
    });
  });

  it('that no known key has signed is refused, also when a key has the same name', () => {
    expect(() => openNote(note, [])).toThrow('none of the known keys');
    expect(() => openNote(note, [verifierOf(other)])).toThrow('none of the known keys');
    const renamed = note.replaceAll('— bankgraph/audit', '— bankgraph/Audit');
    expect(() => openNote(renamed, [verifierOf(log)])).toThrow('none of the known keys');
  });

  it('in which any character was changed is refused, and with no other error', () => {
    const known = [verifierOf(log), verifierOf(witness)];
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        fc.pre(note[at] !== character);
        const changed = note.slice(0, at) + character + note.slice(at + 1);
        try {
          // What is left must be the same text by the same keys, less a signature at most.
          const opened = openNote(changed, known);
          expect(opened.text).toBe(text);
          expect(opened.verified.length).toBe(1);
        } catch (error) {
          expect(error).toBeInstanceOf(NoteRefused);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('whose time of the witness was changed is refused', () => {
    const lines = note.split('\n');
    const [, , base64 = ''] = lines.at(-2)?.split(' ') ?? [];
    const bytes = Buffer.from(base64, 'base64');
    bytes.writeUInt8((bytes[11] ?? 0) ^ 1, 11);
    const changed = note.replace(base64, bytes.toString('base64'));
    expect(() => openNote(changed, [verifierOf(witness)])).toThrow(
      'the signature of witness.example is wrong',
    );
  });

  it.each([
    '',
    '\n',
    'a',
    'a\n',
    'a\n\n',
    'a\n\nb\n',
    'a\n\n— x\n',
    'a\n\n— x AAAA\n',
    'a\n\n— x AAAAAAA\n',
    'a\n\n— x+y AAAAAAAA\n',
    'a\u0000\n\n— x AAAAAAAA\n',
    `a\n\n${'— x AAAAAAAA\n'.repeat(101)}`,
    `${'a'.repeat(1_000_001)}\n\n— x AAAAAAAA\n`,
  ])('that is none is refused (%#)', (malformed) => {
    expect(() => openNote(malformed, [verifierOf(log)])).toThrow(NoteRefused);
  });

  it('of anything at all is opened or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (anything) => {
        for (const candidate of [
          anything,
          `${anything}\n\n— x ${Buffer.from(anything).toString('base64')}\n`,
        ]) {
          expect(() => openNote(candidate, [verifierOf(log)])).toThrow(NoteRefused);
        }
      }),
    );
  });
});

describe('a key', () => {
  it.each([
    '',
    'x',
    'PRIVATE+KEY+',
    published.signer,
    published.verifier.replace('c74f20a3', 'c74f20a4'),
    published.verifier.replace('PeterNeumann', 'PeterNewmann'),
    published.verifier.replace('+AR', '+BR'),
    `${published.verifier}=`,
    published.verifier.replace('PeterNeumann', 'Peter Neumann'),
  ])('that is none is refused (%#)', (malformed) => {
    expect(() => readNoteVerifier(malformed)).toThrow(NoteRefused);
  });

  it('that signs is not read from one that verifies, and has no name with a plus', () => {
    expect(() => readNoteSigner(published.verifier)).toThrow(NoteRefused);
    expect(() => readNoteSigner(published.signer.replace('c74f20a3', 'c74f20a4'))).toThrow(NoteRefused);
    for (const name of ['', 'a+b', 'a b', 'a\n']) expect(() => generateNoteKey(name)).toThrow(NoteRefused);
  });

  it('of a witness never passes for one of a log', () => {
    const asLog: NoteSigner = signerOf(log);
    expect(asLog.kind).toBe('log');
    expect(openNote(signNote(text, signerOf(witness), now), [verifierOf(witness)]).verified[0]?.time).toEqual(
      now,
    );
    expect(() => openNote(signNote(text, signerOf(witness), now), [verifierOf(log)])).toThrow(NoteRefused);
  });
});

describe('a checkpoint', () => {
  it.each([
    'x\n1\n',
    '\n1\nAAAA\n',
    `x\n01\n${'A'.repeat(43)}=\n`,
    `x\n-1\n${'A'.repeat(43)}=\n`,
    `x\n9007199254740992\n${'A'.repeat(43)}=\n`,
    `x\n1\n${'A'.repeat(42)}B=\n`,
    `x\n1\n${'A'.repeat(43)}=`,
    `x\n1\n${'A'.repeat(43)}=\n\n`,
  ])('that is none is refused (%#)', (malformed) => {
    expect(() => readCheckpoint(malformed)).toThrow(NoteRefused);
  });

  it('is read as it was written, further lines included', () => {
    const root = Buffer.alloc(32, 9);
    const written = checkpointText({ origin: 'bankgraph/audit', size: 0, root });
    expect(readCheckpoint(`${written}more\n`)).toEqual({
      origin: 'bankgraph/audit',
      size: 0,
      root,
      extensions: ['more'],
    });
    expect(() => checkpointText({ origin: 'a\nb', size: 0, root })).toThrow(RangeError);
  });
});
