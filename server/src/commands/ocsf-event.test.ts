import type { AuditRecord } from '@bankgraph/audit-log';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ocsfEvent } from './ocsf-event.js';

/*
 * What OCSF 1.3.0 demands of an API Activity, from its own definitions (github.com/ocsf/ocsf-schema): attributes with the
 * requirement "required" in includes/classification.json, includes/occurrence.json, events/base_event.json,
 * events/application/api_activity.json and the objects that they refer to, and the constraints "at_least_one" of those.
 */
const text = { type: 'string', minLength: 1 };
const atLeastOne = (...names: string[]) => names.map((name) => ({ required: [name] }));
const apiActivity = {
  type: 'object',
  required: [
    'activity_id',
    'category_uid',
    'class_uid',
    'type_uid',
    'time',
    'severity_id',
    'metadata',
    'actor',
    'api',
    'src_endpoint',
  ],
  properties: {
    activity_id: { enum: [0, 1, 2, 3, 4, 99] },
    category_uid: { const: 6 },
    class_uid: { const: 6003 },
    type_uid: { enum: [600300, 600301, 600302, 600303, 600304, 600399] },
    time: { type: 'integer', minimum: 1_000_000_000_000 },
    severity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 99] },
    status_id: { enum: [0, 1, 2, 99] },
    metadata: {
      type: 'object',
      required: ['version', 'product'],
      properties: {
        version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
        product: {
          type: 'object',
          required: ['name', 'vendor_name'],
          properties: { name: text, vendor_name: text },
        },
      },
    },
    actor: {
      type: 'object',
      anyOf: atLeastOne('process', 'user', 'invoked_by', 'session', 'app_name', 'app_uid'),
      properties: {
        user: { type: 'object', anyOf: atLeastOne('account', 'name', 'uid'), properties: { uid: text } },
      },
    },
    api: { type: 'object', required: ['operation'], properties: { operation: text } },
    src_endpoint: {
      type: 'object',
      anyOf: atLeastOne(
        'ip',
        'uid',
        'name',
        'hostname',
        'svc_name',
        'instance_uid',
        'interface_uid',
        'interface_name',
      ),
      properties: { svc_name: text },
    },
    resources: { type: 'array', items: { type: 'object', anyOf: atLeastOne('name', 'uid') } },
  },
};
const isApiActivity = new Ajv2020({ strict: false, allErrors: true }).compile(apiActivity);

const record: AuditRecord = {
  kind: 'access',
  id: '019ab3d2-0000-7000-8000-000000000000',
  writer: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  sequence: 7,
  previous: '0'.repeat(64),
  recordedAt: '2026-06-30T12:00:00.123Z',
  elapsedMs: 5,
  actor: { id: 'S-1', kind: 'staff', roles: ['frontline-agent'], clientId: 'crm', channel: 'call-centre' },
  purpose: 'CustomerCare',
  subject: 'C-1001',
  requestId: 'r-1',
  operationName: 'Names',
  operationHash: 'ab'.repeat(32),
  policyVersion: 'p',
  fields: [['Customer.name', 'allow', 1]],
  outcome: 'answered',
  answer: { salt: '00', digest: 'ff' },
};

describe('an OCSF event', () => {
  it.each<[what: string, record: AuditRecord]>([
    ['an answer', record],
    ['a refusal', { ...record, outcome: 'refused', errorCode: 'FORBIDDEN', answer: null, fields: [] }],
    ['an operation without a name, on nobody', { ...record, operationName: null, subject: null }],
    ['an operation of a client without a name', { ...record, actor: { ...record.actor, clientId: '' } }],
    ['a customer', { ...record, actor: { ...record.actor, kind: 'customer', id: 'C-1001', channel: null } }],
  ])('has what the class API Activity demands: %s', (_, of) => {
    isApiActivity(JSON.parse(JSON.stringify(ocsfEvent(of))));
    expect(isApiActivity.errors ?? []).toEqual([]);
  });

  it('says who, what, of whom, when, what for, and how it ended', () => {
    expect(ocsfEvent(record)).toMatchObject({
      activity_id: 2,
      type_uid: 600302,
      time: Date.UTC(2026, 5, 30, 12, 0, 0, 123),
      status_id: 1,
      actor: { user: { uid: 'S-1', groups: [{ name: 'frontline-agent' }] }, app_uid: 'crm' },
      api: { operation: 'Names', request: { uid: 'r-1' } },
      resources: [{ uid: 'C-1001', type: 'customer' }],
      unmapped: {
        purpose: 'CustomerCare',
        fields: [{ field: 'Customer.name', decision: 'allow', count: 1 }],
      },
    });
    const failed = ocsfEvent({ ...record, outcome: 'failed', errorCode: 'UPSTREAM_UNAVAILABLE' });
    expect(failed).toMatchObject({ status_id: 2, status_code: 'UPSTREAM_UNAVAILABLE' });
    const changed = ocsfEvent({ ...record, kind: 'edit', fields: [['Mutation.endAccess', 'allow', 1]] });
    expect(changed).toMatchObject({ activity_id: 3, type_uid: 600303 });
  });

  it('is none without any of what is demanded', () => {
    for (const name of apiActivity.required) {
      const { [name]: _, ...rest } = ocsfEvent(record);
      expect([name, isApiActivity(rest)]).toEqual([name, false]);
    }
    expect(isApiActivity({ ...ocsfEvent(record), src_endpoint: {} })).toBe(false);
  });
});
