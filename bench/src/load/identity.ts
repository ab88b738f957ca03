import { request } from 'undici';

/** In whose name something is asked. */
export interface Identity {
  readonly role: string;
  readonly purpose?: string;
  /** For the role customer. */
  readonly customerId?: string;
  /** The person, when it is not the role's first. */
  readonly sub?: string;
}

const dayInSeconds = 86_400;

/** A token of the sandbox's issuer that outlives the measurement. */
export async function tokenOf(issuerUrl: string, identity: Identity): Promise<string> {
  const { statusCode, body } = await request(`${issuerUrl}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...identity, expiresIn: dayInSeconds }),
  });
  const answer = (await body.json()) as { access_token?: string };
  if (statusCode !== 200 || answer.access_token === undefined) {
    throw new Error(`The issuer gave no token for ${identity.role}: ${JSON.stringify(answer)}`);
  }
  return answer.access_token;
}
