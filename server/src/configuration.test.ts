import { describe, expect, it } from '@jest/globals';
import { ConfigurationFaults, readBaseConfiguration, readPartConfiguration } from './configuration.js';

describe('the configuration', () => {
  it('has defaults that are safe', () => {
    expect(readBaseConfiguration({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: undefined,
      deadlines: { deadlineMs: 10_000, subgraphDeadlineMs: 5_000, drainDelayMs: 0 },
      redisUrl: undefined,
      entityCache: true,
      webSocketOrigins: [],
      deadLetterDays: 90,
    });
  });

  it('keeps dead letters for whole days, ten years at most', () => {
    expect(readBaseConfiguration({ DEAD_LETTER_DAYS: '30' }).deadLetterDays).toBe(30);
    for (const wrong of ['0', '-1', '1.5', '1e3', 'never', '3651']) {
      expect(() => readBaseConfiguration({ DEAD_LETTER_DAYS: wrong })).toThrow('DEAD_LETTER_DAYS: ');
    }
  });

  it('takes deadlines in milliseconds, and refuses those that contradict each other', () => {
    const read = (environment: NodeJS.ProcessEnv) => readBaseConfiguration(environment).deadlines;
    expect(
      read({ GATEWAY_DEADLINE_MS: '20000', SUBGRAPH_DEADLINE_MS: '8000', DRAIN_DELAY_MS: '15000' }),
    ).toEqual({ deadlineMs: 20_000, subgraphDeadlineMs: 8_000, drainDelayMs: 15_000 });
    for (const wrong of ['soon', '-1', '1.5', '1e3', '600001']) {
      expect(() => read({ DRAIN_DELAY_MS: wrong })).toThrow('DRAIN_DELAY_MS: ');
    }
    expect(read({ DRAIN_DELAY_MS: '', SUBGRAPH_DEADLINE_MS: '' })).toEqual(read({}));
    expect(readBaseConfiguration({ PORT: '', HOST: '' })).toEqual(readBaseConfiguration({}));
    for (const subgraph of ['10000', '20000']) {
      expect(() => read({ SUBGRAPH_DEADLINE_MS: subgraph })).toThrow(
        'SUBGRAPH_DEADLINE_MS: has to be shorter than GATEWAY_DEADLINE_MS',
      );
    }
    expect(() => read({ GATEWAY_DEADLINE_MS: '0' })).toThrow('GATEWAY_DEADLINE_MS: ');
  });

  it('keeps entities in Redis where there is one, unless that is switched off', () => {
    expect(readBaseConfiguration({ REDIS_URL: 'rediss://cache:6380', ENTITY_CACHE: 'off' })).toMatchObject({
      redisUrl: 'rediss://cache:6380',
      entityCache: false,
    });
    expect(() => readBaseConfiguration({ REDIS_URL: 'http://cache', ENTITY_CACHE: 'maybe' })).toThrow(
      /REDIS_URL: .*\n.*ENTITY_CACHE: /,
    );
  });

  it('takes origins of pages as browsers send them, and says what to write instead of anything else', () => {
    const read = (list: string) => readBaseConfiguration({ WEBSOCKET_ORIGINS: list }).webSocketOrigins;
    expect(read('https://desk.bank.example, http://localhost:3000')).toEqual([
      'https://desk.bank.example',
      'http://localhost:3000',
    ]);
    expect(read('')).toEqual([]);
    for (const [wrong, told] of [
      ['*', 'wildcard'],
      ['https://*.bank.example', 'wildcard'],
      ['null', 'is no origin of a page'],
      ['desk.bank.example', 'is no origin of a page'],
      ['file:///desk.html', 'is no origin of a page'],
      ['https://a.example,,https://b.example', 'is no origin of a page'],
      ['https://desk.bank.example/', 'write https://desk.bank.example'],
      ['https://Desk.bank.example', 'write https://desk.bank.example'],
      ['https://desk.bank.example:443', 'write https://desk.bank.example'],
      ['https://desk.bank.example/app?x', 'write https://desk.bank.example'],
    ] as const) {
      expect(() => read(wrong)).toThrow(told);
    }
    // All of them at once, and with what else is wrong.
    expect(() => readBaseConfiguration({ WEBSOCKET_ORIGINS: '*,null', PORT: 'many' })).toThrow(
      /PORT: .*\n.*WEBSOCKET_ORIGINS: "\*" .*\n.*WEBSOCKET_ORIGINS: "null" /,
    );
  });

  it('names every fault at once, and what is expected', () => {
    const faultsOf = (read: () => unknown) => {
      try {
        read();
      } catch (error) {
        if (error instanceof ConfigurationFaults) return error.faults;
      }
      return [];
    };
    expect(faultsOf(() => readBaseConfiguration({ PORT: 'many', DATABASE_URL: 'mysql://x' }))).toHaveLength(
      2,
    );
    expect(faultsOf(() => readPartConfiguration('consent', { STAFFING_DATABASE_URL: 'nowhere' }))).toEqual([
      "CONTEXT_KEY is missing: 64 hexadecimal digits, this subgraph's own key: npx bankgraph context-key NAME",
      'AUDIT_DATABASE_URL is missing: PostgreSQL of the audit log, role audit_writer',
      "AUDIT_KEYS_FILE is missing: file of the audit log's key-encryption keys",
      'DIRECTORY_DATABASE_URL is missing: customer directory, a role that may only read',
      'STAFFING_DATABASE_URL is not valid: assignments and clearances of staff, a role that may only read',
      'CONSENT_DATABASE_URL is missing: PostgreSQL of consents, role consent_reader',
      'ACCESS_READER_DATABASE_URL is missing: PostgreSQL of access grants, role access_reader',
      'CONSENT_WRITER_DATABASE_URL is missing: PostgreSQL of consents, role consent_writer',
    ]);
    expect(faultsOf(() => readPartConfiguration('gateway', {}))).toEqual(
      expect.arrayContaining(['KYC_SUBGRAPH_URL is missing: GraphQL endpoint of the subgraph kyc']),
    );
  });

  it('asks a process only for what its part needs', () => {
    const key = 'a'.repeat(64);
    const database = 'postgresql://reader:x@db/bank';
    const { connections, contextKey } = readPartConfiguration('consent', {
      CONTEXT_KEY: key,
      AUDIT_DATABASE_URL: database,
      AUDIT_KEYS_FILE: '/keys/audit-keys.json',
      DIRECTORY_DATABASE_URL: database,
      STAFFING_DATABASE_URL: database,
      CONSENT_DATABASE_URL: database,
      ACCESS_READER_DATABASE_URL: database,
      CONSENT_WRITER_DATABASE_URL: database,
    });
    expect(contextKey).toBe(key);
    expect(connections.own.consentReader).toBe(database);
    expect(connections.databases.kyc).not.toBe(database);
  });
});
