import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTemporaryPostgres } from '@bankgraph/database';
import { sandboxSecrets, startSystem, systemFactories } from '@bankgraph/sandbox';
import {
  type BankConnections,
  embeddedSecrets,
  operationsFilesOf,
  prepareDatabases,
  sandboxConnections,
  sandboxSeed,
  startSandboxSystems,
} from '@bankgraph/server';
import { generateNoteKey } from '@bankgraph/transparency-log';
import { withBusyCustomer } from './busy-customer.js';
import { type Running, work } from './worker.js';

/** A bank to be asked by what is measured. */
export interface BankOrder {
  readonly customers: number;
}

/** Where the bank is. */
export interface ReadyBank {
  readonly connections: BankConnections;
  /** 64 hexadecimal digits, for the gateways over this bank. */
  readonly contextSecret: string;
  /** Secret key of the audit log. */
  readonly auditLogKey: string;
  /** Address of the issuer, which gives any token. */
  readonly issuerUrl: string;
}

/** PostgreSQL, the bank's systems over HTTP and the issuer, as one process with its database. */
async function startBank({ customers }: BankOrder): Promise<Running<ReadyBank>> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'bankgraph-bench-'));
    stops.push(() => rm(folder, { recursive: true, force: true }));
    const secrets = await embeddedSecrets(folder);
    const postgres = await startTemporaryPostgres();
    stops.push(() => postgres.stop());
    const databases = await prepareDatabases({
      adminUrl: postgres.adminUrl,
      passwords: secrets,
      auditKeys: join(folder, 'audit-keys.json'),
      operations: operationsFilesOf(folder),
      seed: sandboxSeed,
      customers,
    });
    const sandbox = await startSandboxSystems(folder, { customers });
    stops.push(() => sandbox.stop());
    const coreBanking = await startSystem({
      name: 'core-banking',
      routes: await systemFactories['core-banking'](withBusyCustomer(sandbox.world), {
        secrets: sandboxSecrets,
      }),
    });
    stops.push(() => coreBanking.stop());
    const connections = sandboxConnections(sandbox, databases);
    return {
      ready: {
        connections: {
          ...connections,
          systems: { ...connections.systems, 'core-banking': coreBanking.url },
        },
        contextSecret: secrets.contextSecret,
        auditLogKey: generateNoteKey('bankgraph/audit').signer,
        issuerUrl: sandbox.issuer.url,
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

work(startBank);
