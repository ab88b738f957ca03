import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { composeSupergraph } from './compose-supergraph.js';
import { SUBGRAPH_NAMES } from './subgraph-names.js';
import { readSubgraph } from './subgraph-sdl.js';

const composition = composeSupergraph();
if (!composition.composed) throw new Error('The contract does not compose.');
const api = buildSchema(composition.apiSdl);
const types = Object.values(api.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const objects = types.filter(isObjectType);
const fields = objects.flatMap((type) =>
  Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, type, field })),
);

/**
 * What the bank's systems have, and what the graph must therefore offer: types and their fields in this contract.
 * A field that is paged is written with its connection: `amlAlerts()`.
 */
const offered: Readonly<Record<string, string>> = {
  Query: `customer customers() decision caseFile lineage decisionsByPlan() ledgerIntegrity accessGrants() proposedDecisions() auditEntries()
    auditCheckpoint`,
  Mutation: `requestAccess decideAccess endAccess reviewAccess recordKycReview requestDocument escalateCase disposeCase
    noteOnCase assignCase proposeReport decideReport resolveRiskDecision recordStepUp recordOutreach proposeSegmentOverride
    decideSegmentOverride restrictService liftRestriction withdrawProposal requestConsent authoriseConsent
    rejectConsent withdrawConsent reauthenticateConsent changeConsentAccounts startJourney
    continueJourney abandonJourney`,
  Subscription: 'customerChanged caseChanged',
  CustomerChange: 'id at kind domain decisions customer',
  Customer: `id name party externalIds accounts() loans restrictions kyc amlAlerts() amlCases() sars() fraudSignals()
    riskDecisions() segmentMemberships predictions consents decisions() timeline() riskHistory accessHistory()
    journeys`,
  ExternalIdentifier: 'system externalId',
  Account: `id status currency typeCode product nickname identifications servicer partyRoles balances transactions()
    beneficiaries standingOrders directDebits statements`,
  AccountIdentification: 'scheme value',
  Balance: 'type amount creditDebit dateTime',
  Amount: 'amount currency',
  Transaction: 'id bookingDateTime status amount mcc merchant counterparty bankTransactionCode',
  Loan: 'id product status principal outstanding',
  Beneficiary: 'id name account reference',
  StandingOrder: 'id frequency nextPaymentAt nextPaymentAmount status creditor',
  DirectDebit: 'id mandate name status previousPaymentAt previousPaymentAmount',
  Statement: 'id type startDateTime endDateTime createdAt',
  PartyRole: 'role partyName',
  ServiceRestriction: 'reason scope since',
  KycProfile: 'status cddLevel nextReviewAt riskRating riskRatings verifications documents screenings',
  RiskRating: 'band score reason modelVersion validFrom validTo recordedAt',
  Verification: 'vendor answer rejectType labels reasonForCustomer reasonInternal',
  IdDocument: 'type country expiresOn number imageHash',
  Screening: 'listVersion algorithm threshold status matches',
  ScreeningMatch: 'entityId referents schema caption topics datasets score explanations status',
  AmlAlert: 'typology ruleHits score alertThreshold interdictionThreshold',
  RuleHit: 'ruleId outcome weight',
  AmlCase: 'status outcome reviewLevel assignee dueAt events tasks evidence noReportDecisions',
  AmlEvidence: 'kind addedAt hash',
  Sar: 'status regulatorRef filedAt narrative acknowledgement',
  SarAcknowledgement: 'bsaId accepted warnings',
  NoReportDecision: 'rationale',
  FraudSignal: 'kind source observedAt confidence attributes',
  RiskDecision: 'score action reasons reasonForCustomer policyVersion expiresAt stepUps',
  RiskReason: 'code weight',
  StepUp: 'method result',
  SegmentMembership: 'segment since source score modelRun override',
  ModelVersion: 'name version purpose assumptions limitations owner tier validatedAt status',
  Override: 'from to reason by approvedBy expiresAt',
  Prediction: 'kind probability horizonDays producedAt modelRun',
  Consent: `id kind status purpose lawfulBasis permissions accounts grantedAt expiresAt transactionsFrom transactionsTo
    grantee noticeVersion history`,
  DecisionEvent: `id subject occurredAt recordedAt kind decision actor inputs plan outcome reasonForCustomer
    reasonInternal causedBy supersedes approvals class recordedLater fourEyes anchoredBy`,
  DecisionActor: 'type id role onBehalfOf',
  EvidenceRef: 'system externalId hash asOf class',
  DecisionPlan: 'type id version',
  Completeness: 'missingSystems',
  Lineage: 'nodes edges truncated',
  LineageEdge: 'from to relation',
  RiskHistory: 'current firstIdentified levels',
  RiskLevel: 'decisionId level validFrom validTo recordedAt recordedLater ratedBy reason',
  LedgerIntegrity: 'intact decisions records whole faults faultCount',
  AuditEntry: `id at kind actor roles purpose clientId channel customer consents requestId operationName
    operationHash policyVersion outcome errorCode fields answer inclusion`,
  AuditInclusion: 'index leafHash hashes checkpoint',
  AuditCheckpoint: 'origin size root note signedAt witness cosignedAt',
  AccessGrant: `id kind customer status reason requestedBy requestedRole requestedAt minutes decidedBy decidedRole
    decidedAt decisionNote expiresAt endedAt review`,
  AccessReview: 'by role at verdict note',
  HumanDecision: `id kind customer caseId outcome status version details reason reasonForCustomer evidence madeBy madeRole
    madeAt lapsesAt answer expiresAt sentOn decisionIds`,
  HumanDecisionAnswer: 'by role at reason',
  Journey: 'id kind status version startedAt startedIn lastChannel pendingSteps doneSteps events',
  JourneyEvent: 'kind step at channel handedOverTo actor by',
};

/** Code sets of the systems, whole. */
const codes: Readonly<Record<string, string>> = {
  KycStatus: 'NEW PROCESSING APPROVED REJECTED',
  VerificationAnswer: 'GREEN RED',
  VerificationRejectType: 'RETRY FINAL',
  ScreeningMatchStatus: 'PENDING NO_HIT CONFIRMED_HIT SKIPPED',
  AmlCaseOutcome: 'FALSE_POSITIVE VALUABLE_ALERT CONFIRMED_RISK UNSET',
  FraudSignalKind: 'DEVICE BIOMETRIC IP VELOCITY',
  RiskAction: 'ALLOW MONITOR STEP_UP OUTREACH HOLD BLOCK',
  PredictionKind: 'DEFAULT CHURN RISING_RISK',
  ConsentKind: 'ACCOUNT_ACCESS PURPOSE',
  ConsentStatus: 'AWAU AUTH RJCT CANC EXPD',
  AgentType: 'SYSTEM MODEL HUMAN',
  LineageRelation: 'WAS_INFORMED_BY WAS_REVISION_OF',
  TimelineEntryKind: 'CONTACT CHECK ALERT CONSENT DECISION',
  RestrictionReason: 'UNDER_REVIEW',
  TransactionStatus: 'BOOK FUTR INFO PDNG RJCT',
  AccessGrantKind: 'BREAK_GLASS UNMASKING EXPORT',
  AccessGrantStatus: 'REQUESTED OPEN REFUSED ENDED EXPIRED REVIEWED',
  AccessVerdict: 'JUSTIFIED NOT_JUSTIFIED',
  JourneyKind: 'DOCUMENT_RENEWAL ADDRESS_CHANGE PAYMENT_PROBLEM ONBOARDING',
  JourneyStatus: 'OPEN COMPLETED ABANDONED',
  Channel: 'CALL_CENTRE BRANCH ONLINE MOBILE',
};

describe('the contract', () => {
  it.each(Object.entries(offered))('offers %s with what its system knows', (typeName, names) => {
    const type = api.getType(typeName) as GraphQLObjectType | undefined;
    const shown = new Set(Object.values(type?.getFields() ?? {}).map(asWritten));
    const missing = names.split(/\s+/).filter((name) => !shown.has(name));
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(codes))('has the code set %s whole', (typeName, values) => {
    const type = api.getType(typeName);
    const shown = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
    expect(shown.sort()).toEqual(values.split(' ').sort());
  });

  it('describes every type and every field', () => {
    const undescribed = [
      ...types
        .filter((type) => !isSpecifiedScalarType(type) && !isRoot(type) && !type.description)
        .map(String),
      ...fields.filter(({ field }) => !field.description).map(({ at }) => at),
    ];
    expect(undescribed).toEqual([]);
  });

  it('has no floats: amounts, scores and rates are decimals', () => {
    const floats = fields
      .filter(({ field }) => getNamedType(field.type).name === 'Float')
      .map(({ at }) => at);
    expect(floats).toEqual([]);
  });

  it('has no scalars but decimals, dates and codes', () => {
    const scalars = types.filter((type) => isScalarType(type) && !isSpecifiedScalarType(type)).map(String);
    expect(scalars.sort()).toEqual(['CountryCode', 'CurrencyCode', 'Date', 'DateTime', 'Decimal']);
  });

  it('pages by Relay connections, all alike', () => {
    // The audit log alone is not counted: that would be to read all of it.
    const connections = objects.filter(
      ({ name }) => name.endsWith('Connection') && name !== 'AuditEntryConnection',
    );
    const shapes = connections.map((connection) =>
      shapeOf(connection, connection.name.slice(0, -'Connection'.length)),
    );
    const shape = {
      edges: '[#Edge!]!',
      nodes: '[#!]!',
      pageInfo: 'PageInfo!',
      totalCount: 'Int!',
      edge: { cursor: 'String!', node: '#!' },
    };
    expect(shapes.map(({ completeness: _extra, ...rest }) => rest)).toEqual(connections.map(() => shape));
  });

  it('takes first and after wherever it pages, with a page of 25 unless told', () => {
    const paged = fields.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'));
    const args = paged.map(({ at, field }) => [
      at,
      field.args.filter(isPaging).map((arg) => `${arg.name}=${arg.defaultValue}`),
    ]);
    expect(args).toEqual(paged.map(({ at }) => [at, ['first=25', 'after=undefined']]));
  });

  it('is nullable wherever a policy can deny: only ids, pages and the parts of one value are certain', () => {
    const certain = fields.filter(({ at, type, field }) => {
      const paging = /(Connection|Edge|PageInfo)$/.test(type.name);
      return isNonNullType(field.type) && !paging && !at.endsWith('.id');
    });
    expect(certain.map(({ at }) => at).sort()).toEqual([
      'Amount.amount',
      'Amount.currency',
      'Approval.by',
      'DecisionActor.type',
      'DecisionPlan.type',
      'ExternalIdentifier.externalId',
      'ExternalIdentifier.system',
      'FraudAttribute.name',
      'FraudAttribute.value',
      'HumanDecisionDetail.name',
      'HumanDecisionDetail.value',
      'HumanDecisionEvidence.asOf',
      'HumanDecisionEvidence.externalId',
      'HumanDecisionEvidence.hash',
      'HumanDecisionEvidence.system',
      'RiskReason.code',
      'RuleHit.ruleId',
      'ScreeningExplanation.feature',
      'ScreeningExplanation.score',
    ]);
  });

  it('has no nulls within lists', () => {
    const holes = fields.filter(({ field }) => {
      const list = isNonNullType(field.type) ? field.type.ofType : field.type;
      return isListType(list) && !isNonNullType(list.ofType);
    });
    expect(holes.map(({ at }) => at)).toEqual([]);
  });

  it("only reads what is the bank's: subgraphs that write own what they write", () => {
    const writing = SUBGRAPH_NAMES.filter((name) => /\btype Mutation\b/.test(readSubgraph(name).sdl));
    expect(writing).toEqual(['consent', 'access', 'decisions', 'journeys']);
  });
});

/** A field as the table above writes it: with `()` when it is paged. */
function asWritten(field: GraphQLField<unknown, unknown>): string {
  return getNamedType(field.type).name.endsWith('Connection') ? `${field.name}()` : field.name;
}

function isRoot(type: unknown): boolean {
  return [api.getQueryType(), api.getMutationType(), api.getSubscriptionType()].includes(
    type as GraphQLObjectType,
  );
}

function isPaging({ name }: { readonly name: string }): boolean {
  return name === 'first' || name === 'after';
}

/** Types of a connection's and its edge's fields, with # for the type that is paged. */
function shapeOf(connection: GraphQLObjectType, row: string): Record<string, unknown> {
  const shape = (type: GraphQLObjectType) =>
    Object.fromEntries(
      Object.values(type.getFields()).map(({ name, type: of }) => [name, String(of).replace(row, '#')]),
    );
  const edge = api.getType(`${row}Edge`);
  return { ...shape(connection), edge: isObjectType(edge) ? shape(edge) : undefined };
}
