import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSupergraph } from '@bankgraph/schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { variablesOf } from './configuration.js';
import { freePort } from './free-port.fixture.js';
import { ask, type Bank, startBank } from './testing/start-bank.js';
import {
  type TopologyProcess,
  type TopologyProcesses,
  topologyProcesses,
} from './topology-process.fixture.js';

const committed = readSupergraph();
/** The same with one more field, for which there is no policy. */
const larger = committed.replace(
  /^type Customer\n(?: {2}@.+\n)+\{\n/m,
  '$&  motto: String @join__field(graph: CORE_BANKING)\n',
);
/** The same with a subgraph that the gateway cannot reach. */
const unreachable = committed.replace(
  /^(enum join__Graph \{\n)/m,
  '$1  NOWHERE @join__graph(name: "nowhere", url: "http://nowhere.invalid")\n',
);

const question = '{ customer(id: "C-1005") { name kyc { status } } }';
const answer = { data: { customer: { name: 'Elena Marchetti', kyc: { status: 'APPROVED' } } } };
const asksMore = '{ customer(id: "C-1005") { name motto } }';
/** There, and shown to nobody. */
const answersMore = { data: { customer: { name: 'Elena Marchetti', motto: null } } };

const workers = 2;

describe('start --serve gateway --supergraph', () => {
  let bank: Bank;
  let folder: string;
  let file: string;
  let processes: TopologyProcesses;
  let gateway: TopologyProcess;
  let url: string;
  let token: string;

  beforeAll(async () => {
    bank = await startBank({ topology: 'http', customers: 30 });
    folder = await mkdtemp(join(tmpdir(), 'bankgraph-reload-'));
    file = join(folder, 'supergraph.graphql');
    await writeFile(file, committed);
    processes = topologyProcesses(folder);
    const flags = ['--supergraph', file, '--workers', String(workers), '--ad-hoc', 'frontend'];
    gateway = processes.start(
      'gateway',
      'server/bin/bankgraph.js',
      ['start', '--serve', 'gateway', ...flags],
      await gatewayEnvironment(bank, folder),
    );
    url = (await gateway.line(/is ready at (http\S+)/))[1] ?? '';
    token = await bank.sandbox.issuer.issueToken({
      role: 'frontline-agent',
      purpose: 'CustomerCare',
      clientId: 'bankgraph-cli',
    });
  }, 120_000);
  afterAll(async () => {
    await processes?.[Symbol.asyncDispose]();
    await bank?.[Symbol.asyncDispose]();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  const askGateway = async (text: string) => {
    const { status, text: body } = await ask(url, token, text, undefined);
    return { status, body: JSON.parse(body) as unknown };
  };
  /** Lines of all workers that say so. */
  const said = (message: string) => gateway.output.filter((line) => line.includes(`"msg":"${message}`));
  const served = 'supergraph served';
  const notServed = 'supergraph not served: the one before goes on';

  /** Writes the file and sends SIGHUP; resolves when every worker has said what came of it. */
  async function reload(text: string, message: string): Promise<void> {
    const before = said(message).length;
    await writeFile(file, text);
    process.kill(gateway.pid, 'SIGHUP');
    for (const deadline = Date.now() + 60_000; said(message).length < before + workers; await sleep(50)) {
      if (Date.now() > deadline)
        throw new Error(`It did not say "${message}":\n${gateway.output.join('\n')}`);
    }
  }

  it('serves at SIGHUP what the file has become, in every worker, and nobody is shown what has no policy', async () => {
    expect(larger).not.toBe(committed);
    expect((await askGateway(asksMore)).status).toBe(400);
    await reload(larger, served);
    for (let asked = 0; asked < 2 * workers; asked += 1) {
      expect(await askGateway(asksMore)).toEqual({ status: 200, body: answersMore });
    }
    await reload(committed, served);
    for (let asked = 0; asked < 2 * workers; asked += 1)
      expect((await askGateway(asksMore)).status).toBe(400);
  }, 120_000);

  it('goes on with the old one when the new one is broken, and names the file', async () => {
    for (const broken of ['type Query {', unreachable]) {
      await reload(broken, notServed);
      expect(await askGateway(question)).toEqual({ status: 200, body: answer });
    }
    await rm(file);
    process.kill(gateway.pid, 'SIGHUP');
    await gateway.line(/Cannot read the supergraph/);
    expect(await askGateway(question)).toEqual({ status: 200, body: answer });
    for (const line of said(notServed)) {
      expect(JSON.parse(line)).toMatchObject({ level: 50, supergraph: file, message: expect.any(String) });
    }
    expect(said(notServed).join()).toContain('a subgraph \\"nowhere\\"');
  }, 120_000);

  it('fails no request while supergraphs come and go, broken ones among them', async () => {
    await reload(committed, served);
    let reloading = true;
    const answers: { status: number; body: unknown }[] = [];
    const asking = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (reloading) answers.push(await askGateway(question));
      }),
    );
    const counts: number[] = [];
    for (const [text, message] of [
      [larger, served],
      ['type Query {', notServed],
      [committed, served],
      [unreachable, notServed],
      [larger, served],
    ] as const) {
      const before = answers.length;
      await reload(text, message);
      await sleep(200);
      counts.push(answers.length - before);
    }
    reloading = false;
    await asking;
    for (const one of answers) expect(one).toEqual({ status: 200, body: answer });
    // Somebody asked all the while.
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(await askGateway(asksMore)).toEqual({ status: 200, body: answersMore });
  }, 180_000);

  it('is refused to a subgraph, and ends by SIGTERM after all of it', async () => {
    const subgraph = processes.start(
      'kyc',
      'server/bin/bankgraph.js',
      ['start', '--serve', 'kyc', '--supergraph', file],
      {},
    );
    expect(await subgraph.ended).toBe(1);
    expect(subgraph.output.join()).toContain('--supergraph is for the gateway');
    expect(await gateway.end('SIGTERM')).toBe(0);
  }, 60_000);
});

/** What the gateway of the bank needs to be told. Its deadlines are long: a machine that runs tests is busy. */
async function gatewayEnvironment(bank: Bank, folder: string): Promise<Record<string, string>> {
  const { own, auditKeys, operations, issuer } = bank.connections;
  const known: Record<string, string> = {
    OIDC_ISSUER: issuer.issuer,
    OIDC_JWKS_URL: issuer.jwksUrl,
    OIDC_AUDIENCE: issuer.audience,
    CONTEXT_SECRET: bank.contextSecret,
    AUDIT_DATABASE_URL: own.auditWriter,
    AUDIT_KEYS_FILE: auditKeys,
    OPERATIONS_DATABASE_URL: own.operationsReader,
    OPERATIONS_VERIFIER_FILE: operations.verifier,
    OPERATIONS_FILE: join(folder, 'operations.jws'),
    ...Object.fromEntries(
      [...bank.subgraphUrls].map(([name, address]) => [
        `${name.replaceAll('-', '_').toUpperCase()}_SUBGRAPH_URL`,
        address,
      ]),
    ),
  };
  return {
    ...Object.fromEntries(variablesOf('gateway').map((name) => [name, known[name] ?? ''])),
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    GATEWAY_DEADLINE_MS: '60000',
    SUBGRAPH_DEADLINE_MS: '50000',
  };
}
