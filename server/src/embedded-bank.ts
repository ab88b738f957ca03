import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  connect,
  databaseUrl,
  dropDatabase,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@bankgraph/database';
import {
  prepareRatingEngine,
  ratingEngineRole,
  referenceDate,
  type Sandbox,
  sandboxSecrets,
  startSandbox,
  tokenAudience,
} from '@bankgraph/sandbox';
import { type AuditTreeFiles, ensureAuditTreeFiles } from './audit-tree-files.js';
import type { BankConnections } from './bank-connections.js';
import { type EmbeddedSecrets, embeddedSecrets } from './data-folder.js';
import { type OperationsFiles, operationsFilesOf } from './operations-files.js';
import { type PreparedDatabases, prepareDatabases } from './prepare-databases.js';

/** The seed of the sandbox's world. Another seed is another bank. */
export const sandboxSeed = 1;

/** How many customers the sandbox has when nobody says otherwise. */
export const defaultCustomers = 200;

/** Name of the sandbox's issuer: stays the same whatever its port, so that tokens outlive a restart. */
const issuerName = 'https://issuer.sandbox.bankgraph.invalid';

/** The sandbox's world stands still at its reference date; this is the end of that day. */
const endOfToday = new Date(Date.parse(referenceDate) + 86_400_000);

/** How to start a bank of one's own. */
export interface EmbeddedBankOptions {
  /** Keeps databases, secrets and signing keys from one start to the next. */
  readonly folder: string;
  readonly customers: number;
  /** Starts over. */
  readonly fresh: boolean;
  /** A folder with published watchlists for the screening service. */
  readonly watchlist?: string;
  /** A PostgreSQL to use instead of an embedded one: superuser's URL of its maintenance database. */
  readonly databaseUrl?: string;
  onStep(step: string): void;
  onProgress?(done: number, total: number): void;
}

/** A bank to try the graph on: PostgreSQL, the bank's systems, an issuer. */
export interface EmbeddedBank {
  readonly connections: BankConnections;
  readonly secrets: EmbeddedSecrets;
  readonly sandbox: Sandbox;
  readonly auditTree: AuditTreeFiles & {
    /** What the witness remembers. */
    readonly witnessFolder: string;
  };
  readonly operations: OperationsFiles;
  /** The bank's database as its rating engine, which may write ratings. */
  readonly ratingEngine: string;
  readonly postgres: EmbeddedPostgres | null;
  close(): Promise<void>;
}

/**
 * Starts an embedded bank: PostgreSQL, then its data, then the bank's systems over real HTTP on loopback.
 * When a step fails, what was started before is stopped again.
 */
export async function startEmbeddedBank(options: EmbeddedBankOptions): Promise<EmbeddedBank> {
  options.onStep('PostgreSQL');
  const postgres =
    options.databaseUrl === undefined
      ? await startEmbeddedPostgres({ folder: join(options.folder, 'postgres'), fresh: options.fresh })
      : null;
  try {
    const adminUrl = options.databaseUrl ?? postgres?.adminUrl ?? '';
    if (options.fresh) await forget(options);
    const secrets = await embeddedSecrets(options.folder);
    const auditTree = auditTreeOf(options.folder);
    const operations = operationsFilesOf(options.folder);
    await ensureAuditTreeFiles(auditTree);
    options.onStep(`Databases and ${options.customers} customers`);
    const databases = await prepareDatabases({
      adminUrl,
      passwords: secrets,
      auditKeys: join(options.folder, 'audit-keys.json'),
      operations,
      seed: sandboxSeed,
      customers: options.customers,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    });
    const ratingEngine = await letRatingEngineIn(adminUrl, secrets.ratingEngine);
    options.onStep("The bank's systems");
    const sandbox = await startSandboxSystems(options.folder, options);
    return {
      connections: sandboxConnections(sandbox, databases),
      secrets,
      sandbox,
      auditTree,
      operations,
      ratingEngine,
      postgres,
      close: async () => {
        await sandbox.stop();
        await postgres?.stop();
      },
    };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

/** A role of the bank's own, which no part of the graph is given. @returns its URL */
export async function letRatingEngineIn(adminUrl: string, password: string): Promise<string> {
  const bankUrl = databaseUrl(adminUrl, { database: 'bank' });
  const owner = connect(bankUrl, { applicationName: 'bankgraph prepare', poolMax: 1 });
  try {
    await prepareRatingEngine(owner, { password });
    return databaseUrl(bankUrl, { role: ratingEngineRole, password });
  } finally {
    await owner.destroy();
  }
}

function auditTreeOf(folder: string): EmbeddedBank['auditTree'] {
  return {
    logKey: join(folder, 'audit-log.key'),
    witnessKey: join(folder, 'witness.key'),
    verifiers: join(folder, 'audit-verifiers.txt'),
    witnessFolder: join(folder, 'witness'),
  };
}

/** Removes what earlier starts left. PostgreSQL of our own is fresh already, and by holding it so is the folder. */
async function forget({ folder, databaseUrl }: EmbeddedBankOptions): Promise<void> {
  await Promise.all([
    rm(join(folder, 'secrets.json'), { force: true }),
    rm(join(folder, 'audit-keys.json'), { force: true }),
    rm(join(folder, 'issuer-keys'), { recursive: true, force: true }),
    ...[...Object.values(auditTreeOf(folder)), ...Object.values(operationsFilesOf(folder))].map((path) =>
      rm(path, { recursive: true, force: true }),
    ),
  ]);
  if (databaseUrl !== undefined) {
    for (const name of ['bank', 'bankgraph']) await dropDatabase(databaseUrl, name);
  }
}

/** Starts the sandbox's systems and issuer on free ports. */
export function startSandboxSystems(
  folder: string,
  options: { readonly customers: number; readonly watchlist?: string },
): Promise<Sandbox> {
  return startSandbox({
    seed: sandboxSeed,
    customers: options.customers,
    keysFolder: join(folder, 'issuer-keys'),
    issuer: issuerName,
    secrets: sandboxSecrets,
    ...(options.watchlist === undefined ? {} : { watchlist: options.watchlist }),
  });
}

/** How the graph reaches a sandbox. */
export function sandboxConnections(sandbox: Sandbox, databases: PreparedDatabases): BankConnections {
  const { systems } = sandbox;
  return {
    systems: {
      'core-banking': systems['core-banking'].url,
      'identity-verification': systems['identity-verification'].url,
      screening: systems.screening.url,
      aml: systems.aml.url,
      fraud: systems.fraud.url,
      segmentation: systems.segmentation.url,
      loans: systems.loans.url,
    },
    credentials: sandboxSecrets,
    ...databases,
    today: endOfToday,
    issuer: { issuer: issuerName, jwksUrl: sandbox.issuer.jwksUrl, audience: tokenAudience },
  };
}
