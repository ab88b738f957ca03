import { type KeyObject, randomUUID } from 'node:crypto';
import { accessDatabase, accessSubgraph } from '@bankgraph/access-subgraph';
import { amlSubgraph, marbleSource, sarRegisterSource, tazamaSource } from '@bankgraph/aml-subgraph';
import { AuditReader, type EditEntry, keyFile, operationHash, type RecordEdit } from '@bankgraph/audit-log';
import type { PolicySet } from '@bankgraph/authorization';
import type { BankSystem, BankSystemOptions } from '@bankgraph/bank-sources';
import type { ReadThrough } from '@bankgraph/cache';
import {
  consentDatabaseDesk,
  consentDatabaseSource,
  consentSubgraph,
  directoryHoldings,
  startConsentExpiry,
} from '@bankgraph/consent-subgraph';
import {
  coreBankingSubgraph,
  decidedRestrictionsSource,
  directorySource,
  fineractSource,
  openBankingSource,
} from '@bankgraph/core-banking-subgraph';
import type { Knex } from '@bankgraph/database';
import {
  decisionDatabase,
  decisionSender,
  decisionsSubgraph,
  marbleCaseSource,
  staffingCaseDirectory,
} from '@bankgraph/decisions-subgraph';
import {
  biometricsSource,
  decidedResolutionsSource,
  fingerprintSource,
  fraudSubgraph,
  riskEngineSource,
} from '@bankgraph/fraud-subgraph';
import { journeyDatabase, journeysSubgraph } from '@bankgraph/journeys-subgraph';
import {
  decidedReviewsSource,
  kycDatabaseSource,
  kycSubgraph,
  verificationVendorSource,
  yenteSource,
} from '@bankgraph/kyc-subgraph';
import {
  accessLogSource,
  auditTrailSource,
  integrityCheck,
  interactionsSource,
  ledgerSource,
  lineageSubgraph,
  sealedEvents,
} from '@bankgraph/lineage-subgraph';
import type { SubgraphName } from '@bankgraph/schema';
import {
  decidedOverridesSource,
  segmentsDatabaseSource,
  segmentsSubgraph,
  unomiSource,
} from '@bankgraph/segments-subgraph';
import type { LoaderScope, SubgraphDefinition } from '@bankgraph/subgraph-kit';
import type { Logger } from 'pino';
import type { BankConnections } from './bank-connections.js';

/** What the sources of a subgraph are made of. */
export interface SourceOptions {
  readonly connections: BankConnections;
  readonly policies: PolicySet;
  /** The bank's directory of customers, open already because every subgraph asks for it. */
  readonly directory: Knex;
  /** Opens a database of the bank; whoever opened it closes it. */
  open(url: string): Knex;
  /** The same for a database of ours that a subgraph may write. */
  openToWrite(url: string): Knex;
  /** Opens a client of a bank system; whoever opened it closes it. */
  system(options: BankSystemOptions): BankSystem;
  /** Keeps for a while what the bank's systems say; null: each request asks them. */
  readonly cache: ReadThrough | null;
  /** Key between the gateway and this subgraph, with which events are sealed for it. */
  readonly contextKey: KeyObject;
  /** Prepares the record of an edit, which goes into the edit's own transaction. @throws AuditUnavailable */
  prepareEdit(entry: EditEntry): Promise<RecordEdit>;
  /** Where a subgraph tells those on duty what they have to know at once. */
  readonly logger: Logger;
}

/** Base path of UK Open Banking AIS v4.0 at core banking. */
const openBankingPath = '/open-banking/v4.0/aisp';

/** Base path of Fineract's API. */
const fineractPath = '/fineract-provider/api/v1';

/** Chooses the adapters of a subgraph: the only place that knows which system is behind which source. */
export function subgraphDefinition(name: SubgraphName, options: SourceOptions): SubgraphDefinition<object> {
  return makers[name](options) as SubgraphDefinition<object>;
}

const makers: Readonly<Record<SubgraphName, (options: SourceOptions) => unknown>> = {
  'core-banking': (options) => {
    const { connections, directory, cache } = options;
    const { systems, credentials } = connections;
    return coreBankingSubgraph({
      coreBanking: openBankingSource({
        baseUrl: systems['core-banking'] + openBankingPath,
        clientId: 'bankgraph',
        clientSecret: credentials.coreBankingClientSecret,
      }),
      directory: directorySource({ knex: directory }),
      loans: fineractSource({ baseUrl: systems.loans + fineractPath, ...credentials.loans }),
      decided: decidedBy(decidedRestrictionsSource, options),
      cache,
    });
  },
  kyc: (options) => {
    const { connections, open, system, cache } = options;
    const { systems, credentials, databases } = connections;
    const vendor = system({
      name: 'identity-verification',
      baseUrl: systems['identity-verification'],
      readOnly: true,
      headers: { 'x-app-token': credentials.identityVerificationAppToken },
    });
    const screening = system({
      name: 'screening',
      baseUrl: systems.screening,
      readOnly: false,
      headers:
        credentials.screeningApiKey === null
          ? {}
          : { authorization: `ApiKey ${credentials.screeningApiKey}` },
    });
    return kycSubgraph({
      records: kycDatabaseSource(open(databases.kyc)),
      vendor: verificationVendorSource(vendor),
      screening: yenteSource(screening),
      decided: decidedBy(decidedReviewsSource, options),
      cache,
    });
  },
  aml: ({ connections, open, system }) => {
    const { systems, credentials, databases, today } = connections;
    const cases = system({
      name: 'aml',
      baseUrl: systems.aml,
      readOnly: true,
      headers: { 'x-api-key': credentials.amlApiKey },
    });
    return amlSubgraph({
      caseManagement: marbleSource({ system: cases, ...(today === null ? {} : { now: () => today }) }),
      evaluations: tazamaSource({ system: cases }),
      register: sarRegisterSource({ knex: open(databases.aml_register) }),
    });
  },
  fraud: (options) => {
    const { connections, system } = options;
    const { systems, credentials } = connections;
    const { accountId, licenseKey } = credentials.fraud;
    const engine = system({
      name: 'fraud',
      baseUrl: systems.fraud,
      readOnly: true,
      headers: { authorization: basic({ username: accountId, password: licenseKey }) },
    });
    const fingerprint = system({
      name: 'fraud',
      baseUrl: systems.fraud,
      readOnly: true,
      headers: { 'auth-api-key': credentials.fingerprintApiKey },
    });
    return fraudSubgraph({
      riskEngine: riskEngineSource({ system: engine }),
      deviceEvents: fingerprintSource({ system: fingerprint }),
      behaviour: biometricsSource({ system: engine }),
      decided: decidedBy(decidedResolutionsSource, options),
    });
  },
  segments: (options) => {
    const { connections, open, system } = options;
    const { systems, credentials, databases } = connections;
    const segmentation = system({
      name: 'segmentation',
      baseUrl: systems.segmentation,
      readOnly: false,
      headers: { authorization: basic(credentials.segmentation) },
    });
    return segmentsSubgraph({
      records: segmentsDatabaseSource(open(databases.segments)),
      segmentation: unomiSource(segmentation),
      decided: decidedBy(decidedOverridesSource, options),
    });
  },
  consent: ({ connections, directory, openToWrite, policies, prepareEdit, logger }) => {
    const consents = openToWrite(connections.own.consentWriter);
    return consentSubgraph({
      register: consentDatabaseSource(consents),
      desk: consentDatabaseDesk(consents),
      holdings: directoryHoldings(directory),
      // With a connection of its own: what it waits for, customers do not.
      expiry: startConsentExpiry(
        openToWrite(connections.own.consentWriter),
        expiryRecordedBy(policies, prepareEdit),
        { log: logger },
      ),
      recordOf: recordedBy(policies, prepareEdit),
    });
  },
  lineage: ({ connections, policies, open, contextKey }) => {
    const { databases, own } = connections;
    const audit = open(own.auditReader);
    const reader = new AuditReader(audit, keyFile(connections.auditKeys));
    const ledger = open(own.ledgerReader);
    return lineageSubgraph({
      ledger: ledgerSource({ knex: ledger }),
      interactions: interactionsSource({ knex: open(databases.interactions) }),
      accessLog: accessLogSource({ reader, restrictedFields: restrictedFields(policies) }),
      auditTrail: auditTrailSource({ reader, knex: audit, restrictedFields: restrictedFields(policies) }),
      integrity: integrityCheck({ ledger, audit }),
      openEvent: sealedEvents(contextKey),
    });
  },
  access: ({ connections, openToWrite, logger, policies, prepareEdit }) =>
    accessSubgraph({
      register: accessDatabase(openToWrite(connections.own.accessWriter)),
      alerts: logger,
      recordOf: recordedBy(policies, prepareEdit),
    }),
  decisions: ({ connections, open, openToWrite, system, policies, prepareEdit }) => {
    const { systems, credentials, databases, own } = connections;
    const cases = system({
      name: 'aml',
      baseUrl: systems.aml,
      readOnly: false,
      headers: { 'x-api-key': credentials.amlApiKey },
    });
    return decisionsSubgraph({
      register: decisionDatabase(openToWrite(own.decisionsWriter)),
      cases: staffingCaseDirectory(open(databases.staffing)),
      // With connections of its own: while case management does not answer, others go on deciding.
      sender: decisionSender(openToWrite(own.decisionsWriter), marbleCaseSource({ system: cases })),
      recordOf: recordedBy(policies, prepareEdit),
    });
  },
  journeys: ({ connections, openToWrite, policies, prepareEdit }) =>
    journeysSubgraph({
      register: journeyDatabase(openToWrite(connections.own.journeysWriter)),
      recordOf: recordedBy(policies, prepareEdit),
    }),
};

/** What people have decided through the graph. */
function decidedBy<Source>(
  source: (options: { readonly knex: Knex }) => Source,
  { connections, open }: SourceOptions,
): Source {
  return source({ knex: open(connections.own.decisionsReader) });
}

/** How a subgraph that writes puts a change of a customer's on record. */
function recordedBy(policies: PolicySet, prepareEdit: SourceOptions['prepareEdit']) {
  return (
    { field, customerId }: { readonly field: string; readonly customerId: string },
    { actor, requestId, operationName, operationHash }: LoaderScope,
  ): Promise<RecordEdit> =>
    prepareEdit({
      actor,
      purpose: actor.purpose,
      subject: customerId,
      requestId,
      operationName,
      operationHash,
      policyVersion: policies.version,
      fields: [[field, 'allow', 1]],
    });
}

/** How it gets on record that time has ended a consent: nobody asked for it. */
function expiryRecordedBy(policies: PolicySet, prepareEdit: SourceOptions['prepareEdit']) {
  const operationName = 'consent expiry';
  return (customerId: string): Promise<RecordEdit> =>
    prepareEdit({
      actor: { id: 'bankgraph', kind: 'service', roles: [], clientId: 'bankgraph', channel: null },
      purpose: null,
      subject: customerId,
      requestId: randomUUID(),
      operationName,
      operationHash: operationHash(operationName),
      policyVersion: policies.version,
      fields: [],
    });
}

/** Every field of class restricted: whoever was shown one has looked at what others must not know of. */
function restrictedFields(policies: PolicySet): ReadonlySet<string> {
  const all = [...policies.subgraphs.values()].flatMap(({ fields, rows }) => [
    ...fields.values(),
    ...rows.values(),
  ]);
  return new Set(all.filter((policy) => policy.class === 'restricted').map(({ id }) => id));
}

/** Credentials of HTTP Basic authentication (RFC 7617). */
function basic({ username, password }: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
