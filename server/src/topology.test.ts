import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, databaseUrl, type Knex } from '@bankgraph/database';
import { type Role, requestContextHeader } from '@bankgraph/identity';
import { SUBGRAPH_NAMES } from '@bankgraph/schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readComposeFile, serviceOf } from './compose-file.fixture.js';
import { auditTreeParts } from './configuration.js';
import { projectFolder } from './project-folder.js';
import { outcomeOf } from './testing/outcome-of.js';
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
  }, 300_000);
  afterAll(() => topology?.[Symbol.asyncDispose]());

  const tokenOf = async (role: Role, claims: Claims = {}): Promise<string> =>
    (await post(`${topology.issuerUrl}/token`, { role, clientId: 'bankgraph-cli', ...claims })).body
      .access_token;

  type Claims = { purpose?: string; customerId?: string; clientId?: string };
  /** By a frontend unless told: the question is a text. */
  const askAs = async (role: Role, claims: Claims = {}) => {
    const { status, body } = await post(
      topology.gatewayUrl,
      { query: question, variables: { id: 'C-1005' } },
      { authorization: `Bearer ${await tokenOf(role, claims)}` },
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

  describe("take in what the bank's systems tell", () => {
    let bank: Knex;
    let own: Knex;
    beforeAll(() => {
      const open = (database: string) =>
        connect(databaseUrl(topology.adminUrl, { database }), {
          applicationName: 'topology test',
          poolMax: 1,
        });
      [bank, own] = [open('bank'), open('bankgraph')];
    });
    afterAll(() => Promise.all([bank.destroy(), own.destroy()]));

    /** Runs a command with the variables of the process that takes in events, and with more of them. */
    const run = async (words: readonly string[], more: Readonly<Record<string, string>> = {}) => {
      const { environment } = serviceOf(await readComposeFile(), 'events');
      const here = new URL(topology.adminUrl).host;
      const given = Object.entries({ ...environment, EVENTS_URL: topology.eventsUrl, ...more }).map(
        ([name, value]) => [name, value.replace('postgres:5432', here)],
      );
      const child = spawn(process.execPath, [join(projectFolder, 'server/bin/bankgraph.js'), ...words], {
        cwd: topology.folder,
        env: {
          PATH: process.env.PATH ?? '',
          ...Object.fromEntries(given),
          AUDIT_KEYS_FILE: topology.auditKeys,
        },
        stdio: 'pipe',
      });
      return outcomeOf(child);
    };
    const send = async (event: string, ...more: readonly string[]) => {
      const { code, err } = await run(['sandbox', 'send', event, ...more]);
      expect([code, err]).toEqual([0, '']);
    };
    const until = async (so: () => boolean | Promise<boolean>): Promise<void> => {
      for (const deadline = Date.now() + 60_000; !(await so()); await sleep(50)) {
        if (Date.now() > deadline) throw new Error('It did not come to that.');
      }
    };
    const waiting = async () => Number((await own('events.outbox').count('*'))[0]?.count);

    /** Kinds of the changes that somebody is told of, at the gateway. */
    const subscribe = async (id: string) => {
      const ending = new AbortController();
      const stream = await fetch(`${topology.gatewayUrl}/stream`, {
        ...orderOf({ query: `subscription { customerChanged(id: "${id}") { kind } }` }),
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenOf('mlro', { purpose: 'CounterMoneyLaundering' })}`,
        },
        signal: ending.signal,
      });
      const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
      // What comes first says that it is open.
      expect([stream.status, (await reader?.read())?.value]).toEqual([200, ':\n\n']);
      const kinds: unknown[] = [];
      const reading = (async () => {
        for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
          for (const [, data = ''] of next.value.matchAll(/^data: (.+)$/gm)) {
            kinds.push(JSON.parse(data).data?.customerChanged.kind);
          }
        }
      })().catch(() => undefined);
      return {
        kinds,
        stop: async () => {
          ending.abort();
          await reading;
        },
      };
    };

    it('and tell the ledger, caches and subscribers', async () => {
      const customer = await tokenOf('customer', { customerId: 'C-1005' });
      const documents = async () =>
        (
          await post(
            topology.gatewayUrl,
            { query: '{ customer(id: "C-1005") { kyc { documents { type } } } }' },
            { authorization: `Bearer ${customer}` },
          )
        ).body;
      const whole = await documents();
      expect(whole.errors).toBeUndefined();
      const vendor = `${topology.systemUrls.get('identity-verification')}/_sandbox/misbehave`;
      expect((await fetch(vendor, orderOf({ mode: '500' }))).ok).toBe(true);
      try {
        // The subgraph's entries in Redis.
        expect(await documents()).toEqual(whole);
        const told = await subscribe('C-1005');
        await send('verification-final', '--customer', 'C-1005');
        await until(() => told.kinds.length > 0);
        expect(told.kinds).toEqual(['bankgraph.kyc.verification']);
        await told.stop();
        await until(async () => (await documents()).errors !== undefined);
        expect((await documents()).errors).toMatchObject([
          { extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'identity-verification' } },
        ]);
      } finally {
        await fetch(vendor, { method: 'DELETE' });
      }
      const { body } = await post(
        topology.gatewayUrl,
        {
          query:
            '{ customer(id: "C-1005") { decisions(filter: { kinds: ["kyc.verification"] }, first: 1) { nodes { decision actor { type id } } } } }',
        },
        { authorization: `Bearer ${await tokenOf('auditor', { purpose: 'LegalCompliance' })}` },
      );
      expect(body).toEqual({
        data: {
          customer: {
            decisions: {
              nodes: [{ decision: 'RED_FINAL', actor: { type: 'SYSTEM', id: 'identity-verification' } }],
            },
          },
        },
      });
      await until(async () => (await documents()).errors === undefined);
    }, 180_000);

    it('when it is signed, where it belongs, and say when they can', async () => {
      const before = await own('ledger.decision_event').count('*');
      const { origin } = new URL(topology.eventsUrl);
      const statusOf = async (url: string, headers: Readonly<Record<string, string>> = {}) =>
        (await fetch(url, { method: 'POST', body: '{}', headers })).status;
      expect([
        await statusOf(`${topology.eventsUrl}/marble`),
        await statusOf(`${topology.eventsUrl}/marble`, {
          'x-convoy-signature': `t=${Math.floor(Date.now() / 1_000)},v1=${'0'.repeat(64)}`,
        }),
        await statusOf(`${topology.eventsUrl}/mortgages`),
        await statusOf(new URL('/events/marble', topology.gatewayUrl).href),
        await statusOf(`${origin}/graphql`),
      ]).toEqual([401, 401, 404, 404, 404]);
      const otherSecret = await run(['sandbox', 'send', 'alert', '--customer', 'C-1005'], {
        MARBLE_EVENTS_SECRET: 'not the secret that Marble and the graph share',
      });
      expect([otherSecret.code, otherSecret.err]).toEqual([1, expect.stringContaining('status 401')]);
      expect(await own('ledger.decision_event').count('*')).toEqual(before);
      expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ status: 'ok' });
      expect(await (await fetch(`${origin}/readyz`)).json()).toEqual({
        status: 'ready',
        checks: { database: true, directory: true, audit: true, serving: true },
      });
    }, 180_000);

    it('and keep for people what nothing can be made of', async () => {
      const keeper = {
        EVENT_KEEPER_DATABASE_URL: 'postgresql://event_keeper:sandbox-event-keeper@postgres:5432/bankgraph',
      };
      await send('alert', '--customer', 'C-7777');
      const listed = await run(['events', 'list', '--json'], keeper);
      const [letter, ...others] = JSON.parse(listed.out);
      expect([letter, others]).toMatchObject([{ system: 'marble', reason: 'unknown-customer' }, []]);
      const shown = await run(['events', 'show', String(letter.id)], keeper);
      expect(shown.out).toContain('C-7777');
      const incomplete = await run(['events', 'show', String(letter.id)], {
        ...keeper,
        DIRECTORY_DATABASE_URL: '',
      });
      expect([incomplete.code, incomplete.err]).toEqual([
        1,
        expect.stringContaining('DIRECTORY_DATABASE_URL is missing'),
      ]);
      const again = await run(['events', 'replay', '--all', '--json'], keeper);
      expect([again.code, JSON.parse(again.err)]).toEqual([
        1,
        [{ id: letter.id, received: 'unknown-customer' }],
      ]);
      // The customer becomes known by the number that the system has.
      const known = { customer_id: 'C-1007', system: 'aml', external_id: 'C-7777' };
      await bank('directory.customer_external_id').insert(known);
      const replayed = await run(['events', 'replay', '--all', '--json'], keeper);
      await bank('directory.customer_external_id').where(known).delete();
      expect([replayed.code, JSON.parse(replayed.out)]).toEqual([
        0,
        [{ id: letter.id, received: 'accepted' }],
      ]);
      expect((await run(['events', 'list'], keeper)).out.trim()).toBe('Nothing waits.');
    }, 180_000);

    it('and lose none when Redis and the process that publishes are killed', async () => {
      const told = await subscribe('C-1006');
      await send('risk-step-up', '--customer', 'C-1006');
      await until(() => told.kinds.length === 1);
      await topology.redis.kill();
      await send('risk-step-up', '--customer', 'C-1006');
      expect(await waiting()).toBe(1);
      expect(await topology.processes.get('events')?.end('SIGKILL')).toBe('SIGKILL');
      // Without Redis it starts, takes in and says so.
      await topology.restart('events');
      await send('risk-step-up', '--customer', 'C-1006');
      expect(await waiting()).toBe(2);
      expect((await fetch(new URL('/readyz', topology.eventsUrl))).status).toBe(200);
      await topology.redis.restart();
      await until(() => told.kinds.length === 3);
      expect(told.kinds).toEqual(Array(3).fill('bankgraph.fraud.risk-decision'));
      await until(async () => (await waiting()) === 0);
      await told.stop();
    }, 180_000);
  });

  it('end by SIGTERM, each with code 0 within seconds, and leave nothing behind', async () => {
    const began = performance.now();
    const processes = [...topology.processes.values()];
    expect(processes.map(({ name }) => name).sort()).toEqual(
      ['gateway', 'sandbox', ...SUBGRAPH_NAMES, 'events', ...auditTreeParts].sort(),
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

function orderOf(order: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) };
}

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
