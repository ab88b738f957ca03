import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '@bankgraph/identity';
import { operationId } from '@bankgraph/operation-registry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultLimits } from './client-limits.js';
import { publishReport, retireReport } from './commands/operations-publish.js';
import { diffReport, listReport, showReport } from './commands/operations-show.js';
import { statsReport } from './commands/operations-stats.js';
import { projectFolder } from './project-folder.js';
import { type Bank, startBank } from './testing/start-bank.js';

const accountBalances = await readFile(
  join(projectFolder, 'schema/operations/P-moneywise/AccountBalances.graphql'),
  'utf8',
);
const channelContext = await readFile(
  join(projectFolder, 'schema/operations/mobile-app/ChannelContext.graphql'),
  'utf8',
);

describe('operations that are agreed with clients, end to end', () => {
  let bank: Bank;
  let folder: string;
  beforeAll(async () => {
    bank = await startBank({ customers: 25, adHocClasses: ['frontend'] });
    folder = await mkdtemp(join(tmpdir(), 'bankgraph-manifest-'));
  }, 60_000);
  afterAll(async () => {
    await bank?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const desk = () => ({
    url: bank.connections.own.operationsPublisher,
    key: bank.connections.operations.verifier.replace('-verifier.pem', '.key'),
    verifier: bank.connections.operations.verifier,
    limits: defaultLimits,
  });

  interface Who {
    readonly role: Role;
    readonly clientId?: string;
    readonly customerId?: string;
    readonly purpose?: string;
  }
  const partner: Who = { role: 'partner', clientId: 'P-moneywise' };
  const customer: Who = { role: 'customer', customerId: 'C-1001', clientId: 'mobile-app' };

  async function post(who: Who, body: object) {
    const token = await bank.sandbox.issuer.issueToken(who);
    const answer = await fetch(bank.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ variables: { id: 'C-1001' }, ...body }),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  }
  interface Body {
    readonly data?: { readonly customer: { readonly id: string } | null };
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  }
  const byId = (text: string) => ({
    extensions: { persistedQuery: { version: 1, sha256Hash: operationId(text) } },
  });
  const outcome = ({ status, body }: Awaited<ReturnType<typeof post>>) => [
    status,
    body.errors?.[0]?.extensions.code,
  ];

  /** Asks until the gateway has taken up what was published. */
  async function within2s(who: Who, body: object, status: number) {
    const began = Date.now();
    let answer = await post(who, body);
    for (; answer.status !== status && Date.now() - began < 4_000; await sleep(50))
      answer = await post(who, body);
    expect({ ...answer, body: undefined }).toEqual({ status, body: undefined });
    return answer;
  }

  it('answers a partner what was agreed with it, and refuses everything else, all on record', async () => {
    const answer = await post(partner, byId(accountBalances));
    expect([answer.status, answer.body.data?.customer?.id]).toEqual([200, 'C-1001']);
    expect(await bank.audit.last()).toMatchObject({
      actor: { clientId: 'P-moneywise' },
      purpose: 'ServiceProvision',
      operationName: 'AccountBalances',
      operationHash: operationId(accountBalances),
    });
    const text = '{ customer(id: "C-1001") { name } }';
    const refused: readonly [Who, object, number, string, string][] = [
      [partner, { query: text }, 400, 'PERSISTED_OPERATION_REQUIRED', operationId(text)],
      [
        partner,
        { query: accountBalances },
        400,
        'PERSISTED_OPERATION_REQUIRED',
        operationId(accountBalances),
      ],
      [partner, byId(channelContext), 404, 'PERSISTED_OPERATION_NOT_FOUND', operationId(channelContext)],
      [
        { ...partner, clientId: 'P-brightloans' },
        byId(accountBalances),
        404,
        'PERSISTED_OPERATION_NOT_FOUND',
        operationId(accountBalances),
      ],
      [customer, { query: text }, 400, 'PERSISTED_OPERATION_REQUIRED', operationId(text)],
      [
        { role: 'partner', clientId: 'P-unheard-of' },
        { query: text },
        400,
        'PERSISTED_OPERATION_REQUIRED',
        operationId(text),
      ],
    ];
    for (const [who, body, status, code, hash] of refused) {
      expect(outcome(await post(who, body))).toEqual([status, code]);
      expect(await bank.audit.last()).toMatchObject({
        actor: { clientId: who.clientId },
        outcome: 'refused',
        errorCode: code,
        operationHash: hash,
      });
    }
    expect((await post(customer, byId(channelContext))).status).toBe(200);
    expect(
      (await post({ role: 'customer', customerId: 'C-1001', clientId: 'bankgraph-cli' }, { query: text }))
        .status,
    ).toBe(200);
  });

  it('takes up the manifest that a client’s own build has made, and lets it be retired, without a restart', async () => {
    const body = 'query Names($id: ID!) {\n  customer(id: $id) {\n    id\n    name\n    __typename\n  }\n}';
    // Text and id as @apollo/generate-persisted-query-manifest 1.4.0 writes them.
    expect(operationId(body)).toBe('4f28de3d6bcd5a4f76ff7c2bb839c3836e258513b4a8bd4f9fb9fe1b10b66313');
    const file = join(folder, 'persisted-query-manifest.json');
    const manifest = (id: string) => ({
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id, name: 'Names', type: 'query', body }],
    });
    const options = {
      manifest: { client: 'web', file, purpose: 'RequestedServiceProvision', owner: 'Online Banking' },
      dryRun: false,
      json: true,
    };
    await writeFile(file, JSON.stringify(manifest(operationId(`${body} `))));
    await expect(publishReport(desk(), options)).rejects.toThrow('the id is not the SHA-256 of the body');
    await writeFile(file, JSON.stringify(manifest(operationId(body))));
    await expect(
      publishReport(desk(), { ...options, manifest: { ...options.manifest, client: 'nobody' } }),
    ).rejects.toThrow('nobody/Names: There is no such client');

    const { channel } = defaultLimits;
    const tight = { ...channel, operation: { ...channel.operation, depth: 1 } };
    await expect(
      publishReport({ ...desk(), limits: { ...defaultLimits, channel: tight } }, options),
    ).rejects.toThrow('web/Names');

    const dry = JSON.parse((await publishReport(desk(), { ...options, dryRun: true })).text);
    expect([dry.published, dry.added]).toEqual([false, ['web/Names']]);
    const web: Who = { ...customer, clientId: 'web' };
    expect(outcome(await post(web, byId(body)))).toEqual([404, 'PERSISTED_OPERATION_NOT_FOUND']);
    const published = JSON.parse((await publishReport(desk(), options)).text);
    expect([published.published, published.revision]).toEqual([true, dry.revision + 1]);
    expect((await within2s(web, byId(body), 200)).body.data?.customer?.id).toBe('C-1001');
    // Publishing the contract leaves it alone.
    expect(JSON.parse((await publishReport(desk(), { dryRun: false, json: true })).text)).toMatchObject({
      published: false,
      removed: [],
    });
    expect(JSON.parse((await diffReport(desk(), { json: true })).text)).toMatchObject({
      added: [],
      removed: [],
    });

    await retireReport(desk(), 'web/Names', { json: false });
    await within2s(web, byId(body), 404);
    await expect(retireReport(desk(), 'web/Names', { json: false })).rejects.toThrow(
      'There is no operation web/Names',
    );
  });

  it('publishes nothing that is invalid, too large, without a purpose, or of no use to anybody', async () => {
    const file = join(folder, 'refused.json');
    const refusal = async (body: string, purpose = 'RequestedServiceProvision', type = 'query') => {
      const operations = [{ id: operationId(body), name: 'X', type, body }];
      await writeFile(
        file,
        JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
      );
      const manifest = { client: 'web', file, purpose, owner: 'Online Banking' };
      return publishReport(desk(), { manifest, dryRun: false, json: true }).then(
        () => 'published',
        (error: Error) => error.message,
      );
    };
    const named = (selection: string) => `query X { customer(id: "C-1001") { ${selection} } }`;
    expect(await refusal(named('nothing'))).toContain('web/X: Cannot query field "nothing"');
    expect(await refusal(named('name').replace('X', 'Y'))).toContain('It has to be one query of the name X.');
    expect(await refusal(`${named('name')} ${named('id').replace('X', 'Y')}`)).toContain(
      'one query of the name X',
    );
    expect(await refusal(named('name'), 'WorldPeace')).toContain(
      'No role may declare the purpose WorldPeace.',
    );
    expect(await refusal(named('amlCases { totalCount nodes { status } }'), 'DirectMarketing')).toContain(
      'No role that may declare DirectMarketing can see any field of it.',
    );
    const large = Array.from({ length: 900 }, (_, n) => `a${n}: name`).join(' ');
    expect(await refusal(named(large))).toMatch(/token|selections/);
    const doubling = Array.from(
      { length: 20 },
      (_, n) => `fragment F${n} on Customer { ...F${n + 1} ...F${n + 1} }`,
    );
    expect(
      await refusal(`${named('...F0')} ${doubling.join(' ')} fragment F20 on Customer { name }`),
    ).toContain('selections');
    expect(await refusal('subscription X { x }', undefined, 'subscription')).toContain(
      'Cannot query field "x" on type "Subscription"',
    );
  });

  it('tells what is in force, what each role never gets, and who uses what', async () => {
    const list = JSON.parse((await listReport(desk(), { client: 'P-moneywise', json: true })).text);
    expect(list.operations).toMatchObject([
      { name: 'AccountBalances', purpose: 'ServiceProvision' },
      { name: 'RequestAccountAccess', purpose: 'ServiceProvision' },
    ]);
    const [shown] = JSON.parse(
      (await showReport(desk(), 'P-moneywise/AccountBalances', { json: true })).text,
    );
    expect(shown.roles.map(({ role }: { role: string }) => role)).toContain('partner');
    expect(
      (await showReport(desk(), operationId(accountBalances).slice(0, 12), { json: false })).text,
    ).toContain('query AccountBalances');
    const stats = async (change: object) =>
      (await statsReport(desk(), { days: 1, unused: false, json: false, ...change })).text;
    for (
      const deadline = Date.now() + 15_000;
      // Also an operation that nobody has sent is in the list.
      !/AccountBalances {2}\d+ time/.test(await stats({ field: 'Account.balances' }));
      await sleep(200)
    ) {
      if (Date.now() > deadline) throw new Error('Uses are not counted.');
    }
    expect(await stats({ field: 'Account.balances' })).toMatch(/P-moneywise\/AccountBalances {2}\d+ time/);
    expect(await stats({ field: 'Customer.name' })).toContain('bankgraph-cli/(texts of its own)');
    expect(await stats({ field: 'Customer.sars' })).toContain('Nobody has asked for Customer.sars since');
    expect(await stats({ field: 'Customer.nothing' })).toBe('The graph has no field Customer.nothing.');
    const unused = JSON.parse(await stats({ unused: true, json: true }));
    expect(unused.unused.fields).toContain('Sar.narrative');
    expect(unused.unused.fields).not.toContain('Account.balances');
  });
});
