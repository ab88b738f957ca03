import type { KeyObject } from 'node:crypto';
import { AuditWriter, EditRecorder, keyFile } from '@bankgraph/audit-log';
import { type PolicySet, readPolicies } from '@bankgraph/authorization';
import { type BankSystem, type BankSystemOptions, bankSystem } from '@bankgraph/bank-sources';
import { type EntityCache, ReadThrough } from '@bankgraph/cache';
import { connect, type Knex, openPool } from '@bankgraph/database';
import { postgresRelationships } from '@bankgraph/relationships';
import type { SubgraphName } from '@bankgraph/schema';
import { openSubgraph, type Subgraph } from '@bankgraph/subgraph-kit';
import type { Logger } from 'pino';
import { auditEntriesOf } from './audit-of.js';
import type { BankConnections } from './bank-connections.js';
import { entityCaches, type KeptIn } from './entity-caches.js';
import { policiesFolder } from './project-folder.js';
import { subgraphDefinition } from './subgraph-definition.js';

/** Everything that this process has opened to answer for some subgraphs. */
export interface OpenSubgraphs {
  readonly policies: PolicySet;
  readonly audit: AuditWriter;
  readonly subgraphs: ReadonlyMap<SubgraphName, Subgraph>;
  /**
   * What each subgraph keeps of the bank's data for a while; none where nothing is kept. Whoever learns that an entity has
   * changed has it dropped here.
   */
  readonly caches: ReadonlyMap<SubgraphName, EntityCache>;
  /** Flushes the audit log and closes subgraphs and databases. */
  close(): Promise<void>;
}

/** How a process opens its subgraphs. */
export interface OpenSubgraphsOptions {
  /** Name of the process, in its database connections. */
  readonly service: string;
  /** Key between the gateway and one subgraph. */
  contextKeyOf(name: SubgraphName): KeyObject;
  /** Where the bank's data is kept for a while. */
  readonly keptIn: KeptIn;
  /** Told of faults in subgraphs. */
  readonly logger: Logger;
  /** Messages and stacks of faults in the log. */
  readonly dev: boolean;
  /** How a subgraph is opened: under its policies when not given. Measurements of what policies cost open it without. */
  readonly open?: typeof openSubgraph;
}

/** Subgraphs whose changes are on record in the changes' own transactions. */
const writing: ReadonlySet<SubgraphName> = new Set(['access', 'consent', 'decisions', 'journeys']);

/**
 * Opens subgraphs of this process over the bank's systems, with one audit writer for all.
 *
 * @param names none for a process that serves only the gateway
 * @throws PolicyFaults when policies and schema do not fit each other
 * @throws KeysDoNotFit, KeyFileFault when the key file is not that of the audit log
 */
export async function openSubgraphs(
  names: readonly SubgraphName[],
  connections: BankConnections,
  options: OpenSubgraphsOptions,
): Promise<OpenSubgraphs> {
  const policies = await readPolicies(policiesFolder);
  const auditPool = openPool(connections.own.auditWriter, {
    applicationName: `bankgraph ${options.service} audit`,
    poolMax: 2,
    statementTimeoutMs: 5_000,
  });
  const databases: Knex[] = [];
  const systems: BankSystem[] = [];
  const openAs = (url: string, readOnly: boolean): Knex => {
    const knex = connect(url, {
      applicationName: `bankgraph ${options.service}`,
      poolMax: 4,
      readOnly,
      statementTimeoutMs: 2_000,
    });
    databases.push(knex);
    return knex;
  };
  const open = (url: string): Knex => openAs(url, true);
  const openToWrite = (url: string): Knex => openAs(url, false);
  const system = (of: BankSystemOptions): BankSystem => {
    const opened = bankSystem(of);
    systems.push(opened);
    return opened;
  };
  const closeSources = async () => {
    await Promise.all([
      ...systems.map((opened) => opened.close()),
      ...databases.map((knex) => knex.destroy()),
      auditPool.end(),
    ]);
  };
  try {
    const keys = keyFile(connections.auditKeys);
    const audit = await AuditWriter.open(auditPool, { service: options.service, keys });
    const edits = names.some((name) => writing.has(name))
      ? await EditRecorder.open({ pool: auditPool, service: `${options.service} edits`, keys })
      : null;
    const asked =
      names.length === 0
        ? null
        : {
            staffing: open(connections.databases.staffing),
            consent: open(connections.own.consentReader),
            directory: open(connections.databases.directory),
            access: open(connections.own.accessReader),
          };
    const caches = entityCaches(names, options.keptIn, options.contextKeyOf, options.logger);
    const subgraphs = new Map<SubgraphName, Subgraph>();
    for (const name of names) {
      if (asked === null) break;
      const cache = caches.get(name);
      const definition = subgraphDefinition(name, {
        connections,
        policies,
        directory: asked.directory,
        open,
        openToWrite,
        system,
        contextKey: options.contextKeyOf(name),
        cache: cache === undefined ? null : new ReadThrough(cache),
        prepareEdit: async (entry) => {
          if (edits === null) throw new Error(`The subgraph ${name} makes no edits.`);
          return edits.prepare(entry);
        },
        logger: options.logger,
      });
      subgraphs.set(
        name,
        (options.open ?? openSubgraph)(definition, {
          policies,
          relationships: (signal) => postgresRelationships(asked, { signal }),
          contextKey: options.contextKeyOf(name),
          logger: options.logger,
          dev: options.dev,
          record: (asked, disclosures, failed) =>
            audit.commit(auditEntriesOf(asked, disclosures, policies.version, failed)),
        }),
      );
    }
    return {
      policies,
      audit,
      subgraphs,
      caches,
      close: async () => {
        await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.close()));
        await edits?.close();
        await audit.close();
        await closeSources();
      },
    };
  } catch (error) {
    await closeSources();
    throw error;
  }
}
