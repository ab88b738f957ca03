import { randomUUID } from 'node:crypto';
import { connect, type Knex, whileAvailable } from '@bankgraph/database';
import { type NewRating, raiseRating } from '@bankgraph/sandbox';
import { z } from 'zod';
import { withAdvice } from '../ask-server.js';
import type { EventSender } from '../asked-databases.js';
import type { Running } from '../data-folder.js';
import { deliverEvent, type EventDelivery, type SigningSystem, signedDelivery } from '../deliver-event.js';

/** What systems of the sandbox can be made to send. */
export const sandboxEvents = [
  'verification-green',
  'verification-retry',
  'verification-final',
  'alert',
  'case-closed',
  'evaluation-alert',
  'risk-step-up',
  'rating-raised',
  'screening-match',
  'screening-clear',
  'consent-withdrawn',
  'session-revoked',
] as const;

/** One of these. */
export type SandboxEvent = (typeof sandboxEvents)[number];

/** Whom it is about. */
export interface SendOptions {
  readonly customer: string;
  readonly case?: string;
}

const reviews = {
  'verification-green': { reviewAnswer: 'GREEN' },
  'verification-retry': {
    reviewAnswer: 'RED',
    reviewRejectType: 'RETRY',
    moderationComment: 'The photo is not sharp. Please take another one.',
    clientComment: 'Document not readable.',
  },
  'verification-final': {
    reviewAnswer: 'RED',
    reviewRejectType: 'FINAL',
    clientComment: 'Document looks altered.',
  },
} as const;

/**
 * Sends an event as the bank's system would, signed with its secret.
 *
 * @returns what became of it, for people
 * @throws Error that says what is missing, or how to start a server
 */
export async function sendEvent(
  sender: EventSender,
  event: SandboxEvent,
  options: SendOptions,
): Promise<string> {
  const delivery =
    event === 'session-revoked'
      ? await sessionRevoked(sandboxOf(sender, event), options)
      : await signedEvent(sender, event, options);
  await deliverEvent(sender.url, delivery);
  return `${delivery.system} has sent ${event}. If nothing could be made of it, it waits here: npx bankgraph events list`;
}

/** An event that is signed with a secret which the system shares with us. */
async function signedEvent(
  sender: EventSender,
  event: Exclude<SandboxEvent, 'session-revoked'>,
  options: SendOptions,
): Promise<EventDelivery> {
  const at = new Date();
  const { system, told } = await toldBy(sender, event, options, at);
  return signedDelivery(sender.secrets, system, told, at);
}

/** The issuer of the sandbox as a transmitter of shared signals: it signs with the keys that it publishes. */
async function sessionRevoked(
  { issuer, events }: Running,
  { customer }: SendOptions,
): Promise<EventDelivery> {
  const answer = await withAdvice(
    fetch(`${issuer}/_sandbox/security-events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        sub_id: { format: 'iss_sub', iss: events.sharedSignals.issuer, sub: customer },
        events: {
          'https://schemas.openid.net/secevent/caep/event-type/session-revoked': {
            event_timestamp: Math.floor(Date.now() / 1_000),
            initiating_entity: 'policy',
            reason_admin: { en: 'Signed in from two countries within an hour.' },
            reason_user: { en: 'We have signed you out to be sure that it is you.' },
          },
        },
      }),
    }),
  );
  if (!answer.ok) throw new Error(`The issuer refused with status ${answer.status}.`);
  const { token } = z.object({ token: z.string() }).parse(await answer.json());
  return { system: 'shared-signals', body: token, headers: { 'content-type': 'application/secevent+jwt' } };
}

/** What of the sandbox has to be told first, so that the systems of record agree with the event. */
function sandboxOf({ running }: EventSender, event: SandboxEvent): Running {
  if (running === null) {
    throw new Error(
      `${event} changes the sandbox, too. Send it where \`npm start\` runs, without EVENTS_URL.`,
    );
  }
  return running;
}

async function toldBy(
  sender: EventSender,
  event: Exclude<SandboxEvent, 'session-revoked'>,
  { customer, case: caseId }: SendOptions,
  at: Date,
): Promise<{
  readonly system: SigningSystem;
  readonly told: Readonly<Record<string, unknown>>;
}> {
  const timestamp = at.toISOString();
  switch (event) {
    case 'alert': {
      const decision = {
        id: randomUUID(),
        ...(caseId === undefined ? {} : { case: { id: caseId } }),
        outcome: 'review',
        pivot_values: [{ pivot_id: 'customer', pivot_value: customer }],
        scenario: { id: 'sandbox-scenario', version: '1' },
      };
      return { system: 'marble', told: { type: 'decision.created', timestamp, content: { decision } } };
    }
    case 'case-closed': {
      if (caseId === undefined) throw new Error('Say which case, with --case.');
      const closed = { id: caseId, status: 'closed', outcome: 'false_positive' };
      return { system: 'marble', told: { type: 'case.updated', timestamp, content: { case: closed } } };
    }
    case 'evaluation-alert': {
      const report = {
        evaluationID: randomUUID(),
        status: 'ALRT',
        timestamp,
        tadpResult: { id: '004@1.0.0', cfg: '1.0.0' },
      };
      return { system: 'tazama', told: { report, dataCache: { dbtrId: `${customer}TAZAMA_EID` } } };
    }
    case 'risk-step-up':
      return {
        system: 'fraud',
        told: {
          decision_id: randomUUID(),
          user_id: customer,
          evaluated_at: timestamp,
          policy_version: 'fraud-policy@2026.2',
          action: 'STEP_UP',
          customer_reason: 'We want to be sure that it is you.',
        },
      };
    case 'rating-raised':
      return { system: 'risk-rating', told: await customerRated(sandboxOf(sender, event), customer) };
    case 'consent-withdrawn':
      return {
        system: 'consent',
        told: await consentWithdrawn(sandboxOf(sender, event), customer, timestamp),
      };
    case 'screening-match':
    case 'screening-clear':
      return { system: 'screening', told: await screenedAnew(sandboxOf(sender, event), event, customer) };
    default:
      return {
        system: 'identity-verification',
        told: {
          type: 'applicantReviewed',
          applicantId: await applicantOf(sender.directory, customer),
          externalUserId: customer,
          correlationId: randomUUID(),
          reviewStatus: 'completed',
          reviewResult: reviews[event],
          createdAtMs: timestamp.replace('T', ' ').replace('Z', ''),
        },
      };
  }
}

/** The engine rates the customer in the bank's system of record, one band higher unless told otherwise, and tells of it. */
export async function customerRated(
  { ratingEngine }: Pick<Running, 'ratingEngine'>,
  customer: string,
  make: (knex: Knex, customer: string) => Promise<NewRating | null> = raiseRating,
  basedOn: readonly { readonly system: string; readonly id: string }[] = [],
) {
  const knex = connect(ratingEngine, { poolMax: 1, applicationName: 'bankgraph sandbox' });
  try {
    const rating = await make(knex, customer);
    if (rating === null) throw new Error(`The bank has no risk rating of ${customer}.`);
    const [id, version] = rating.modelVersion.split('@');
    return {
      type: 'customer.rated',
      timestamp: rating.validFrom,
      data: {
        rating_id: rating.id,
        customer_id: customer,
        band: rating.band,
        valid_from: rating.validFrom,
        model: { id, version },
        reasons: [rating.reason],
        based_on: basedOn,
        previous: { rating_id: rating.previous.id, band: rating.previous.band },
      },
    };
  } finally {
    await knex.destroy();
  }
}

/** What the screening service of the sandbox answers, as far as it is told. */
const newScreening = z.object({
  id: z.string(),
  screened_at: z.string(),
  dataset: z.string(),
  list_version: z.string(),
  algorithm: z.string(),
  threshold: z.number(),
  matches: z.array(z.object({ id: z.string(), score: z.number() })),
});

/** The service screens the customer against the list of today, has that in its log, and tells of it. */
export async function screenedAnew(
  { systems }: Pick<Running, 'systems'>,
  event: 'screening-match' | 'screening-clear',
  customer: string,
) {
  const answer = await withAdvice(
    fetch(`${systems.screening}/_sandbox/screenings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        customer_id: customer,
        finding: event === 'screening-match' ? 'match' : 'clear',
      }),
    }),
  );
  if (answer.status === 404) throw new Error(`The screening service does not know ${customer}.`);
  if (!answer.ok) throw new Error(`The screening service refused with status ${answer.status}.`);
  const { id, screened_at: timestamp, matches, ...how } = newScreening.parse(await answer.json());
  return {
    type: 'customer.screened',
    timestamp,
    data: {
      screening_id: id,
      customer_id: customer,
      ...how,
      matches: matches.map((match) => ({ entity_id: match.id, score: match.score })),
    },
  };
}

/** In a branch the customer withdraws a consent: the first of theirs that holds. */
async function consentWithdrawn({ relationships }: Running, customer: string, timestamp: string) {
  const knex = connect(relationships.consent, {
    poolMax: 1,
    applicationName: 'bankgraph sandbox',
    readOnly: true,
  });
  try {
    const row = await whileAvailable(() =>
      knex('consent.consent')
        .where({ customer_id: customer, status: 'AUTH' })
        .orderBy('id')
        .first<{ id: string } | undefined>('id'),
    );
    if (row === undefined) throw new Error(`${customer} has no consent that holds.`);
    return {
      type: 'consent.status_changed',
      timestamp,
      data: { consent_id: row.id, customer_id: customer, status: 'CANC' },
    };
  } finally {
    await knex.destroy();
  }
}

/** The number by which the vendor that verifies identities knows a customer. */
export async function applicantOf(directory: string, customer: string): Promise<string> {
  const knex = connect(directory, {
    poolMax: 1,
    applicationName: 'bankgraph sandbox',
    readOnly: true,
  });
  try {
    const row = await whileAvailable(() =>
      knex('directory.customer_external_id')
        .where({ system: 'identity-verification', customer_id: customer })
        .first<{ external_id: string } | undefined>('external_id'),
    );
    if (row === undefined) throw new Error(`The identity vendor does not know ${customer}.`);
    return row.external_id;
  } finally {
    await knex.destroy();
  }
}
