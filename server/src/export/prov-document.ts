import type { CaseFile, ExportedDecision } from './case-file.js';

/** A value of an attribute in PROV-JSON, section 2.2. */
export type ProvValue = string | number | boolean | { readonly $: string; readonly type: string };

/** Attributes of an element or of a relation. */
export type ProvAttributes = Readonly<Record<string, ProvValue>>;

/** By identifier. */
export type ProvRecords = Readonly<Record<string, ProvAttributes>>;

/** A PROV-JSON document (W3C Member Submission of 24 April 2013), as far as case files need it. */
export interface ProvDocument {
  readonly prefix: Readonly<Record<string, string>>;
  readonly entity: ProvRecords;
  readonly activity: ProvRecords;
  readonly agent: ProvRecords;
  readonly used: ProvRecords;
  readonly wasGeneratedBy: ProvRecords;
  readonly wasInformedBy: ProvRecords;
  readonly wasAssociatedWith: ProvRecords;
  readonly actedOnBehalfOf: ProvRecords;
  readonly wasDerivedFrom: ProvRecords;
}

const prefix = {
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  bankgraph: 'urn:bankgraph:',
  decision: 'urn:bankgraph:decision:',
  outcome: 'urn:bankgraph:outcome:',
  evidence: 'urn:bankgraph:evidence:',
  plan: 'urn:bankgraph:plan:',
  agent: 'urn:bankgraph:agent:',
} as const;

type Prefix = keyof typeof prefix;

const agentTypes: Readonly<Record<ExportedDecision['actor']['type'], string>> = {
  HUMAN: 'prov:Person',
  SYSTEM: 'prov:SoftwareAgent',
  MODEL: 'prov:SoftwareAgent',
};

/**
 * A case file in the words of PROV: the decision is the activity, what came of it and what it used are entities, who took
 * or approved it are agents, the rule or model that it followed is its plan. PROV-JSON has no relation of its own for a
 * revision (prov:wasRevisionOf): it is a derivation of type prov:Revision.
 */
export function provDocument(file: CaseFile): ProvDocument {
  const parts = {
    entity: {} as Record<string, ProvAttributes>,
    activity: {} as Record<string, ProvAttributes>,
    agent: {} as Record<string, ProvAttributes>,
    used: {} as Record<string, ProvAttributes>,
    wasGeneratedBy: {} as Record<string, ProvAttributes>,
    wasInformedBy: {} as Record<string, ProvAttributes>,
    wasAssociatedWith: {} as Record<string, ProvAttributes>,
    actedOnBehalfOf: {} as Record<string, ProvAttributes>,
    wasDerivedFrom: {} as Record<string, ProvAttributes>,
  };
  let relations = 0;
  const relate = (kind: keyof typeof parts, attributes: ProvAttributes) => {
    relations += 1;
    parts[kind][`_:r${relations}`] = attributes;
  };

  for (const one of file.decisions) {
    const activity = name('decision', one.id);
    const outcome = name('outcome', one.id);
    const at = time(one.occurredAt);
    parts.activity[activity] = {
      'prov:startTime': at,
      'prov:endTime': at,
      'prov:type': qualified(`bankgraph:${encodeURIComponent(one.kind)}`),
      'bankgraph:recordedAt': dateTime(one.recordedAt),
      'bankgraph:domain': one.domain,
      'bankgraph:class': one.class,
      ...given('bankgraph:reasonForCustomer', one.reasonForCustomer),
      ...given('bankgraph:reasonInternal', one.reasonInternal),
    };
    parts.entity[outcome] = { 'prov:value': one.decision, 'bankgraph:outcome': one.outcome };
    relate('wasGeneratedBy', { 'prov:entity': outcome, 'prov:activity': activity, 'prov:time': at });

    const agent = name('agent', one.actor.id);
    parts.agent[agent] = {
      ...parts.agent[agent],
      'prov:type': qualified(agentTypes[one.actor.type]),
      'bankgraph:actorType': one.actor.type,
    };
    const plan = one.plan === null ? null : name('plan', one.plan.type, one.plan.id, one.plan.version ?? '');
    if (one.plan !== null && plan !== null) {
      parts.entity[plan] = {
        'prov:type': qualified('prov:Plan'),
        'bankgraph:planType': one.plan.type,
        'bankgraph:planId': one.plan.id,
        ...given('bankgraph:version', one.plan.version),
      };
    }
    relate('wasAssociatedWith', {
      'prov:activity': activity,
      'prov:agent': agent,
      ...given('prov:plan', plan),
      ...given('prov:role', one.actor.role),
    });
    if (one.actor.onBehalfOf !== null) {
      const responsible = name('agent', one.actor.onBehalfOf);
      parts.agent[responsible] ??= {};
      relate('actedOnBehalfOf', {
        'prov:delegate': agent,
        'prov:responsible': responsible,
        'prov:activity': activity,
      });
    }
    for (const { by, role, at: approvedAt } of one.approvals) {
      const approver = name('agent', by);
      parts.agent[approver] = { ...parts.agent[approver], 'prov:type': qualified('prov:Person') };
      relate('wasAssociatedWith', {
        'prov:activity': activity,
        'prov:agent': approver,
        'prov:type': qualified('bankgraph:approval'),
        ...given('prov:role', role),
        ...(approvedAt === null ? {} : { 'bankgraph:approvedAt': dateTime(approvedAt) }),
      });
    }
    for (const input of one.inputs) {
      const evidence = name('evidence', input.system, input.externalId, input.hash);
      parts.entity[evidence] = {
        'bankgraph:system': input.system,
        'bankgraph:externalId': input.externalId,
        'bankgraph:sha256': input.hash,
        'bankgraph:asOf': dateTime(input.asOf),
        'bankgraph:class': input.class,
      };
      relate('used', { 'prov:activity': activity, 'prov:entity': evidence, 'prov:time': at });
    }
    for (const cause of one.causedBy) {
      relate('wasInformedBy', { 'prov:informed': activity, 'prov:informant': name('decision', cause) });
    }
    if (one.supersedes !== null) {
      relate('wasDerivedFrom', {
        'prov:generatedEntity': outcome,
        'prov:usedEntity': name('outcome', one.supersedes),
        'prov:activity': activity,
        'prov:type': qualified('prov:Revision'),
      });
    }
  }
  return { prefix, ...parts };
}

/** A qualified name: whatever an identifier is made of, each part is one, and none can be taken for another. */
function name(of: Prefix, ...parts: readonly string[]): string {
  return `${of}:${parts.map((part) => encodeURIComponent(part)).join('/')}`;
}

function qualified(value: string): ProvValue {
  return { $: value, type: 'prov:QUALIFIED_NAME' };
}

function dateTime(value: string): ProvValue {
  return { $: time(value), type: 'xsd:dateTime' };
}

/** All in UTC and to the millisecond, so that they compare as they read. */
function time(value: string): string {
  return new Date(value).toISOString();
}

function given(attribute: string, value: string | null): ProvAttributes {
  return value === null ? {} : { [attribute]: value };
}
