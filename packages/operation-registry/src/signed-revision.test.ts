import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CompactSign } from 'jose';
import { manifestOf, operationId } from './manifest.js';
import {
  generatePublishingKey,
  publishingVerifierOf,
  readPublishingKey,
  readPublishingVerifier,
} from './publishing-key.js';
import { type Revision, signRevision, verifyRevision } from './signed-revision.js';

const secret = generatePublishingKey();
const key = readPublishingKey(secret);
const verifier = readPublishingVerifier(publishingVerifierOf(secret));

const body = 'query Names { customer(id: "C-1001") { name } }';
const content: Revision = {
  revision: 1,
  publishedAt: '2026-06-30T12:00:00.000Z',
  publishedBy: 'operator:test',
  previous: null,
  manifest: manifestOf([
    {
      id: operationId(body),
      name: 'Names',
      type: 'query',
      body,
      clientName: 'web',
      purpose: 'CustomerCare',
      owner: 'Online Banking',
      source: 'contract',
    },
  ]),
};

/** Signs anything as a publisher would, whatever it says. */
const signed = (payload: object, header: object = {}, by = key) =>
  new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: 'bankgraph-operations+jws', ...header })
    .sign(by);

describe('a signed revision', () => {
  it('says what was signed', async () => {
    const { signed: text, ...said } = await verifyRevision(
      (await signRevision(content, key)).signed,
      verifier,
    );
    expect(said).toEqual(content);
    expect(text.split('.')).toHaveLength(3);
  });

  it('is refused when a byte of it is another one, wherever', async () => {
    const { signed: text } = await signRevision(content, key);
    const step = Math.ceil(text.length / 60);
    let altered = 0;
    for (let at = 0; at < text.length; at += step) {
      const other = text[at] === 'A' ? 'Q' : 'A';
      await expect(
        verifyRevision(text.slice(0, at) + other + text.slice(at + 1), verifier),
      ).rejects.toMatchObject({ name: 'RevisionRefused' });
      altered += 1;
    }
    expect(altered).toBeGreaterThan(50);
  });

  it('is refused unsigned, by another key, and signed as something else', async () => {
    const { signed: text } = await signRevision(content, key);
    const [, payload = ''] = text.split('.');
    const none = Buffer.from('{"alg":"none","typ":"bankgraph-operations+jws"}').toString('base64url');
    const publicHalf = Buffer.from(publishingVerifierOf(secret));
    const hmac = await new CompactSign(Buffer.from(JSON.stringify(content)))
      .setProtectedHeader({ alg: 'HS256', typ: 'bankgraph-operations+jws' })
      .sign(publicHalf);
    for (const bad of [
      '',
      JSON.stringify(content),
      `${none}.${payload}.`,
      hmac,
      await signed(content, {}, readPublishingKey(generatePublishingKey())),
      await signed(content, { typ: 'JWT' }),
    ]) {
      await expect(verifyRevision(bad, verifier)).rejects.toThrow('It does not carry our signature.');
    }
  });

  it('is refused with a text under another id than its own, even when we have signed it', async () => {
    const [operation] = content.manifest.operations;
    const manifest = { ...content.manifest, operations: [{ ...operation, body: `${body} ` }] };
    await expect(verifyRevision(await signed({ ...content, manifest }), verifier)).rejects.toThrow(
      'It is signed, but no list of operations.',
    );
    await expect(verifyRevision(await signed({ ...content, revision: 0 }), verifier)).rejects.toThrow(
      'no list of operations',
    );
  });

  it('takes keys for ES256 only, and no secret one to verify with', () => {
    expect(() => readPublishingVerifier(secret)).toThrow('Give the public one');
    expect(() => readPublishingKey('none')).toThrow('no secret key');
    expect(createPublicKey(createPrivateKey(secret)).equals(verifier)).toBe(true);
  });
});
