import { randomUUID } from 'node:crypto';
import { convoySignature, payloadDigest, standardWebhook } from '@bankgraph/event-intake';
import { withAdvice } from './ask-server.js';
import type { Running } from './data-folder.js';

/** Where systems send to, and what they sign with. */
export type EventAddress = Pick<Running['events'], 'url' | 'secrets'>;

/** A system that sends events, by the name in its route. */
export type SendingSystem =
  | 'identity-verification'
  | 'marble'
  | 'fraud'
  | 'tazama'
  | 'risk-rating'
  | 'screening';

/**
 * Sends what a system tells, signed with its secret, as that system would.
 *
 * @throws Error that says how to start a server, or with what status it refused
 */
export async function sendSigned(
  { url, secrets }: EventAddress,
  system: SendingSystem,
  told: object,
  at = new Date(),
): Promise<void> {
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
  const answer = await withAdvice(
    fetch(`${url}/${system}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...signed },
    }),
  );
  if (answer.status !== 202) throw new Error(`The server refused the event with status ${answer.status}.`);
}
