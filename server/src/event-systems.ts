import { randomBytes } from 'node:crypto';
import {
  consentEvents,
  type EventSystem,
  fraudEvents,
  identityVerificationEvents,
  marbleEvents,
  riskRatingEvents,
  screeningEvents,
  segmentationEvents,
  sharedSignalsEvents,
  type TokenTransmitter,
  tazamaEvents,
} from '@bankgraph/event-intake';

/**
 * Systems that send events, each made of the secret that it signs with. One more system is one more line. Shared signals are
 * beside them: their transmitter signs with keys that it publishes.
 */
const eventSystems = {
  identityVerification: identityVerificationEvents,
  marble: marbleEvents,
  fraud: fraudEvents,
  tazama: tazamaEvents,
  segmentation: segmentationEvents,
  riskRating: riskRatingEvents,
  screening: screeningEvents,
  consent: consentEvents,
} as const satisfies Record<string, (secret: string) => EventSystem>;

/** A system that sends events, as its secret is called. */
export type EventSystemName = keyof typeof eventSystems;

/** All of them. */
export const eventSystemNames = Object.keys(eventSystems) as readonly EventSystemName[];

/** What systems sign their events with. Events of one without a secret are not taken in. */
export type EventSecrets = Readonly<Partial<Record<EventSystemName, string>>>;

/** By what events are verified. */
export interface EventSigners {
  readonly secrets: EventSecrets;
  /** Null: shared signals are not taken in. */
  readonly sharedSignals: TokenTransmitter | null;
}

/** The environment variable of a system's secret, for example `IDENTITY_VERIFICATION_EVENTS_SECRET`. */
export function eventSecretVariable(name: EventSystemName): string {
  return `${name.replaceAll(/[A-Z]/g, '_$&').toUpperCase()}_EVENTS_SECRET`;
}

/** What is to be known of the transmitter of shared signals: its `iss`, our `aud`, and where its key set is. */
export const sharedSignalsVariables = [
  'SHARED_SIGNALS_ISSUER',
  'SHARED_SIGNALS_AUDIENCE',
  'SHARED_SIGNALS_JWKS_URL',
] as const;

/** @throws RangeError that says what is wrong with the secret, and not which it is */
export function openEventSystem(name: EventSystemName, secret: string): EventSystem {
  return eventSystems[name](secret);
}

/** Systems whose events can be verified. @throws RangeError as `openEventSystem` */
export function openEventSystems({ secrets, sharedSignals }: EventSigners): readonly EventSystem[] {
  const systems = eventSystemNames.flatMap((name) => {
    const secret = secrets[name];
    return secret === undefined ? [] : [openEventSystem(name, secret)];
  });
  return sharedSignals === null ? systems : [...systems, sharedSignalsEvents(sharedSignals)];
}

/** Every system, for deliveries that were verified when they came: by what nobody has, so none is verified now. */
export function eventSystemsToReplay(): readonly EventSystem[] {
  const nobodys = `whsec_${randomBytes(32).toString('base64')}`;
  return openEventSystems({
    secrets: Object.fromEntries(eventSystemNames.map((name) => [name, nobodys])),
    sharedSignals: { issuer: 'nobody', audience: 'nobody', jwksUrl: 'http://127.0.0.1:1/jwks' },
  });
}
