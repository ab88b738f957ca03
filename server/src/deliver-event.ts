import { randomUUID } from 'node:crypto';
import { convoySignature, payloadDigest, standardWebhook } from '@bankgraph/event-intake';
import { withAdvice } from './ask-server.js';
import type { Running } from './data-folder.js';

/** Where systems send to, and what they sign with. */
export type EventAddress = Pick<Running['events'], 'url' | 'secrets'>;

/** A system that signs with a secret which it shares with us, by the name in its route. */
export type SigningSystem =
  | 'identity-verification'
  | 'marble'
  | 'fraud'
  | 'tazama'
  | 'risk-rating'
  | 'screening'
  | 'consent';

/** What a system sends. */
export interface EventDelivery {
  readonly system: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a system tells, signed with its secret as that system does. */
export function signedDelivery(
  { secrets }: Pick<EventAddress, 'secrets'>,
  system: SigningSystem,
  told: object,
  at = new Date(),
): EventDelivery {
  const body = JSON.stringify(told);
  const signed =
    system === 'marble'
      ? convoySignature(secrets.marble).sign(body, at)
      : system === 'identity-verification'
        ? payloadDigest(secrets.identityVerification).sign(body)
        : standardWebhook(system === 'risk-rating' ? secrets.riskRating : secrets[system]).sign(
            randomUUID(),
            body,
            at,
          );
  return { system, body, headers: { 'content-type': 'application/json', ...signed } };
}

/**
 * Sends an event as the system would.
 *
 * @throws Error that says how to start a server, or with what status it refused
 */
export async function deliverEvent(
  { url }: Pick<EventAddress, 'url'>,
  { system, body, headers }: EventDelivery,
): Promise<void> {
  const answer = await withAdvice(fetch(`${url}/${system}`, { method: 'POST', body, headers }));
  if (answer.status !== 202) throw new Error(`The server refused the event with status ${answer.status}.`);
}
