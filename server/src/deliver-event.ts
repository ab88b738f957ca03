import { randomUUID } from 'node:crypto';
import { convoySignature, payloadDigest, standardWebhook } from '@bankgraph/event-intake';
import { withAdvice } from './ask-server.js';
import { type EventSecrets, type EventSystemName, eventSecretVariable } from './event-systems.js';

/** A system that signs with a secret which it shares with us, by the name in its route. */
export type SigningSystem = keyof typeof secretNames;

const secretNames = {
  'identity-verification': 'identityVerification',
  marble: 'marble',
  fraud: 'fraud',
  tazama: 'tazama',
  'risk-rating': 'riskRating',
  screening: 'screening',
  consent: 'consent',
} as const satisfies Record<string, EventSystemName>;

/** What a system sends. */
export interface EventDelivery {
  readonly system: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a system tells, signed with its secret as that system does. @throws Error when its secret is not known */
export function signedDelivery(
  secrets: EventSecrets,
  system: SigningSystem,
  told: object,
  at = new Date(),
): EventDelivery {
  const name = secretNames[system];
  const secret = secrets[name];
  if (secret === undefined) throw new Error(`Set ${eventSecretVariable(name)} as the receiver has it.`);
  const body = JSON.stringify(told);
  const signed =
    system === 'marble'
      ? convoySignature(secret).sign(body, at)
      : system === 'identity-verification'
        ? payloadDigest(secret).sign(body)
        : standardWebhook(secret).sign(randomUUID(), body, at);
  return { system, body, headers: { 'content-type': 'application/json', ...signed } };
}

/**
 * Sends an event as the system would.
 *
 * @param url where to, with `/events`
 * @throws Error that says how to start a server, or with what status it refused
 */
export async function deliverEvent(url: string, { system, body, headers }: EventDelivery): Promise<void> {
  const answer = await withAdvice(fetch(`${url}/${system}`, { method: 'POST', body, headers }));
  if (answer.status !== 202) throw new Error(`The server refused the event with status ${answer.status}.`);
}
