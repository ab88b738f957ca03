import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { coverageFaults } from './coverage.js';
import { PolicyFaults } from './fault.js';
import { readPolicies } from './policy-files.js';
import { policyFolder } from './policy-folder.fixture.js';

const good = `subgraph: kyc
owner: Financial Crime Compliance
carried: [PageInfo]
SegmentMembership:
  class: confidential
  allow: [{ role: everyone }]
  because: rows
IdDocument.{number, imageHash}:
  class: confidential
  allow:
    - role: [kyc-analyst, mlro]
      when: [assigned to the customer, not restricted]
      for: CustomerCare
    - role: customer
      when: their own record
      show: last 4 characters
  because: Analysts compare documents; customers only recognise them.
`;

async function faultsOf(
  fields: Record<string, string>,
  change: { roles?: string; conditions?: string; walls?: string } = {},
) {
  const folder = await policyFolder({ fields, ...change });
  return readPolicies(folder).then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof PolicyFaults)) throw error;
      return error.faults.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    },
  );
}

describe('policy files', () => {
  it('read as sentences: fields, groups of fields and rows', async () => {
    const policies = (await readPolicies(await policyFolder({ fields: { 'kyc.yaml': good } }))).subgraphs.get(
      'kyc',
    );
    expect(policies?.owner).toBe('Financial Crime Compliance');
    expect([...(policies?.rows.keys() ?? [])]).toEqual(['SegmentMembership']);
    expect([...(policies?.fields.keys() ?? [])]).toEqual(['IdDocument.number', 'IdDocument.imageHash']);
    expect(policies?.fields.get('IdDocument.imageHash')).toEqual({
      id: 'IdDocument.imageHash',
      class: 'confidential',
      allow: [
        {
          roles: new Set(['kyc-analyst', 'mlro']),
          when: ['assigned to the customer', 'not restricted'],
          purposes: new Set(['CustomerCare']),
          show: null,
          line: 11,
        },
        {
          roles: new Set(['customer']),
          when: ['their own record'],
          purposes: null,
          show: 'last 4 characters',
          line: 14,
        },
      ],
      because: 'Analysts compare documents; customers only recognise them.',
      source: 'policies/fields/kyc.yaml:8',
    });
  });

  it('name every fault with file and line, all at once', async () => {
    const bad = `subgraph: kyc
owner: X
IdDocument.number:
  class: secret
  allow:
    - role: kyc-analist
      when: asigned to the customer
      show: last four
      for: Anything
    - when: their own record
  because: x
IdDocument.number:
  class: public
  allow: everyone
not a field:
  class: public
`;
    expect(await faultsOf({ 'kyc.yaml': bad })).toEqual([
      'fields/kyc.yaml:12: Map keys must be unique',
      'fields/kyc.yaml:4: class must be one of: public, internal, confidential, restricted.',
      expect.stringMatching(
        /^fields\/kyc\.yaml:6: Unknown role "kyc-analist"\. Roles are: everyone, customer/,
      ),
      'fields/kyc.yaml:7: Unknown condition "asigned to the customer". The catalogue is in conditions.yaml.',
      'fields/kyc.yaml:8: Unknown mask "last four".',
      'fields/kyc.yaml:9: No role in roles.yaml has the purpose "Anything".',
      'fields/kyc.yaml:6: A line of allow names no role.',
      'fields/kyc.yaml:10: A line of allow names no role.',
      'fields/kyc.yaml:14: allow must be a list (an empty list denies everyone).',
      'fields/kyc.yaml:12: Policy "IdDocument.number" has no because.',
      'fields/kyc.yaml:12: IdDocument.number has two policies.',
      'fields/kyc.yaml:15: "not a field" is neither Type, Type.field nor Type.{field, field}.',
    ]);
  });

  it('refuse a role that is not defined, a condition without words and one without code', async () => {
    expect(
      await faultsOf({}, { roles: 'customer: { title: x, kind: robot, purposes: [A], purpose: optional }' }),
    ).toEqual(
      expect.arrayContaining([
        'roles.yaml:1: kind must be one of: customer, staff, partner.',
        'roles.yaml:1: Role "auditor" is not defined.',
      ]),
    );
    expect(await faultsOf({}, { conditions: 'their own record: x\nthe moon is full: x\n' })).toEqual(
      expect.arrayContaining([
        'conditions.yaml:2: Condition "the moon is full" is not implemented.',
        'conditions.yaml:1: Condition "assigned to the customer" is implemented but not described here.',
      ]),
    );
  });

  it('refuse break-glass on class restricted, and a wall in a policy, by the line', async () => {
    const bad = `subgraph: aml
owner: MLRO
Sar.status:
  class: restricted
  allow:
    - role: mlro
    - role: kyc-analyst
      when: break-glass open
    - role: auditor
      when: behind the VIP wall
  because: x
`;
    expect(await faultsOf({ 'aml.yaml': bad })).toEqual([
      'fields/aml.yaml:10: "behind the VIP wall" is a wall; walls are in walls.yaml and stand before every policy.',
      'fields/aml.yaml:7: Break-glass never opens class restricted.',
    ]);
    expect(await faultsOf({ 'aml.yaml': bad.replace('restricted', 'confidential') })).toHaveLength(1);
  });

  it('read the walls, and refuse one that is unknown, forgotten or said wrongly', async () => {
    const policies = await readPolicies(await policyFolder({ fields: {} }));
    expect(policies.walls[1]).toEqual({
      condition: 'behind the VIP wall',
      keepsOut: new Set(['staff']),
      because: 'x',
      source: 'policies/walls.yaml:2',
    });
    const walls = `behind the VIP wall: { keeps out: [staf], becuase: x }
assigned to the customer: { keeps out: [], because: x }
`;
    expect(await faultsOf({}, { walls })).toEqual([
      'walls.yaml:1: keeps out must be some of: customer, staff, partner, service.',
      'walls.yaml:1: Unknown key "becuase". A wall has: keeps out, because.',
      'walls.yaml:1: Wall "behind the VIP wall" has no "because".',
      expect.stringMatching(/^walls\.yaml:2: "assigned to the customer" is not a wall\. Walls are: behind/),
      expect.stringMatching(/^walls\.yaml:1: "behind the wall around staff" is missing\./),
      expect.stringMatching(/^walls\.yaml:1: "behind a conflict wall" is missing\./),
    ]);
  });

  it('change their version with any word', async () => {
    const version = async (text: string) =>
      (await readPolicies(await policyFolder({ fields: { 'kyc.yaml': text } }))).version;
    expect(await version(good)).toBe(await version(good));
    expect(await version(good)).not.toBe(await version(good.replace('mlro', 'dpo')));
  });
});

describe('coverage', () => {
  const covered = async (schema: string) => {
    const policies = (await readPolicies(await policyFolder({ fields: { 'kyc.yaml': good } }))).subgraphs.get(
      'kyc',
    );
    if (policies === undefined) throw new Error('no policies');
    return coverageFaults(policies, buildSchema(schema)).map(({ line, message }) => `${line}: ${message}`);
  };
  const rest = 'type PageInfo { a: Int } type SegmentMembership { _: Int }';

  it('names fields without a policy and policies without a field', async () => {
    expect(await covered(`${rest} type IdDocument { number: String country: String }`)).toEqual([
      '1: SegmentMembership._ has no policy.',
      '1: IdDocument.country has no policy.',
      '8: IdDocument.imageHash is not a field of this subgraph.',
    ]);
  });

  it('refuses rules on interfaces, which would be ignored, and rows and carried types that do not exist', async () => {
    expect(
      await covered('interface IdDocument { number: String imageHash: String } type Query { a: Int }'),
    ).toEqual([
      '1: Query.a has no policy.',
      '8: IdDocument.number: a policy on an interface or union would be ignored; write it for each object type.',
      '8: IdDocument.imageHash: a policy on an interface or union would be ignored; write it for each object type.',
      '4: SegmentMembership is not an object type of this subgraph.',
      '1: The carried type PageInfo is not an object type of this subgraph.',
    ]);
  });

  it('refuses a non-null field that could be refused where its object is shown', async () => {
    const schema = `${rest} type IdDocument { number: String! imageHash: String }`;
    expect(await covered(schema)).toEqual([
      '1: SegmentMembership._ has no policy.',
      expect.stringMatching(
        /^8: IdDocument\.number is non-null, so refusing it would refuse what is around it/,
      ),
    ]);
  });
});
