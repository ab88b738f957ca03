import { randomUUID } from 'node:crypto';
import { connect, whileAvailable } from '@bankgraph/database';
import { convoySignature, payloadDigest, standardWebhook } from '@bankgraph/event-intake';
import { withAdvice } from '../ask-server.js';
import type { EventSender } from '../asked-databases.js';
import { type EventSystemName, eventSecretVariable } from '../event-systems.js';

/** What systems of the sandbox can be made to send. */
export const sandboxEvents = [
  'verification-green',
  'verification-retry',
  'verification-final',
  'alert',
  'case-closed',
  'evaluation-alert',
  'risk-step-up',
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
  const at = new Date();
  const { system, told } = await toldBy(sender, event, options, at);
  const body = JSON.stringify(told);
  const signed =
    system === 'marble'
      ? convoySignature(secretOf(sender, 'marble')).sign(body, at)
      : system === 'identity-verification'
        ? payloadDigest(secretOf(sender, 'identityVerification')).sign(body)
        : standardWebhook(secretOf(sender, system)).sign(randomUUID(), body, at);
  const answer = await withAdvice(
    fetch(`${sender.url}/${system}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...signed },
    }),
  );
  if (answer.status !== 202) throw new Error(`The server refused the event with status ${answer.status}.`);
  return `${system} has sent ${event}. If nothing could be made of it, it waits here: npx bankgraph events list`;
}

function secretOf({ secrets }: EventSender, name: EventSystemName): string {
  const secret = secrets[name];
  if (secret === undefined) throw new Error(`Set ${eventSecretVariable(name)} as the receiver has it.`);
  return secret;
}

async function toldBy(
  sender: EventSender,
  event: SandboxEvent,
  { customer, case: caseId }: SendOptions,
  at: Date,
): Promise<{
  readonly system: 'marble' | 'identity-verification' | 'fraud' | 'tazama';
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
    default:
      return {
        system: 'identity-verification',
        told: {
          type: 'applicantReviewed',
          applicantId: await applicantOf(sender, customer),
          externalUserId: customer,
          correlationId: randomUUID(),
          reviewStatus: 'completed',
          reviewResult: reviews[event],
          createdAtMs: timestamp.replace('T', ' ').replace('Z', ''),
        },
      };
  }
}

async function applicantOf({ directory }: EventSender, customer: string): Promise<string> {
  if (directory === '') {
    throw new Error('Set DIRECTORY_DATABASE_URL: the vendor has a number of its own for the customer.');
  }
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
