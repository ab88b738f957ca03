import { type EventSystem, sharedSignalsEvents } from '@bankgraph/event-intake';
import { z } from 'zod';
import { ConfigurationFaults, readVariables } from './configuration.js';
import {
  eventSecretVariable,
  eventSystemNames,
  openEventSystem,
  sharedSignalsVariables,
} from './event-systems.js';

const httpUrl = z.url({ protocol: /^https?$/ });

/** Where events are taken in, and whose. */
export interface EventsConfiguration {
  /** URLs, by role. */
  readonly databases: {
    readonly eventIntake: string;
    readonly eventsRelay: string;
    readonly auditWriter: string;
    /** Of the bank's directory. */
    readonly directory: string;
  };
  /** File of the key-encryption keys of the audit log. */
  readonly auditKeys: string;
  /** Those that have a secret. */
  readonly systems: readonly EventSystem[];
  /** Variables of the others, whose events are not taken in. */
  readonly withoutSecret: readonly string[];
}

/**
 * Reads what the process needs that takes events in. A system without a secret is left out, and there has to be one that has.
 *
 * @throws ConfigurationFaults with every variable that is not as it has to be
 */
export function readEventsConfiguration(environment: NodeJS.ProcessEnv): EventsConfiguration {
  const faults: string[] = [];
  const get = readVariables('events', environment, faults);
  const systems: EventSystem[] = [];
  const withoutSecret: string[] = [];
  for (const name of eventSystemNames) {
    const variable = eventSecretVariable(name);
    const secret = environment[variable] ?? '';
    if (secret === '') withoutSecret.push(variable);
    else
      try {
        systems.push(openEventSystem(name, secret));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        faults.push(`${variable} is not valid: ${error.message}`);
      }
  }
  if (withoutSecret.length === eventSystemNames.length) {
    faults.push(`one of these is missing, a secret that a system signs with: ${withoutSecret.join(', ')}`);
  }
  const [issuer, audience, jwksUrl] = sharedSignalsVariables.map((name) => environment[name] ?? '');
  if (issuer && audience && jwksUrl) {
    if (httpUrl.safeParse(jwksUrl).success) systems.push(sharedSignalsEvents({ issuer, audience, jwksUrl }));
    else faults.push('SHARED_SIGNALS_JWKS_URL is not valid: an http or https URL is needed.');
  } else {
    const missing = sharedSignalsVariables.filter((name) => !environment[name]);
    if (missing.length < sharedSignalsVariables.length) {
      faults.push(`shared signals need all of their variables; missing: ${missing.join(', ')}`);
    }
    withoutSecret.push(...missing);
  }
  if (faults.length > 0) throw new ConfigurationFaults(faults);
  return {
    databases: {
      eventIntake: get('EVENT_INTAKE_DATABASE_URL'),
      eventsRelay: get('EVENTS_RELAY_DATABASE_URL'),
      auditWriter: get('AUDIT_DATABASE_URL'),
      directory: get('DIRECTORY_DATABASE_URL'),
    },
    auditKeys: get('AUDIT_KEYS_FILE'),
    systems,
    withoutSecret,
  };
}
