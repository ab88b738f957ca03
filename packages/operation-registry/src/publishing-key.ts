import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key that is none, or not of the kind that signs manifests. */
export class NotAPublishingKey extends Error {
  override readonly name = 'NotAPublishingKey';
}

/** A new key pair to sign manifests with (P-256, for ES256), as PEM: PKCS #8 and SPKI. */
export function generatePublishingKey(): { readonly signer: string; readonly verifier: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { signer: privateKey, verifier: publicKey };
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
