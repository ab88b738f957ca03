import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, databaseUrl } from '@bankgraph/database';
import { type Role, requestContextHeader } from '@bankgraph/identity';
import { SUBGRAPH_NAMES } from '@bankgraph/schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditTreeParts } from './configuration.js';
import { startTopology, type Topology } from './topology.fixture.js';

const question = `query Joined($id: ID!) {
  customer(id: $id) {
    name
    accounts { totalCount }
    kyc { status riskRating { band } }
    amlCases { totalCount }
    fraudSignals { totalCount }
    segmentMemberships { segment }
    consents { purpose status }
    decisions { totalCount }
    timeline { totalCount }
  }
}`;

describe('the services of docker-compose.yml, as processes', () => {
  let topology: Topology;
  beforeAll(async () => {
    topology = await startTopology();
  }, 120_000);
  afterAll(() => topology?.[Symbol.asyncDispose]());

  type Claims = { purpose?: string; customerId?: string; clientId?: string };
  /** By a frontend unless told: the question is a text. */
  const askAs = async (role: Role, claims: Claims = {}) => {
    const issued = await post(`${topology.issuerUrl}/token`, { role, clientId: 'bankgraph-cli', ...claims });
    const { status, body } = await post(
      topology.gatewayUrl,
      { query: question, variables: { id: 'C-1005' } },
      { authorization: `Bearer ${issued.body.access_token}` },
    );
    return { status, customer: body.data?.customer, errors: body.errors };
  };
  const askAsAgent = () => askAs('frontline-agent', { purpose: 'CustomerCare' });

  it('let a channel send what was agreed with it, and nothing else', async () => {
    const refused = await askAs('customer', { customerId: 'C-1005', clientId: 'mobile-app' });
    expect([refused.status, refused.errors]).toMatchObject([
      400,
      [{ extensions: { code: 'PERSISTED_OPERATION_REQUIRED' } }],
    ]);
  });

  it('join their subgraphs for one customer, for each who asks by the policies', async () => {
    const everybodySees = {
      accounts: { totalCount: 3 },
      segmentMemberships: [{ segment: 'digital-first' }, { segment: 'young-professional' }],
      consents: [
        { purpose: 'ServiceProvision', status: 'AUTH' },
        { purpose: 'DirectMarketing', status: 'AUTH' },
      ],
    };
    const uninvestigated = {
      ...everybodySees,
      name: 'Elena Marchetti',
      kyc: { status: 'APPROVED', riskRating: null },
      amlCases: { totalCount: 0 },
      decisions: { totalCount: 0 },
      timeline: { totalCount: 4 },
    };
    expect(await askAs('customer', { customerId: 'C-1005' })).toEqual({
      status: 200,
      customer: { ...uninvestigated, fraudSignals: { totalCount: 0 } },
      errors: undefined,
    });
    expect(await askAsAgent()).toEqual({
      status: 200,
      customer: { ...uninvestigated, fraudSignals: { totalCount: 5 } },
      errors: undefined,
    });
    expect(await askAs('auditor', { purpose: 'LegalCompliance' })).toEqual({
      status: 200,
      customer: {
        ...everybodySees,
        name: 'E. M.',
        kyc: { status: 'APPROVED', riskRating: { band: 'MEDIUM' } },
        amlCases: { totalCount: 1 },
        fraudSignals: { totalCount: 5 },
        decisions: { totalCount: 3 },
        timeline: { totalCount: 7 },
      },
      errors: undefined,
    });
  });

  it.each(SUBGRAPH_NAMES)('%s answers nobody but the gateway', async (name) => {
    const asked = { query: '{ __typename }' };
    const unsigned = await post(topology.subgraphUrls[name], asked);
    const forged = await post(topology.subgraphUrls[name], asked, { [requestContextHeader]: 'e30.e30.e30' });
    for (const { status, body } of [unsigned, forged]) {
      expect({ status, data: body.data, code: body.errors[0].extensions.code }).toEqual({
        status: 401,
        data: undefined,
        code: 'UNAUTHENTICATED',
      });
    }
  });

  it('sign a tree that has every record, and the witness signs it too, also after both were killed', async () => {
    const log = connect(databaseUrl(topology.adminUrl, { database: 'bankgraph' }), {
      applicationName: 'topology test',
      poolMax: 1,
      readOnly: true,
    });
    try {
      const cosigned = async () => {
        const asked = await askAsAgent();
        expect(asked.status).toBe(200);
        const [before] = await log('audit.record').count<{ count: number }[]>('*');
        for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(50)) {
          const newest = await log('audit.cosignature').max<{ max: number | null }[]>('size');
          if (Number(newest[0]?.max) >= Number(before?.count)) return;
        }
        throw new Error('The witness has not signed a tree with every record.');
      };
      await cosigned();
      for (const name of auditTreeParts) {
        expect(await topology.processes.get(name)?.end('SIGKILL')).toBe('SIGKILL');
      }
      await Promise.all(auditTreeParts.map((name) => topology.restart(name)));
      await cosigned();
    } finally {
      await log.destroy();
    }
  });

  it('lose only the part of a subgraph that is killed, until it is started again', async () => {
    const whole = await askAsAgent();
    expect(whole).toMatchObject({
      status: 200,
      customer: { kyc: { status: 'APPROVED' } },
      errors: undefined,
    });

    expect(await topology.processes.get('kyc')?.end('SIGKILL')).toBe('SIGKILL');
    const { errors, ...rest } = await askAsAgent();
    expect(rest).toEqual({ status: 200, customer: { ...whole.customer, kyc: null } });
    expect(errors).toEqual([
      {
        message: expect.any(String),
        path: ['customer', 'kyc'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'kyc', requestId: expect.any(String) },
      },
    ]);

    await topology.restart('kyc');
    expect(await askAsAgent()).toEqual(whole);
  });

  it('end by SIGTERM, each with code 0 within seconds, and leave nothing behind', async () => {
    const began = performance.now();
    const processes = [...topology.processes.values()];
    expect(processes.map(({ name }) => name).sort()).toEqual(
      ['gateway', 'sandbox', ...SUBGRAPH_NAMES, ...auditTreeParts].sort(),
    );
    const codes = await Promise.all(processes.map((process) => process.end('SIGTERM')));
    expect(processes.map(({ name }, index) => [name, codes[index]])).toEqual(
      processes.map(({ name }) => [name, 0]),
    );
    expect(performance.now() - began).toBeLessThan(10_000);
    for (const { pid } of processes) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    // Containers have a file system that they cannot write, the volumes of keys excepted.
    expect((await readdir(topology.folder)).sort()).toEqual([
      'gateway',
      'integrator',
      'issuer',
      'keys',
      'operations',
      'publisher',
      'witness',
    ]);
    expect(await readdir(join(topology.folder, 'gateway'))).toEqual(['operations.jws']);
  });
});

async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
  // biome-ignore lint/suspicious/noExplicitAny: tests compare whole results, whatever their shape
): Promise<{ status: number; body: any }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}
