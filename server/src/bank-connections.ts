import type { SandboxSecrets, SystemName } from '@bankgraph/sandbox';
import type { OperationsFiles } from './operations-files.js';

/** What the bank's systems ask of their callers. */
export type SystemCredentials = Omit<SandboxSecrets, 'readerPassword'>;

/** The bank's own SQL schemas, each reached by a role that may only read it. */
export const bankSchemas = [
  'directory',
  'staffing',
  'kyc',
  'segments',
  'aml_register',
  'interactions',
] as const;

/** One of the bank's SQL schemas. */
export type BankSchema = (typeof bankSchemas)[number];

/** Where everything is that the graph asks: the bank's systems and databases, our own database, the issuer. */
export interface BankConnections {
  /** Base address of each system. */
  readonly systems: Readonly<Record<SystemName, string>>;
  readonly credentials: SystemCredentials;
  /** URL of each schema's database for its read-only role. */
  readonly databases: Readonly<Record<BankSchema, string>>;
  /** Our own database, by role. */
  readonly own: {
    readonly auditWriter: string;
    readonly auditReader: string;
    readonly auditIntegrator: string;
    readonly auditWitness: string;
    readonly auditKeyKeeper: string;
    readonly ledgerReader: string;
    readonly accessWriter: string;
    readonly accessReader: string;
    readonly decisionsWriter: string;
    readonly decisionsReader: string;
    readonly consentWriter: string;
    readonly consentReader: string;
    readonly journeysWriter: string;
    readonly operationsReader: string;
    readonly operationsPublisher: string;
    readonly eventsRelay: string;
    readonly eventIntake: string;
    readonly eventKeeper: string;
  };
  /** File of the key-encryption keys of the audit log. */
  readonly auditKeys: string;
  /** What the gateway knows the agreed operations by. */
  readonly operations: Pick<OperationsFiles, 'verifier' | 'kept'>;
  /** What the bank takes for today: the clock when null. A sandbox stands still, so that its stories stay recent. */
  readonly today: Date | null;
  readonly issuer: { readonly issuer: string; readonly jwksUrl: string; readonly audience: string };
}
