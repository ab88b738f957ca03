import { resolve } from 'node:path';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bankgraph/schema';
import { z } from 'zod';
import type { BankConnections, BankSchema } from './bank-connections.js';
import { defaultLimits, type LimitsByClass, readClientLimits } from './client-limits.js';
import { eventSecretVariable, eventSystemNames, sharedSignalsVariables } from './event-systems.js';

/** Parts that the audit tree is made and watched by. */
export const auditTreeParts = ['integrator', 'witness'] as const;

/** A part of a distributed graph. */
export type Part = 'gateway' | SubgraphName | 'events' | (typeof auditTreeParts)[number];

/** What one process serves: everything with an embedded bank, or one part alone. */
export type Served = 'all' | Part;

/** Something wrong with the configuration; all of it is told at once. */
export class ConfigurationFaults extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(['The configuration is not complete:', ...faults.map((fault) => `  ${fault}`)].join('\n'));
    this.name = 'ConfigurationFaults';
    this.faults = faults;
  }
}

const url = z.url({ protocol: /^https?$/ });
const redis = z.url({ protocol: /^rediss?$/ });
const postgres = z.url({ protocol: /^postgres(ql)?$/ });
const text = z.string().min(1);
/** Milliseconds; ten minutes at most, since longer is a slip of the unit. */
const milliseconds = (least: number) =>
  z
    .string()
    .regex(/^\d+$/, 'not a whole number of milliseconds')
    .transform(Number)
    .pipe(z.int().min(least).max(600_000));
/** Ten years at most. */
const days = z
  .string()
  .regex(/^\d+$/, 'not a whole number of days')
  .transform(Number)
  .pipe(z.int().min(1).max(3_650));
const port = z.coerce.number().int().min(0).max(65_535);
/** Origins as browsers send them (RFC 6454, section 6.2), separated by commas. */
const origins = z
  .string()
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .superRefine((list, { addIssue }) => {
    for (const origin of list) {
      const fault = originFault(origin);
      if (fault !== null) addIssue(`${JSON.stringify(origin)} ${fault}`);
    }
  });

/** Why a browser would never send this origin; null when it may. */
function originFault(origin: string): string | null {
  const example = 'write each origin in full, for example https://desk.bank.example, separated by commas';
  if (origin.includes('*')) return `has a wildcard, and a page has to be named: ${example}`;
  const parsed = URL.canParse(origin) ? new URL(origin) : null;
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol))
    return `is no origin of a page: ${example}`;
  return parsed.origin === origin ? null : `is not as browsers send it: write ${parsed.origin}`;
}

/** A variable: what it is in words, and how it is checked. */
interface Variable {
  readonly meaning: string;
  readonly schema: z.ZodType;
}

const variable = (meaning: string, schema: z.ZodType): Variable => ({ meaning, schema });

/** Every variable that a process may need. */
const variables = {
  OIDC_ISSUER: variable('issuer that access tokens must name (iss)', text),
  OIDC_JWKS_URL: variable("address of the issuer's JSON Web Key Set", url),
  OIDC_AUDIENCE: variable('audience that access tokens must name (aud)', text),
  CONTEXT_SECRET: variable(
    '64 hexadecimal digits, for the gateway only: openssl rand -hex 32',
    z.string().regex(/^[0-9a-f]{64}$/),
  ),
  CONTEXT_KEY: variable(
    "64 hexadecimal digits, this subgraph's own key: npx bankgraph context-key NAME",
    z.string().regex(/^[0-9a-f]{64}$/),
  ),
  AUDIT_DATABASE_URL: variable('PostgreSQL of the audit log, role audit_writer', postgres),
  AUDIT_READER_DATABASE_URL: variable('PostgreSQL of the audit log, role audit_reader', postgres),
  AUDIT_KEYS_FILE: variable("file of the audit log's key-encryption keys", text),
  AUDIT_INTEGRATOR_DATABASE_URL: variable('PostgreSQL of the audit log, role audit_integrator', postgres),
  AUDIT_WITNESS_DATABASE_URL: variable('PostgreSQL of the audit log, role audit_witness', postgres),
  AUDIT_LOG_KEY_FILE: variable("file of the audit log's secret key, for the integrator alone", text),
  WITNESS_KEY_FILE: variable("file of the witness's secret key, for the witness alone", text),
  AUDIT_VERIFIERS_FILE: variable('file of the public keys of log and witness, a line each', text),
  WITNESS_FOLDER: variable('folder that holds what the witness has signed last', text),
  WITNESS_COPY_TO: variable(
    'folder for copies of what the witness has signed; none when empty',
    z.string().optional(),
  ),
  OPERATIONS_DATABASE_URL: variable('PostgreSQL of agreed operations, role operations_reader', postgres),
  OPERATIONS_VERIFIER_FILE: variable('file of the public key that agreed operations are verified with', text),
  OPERATIONS_FILE: variable('file that keeps the agreed operations that were taken up last', text),
  ACCESS_DATABASE_URL: variable('PostgreSQL of access grants, role access_writer', postgres),
  ACCESS_READER_DATABASE_URL: variable('PostgreSQL of access grants, role access_reader', postgres),
  DECISIONS_DATABASE_URL: variable('PostgreSQL of human decisions, role decisions_writer', postgres),
  DECISIONS_READER_DATABASE_URL: variable('PostgreSQL of human decisions, role decisions_reader', postgres),
  JOURNEYS_DATABASE_URL: variable('PostgreSQL of journeys, role journeys_writer', postgres),
  EVENT_INTAKE_DATABASE_URL: variable('PostgreSQL of events, role event_intake', postgres),
  EVENTS_RELAY_DATABASE_URL: variable('PostgreSQL of events, role events_relay', postgres),
  REDIS_URL: variable('Redis that events are published on, redis:// or rediss://', redis),
  LEDGER_DATABASE_URL: variable('PostgreSQL of the decision ledger, role ledger_reader', postgres),
  DIRECTORY_DATABASE_URL: variable('customer directory, a role that may only read', postgres),
  STAFFING_DATABASE_URL: variable('assignments and clearances of staff, a role that may only read', postgres),
  KYC_DATABASE_URL: variable('KYC profiles, a role that may only read', postgres),
  CONSENT_DATABASE_URL: variable('PostgreSQL of consents, role consent_reader', postgres),
  CONSENT_WRITER_DATABASE_URL: variable('PostgreSQL of consents, role consent_writer', postgres),
  SEGMENTS_DATABASE_URL: variable('segments and models, a role that may only read', postgres),
  AML_REGISTER_DATABASE_URL: variable('register of reports, a role that may only read', postgres),
  INTERACTIONS_DATABASE_URL: variable('contacts with customers, a role that may only read', postgres),
  CORE_BANKING_URL: variable('core banking, UK Open Banking AIS v4.0', url),
  CORE_BANKING_CLIENT_SECRET: variable(
    'secret that signs our tokens for core banking, 32 characters or more',
    z.string().min(32),
  ),
  LOANS_URL: variable('loan system, Apache Fineract', url),
  LOANS_USERNAME: variable('user of the loan system', text),
  LOANS_PASSWORD: variable('password of the loan system', text),
  LOANS_TENANT_ID: variable('tenant of the loan system', text),
  IDENTITY_VERIFICATION_URL: variable('identity verification vendor', url),
  IDENTITY_VERIFICATION_APP_TOKEN: variable('token of the identity verification vendor', text),
  SCREENING_URL: variable('screening, OpenSanctions yente', url),
  SCREENING_API_KEY: variable('key of the screening service; none when empty', z.string().optional()),
  AML_URL: variable('AML decisions and cases, Marble', url),
  AML_API_KEY: variable('key of Marble', text),
  FRAUD_URL: variable('fraud services, minFraud and Fingerprint', url),
  FRAUD_ACCOUNT_ID: variable('account of minFraud', text),
  FRAUD_LICENSE_KEY: variable('license key of minFraud', text),
  FINGERPRINT_API_KEY: variable('key of Fingerprint', text),
  SEGMENTATION_URL: variable('segmentation, Apache Unomi', url),
  SEGMENTATION_USERNAME: variable('user of Unomi', text),
  SEGMENTATION_PASSWORD: variable('password of Unomi', text),
} as const satisfies Record<string, Variable>;

type VariableName = keyof typeof variables;

/** Every subgraph asks who is assigned, who has consented, where walls stand and who was given access, and can put its answers on record itself. */
const everySubgraph: readonly VariableName[] = [
  'CONTEXT_KEY',
  'AUDIT_DATABASE_URL',
  'AUDIT_KEYS_FILE',
  'DIRECTORY_DATABASE_URL',
  'STAFFING_DATABASE_URL',
  'CONSENT_DATABASE_URL',
  'ACCESS_READER_DATABASE_URL',
];

const needed: Readonly<Record<Part, readonly VariableName[]>> = {
  gateway: [
    'OIDC_ISSUER',
    'OIDC_JWKS_URL',
    'OIDC_AUDIENCE',
    'CONTEXT_SECRET',
    'AUDIT_DATABASE_URL',
    'AUDIT_KEYS_FILE',
    'OPERATIONS_DATABASE_URL',
    'OPERATIONS_VERIFIER_FILE',
    'OPERATIONS_FILE',
  ],
  'core-banking': [
    ...everySubgraph,
    'DECISIONS_READER_DATABASE_URL',
    'CORE_BANKING_URL',
    'CORE_BANKING_CLIENT_SECRET',
    'LOANS_URL',
    'LOANS_USERNAME',
    'LOANS_PASSWORD',
    'LOANS_TENANT_ID',
  ],
  kyc: [
    ...everySubgraph,
    'DECISIONS_READER_DATABASE_URL',
    'KYC_DATABASE_URL',
    'IDENTITY_VERIFICATION_URL',
    'IDENTITY_VERIFICATION_APP_TOKEN',
    'SCREENING_URL',
    'SCREENING_API_KEY',
  ],
  aml: [...everySubgraph, 'AML_REGISTER_DATABASE_URL', 'AML_URL', 'AML_API_KEY'],
  fraud: [
    ...everySubgraph,
    'DECISIONS_READER_DATABASE_URL',
    'FRAUD_URL',
    'FRAUD_ACCOUNT_ID',
    'FRAUD_LICENSE_KEY',
    'FINGERPRINT_API_KEY',
  ],
  segments: [
    ...everySubgraph,
    'DECISIONS_READER_DATABASE_URL',
    'SEGMENTS_DATABASE_URL',
    'SEGMENTATION_URL',
    'SEGMENTATION_USERNAME',
    'SEGMENTATION_PASSWORD',
  ],
  consent: [...everySubgraph, 'CONSENT_WRITER_DATABASE_URL'],
  lineage: [
    ...everySubgraph,
    'LEDGER_DATABASE_URL',
    'AUDIT_READER_DATABASE_URL',
    'INTERACTIONS_DATABASE_URL',
  ],
  access: [...everySubgraph, 'ACCESS_DATABASE_URL'],
  decisions: [...everySubgraph, 'DECISIONS_DATABASE_URL', 'AML_URL', 'AML_API_KEY'],
  journeys: [...everySubgraph, 'JOURNEYS_DATABASE_URL'],
  events: [
    'EVENT_INTAKE_DATABASE_URL',
    'EVENTS_RELAY_DATABASE_URL',
    'AUDIT_DATABASE_URL',
    'AUDIT_KEYS_FILE',
    'DIRECTORY_DATABASE_URL',
    'REDIS_URL',
  ],
  integrator: ['AUDIT_INTEGRATOR_DATABASE_URL', 'AUDIT_LOG_KEY_FILE'],
  witness: [
    'AUDIT_WITNESS_DATABASE_URL',
    'WITNESS_KEY_FILE',
    'AUDIT_VERIFIERS_FILE',
    'WITNESS_FOLDER',
    'WITNESS_COPY_TO',
  ],
};

/** Names of the variables that one part of a distributed graph reads, beside those of every process. */
export function variablesOf(part: Part): readonly string[] {
  if (part === 'gateway') return [...needed.gateway, ...SUBGRAPH_NAMES.map(subgraphUrlVariable)];
  if (part === 'events') {
    return [...needed.events, ...eventSystemNames.map(eventSecretVariable), ...sharedSignalsVariables];
  }
  return needed[part];
}

/** Name of the variable that tells the gateway where a subgraph is. */
function subgraphUrlVariable(name: SubgraphName): string {
  return `${name.replaceAll('-', '_').toUpperCase()}_SUBGRAPH_URL`;
}

/** What every process knows. */
export interface BaseConfiguration {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** A PostgreSQL to use instead of an embedded one (`--serve all`), as its superuser. */
  readonly databaseUrl: string | undefined;
  readonly deadlines: GatewayDeadlines;
  /** A Redis that processes share; without one each process uses its memory. */
  readonly redisUrl: string | undefined;
  /** Whether the bank's data is kept for a while below the policies. */
  readonly entityCache: boolean;
  /** Origins of web pages that may open a WebSocket. */
  readonly webSocketOrigins: readonly string[];
  /** What clients may ask for. */
  readonly limits: LimitsByClass;
  /** After so many days `events expire` removes what no event could be made of. */
  readonly deadLetterDays: number;
}

/** How long the gateway waits, in milliseconds. */
export interface GatewayDeadlines {
  /** For a request, from its headers to merged data. */
  readonly deadlineMs: number;
  /** For one call to a subgraph; shorter than `deadlineMs`. */
  readonly subgraphDeadlineMs: number;
  /** How long a stopping process still serves while it says that it is not ready. */
  readonly drainDelayMs: number;
}

/** Reads what every process needs, or names every fault. An empty variable counts as missing. */
export function readBaseConfiguration(environment: NodeJS.ProcessEnv): BaseConfiguration {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = z
    .object({
      HOST: text.default('127.0.0.1'),
      PORT: port.default(4000),
      BANKGRAPH_DATA: text.default('.bankgraph'),
      DATABASE_URL: postgres.optional(),
      GATEWAY_DEADLINE_MS: milliseconds(100).default(10_000),
      SUBGRAPH_DEADLINE_MS: milliseconds(50).default(5_000),
      DRAIN_DELAY_MS: milliseconds(0).default(0),
      REDIS_URL: redis.optional(),
      ENTITY_CACHE: z.enum(['on', 'off']).default('on'),
      LIMITS_FILE: text.optional(),
      WEBSOCKET_ORIGINS: origins.default([]),
      DEAD_LETTER_DAYS: days.default(90),
    })
    .refine((read) => read.SUBGRAPH_DEADLINE_MS < read.GATEWAY_DEADLINE_MS, {
      path: ['SUBGRAPH_DEADLINE_MS'],
      message: 'has to be shorter than GATEWAY_DEADLINE_MS, else nothing is left of an answer',
    })
    .safeParse(set);
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  const limits =
    set.LIMITS_FILE === undefined
      ? defaultLimits
      : readClientLimits(set.LIMITS_FILE, (fault) => faults.push(`LIMITS_FILE: ${fault}`));
  if (!parsed.success || faults.length > 0) throw new ConfigurationFaults(faults);
  const { HOST, PORT, BANKGRAPH_DATA, DATABASE_URL } = parsed.data;
  return {
    host: HOST,
    port: PORT,
    dataFolder: resolve(BANKGRAPH_DATA),
    databaseUrl: DATABASE_URL,
    deadlines: {
      deadlineMs: parsed.data.GATEWAY_DEADLINE_MS,
      subgraphDeadlineMs: parsed.data.SUBGRAPH_DEADLINE_MS,
      drainDelayMs: parsed.data.DRAIN_DELAY_MS,
    },
    redisUrl: parsed.data.REDIS_URL,
    entityCache: parsed.data.ENTITY_CACHE === 'on',
    webSocketOrigins: parsed.data.WEBSOCKET_ORIGINS,
    limits,
    deadLetterDays: parsed.data.DEAD_LETTER_DAYS,
  };
}

/** Where the parts that a distributed process does not use would be. Asking them fails at once. */
const nowhere = 'http://127.0.0.1:9';
const noDatabase = 'postgresql://nobody@127.0.0.1:9/none';

/** Connections of a process that serves one part of a distributed graph. */
export interface PartConfiguration {
  readonly connections: BankConnections;
  /** For the gateway. */
  readonly contextSecret: string;
  /** For a subgraph. */
  readonly contextKey: string;
  /** For the gateway: the address of each subgraph. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
}

/**
 * Reads the variables of a part, and adds what is wrong with them to the faults.
 *
 * @returns a value by the name of its variable; empty when it is missing or may be left out
 */
export function readVariables(
  part: Part,
  environment: NodeJS.ProcessEnv,
  faults: string[],
): (name: VariableName) => string {
  for (const name of needed[part]) readVariable(name, variables[name], environment, faults);
  return (name) => (needed[part].includes(name) ? (environment[name] ?? '') : '');
}

function readVariable(
  name: string,
  { meaning, schema }: Variable,
  environment: NodeJS.ProcessEnv,
  faults: string[],
): string {
  const value = environment[name] === '' ? undefined : environment[name];
  if (!schema.safeParse(value).success)
    faults.push(`${name} is ${value === undefined ? 'missing' : 'not valid'}: ${meaning}`);
  return value ?? '';
}

/**
 * Reads what the gateway or a subgraph of a distributed graph needs from the environment.
 *
 * @throws ConfigurationFaults with every missing or malformed variable and what it is
 */
export function readPartConfiguration(
  part: SubgraphName | 'gateway',
  environment: NodeJS.ProcessEnv,
): PartConfiguration {
  const faults: string[] = [];
  const read = readVariables(part, environment, faults);
  const subgraphUrls = Object.fromEntries(
    SUBGRAPH_NAMES.map((name) => {
      const variableName = subgraphUrlVariable(name);
      const meaning = variable(`GraphQL endpoint of the subgraph ${name}`, url);
      return [name, part === 'gateway' ? readVariable(variableName, meaning, environment, faults) : nowhere];
    }),
  ) as Record<SubgraphName, string>;
  if (faults.length > 0) throw new ConfigurationFaults(faults);
  const get = (name: VariableName, otherwise = '') => read(name) || otherwise;
  const database = (name: VariableName) => get(name, noDatabase);
  const databases: Record<BankSchema, string> = {
    directory: database('DIRECTORY_DATABASE_URL'),
    staffing: database('STAFFING_DATABASE_URL'),
    kyc: database('KYC_DATABASE_URL'),
    segments: database('SEGMENTS_DATABASE_URL'),
    aml_register: database('AML_REGISTER_DATABASE_URL'),
    interactions: database('INTERACTIONS_DATABASE_URL'),
  };
  return {
    contextSecret: get('CONTEXT_SECRET'),
    contextKey: get('CONTEXT_KEY'),
    subgraphUrls,
    connections: {
      systems: {
        'core-banking': get('CORE_BANKING_URL', nowhere),
        'identity-verification': get('IDENTITY_VERIFICATION_URL', nowhere),
        screening: get('SCREENING_URL', nowhere),
        aml: get('AML_URL', nowhere),
        fraud: get('FRAUD_URL', nowhere),
        segmentation: get('SEGMENTATION_URL', nowhere),
        loans: get('LOANS_URL', nowhere),
      },
      credentials: {
        coreBankingClientSecret: get('CORE_BANKING_CLIENT_SECRET'),
        identityVerificationAppToken: get('IDENTITY_VERIFICATION_APP_TOKEN'),
        screeningApiKey: get('SCREENING_API_KEY') || null,
        amlApiKey: get('AML_API_KEY'),
        fraud: { accountId: get('FRAUD_ACCOUNT_ID'), licenseKey: get('FRAUD_LICENSE_KEY') },
        fingerprintApiKey: get('FINGERPRINT_API_KEY'),
        segmentation: { username: get('SEGMENTATION_USERNAME'), password: get('SEGMENTATION_PASSWORD') },
        loans: {
          username: get('LOANS_USERNAME'),
          password: get('LOANS_PASSWORD'),
          tenantId: get('LOANS_TENANT_ID'),
        },
      },
      databases,
      auditKeys: get('AUDIT_KEYS_FILE'),
      own: {
        auditWriter: database('AUDIT_DATABASE_URL'),
        auditReader: database('AUDIT_READER_DATABASE_URL'),
        auditIntegrator: noDatabase,
        auditWitness: noDatabase,
        auditKeyKeeper: noDatabase,
        ledgerReader: database('LEDGER_DATABASE_URL'),
        accessWriter: database('ACCESS_DATABASE_URL'),
        accessReader: database('ACCESS_READER_DATABASE_URL'),
        decisionsWriter: database('DECISIONS_DATABASE_URL'),
        decisionsReader: database('DECISIONS_READER_DATABASE_URL'),
        consentWriter: database('CONSENT_WRITER_DATABASE_URL'),
        consentReader: database('CONSENT_DATABASE_URL'),
        journeysWriter: database('JOURNEYS_DATABASE_URL'),
        operationsReader: database('OPERATIONS_DATABASE_URL'),
        operationsPublisher: noDatabase,
        eventsRelay: noDatabase,
        eventIntake: noDatabase,
        eventKeeper: noDatabase,
      },
      operations: { verifier: get('OPERATIONS_VERIFIER_FILE'), kept: get('OPERATIONS_FILE') },
      today: null,
      issuer: { issuer: get('OIDC_ISSUER'), jwksUrl: get('OIDC_JWKS_URL'), audience: get('OIDC_AUDIENCE') },
    },
  };
}
