import { errors, jwtVerify } from 'jose';

/** Who asks, and for what, after the bearer token was verified. */
export interface Bearer {
  /** The customer whose data is asked for (`sub`). */
  readonly customerId: string;
  readonly permissions: ReadonlySet<string>;
}

/** The token is missing or not good; the message says why, without the token. */
export class BearerRefused extends Error {
  override readonly name = 'BearerRefused';
}

/**
 * Verifies the access token of core banking: a JWT signed with HS256, audience `core-banking`, a subject, an
 * expiry and a list of permissions.
 * @throws BearerRefused
 */
export async function verifyBearer(authorization: string | undefined, secret: Uint8Array): Promise<Bearer> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new BearerRefused('A bearer token is needed');
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      audience: 'core-banking',
      requiredClaims: ['sub', 'exp', 'iss'],
    });
    const permissions = payload.permissions;
    if (!Array.isArray(permissions) || permissions.some((one) => typeof one !== 'string')) {
      throw new BearerRefused('The token has no list of permissions');
    }
    return { customerId: payload.sub ?? '', permissions: new Set(permissions as string[]) };
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new BearerRefused(`The token is refused: ${error.code}`);
    throw error;
  }
}
