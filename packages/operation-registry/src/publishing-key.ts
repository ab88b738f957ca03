import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key that is none, or not of the kind that signs manifests. */
export class NotAPublishingKey extends Error {
  override readonly name = 'NotAPublishingKey';
}

/** A new secret key to sign manifests with (P-256, for ES256), as PEM (PKCS #8). */
export function generatePublishingKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The public half of a secret key, as PEM (SPKI). @throws NotAPublishingKey */
export function publishingVerifierOf(signer: string): string {
  return createPublicKey(readPublishingKey(signer)).export({ type: 'spki', format: 'pem' }).toString();
}

/** @throws NotAPublishingKey */
export function readPublishingKey(pem: string): KeyObject {
  return read(() => createPrivateKey(pem), 'secret');
}

/** @throws NotAPublishingKey, also for a secret key: who only verifies has no use for one */
export function readPublishingVerifier(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) {
    throw new NotAPublishingKey('This is the secret key that signs manifests. Give the public one.');
  }
  return read(() => createPublicKey(pem), 'public');
}

function read(parse: () => KeyObject, half: 'secret' | 'public'): KeyObject {
  let key: KeyObject;
  try {
    key = parse();
  } catch (cause) {
    throw new NotAPublishingKey(`It is no ${half} key in PEM.`, { cause });
  }
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new NotAPublishingKey(`It is no ${half} key for ES256 (P-256).`);
  }
  return key;
}
