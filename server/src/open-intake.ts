import { EditRecorder, keyFile } from '@bankgraph/audit-log';
import { readPolicies } from '@bankgraph/authorization';
import { connect, type Knex, openPool } from '@bankgraph/database';
import {
  consentEvents,
  EventIntake,
  findCustomerIn,
  fraudEvents,
  identityVerificationEvents,
  marbleEvents,
  riskRatingEvents,
  screeningEvents,
  segmentationEvents,
  sharedSignalsEvents,
  type TokenTransmitter,
  tazamaEvents,
} from '@bankgraph/event-intake';
import type { Logger } from 'pino';
import { endConsent } from './end-consent.js';
import { policiesFolder } from './project-folder.js';

/** What systems sign their events with, by system: a secret, or where the sender's public keys are. */
export interface EventSecrets {
  readonly identityVerification: string;
  readonly marble: string;
  /** `whsec_` and base64, as all below but the last. */
  readonly fraud: string;
  readonly tazama: string;
  readonly segmentation: string;
  readonly riskRating: string;
  readonly screening: string;
  readonly consent: string;
  readonly sharedSignals: TokenTransmitter;
}

/** What an intake stands on. */
export interface IntakeOptions {
  /** Our database as the role `event_intake`, or `event_keeper` to take dead letters in. */
  readonly url: string;
  readonly auditWriter: string;
  /** File. */
  readonly auditKeys: string;
  /** The bank's directory, as a role that reads it. */
  readonly directory: string;
  readonly secrets: EventSecrets;
  readonly logger: Logger;
}

/** An intake, and the database that it writes to. */
export interface OpenIntake {
  readonly intake: EventIntake;
  readonly knex: Knex;
  close(): Promise<void>;
}

/**
 * Opens everything that takes events in.
 *
 * @throws RangeError when a secret is too short; AuditUnavailable, KeysDoNotFit, KeyFileFault
 */
export async function openIntake(options: IntakeOptions): Promise<OpenIntake> {
  const systems = [
    identityVerificationEvents(options.secrets.identityVerification),
    marbleEvents(options.secrets.marble),
    fraudEvents(options.secrets.fraud),
    tazamaEvents(options.secrets.tazama),
    segmentationEvents(options.secrets.segmentation),
    riskRatingEvents(options.secrets.riskRating),
    screeningEvents(options.secrets.screening),
    consentEvents(options.secrets.consent),
    sharedSignalsEvents(options.secrets.sharedSignals),
  ];
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
        systems,
        findCustomer: findCustomerIn(directory),
        endConsent,
        prepareEdit: (entry) => edits.prepare(entry),
        policyVersion,
        logger: options.logger,
      }),
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
