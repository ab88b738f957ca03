import { setTimeout as sleep } from 'node:timers/promises';
import { EditRecorder, keyFile } from '@bankgraph/audit-log';
import { readPolicies } from '@bankgraph/authorization';
import { connect, type Knex, openPool } from '@bankgraph/database';
import { EventIntake, type EventSystem, findCustomerIn } from '@bankgraph/event-intake';
import type { Logger } from 'pino';
import { endConsent } from './end-consent.js';
import { policiesFolder } from './project-folder.js';

/** How long a database may take to say that it is there, in milliseconds. */
const answerMs = 2_000;

/** What an intake stands on. */
export interface IntakeOptions {
  /** Our database as the role `event_intake`, or `event_keeper` to take dead letters in. */
  readonly url: string;
  readonly auditWriter: string;
  /** File. */
  readonly auditKeys: string;
  /** The bank's directory, as a role that reads it. */
  readonly directory: string;
  readonly systems: readonly EventSystem[];
  readonly logger: Logger;
}

/** An intake, and the database that it writes to. */
export interface OpenIntake {
  readonly intake: EventIntake;
  readonly knex: Knex;
  /** What it stands on, and whether each answers. Never rejects. */
  checks(): Promise<Readonly<Record<'database' | 'directory' | 'audit', boolean>>>;
  close(): Promise<void>;
}

/**
 * Opens everything that takes events in.
 *
 * @throws AuditUnavailable, KeysDoNotFit, KeyFileFault
 */
export async function openIntake(options: IntakeOptions): Promise<OpenIntake> {
  const { version: policyVersion } = await readPolicies(policiesFolder);
  const limits = { poolMax: 4, applicationName: 'bankgraph events', statementTimeoutMs: 5_000 };
  const knex = connect(options.url, limits);
  const directory = connect(options.directory, { ...limits, readOnly: true });
  const pool = openPool(options.auditWriter, { ...limits, poolMax: 2 });
  const closeSources = async () => {
    await Promise.all([knex.destroy(), directory.destroy(), pool.end()]);
  };
  try {
    const edits = await EditRecorder.open({ pool, service: 'events', keys: keyFile(options.auditKeys) });
    return {
      knex,
      intake: new EventIntake({
        knex,
        systems: options.systems,
        findCustomer: findCustomerIn(directory),
        endConsent,
        prepareEdit: (entry) => edits.prepare(entry),
        policyVersion,
        logger: options.logger,
      }),
      checks: async () => {
        const [database, here, audit] = await Promise.all([
          answers(() => knex.raw('select 1')),
          answers(() => directory.raw('select 1')),
          answers(() => pool.query('select 1')),
        ]);
        return { database, directory: here, audit };
      },
      close: async () => {
        await edits.close();
        await closeSources();
      },
    };
  } catch (error) {
    await closeSources();
    throw error;
  }
}

async function answers(ask: () => PromiseLike<unknown>): Promise<boolean> {
  const late = sleep(answerMs, false, { ref: false });
  return Promise.race([
    late,
    ask().then(
      () => true,
      () => false,
    ),
  ]);
}
