import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readIntegratorConfiguration, readWitnessConfiguration } from './audit-tree-configuration.js';
import { type AuditTreeFiles, ensureAuditTreeFiles } from './audit-tree-files.js';

let folder: string;
let files: AuditTreeFiles;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-tree-files-'));
  files = {
    logKey: join(folder, 'log/audit-log.key'),
    witnessKey: join(folder, 'witness.key'),
    verifiers: join(folder, 'audit-verifiers.txt'),
  };
  await ensureAuditTreeFiles(files);
});
afterEach(() => rm(folder, { recursive: true }));

const url = 'postgresql://somebody@127.0.0.1:5432/bankgraph';
const witness = () => ({
  AUDIT_WITNESS_DATABASE_URL: url,
  WITNESS_KEY_FILE: files.witnessKey,
  AUDIT_VERIFIERS_FILE: files.verifiers,
  WITNESS_FOLDER: folder,
});
const faultsOf = (reading: Promise<unknown>) => reading.catch(({ faults }: { faults: string[] }) => faults);

describe('the files of the audit tree', () => {
  it('are made once, for their owner alone, and fit each other', async () => {
    const read = async () => {
      const { signer } = await readIntegratorConfiguration({
        AUDIT_INTEGRATOR_DATABASE_URL: url,
        AUDIT_LOG_KEY_FILE: files.logKey,
      });
      const configuration = await readWitnessConfiguration(witness());
      expect([configuration.log.name, configuration.log.keyId]).toEqual([
        signer.name,
        signer.verifier.split('+')[1],
      ]);
      return [signer.verifier, configuration.signer.verifier];
    };
    const first = await read();
    await ensureAuditTreeFiles(files);
    expect(await read()).toEqual(first);
    for (const file of Object.values(files)) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('cannot be written where nobody may write', async () => {
    await writeFile(join(folder, 'in-the-way'), '');
    await expect(
      ensureAuditTreeFiles({ ...files, logKey: join(folder, 'in-the-way/audit-log.key') }),
    ).rejects.toThrow('ENOTDIR');
  });
});

describe('the configuration of integrator and witness', () => {
  it('names every fault at once, files included', async () => {
    expect(await faultsOf(readWitnessConfiguration({ WITNESS_KEY_FILE: join(folder, 'none') }))).toEqual([
      'AUDIT_WITNESS_DATABASE_URL is missing: PostgreSQL of the audit log, role audit_witness',
      'AUDIT_VERIFIERS_FILE is missing: file of the public keys of log and witness, a line each',
      'WITNESS_FOLDER is missing: folder that holds what the witness has signed last',
      `WITNESS_KEY_FILE is not valid: ${join(folder, 'none')} cannot be read (ENOENT)`,
    ]);
    expect(await faultsOf(readIntegratorConfiguration({ AUDIT_INTEGRATOR_DATABASE_URL: 'here' }))).toEqual([
      'AUDIT_INTEGRATOR_DATABASE_URL is not valid: PostgreSQL of the audit log, role audit_integrator',
      "AUDIT_LOG_KEY_FILE is missing: file of the audit log's secret key, for the integrator alone",
    ]);
  });

  it('does not take one key for another, or something else for a key', async () => {
    await writeFile(join(folder, 'text'), 'no key');
    expect(
      await faultsOf(
        readWitnessConfiguration({
          ...witness(),
          WITNESS_KEY_FILE: files.logKey,
          AUDIT_VERIFIERS_FILE: join(folder, 'text'),
        }),
      ),
    ).toEqual([
      `WITNESS_KEY_FILE is not valid: ${files.logKey} is no such file: it is the key of a log, not of a witness`,
      expect.stringMatching(/^AUDIT_VERIFIERS_FILE is not valid: .*text is no such file: /),
    ]);
  });

  it('tells nothing of a key when it tells that it is wrong', async () => {
    await writeFile(
      files.witnessKey,
      'PRIVATE+KEY+bankgraph/witness+00000000+BHNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldCEh',
    );
    const faults = await faultsOf(readWitnessConfiguration(witness()));
    expect(JSON.stringify(faults)).toContain('WITNESS_KEY_FILE is not valid');
    expect(JSON.stringify(faults)).not.toContain('BHNlY3JldC');
  });
});
