import { describe, expect, it } from '@jest/globals';
import { ConfigurationFaults } from './configuration.js';
import { readEventsConfiguration } from './events-configuration.js';

const databases = {
  EVENT_INTAKE_DATABASE_URL: 'postgresql://event_intake:x@db/bankgraph',
  EVENTS_RELAY_DATABASE_URL: 'postgresql://events_relay:x@db/bankgraph',
  AUDIT_DATABASE_URL: 'postgresql://audit_writer:x@db/bankgraph',
  AUDIT_KEYS_FILE: '/keys/audit-keys.json',
  DIRECTORY_DATABASE_URL: 'postgresql://directory_reader:x@db/bank',
  REDIS_URL: 'redis://redis:6379',
};
const secret = 'only for tests: 32 bytes or more of it';

function faultsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readEventsConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationFaults) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration of what takes in events', () => {
  it('serves the systems that have a secret, and names the others', () => {
    const read = readEventsConfiguration({
      ...databases,
      MARBLE_EVENTS_SECRET: secret,
      TAZAMA_EVENTS_SECRET: `whsec_${Buffer.from(secret).toString('base64')}`,
      FRAUD_EVENTS_SECRET: '',
    });
    expect(read.systems.map(({ name }) => name)).toEqual(['marble', 'tazama']);
    expect(read.withoutSecret).toContain('FRAUD_EVENTS_SECRET');
    expect(read.withoutSecret).not.toContain('MARBLE_EVENTS_SECRET');
    expect(read.databases.eventIntake).toBe(databases.EVENT_INTAKE_DATABASE_URL);
  });

  it('refuses to serve nobody, and names every fault at once', () => {
    expect(faultsOf({})).toEqual([
      'EVENT_INTAKE_DATABASE_URL is missing: PostgreSQL of events, role event_intake',
      'EVENTS_RELAY_DATABASE_URL is missing: PostgreSQL of events, role events_relay',
      'AUDIT_DATABASE_URL is missing: PostgreSQL of the audit log, role audit_writer',
      "AUDIT_KEYS_FILE is missing: file of the audit log's key-encryption keys",
      'DIRECTORY_DATABASE_URL is missing: customer directory, a role that may only read',
      'REDIS_URL is missing: Redis that events are published on, redis:// or rediss://',
      expect.stringMatching(
        /^one of these is missing.*IDENTITY_VERIFICATION_EVENTS_SECRET, MARBLE_EVENTS_SECRET/,
      ),
    ]);
  });

  it('refuses a secret that is too short or of another form, and never says it', () => {
    const faults = faultsOf({
      ...databases,
      REDIS_URL: 'http://redis',
      MARBLE_EVENTS_SECRET: 'short',
      FRAUD_EVENTS_SECRET: secret,
      TAZAMA_EVENTS_SECRET: 'whsec_c2hvcnQ=',
    });
    expect(faults).toEqual([
      'REDIS_URL is not valid: Redis that events are published on, redis:// or rediss://',
      'MARBLE_EVENTS_SECRET is not valid: A secret for signatures has at least 32 bytes.',
      'FRAUD_EVENTS_SECRET is not valid: A secret of Standard Webhooks is whsec_ and base64.',
      'TAZAMA_EVENTS_SECRET is not valid: A secret for signatures has at least 32 bytes.',
    ]);
    expect(faults.join()).not.toContain(secret);
  });
});
