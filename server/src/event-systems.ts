import { randomBytes } from 'node:crypto';
import {
  type EventSystem,
  fraudEvents,
  identityVerificationEvents,
  marbleEvents,
  segmentationEvents,
  tazamaEvents,
} from '@bankgraph/event-intake';

/** Systems that send events, each made of the secret that it signs with. One more system is one more line. */
const eventSystems = {
  identityVerification: identityVerificationEvents,
  marble: marbleEvents,
  fraud: fraudEvents,
  tazama: tazamaEvents,
  segmentation: segmentationEvents,
} as const satisfies Record<string, (secret: string) => EventSystem>;

/** A system that sends events, as its secret is called. */
export type EventSystemName = keyof typeof eventSystems;

/** All of them. */
export const eventSystemNames = Object.keys(eventSystems) as readonly EventSystemName[];

/** What systems sign their events with. Events of one without a secret are not taken in. */
export type EventSecrets = Readonly<Partial<Record<EventSystemName, string>>>;

/** The environment variable of a system's secret, for example `IDENTITY_VERIFICATION_EVENTS_SECRET`. */
export function eventSecretVariable(name: EventSystemName): string {
  return `${name.replaceAll(/[A-Z]/g, '_$&').toUpperCase()}_EVENTS_SECRET`;
}

/** @throws RangeError that says what is wrong with the secret, and not which it is */
export function openEventSystem(name: EventSystemName, secret: string): EventSystem {
  return eventSystems[name](secret);
}

/** Systems whose secrets are known. @throws RangeError as `openEventSystem` */
export function openEventSystems(secrets: EventSecrets): readonly EventSystem[] {
  return eventSystemNames.flatMap((name) => {
    const secret = secrets[name];
    return secret === undefined ? [] : [openEventSystem(name, secret)];
  });
}

/** Every system, for deliveries that were verified when they came: with a secret that nobody has, so none is verified now. */
export function eventSystemsToReplay(): readonly EventSystem[] {
  const nobodys = `whsec_${randomBytes(32).toString('base64')}`;
  return eventSystemNames.map((name) => openEventSystem(name, nobodys));
}
