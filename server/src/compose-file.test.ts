import { subgraphKey } from '@bankgraph/identity';
import { sandboxSecrets } from '@bankgraph/sandbox';
import { SUBGRAPH_NAMES } from '@bankgraph/schema';
import { describe, expect, it } from '@jest/globals';
import { readComposeFile, serviceOf } from './compose-file.fixture.js';
import { auditTreeParts, readPartConfiguration, variablesOf } from './configuration.js';
import { readEventsConfiguration } from './events-configuration.js';

const file = await readComposeFile();
const services = Object.entries(file.services);

/** What shares in Redis what it can do without: budgets of clients, and what the bank's systems said. */
const sharing: readonly string[] = ['gateway', 'core-banking', 'kyc'];

/** Every part of the graph. */
const parts = ['gateway', ...SUBGRAPH_NAMES, 'events', ...auditTreeParts] as const;

describe('docker-compose.yml', () => {
  it('has a service for every part of the graph and for what it stands on', () => {
    expect(Object.keys(file.services).sort()).toEqual(
      [...parts, 'prepare', 'sandbox', 'postgres', 'redis'].sort(),
    );
    for (const part of parts) {
      expect({ part, command: serviceOf(file, part).command }).toEqual({
        part,
        command: ['start', '--serve', part, ...(part === 'gateway' ? ['--ad-hoc', 'frontend'] : [])],
      });
    }
  });

  it('publishes the gateway, where events come in, and the issuer only, and only on the loopback', () => {
    expect(
      services.filter(([, { ports }]) => ports.length > 0).map(([name, { ports }]) => [name, ports]),
    ).toEqual([
      ['gateway', ['127.0.0.1:4000:4000']],
      ['events', ['127.0.0.1:4020:4000']],
      ['sandbox', ['127.0.0.1:4110:4110']],
    ]);
  });

  it.each(['gateway', ...SUBGRAPH_NAMES] as const)(
    'gives %s every variable that it reads, and no other',
    (part) => {
      const { environment } = serviceOf(file, part);
      expect(() => readPartConfiguration(part, environment)).not.toThrow();
      const shared = sharing.includes(part) ? ['REDIS_URL'] : [];
      expect(Object.keys(environment).sort()).toEqual([...variablesOf(part), ...shared].sort());
    },
  );

  it.each(auditTreeParts)('gives %s every variable that it reads, and no other', (part) => {
    expect(Object.keys(serviceOf(file, part).environment).sort()).toEqual([...variablesOf(part)].sort());
  });

  it('gives the process that takes in events every variable that it reads, and no other, and serves every system', () => {
    const { environment } = serviceOf(file, 'events');
    expect(readEventsConfiguration(environment).withoutSecret).toEqual([]);
    expect(Object.keys(environment).sort()).toEqual([...variablesOf('events')].sort());
    const knowing = services.filter(([, { environment }]) =>
      Object.keys(environment).some((name) => name.endsWith('_EVENTS_SECRET')),
    );
    expect(knowing.map(([name]) => name)).toEqual(['events']);
  });

  it('gives the keys of log, witness and publisher to nobody else', () => {
    const mounting = (volume: string) =>
      services
        .filter(([, { volumes }]) => volumes.some((mount) => mount.startsWith(`${volume}:`)))
        .map(([name]) => name);
    expect([mounting('integrator'), mounting('witness'), mounting('publisher')]).toEqual([
      ['integrator', 'prepare'],
      ['witness', 'prepare'],
      ['prepare'],
    ]);
  });

  it('gives each subgraph its own key, derived from the secret that only the gateway has', () => {
    const secret = Buffer.from(serviceOf(file, 'gateway').environment.CONTEXT_SECRET ?? '', 'hex');
    const keys = SUBGRAPH_NAMES.map((name) => [name, serviceOf(file, name).environment.CONTEXT_KEY]);
    expect(keys).toEqual(
      SUBGRAPH_NAMES.map((name) => [name, subgraphKey(secret, name).export().toString('hex')]),
    );
    const knowing = services.filter(([, { environment }]) => 'CONTEXT_SECRET' in environment);
    expect(knowing.map(([name]) => name)).toEqual(['gateway']);
  });

  it('gives the subgraphs the credentials that the sandbox asks for', () => {
    const credentials = Object.assign(
      {},
      ...SUBGRAPH_NAMES.map((name) => serviceOf(file, name).environment),
    ) as Record<string, string>;
    const { readerPassword: _, ...asked } = sandboxSecrets;
    expect({
      coreBankingClientSecret: credentials.CORE_BANKING_CLIENT_SECRET,
      identityVerificationAppToken: credentials.IDENTITY_VERIFICATION_APP_TOKEN,
      screeningApiKey: credentials.SCREENING_API_KEY || null,
      amlApiKey: credentials.AML_API_KEY,
      fraud: { accountId: credentials.FRAUD_ACCOUNT_ID, licenseKey: credentials.FRAUD_LICENSE_KEY },
      fingerprintApiKey: credentials.FINGERPRINT_API_KEY,
      segmentation: {
        username: credentials.SEGMENTATION_USERNAME,
        password: credentials.SEGMENTATION_PASSWORD,
      },
      loans: {
        username: credentials.LOANS_USERNAME,
        password: credentials.LOANS_PASSWORD,
        tenantId: credentials.LOANS_TENANT_ID,
      },
    }).toEqual(asked);
  });

  it('uses the passwords that somebody sets, everywhere alike', async () => {
    const changed = await readComposeFile({
      BANK_READER_PASSWORD: 'theirs',
      CORE_BANKING_CLIENT_SECRET: 'x'.repeat(32),
    });
    expect(JSON.stringify(changed)).not.toContain('sandbox-bank-reader');
    expect(serviceOf(changed, 'prepare').environment.BANK_READER_PASSWORD).toBe('theirs');
    expect(serviceOf(changed, 'kyc').environment.KYC_DATABASE_URL).toBe(
      'postgresql://kyc_reader:theirs@postgres:5432/bank',
    );
    expect(serviceOf(changed, 'sandbox').environment.SANDBOX_CORE_BANKING_CLIENT_SECRET).toBe(
      serviceOf(changed, 'core-banking').environment.CORE_BANKING_CLIENT_SECRET,
    );
  });

  it('lets no part write its program, gain rights or be reached from outside its networks', () => {
    for (const [name, { read_only, cap_drop, security_opt }] of services) {
      expect({ name, read_only, cap_drop, security_opt }).toEqual({
        name,
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    }
    const onNetwork = (network: string) =>
      services.filter(([, { networks }]) => networks.includes(network)).map(([name]) => name);
    expect(
      Object.entries(file.networks).map(([name, network]) => [name, network?.internal ?? false]),
    ).toEqual([
      ['front', false],
      ['graph', true],
      ['bank', true],
      ['audit', true],
      ['cache', true],
      ['webhooks', false],
      ['events', true],
    ]);
    expect(onNetwork('front')).toEqual(['gateway', 'sandbox']);
    expect(onNetwork('graph')).toEqual(['gateway', ...SUBGRAPH_NAMES]);
    expect(onNetwork('bank')).toEqual([...SUBGRAPH_NAMES, 'prepare', 'sandbox', 'postgres']);
    expect(onNetwork('cache')).toEqual([...sharing, 'redis']);
    expect(onNetwork('webhooks')).toEqual(['events', 'sandbox']);
    expect(onNetwork('events')).toEqual(['events', 'postgres', 'redis']);
    expect(onNetwork('audit')).toEqual(['gateway', ...auditTreeParts, 'postgres']);
  });

  it('starts the parts again when they end, and prepares the databases once before them', () => {
    for (const [name, { restart, depends_on }] of services) {
      expect({ name, restart }).toEqual({ name, restart: name === 'prepare' ? 'no' : 'unless-stopped' });
      if (parts.some((part) => part === name)) {
        expect(depends_on).toMatchObject({ prepare: { condition: 'service_completed_successfully' } });
      }
    }
    expect(serviceOf(file, 'prepare').depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });
});
