import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Integrator, Witness } from '@bankgraph/audit-tree';
import { connect } from '@bankgraph/database';
import type { Role } from '@bankgraph/identity';
import { generateNoteKey, readNoteSigner, readNoteVerifier } from '@bankgraph/transparency-log';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportText } from './commands/export.js';
import { caseFileOperation } from './export/case-file.js';
import { provFaults } from './export/check-prov.js';
import { type AccessDesk, accessDesk } from './testing/access-desk.js';
import { type Bank, startBank } from './testing/start-bank.js';

const logKey = generateNoteKey('bankgraph/audit');
const witnessKey = generateNoteKey('bankgraph/witness', 'witness');
const verifiers = `${logKey.verifier}\n${witnessKey.verifier}\n`;
const requestExport = 'mutation Ask($input: RequestExportInput!) { requestExport(input: $input) { id } }';

describe('a case, taken out of the graph', () => {
  let bank: Bank;
  let desk: AccessDesk;
  let folder: string;
  beforeAll(async () => {
    bank = await startBank();
    desk = accessDesk(bank);
    folder = await mkdtemp(join(tmpdir(), 'bankgraph-witness-'));
    await sign();
  }, 60_000);
  afterAll(async () => {
    await desk?.[Symbol.asyncDispose]();
    await bank?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  /** Takes all that is durable into the tree, and has it signed by both. */
  async function sign(): Promise<void> {
    const url = new URL(bank.postgres.adminUrl);
    url.pathname = '/bankgraph';
    const owner = connect(url.href, { applicationName: 'test owner', poolMax: 3 });
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
    await owner.destroy();
  }

  /** The answer to an export. */
  async function asked(role: Role, purpose: string, place: object, sub?: string) {
    const asker = bank.as(role, purpose, sub === undefined ? {} : { sub });
    const answer = await asker.query(caseFileOperation('ExportCase'), place);
    return {
      data: answer.data,
      errors: answer.errors ?? [],
      requestId: answer.headers.get('x-request-id') ?? '',
    };
  }

  /** The text of an export, as the command writes it. */
  async function exported(
    format: 'prov' | 'html',
    role: Role,
    purpose: string,
    {
      customerId,
      openOnly = false,
      keys = verifiers,
    }: { customerId: string; openOnly?: boolean; keys?: string },
  ): Promise<string> {
    const place = { customerId, caseId: null, decisionId: null };
    return exportText(
      await asked(role, purpose, place),
      place,
      { format, openOnly, role, purpose },
      keys,
      new Date(),
    );
  }

  it('is refused to a reporting officer for its restricted part, until another one has agreed, and after that', async () => {
    const officer = ['mlro', 'CounterMoneyLaundering'] as const;
    const ofElena = { customerId: 'C-1005' };
    await expect(exported('prov', ...officer, ofElena)).rejects.toThrow('FOUR_EYES_REQUIRED');
    const open = await exported('html', ...officer, { ...ofElena, openOnly: true });
    expect(open).toContain('Open part only');
    expect(open).not.toContain('LE-1005-no-report');

    const reason = 'The regulator has asked for this case.';
    const input = { customerId: 'C-1005', reason, minutes: 60, idempotencyKey: 'export-0001' };
    const request = await bank.as(...officer).query(requestExport, { input });
    const { id } = request.data.requestExport;
    expect((await desk.decide(bank.as(...officer), id)).errors?.[0]?.extensions.code).toBe(
      'FOUR_EYES_REQUIRED',
    );
    await expect(exported('prov', ...officer, ofElena)).rejects.toThrow('FOUR_EYES_REQUIRED');
    const decided = await desk.decide(bank.as(...officer, { sub: 'S-mlro-2' }), id);
    expect(decided.data.decideAccess.status).toBe('OPEN');

    const document = JSON.parse(await exported('prov', ...officer, ofElena));
    expect(provFaults(document)).toEqual([]);
    expect(Object.keys(document.activity)).toContain('decision:LE-1005-no-report');
    const page = await exported('html', ...officer, ofElena);
    expect(page).toContain('LE-1005-no-report');
    expect(page).not.toContain('Open part only');
    await expect(exported('prov', ...officer, { customerId: 'C-1007' })).rejects.toThrow(
      'FOUR_EYES_REQUIRED',
    );

    await desk.pass('61 minutes');
    await expect(exported('prov', ...officer, ofElena)).rejects.toThrow('FOUR_EYES_REQUIRED');
  });

  it('goes on record as an export, with who asked, for what and of whom', async () => {
    const place = { customerId: 'C-1005', caseId: null, decisionId: null };
    const { requestId } = await asked('auditor', 'LegalCompliance', place);
    const { data } = await bank
      .as('mlro', 'CounterMoneyLaundering')
      .query(
        'query Exports($filter: AuditEntryFilter) { auditEntries(filter: $filter) { nodes { requestId actor operationName customer { id } fields { field } } } }',
        { filter: { field: 'Query.caseFile', requestId } },
      );
    expect(data.auditEntries.nodes).toMatchObject([
      { requestId, actor: 'S-auditor-1', operationName: 'ExportCase', customer: { id: 'C-1005' } },
    ]);
  });

  it('has the entries that anchor its decisions and no others, as far as the reader may see them', async () => {
    const review = `mutation Review($input: KycReviewInput!) { recordKycReview(input: $input) { decisionIds } }`;
    const reviewed = async (purpose: string, version: number): Promise<string> => {
      const { data, errors } = await bank.as('kyc-analyst', purpose).query(review, {
        input: {
          ...{ customerId: 'C-1005', outcome: 'APPROVED', evidence: [], version },
          reason: 'What the customer sent agrees with the register.',
          idempotencyKey: `anchored-review-${version}`,
        },
      });
      expect(errors).toBeUndefined();
      return data.recordKycReview.decisionIds[0];
    };
    const open = await reviewed('IdentityVerification', 0);
    // That somebody acts against money laundering is itself restricted.
    const restricted = await reviewed('CounterMoneyLaundering', 1);
    const fileOf = async (role: Role, purpose: string) =>
      (await asked(role, purpose, { customerId: 'C-1005' })).data.caseFile as {
        readonly decisions: readonly {
          readonly decision: { readonly id: string; readonly anchoredBy: string };
        }[];
        readonly anchors:
          | readonly { readonly id: string; readonly kind: string; readonly actor: string }[]
          | null;
      };
    const { decisions, anchors } = await fileOf('auditor', 'LegalCompliance');
    const named = new Map(decisions.map(({ decision }) => [decision.id, decision.anchoredBy]));
    expect([named.get(open), named.get(restricted)]).toEqual([expect.any(String), expect.any(String)]);
    const seen = new Set([...named].flatMap(([id, record]) => (id === restricted ? [] : [record])));
    // The sandbox's own decisions were appended together: many decisions, one entry.
    expect(seen.size).toBeLessThan(decisions.length);
    expect(anchors?.map(({ id }) => id)).toEqual([...seen].sort());
    expect(new Set(anchors?.map(({ kind }) => kind))).toEqual(new Set(['EDIT']));
    expect(anchors?.at(-1)).toMatchObject({ id: named.get(open), actor: 'S-kyc-analyst-1' });
    const cleared = await fileOf('mlro', 'CounterMoneyLaundering');
    expect(cleared.anchors?.map(({ id }) => id)).toContain(named.get(restricted));
    // Of a single decision there is a single entry, however much has been asked about the customer.
    const one = await asked('auditor', 'LegalCompliance', { customerId: 'C-1005', decisionId: open });
    expect(one.data.caseFile.anchors.map(({ id }: { id: string }) => id)).toEqual([named.get(open)]);
    const uncleared = await fileOf('kyc-analyst', 'IdentityVerification');
    expect([uncleared.anchors, uncleared.decisions[0]?.decision.anchoredBy]).toEqual([[], null]);
  });

  it('carries proofs that were checked: with another key, or when one is changed, nothing is written', async () => {
    await sign();
    const place = { customerId: 'C-1005', caseId: null, decisionId: null };
    const options = { format: 'html', openOnly: false, role: 'auditor', purpose: 'LegalCompliance' } as const;
    const answer = await asked('auditor', 'LegalCompliance', place);
    const text = (change: typeof answer, keys: string | null = verifiers) =>
      exportText(change, place, options, keys, new Date());
    const page = text(answer);
    const proven = answer.data.caseFile.anchors.find(
      (node: { inclusion: unknown }) => node.inclusion !== null,
    );
    expect(page).toContain(proven.inclusion.leafHash);
    expect(page).toContain('was checked with the public keys');
    expect(text(answer, null)).toContain('nobody has checked these proofs yet');

    const otherKey = generateNoteKey('bankgraph/audit').verifier;
    expect(() => text(answer, otherKey)).toThrow('does not prove what it says');
    const planted = (change: (data: typeof answer.data) => void) => {
      const data = structuredClone(answer.data);
      change(data);
      return () => text({ ...answer, data });
    };
    const inclusionOf = (data: typeof answer.data) =>
      data.caseFile.anchors.find((node: { inclusion: unknown }) => node.inclusion !== null).inclusion;
    const zeros = Buffer.alloc(32).toString('base64');
    expect(
      planted((data) => {
        inclusionOf(data).leafHash = zeros;
      }),
    ).toThrow('leads to another root');
    expect(
      planted((data) => {
        inclusionOf(data).checkpoint.root = zeros;
      }),
    ).toThrow('something else than what was signed');
    expect(
      planted((data) => {
        data.auditCheckpoint.size = '1';
      }),
    ).toThrow('something else than what was signed');
    expect(
      planted((data) => {
        data.auditCheckpoint.note = 'x';
      }),
    ).toThrow('The checkpoint');
  });

  it('has for a KYC analyst their own work only, without a sign of more', async () => {
    // Evidence is named by hashes of texts that name the customer.
    const ofKyc = async (customerId: string) =>
      JSON.stringify((await asked('kyc-analyst', 'IdentityVerification', { customerId })).data)
        .replace(/100[78]/g, '100#')
        .replace(/"[0-9a-f]{64}"/g, '"#"');
    expect(await ofKyc('C-1007')).toBe(await ofKyc('C-1008'));
    const document = JSON.parse(
      await exported('prov', 'kyc-analyst', 'IdentityVerification', { customerId: 'C-1007' }),
    );
    expect(JSON.stringify(document)).not.toMatch(/aml|report/i);
    await expect(
      exported('prov', 'frontline-agent', 'CustomerCare', { customerId: 'C-1007' }),
    ).rejects.toThrow('There is nothing that you may take out');
  });
});
