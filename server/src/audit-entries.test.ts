import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Integrator, Witness } from '@bankgraph/audit-tree';
import { connect, type Knex } from '@bankgraph/database';
import {
  generateNoteKey,
  openNote,
  readCheckpoint,
  readNoteSigner,
  readNoteVerifier,
  verifyInclusion,
} from '@bankgraph/transparency-log';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bank, startBank, type Topology } from './testing/start-bank.js';

const entries = `query Entries($filter: AuditEntryFilter) {
  auditEntries(filter: $filter) {
    nodes {
      id at actor roles purpose requestId operationName outcome
      customer { id name }
      consents { consentId noticeVersion }
      fields { field decision }
      answer { salt digest }
      inclusion { index leafHash hashes checkpoint { size root note witness } }
    }
  }
  auditCheckpoint { origin size root note signedAt witness cosignedAt }
}`;

const logKey = generateNoteKey('bankgraph/audit');
const witnessKey = generateNoteKey('bankgraph/witness', 'witness');

interface Inclusion {
  readonly index: string;
  readonly leafHash: string;
  readonly hashes: readonly string[];
  readonly checkpoint: { readonly size: string; readonly root: string; readonly note: string };
}

/** As whoever has nothing but the answer and the public keys. */
function verify({ index, leafHash, hashes, checkpoint }: Inclusion): void {
  const keys = [readNoteVerifier(logKey.verifier), readNoteVerifier(witnessKey.verifier)];
  const { text, verified } = openNote(checkpoint.note, keys);
  expect(verified).toHaveLength(2);
  const { size, root } = readCheckpoint(text);
  expect([checkpoint.size, checkpoint.root]).toEqual([String(size), root.toString('base64')]);
  verifyInclusion({
    index: Number(index),
    size,
    root,
    leafHash: Buffer.from(leafHash, 'base64'),
    proof: hashes.map((hash) => Buffer.from(hash, 'base64')),
  });
}

describe.each<Topology>(['in-process', 'http'])('the audit log in the graph, subgraphs %s', (topology) => {
  let bank: Bank;
  let owner: Knex;
  let folder: string;
  beforeAll(async () => {
    bank = await startBank({ topology });
    const url = new URL(bank.postgres.adminUrl);
    url.pathname = '/bankgraph';
    owner = connect(url.href, { applicationName: 'test owner', poolMax: 3 });
    folder = await mkdtemp(join(tmpdir(), 'bankgraph-witness-'));
  }, 60_000);
  afterAll(async () => {
    await owner?.destroy();
    await bank?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  /** Takes all that is durable into the tree, and has it signed by both. */
  async function sign(): Promise<void> {
    const onError = () => undefined;
    const integrator = new Integrator(owner, { signer: readNoteSigner(logKey.signer), onError, pollMs: 20 });
    integrator.start();
    while (!integrator.state.leads) await new Promise((resolve) => setTimeout(resolve, 10));
    await integrator.close();
    const witness = new Witness(owner, {
      log: readNoteVerifier(logKey.verifier),
      signer: readNoteSigner(witnessKey.signer),
      folder,
      onError,
    });
    await witness.start();
    await witness.close();
  }

  it('shows an auditor an operation that was answered, and proves that it is in the log', async () => {
    const shown = await bank
      .as('frontline-agent', 'CustomerCare')
      .query('query Who { customer(id: "C-1001") { name } }');
    const requestId = shown.headers.get('x-request-id');
    const auditor = bank.as('auditor', 'LegalCompliance');
    const unsigned = await auditor.query(entries, { filter: { requestId } });
    expect(unsigned.data.auditEntries.nodes).toMatchObject([{ requestId, inclusion: null }]);
    expect(unsigned.data.auditCheckpoint).toBeNull();

    await sign();
    const { data, errors } = await auditor.query(entries, { filter: { requestId } });
    expect(errors).toBeUndefined();
    const [entry] = data.auditEntries.nodes;
    expect(entry).toMatchObject({
      actor: 'S-frontline-agent-1',
      roles: ['frontline-agent'],
      purpose: 'CustomerCare',
      operationName: 'Who',
      outcome: 'ANSWERED',
      // Joined with core banking, under its own policies: audit sees initials.
      customer: { id: 'C-1001', name: expect.not.stringContaining('Alice') },
      fields: [
        { field: 'Customer.name', decision: 'ALLOW' },
        { field: 'Query.customer', decision: 'ALLOW' },
      ],
      answer: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    verify(entry.inclusion);
    const { checkpoint } = entry.inclusion;
    expect(data.auditCheckpoint).toMatchObject({ ...checkpoint, origin: 'bankgraph/audit' });
    expect(checkpoint.witness).toBe('bankgraph/witness');

    const [first = '', ...others] = entry.inclusion.hashes;
    const other = Buffer.from(first, 'base64').fill(0).toString('base64');
    expect(() => verify({ ...entry.inclusion, hashes: [other, ...others] })).toThrow('leads to another root');
    const leafHash = Buffer.alloc(32).toString('base64');
    expect(() => verify({ ...entry.inclusion, leafHash })).toThrow('leads to another root');
  });

  it('proves all entries of a page by one signed state', async () => {
    await sign();
    const { data } = await bank.as('mlro', 'CounterMoneyLaundering').query(entries, { filter: {} });
    const proven = data.auditEntries.nodes.filter((node: { inclusion: unknown }) => node.inclusion !== null);
    expect(proven.length).toBeGreaterThan(2);
    for (const { inclusion } of proven) {
      verify(inclusion);
      expect(inclusion.checkpoint.size).toBe(data.auditCheckpoint.size);
    }
  });

  it('goes on record itself, under each customer of the entries', async () => {
    const filter = { customerId: 'C-1001' };
    const answer = await bank.as('auditor', 'LegalCompliance').query(entries, { filter });
    const requestId = answer.headers.get('x-request-id');
    const records = (await bank.audit.recent(5)).filter((record) => record.requestId === requestId);
    expect(records.find(({ subject }) => subject === 'C-1001')?.fields).toEqual(
      expect.arrayContaining([
        ['Query.auditEntries', 'allow', 1],
        ['AuditEntry.actor', 'allow', answer.data.auditEntries.nodes.length],
      ]),
    );
  });

  it('names the consents by which a partner was shown data, and of what version', async () => {
    const { headers } = await bank
      .as('partner', 'ServiceProvision', { clientId: 'P-moneywise' })
      .query('{ customer(id: "C-1001") { accounts { totalCount } } }');
    const filter = { requestId: headers.get('x-request-id') };
    const { data } = await bank.as('auditor', 'LegalCompliance').query(entries, { filter });
    expect(data.auditEntries.nodes).toMatchObject([
      {
        customer: { id: 'C-1001' },
        consents: [
          { consentId: expect.stringMatching(/^CON-1001-/), noticeVersion: expect.stringMatching(/@\d+$/) },
        ],
      },
    ]);
    const leaf = await owner('audit.record')
      .orderBy('id', 'desc')
      .whereNotNull('subject')
      .limit(20)
      .pluck('leaf');
    expect(Buffer.concat(leaf).toString()).not.toContain('CON-1001');
  });

  it('tells nobody else, and audit nothing of investigations', async () => {
    const name = '{ customer(id: "C-1007") { name sars { totalCount } } }';
    await bank.as('mlro', 'CounterMoneyLaundering').query(name);
    await bank.as('aml-investigator', 'CounterMoneyLaundering').query(name);
    await bank.as('kyc-analyst', 'IdentityVerification').query(name);
    const filter = { customerId: 'C-1007' };
    const roles = async (...[role, purpose]: Parameters<Bank['as']>) => {
      const { data } = await bank.as(role, purpose).query(entries, { filter });
      return data.auditEntries.nodes.flatMap((node: { roles: readonly string[] }) => node.roles);
    };
    expect(await roles('kyc-analyst', 'IdentityVerification')).toEqual([]);
    expect(await roles('frontline-agent', 'CustomerCare')).toEqual([]);
    const audited: string[] = await roles('auditor', 'LegalCompliance');
    expect(audited).toContain('kyc-analyst');
    expect(audited).not.toContain('mlro');
    expect(audited).not.toContain('aml-investigator');
    expect(await roles('mlro', 'CounterMoneyLaundering')).toEqual(
      expect.arrayContaining(['kyc-analyst', 'mlro', 'aml-investigator']),
    );
  });
});
