import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSupergraph } from '@bankgraph/schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from './free-port.fixture.js';
import { projectFolder } from './project-folder.js';
import { type Outcome, outcomeOf } from './testing/outcome-of.js';

const command = join(projectFolder, 'server/bin/bankgraph.js');

describe('bankgraph start', () => {
  let folder: string;
  let running: ChildProcess | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bankgraph-start-'));
  });
  afterAll(async () => {
    running?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const environment = () => ({ ...process.env, BANKGRAPH_DATA: folder, PORT: '0', NODE_OPTIONS: '' });

  async function startServer(...flags: string[]): Promise<void> {
    const port = flags.includes('--workers') ? await freePort() : 0;
    const child = spawn(process.execPath, [command, 'start', '--customers', '25', ...flags], {
      env: { ...environment(), PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (text) => {
        printed += text;
        if (printed.includes('Bankgraph is ready')) resolve();
      });
      child.stderr?.on('data', (text) => {
        printed += text;
      });
      child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${printed}`)));
    });
  }

  async function run(...words: string[]): Promise<Outcome> {
    const child = spawn(process.execPath, [command, ...words], { env: environment(), stdio: 'pipe' });
    return outcomeOf(child);
  }

  /** Ctrl-C, and every process that worked with the folder. */
  async function stopServer(): Promise<void> {
    const postmaster = Number(
      (await readFile(join(folder, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0],
    );
    const ended = new Promise((resolve) => running?.once('exit', resolve));
    running?.kill('SIGINT');
    expect(await ended).toBe(0);
    running = undefined;
    expect(() => process.kill(postmaster, 0)).toThrow('ESRCH');
  }

  const ask = () =>
    run(
      'query',
      '--role',
      'customer',
      '--customer',
      'C-1005',
      '--variables',
      '{"id":"C-1005"}',
      join(projectFolder, 'examples/queries/overview.graphql'),
    );

  it('answers, keeps its data over a second start, and leaves no process behind', async () => {
    expect((await run('token', '--role', 'customer')).err).toContain('npm start');
    await startServer();
    const first = await ask();
    expect(JSON.parse(first.out).data.customer.name).toBe('Elena Marchetti');
    const again = await run('start');
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringContaining('A server of this folder is running'),
    ]);
    const staff = await run(
      'query',
      '--role',
      'auditor',
      join(projectFolder, 'examples/queries/overview.graphql'),
      '--variables',
      '{"id":"C-1005"}',
    );
    expect([JSON.parse(staff.out), staff.err]).toEqual([
      { data: { customer: null } },
      expect.stringContaining('--purpose'),
    ]);
    const tail = await run('audit', 'tail', '--no-follow', '--json');
    expect(
      tail.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).subject),
      // First the sandbox's decisions, which the first start has put into the ledger; last this reading.
    ).toEqual([null, 'C-1005', 'C-1005', null]);
    await stopServer();

    await startServer();
    expect((await ask()).out).toBe(first.out);
    const records = (await run('audit', 'tail', '--no-follow')).out;
    expect(records.match(/→ C-1005/g)).toHaveLength(3);
    await asksAsPartner();
    await stopServer();

    await startServer('--fresh');
    // Nobody has asked anything yet but who prepared the ledger, and who reads the log.
    expect((await run('audit', 'tail', '--no-follow')).out).toMatch(
      /^\S+ \S+ {2}operator:\S+ → no customer {2}prepare, .*\n\S+ \S+ {2}operator:\S+ → no customer {2}audit tail, for no declared purpose\n$/,
    );
    expect((await ask()).out).toBe(first.out);
    await stopServer();
  }, 120_000);

  it('has its log signed by a witness that ends with it, also when it is killed', async () => {
    await startServer('--fresh');
    expect((await ask()).code).toBe(0);
    const latest = join(folder, 'witness/latest');
    const signed = async () => Number((await readFile(latest, 'utf8').catch(() => '')).split('\n')[1] ?? 0);
    await until(async () => (await signed()) > 0);
    const whole = await run('audit', 'verify');
    expect([whole.code, whole.out]).toEqual([
      0,
      expect.stringContaining('grown from what the witness remembers'),
    ]);
    const part = await run('audit', 'verify', '--from', '0', '--to', '2');
    expect([part.code, part.out]).toEqual([
      0,
      expect.stringMatching(
        /^Entries 0 to 1: 2 records of \d writers?: every chain is whole\.\nThey are in the tree of \d+ entries, signed by the log\.\n/,
      ),
    ]);
    expect((await run('audit', 'verify', '--to', '2020-01-01T00:00:00Z')).out).toMatch(
      /^No entries in this range: 0 records of 0 writers/,
    );
    const noEnd = await run('audit', 'verify', '--to', 'yesterday');
    expect([noEnd.code, noEnd.err]).toEqual([1, expect.stringContaining('It must be an ISO 8601 time')]);
    await provesAnAnswer();
    await findsAndExports();
    for (const file of ['audit-log.key', 'witness.key', 'audit-verifiers.txt']) {
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    }
    const [first] = await witnesses();
    expect(first).toBeGreaterThan(0);
    process.kill(first as number, 'SIGKILL');
    await until(async () => (await witnesses()).some((pid) => pid !== first));
    const before = await signed();
    expect((await ask()).code).toBe(0);
    await until(async () => (await signed()) > before);
    const ended = new Promise((resolve) => running?.once('exit', resolve));
    running?.kill('SIGKILL');
    await ended;
    running = undefined;
    await until(async () => (await witnesses()).length === 0);

    await startServer();
    expect((await ask()).code).toBe(0);
    await stopServer();
    expect(await witnesses()).toEqual([]);
    expect(await readdir(join(folder, 'witness'))).toEqual(['latest']);
  }, 120_000);

  /** What is agreed with a partner is sent by its id; for what is not, the command says what to do. */
  async function asksAsPartner(): Promise<void> {
    const id = (await run('pairwise-id', 'C-1001', '--client', 'P-moneywise')).out.trim();
    const ask = (file: string) =>
      run('query', '--role', 'partner', '--variables', JSON.stringify({ id }), join(projectFolder, file));
    const agreed = await ask('schema/operations/P-moneywise/AccountBalances.graphql');
    expect([JSON.parse(agreed.out).data.customer.id, agreed.err]).toEqual([id, '']);
    expect(id).toMatch(/^px-/);
    const text = await ask('examples/queries/overview.graphql');
    expect([text.code, JSON.parse(text.out).errors[0].extensions.code, text.err]).toEqual([
      1,
      'PERSISTED_OPERATION_REQUIRED',
      expect.stringContaining('npx bankgraph operations list --client P-moneywise'),
    ]);
    expect((await run('operations', 'list')).out).toContain('P-moneywise/AccountBalances');
  }

  /** As an auditor would: a body and its record, with nothing but the public keys. */
  async function provesAnAnswer(): Promise<void> {
    const { graphql } = JSON.parse(await readFile(join(folder, 'running.json'), 'utf8'));
    const token = (await run('token', '--role', 'customer', '--customer', 'C-1005')).out.trim();
    const answer = await fetch(graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ customer(id: "C-1005") { name } }' }),
    });
    const [body, bundle] = [join(folder, 'body'), join(folder, 'proof.json')];
    await writeFile(body, Buffer.from(await answer.arrayBuffer()));
    const requestId = answer.headers.get('x-request-id');
    const records = (await run('audit', 'tail', '--no-follow', '--json')).out.trim().split('\n');
    const { id } = records.map((line) => JSON.parse(line)).find((record) => record.requestId === requestId);
    expect(await run('audit', 'prove', id, '--out', bundle)).toMatchObject({ code: 0 });
    const keys = ['--verifiers', join(folder, 'audit-verifiers.txt')];
    const proven = await run('audit', 'verify-bundle', bundle, '--body', body, ...keys);
    expect([proven.code, proven.out]).toEqual([0, expect.stringContaining('the body is the one on record')]);
    await writeFile(body, 'another');
    const refused = await run('audit', 'verify-bundle', bundle, '--body', body, ...keys);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('the body is not the answer')]);
    await rm(body);
    await rm(bundle);
  }

  /** Who saw what of the customer: for a person, for a machine, and for another system. */
  async function findsAndExports(): Promise<void> {
    const found = await run('audit', 'search', '--customer', 'C-1005', '--role', 'customer');
    expect([found.code, found.out.match(/→ C-1005/g)?.length, found.err]).toEqual([0, 2, '2 records.\n']);
    const one = await run('audit', 'search', '--customer', 'C-1005', '--limit', '1', '--json');
    // The newest is the search before, which is itself about this customer.
    expect(JSON.parse(one.out)).toMatchObject({ subject: 'C-1005', operationName: 'audit search' });
    expect(one.err).toContain('There are more than these 1');
    expect((await run('audit', 'search', '--from', 'yesterday')).err).toContain('ISO 8601');
    const exported = await run('audit', 'export', '--format', 'ocsf', '--customer', 'C-1005');
    const events = exported.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ class_uid, api }) => [class_uid, api.operation]).at(-1)).toEqual([
      6003,
      'audit export',
    ]);
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted());
    expect((await run('audit', 'export', '--format', 'csv')).err).toContain('Allowed choices are ocsf');
  }

  /** Processes that work as the witness of this folder's log. */
  async function witnesses(): Promise<number[]> {
    const found: number[] = [];
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      if (environment.split('\0').includes(`WITNESS_FOLDER=${join(folder, 'witness')}`))
        found.push(Number(pid));
    }
    return found;
  }

  async function until(so: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + 20_000; !(await so()); await sleep(50)) {
      if (Date.now() > deadline) throw new Error('It did not come to that.');
    }
  }

  it('serves another supergraph at SIGHUP, in each of its workers, and none that is broken', async () => {
    const supergraph = join(folder, 'supergraph.graphql');
    const committed = readSupergraph();
    await writeFile(supergraph, committed);
    await startServer('--fresh', '--workers', '2', '--supergraph', supergraph);
    const token = (await run('token', '--role', 'frontline-agent', '--purpose', 'CustomerCare')).out.trim();
    const { graphql } = JSON.parse(await readFile(join(folder, 'running.json'), 'utf8'));
    const body = JSON.stringify({ query: '{ customer(id: "C-1005") { name motto } }' });
    /** Each has a connection of its own, and those go to the workers in turns. */
    const statuses = async () => [await statusOf(graphql, token, body), await statusOf(graphql, token, body)];
    const hangUpWith = async (text: string) => {
      await writeFile(supergraph, text);
      process.kill(running?.pid ?? 0, 'SIGHUP');
    };
    expect(await statuses()).toEqual([400, 400]);
    await hangUpWith(
      committed.replace(
        /^type Customer\n(?: {2}@.+\n)+\{\n/m,
        '$&  motto: String @join__field(graph: CORE_BANKING)\n',
      ),
    );
    await until(async () => `${await statuses()}` === '200,200');
    await hangUpWith('type Query {');
    await sleep(3_000);
    expect(await statuses()).toEqual([200, 200]);
    await hangUpWith(committed);
    await until(async () => `${await statuses()}` === '400,400');
    await stopServer();
  }, 120_000);

  it('says what is wrong with what it was told', async () => {
    expect((await run('start', '--customers', 'many')).err).toContain('whole number');
    expect((await run('start', '--serve', 'mortgages')).err).toContain('Allowed choices are all, gateway');
    const part = await run('start', '--serve', 'consent');
    expect([part.code, part.err]).toEqual([1, expect.stringContaining('CONTEXT_KEY is missing')]);
    const witness = await run('start', '--serve', 'witness');
    expect([witness.code, witness.err]).toEqual([1, expect.stringContaining('WITNESS_FOLDER is missing')]);
    expect((await run('policy', 'matrix', '--subgraph', 'cards')).err).toContain('There are: core-banking');
  }, 60_000);
});

/** Sends an operation over a connection of its own. @returns the status of the answer */
function statusOf(url: string, token: string, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    request(url, { method: 'POST', agent: false, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    })
      .on('error', reject)
      .end(body);
  });
}
