import { decodeJwt } from 'jose';
import { z } from 'zod';
import { type BankEvent, type EventSystem, NotUnderstood } from '../event-system.js';
import { securityEventTokens, type TokenTransmitter } from '../security-event-token.js';

const text = z.string().min(1).max(100);
const seconds = z.number().positive().max(100_000_000_000);
const said = z.record(z.string(), z.string().max(2_000)).optional();

/** What each event may have (CAEP 1.0, section 2). */
const shared = z.object({
  /** When it happened. */
  event_timestamp: seconds.optional(),
  initiating_entity: z.enum(['admin', 'user', 'policy', 'system']).optional(),
  /** By language: for the bank only, and for the customer. */
  reason_admin: said,
  reason_user: said,
});
type Shared = z.output<typeof shared>;

/** What one event decided. */
interface Signal extends Shared {
  readonly decision: string;
  readonly outcome: string;
  /** Beside what the transmitter's people say. */
  readonly reason?: string | undefined;
}

const level = z.enum(['LOW', 'MEDIUM', 'HIGH']);
const caep = 'https://schemas.openid.net/secevent/caep/event-type/';
const risc = 'https://schemas.openid.net/secevent/risc/event-type/';

/** Events that say something of a customer, by their URI; the last part of it is that of the decision's kind. */
const signals: Readonly<Record<string, z.ZodType<Signal>>> = {
  [`${caep}session-revoked`]: shared.transform((event) => ({
    ...event,
    decision: 'REVOKED',
    outcome: `Session revoked by ${event.initiating_entity ?? 'somebody'}`,
  })),
  [`${caep}credential-change`]: shared
    .extend({ credential_type: text, change_type: z.enum(['create', 'revoke', 'update', 'delete']) })
    .transform((event) => ({
      ...event,
      decision: event.change_type.toUpperCase(),
      outcome: `Credential changed: ${event.credential_type}`,
    })),
  [`${caep}assurance-level-change`]: shared
    .extend({
      namespace: text,
      current_level: text,
      previous_level: text.optional(),
      change_direction: z.enum(['increase', 'decrease']).optional(),
    })
    .transform((event) => ({
      ...event,
      decision: (event.change_direction ?? 'change').toUpperCase(),
      outcome: `Assurance ${fromTo(event)} (${event.namespace})`,
    })),
  [`${caep}risk-level-change`]: shared
    .extend({
      principal: text,
      current_level: level,
      previous_level: level.optional(),
      risk_reason: z.string().max(2_000).optional(),
    })
    .transform((event) => ({
      ...event,
      decision: event.current_level,
      outcome: `Risk of ${event.principal} ${fromTo(event)}`,
      reason: event.risk_reason,
    })),
  [`${risc}account-disabled`]: shared
    .extend({ reason: z.enum(['hijacking', 'bulk-account']).optional() })
    .transform((event) => ({ ...event, decision: 'DISABLED', outcome: 'Account disabled' })),
  [`${risc}credential-compromise`]: shared.extend({ credential_type: text }).transform((event) => ({
    ...event,
    decision: 'COMPROMISED',
    outcome: `Credential compromised: ${event.credential_type}`,
  })),
};

/** The transmitter tries whether tokens arrive, and is about nobody. */
const verification = 'https://schemas.openid.net/secevent/ssf/event-type/verification';

/** A security event token with one event (OpenID Shared Signals Framework 1.0, section 4), as far as it is used. */
const token = z.object({
  jti: text,
  iat: seconds,
  /** When it happened, where the event does not say. */
  toe: seconds.optional(),
  sub_id: z.unknown(),
  events: z.record(z.string(), z.unknown()),
});

/** Whom it is about (RFC 9493). Addresses of mail change hands, and several people may have one. */
const subject = z.discriminatedUnion('format', [
  z.object({ format: z.literal('iss_sub'), iss: z.string(), sub: text }),
  z.object({ format: z.literal('opaque'), id: text }),
]);

/**
 * OpenID Shared Signals: an identity provider tells what happened to a customer's sessions, credentials and account. All of it is
 * confidential: customers learn of it from people.
 */
export function sharedSignalsEvents(transmitter: TokenTransmitter): EventSystem {
  const { verify } = securityEventTokens(transmitter);
  return {
    name: 'shared-signals',
    recordsIn: 'shared-signals',
    verify,
    read: (body) => {
      const told = token.safeParse(decodeJwt(body.toString('utf8')));
      if (!told.success) throw new NotUnderstood();
      const { jti, iat, toe, sub_id: subId, events } = told.data;
      const [event, ...others] = Object.entries(events);
      if (event === undefined || others.length > 0) throw new NotUnderstood();
      const [uri, content] = event;
      if (uri === verification) return null;
      const signal = Object.hasOwn(signals, uri) ? signals[uri]?.safeParse(content) : undefined;
      if (signal?.success !== true) throw new NotUnderstood();
      const { data } = signal;
      return {
        id: jti,
        occurredAt: new Date((data.event_timestamp ?? toe ?? iat) * 1_000).toISOString(),
        about: aboutOf(subId, transmitter.issuer),
        evidence: jti,
        decision: {
          kind: `fraud.signal.${uri.slice(uri.lastIndexOf('/') + 1)}`,
          domain: 'fraud',
          decision: data.decision,
          actor: { type: 'SYSTEM', id: 'shared-signals', role: 'transmitter' },
          plan: null,
          outcome: data.outcome,
          reasonForCustomer: inWords(data.reason_user),
          reasonInternal: data.reason ?? inWords(data.reason_admin),
          class: 'C',
        },
        caseId: null,
        replaces: false,
      };
    },
  };
}

function aboutOf(subId: unknown, issuer: string): BankEvent['about'] {
  const found = subject.safeParse(subId);
  if (!found.success) throw new NotUnderstood();
  const { data } = found;
  if (data.format === 'opaque') return { externalId: data.id, customerId: null };
  // Another issuer's number may be that of another customer of ours.
  if (data.iss !== issuer) throw new NotUnderstood();
  return { externalId: data.sub, customerId: null };
}

function fromTo(event: {
  readonly current_level: string;
  readonly previous_level?: string | undefined;
}): string {
  const from = event.previous_level === undefined ? '' : `from ${event.previous_level} `;
  return `${from}to ${event.current_level}`;
}

/** In English where it is there, else in any language. */
function inWords(words: z.output<typeof said>): string | null {
  return words?.en ?? Object.values(words ?? {})[0] ?? null;
}
