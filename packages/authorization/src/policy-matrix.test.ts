import { describe, expect, it } from '@jest/globals';
import { policiesOf } from './policies-of.fixture.js';
import { policyMatrix } from './policy-matrix.js';

describe('the matrix of all policies', () => {
  it('says in words what each role gets, rows before fields', async () => {
    const rows = policyMatrix(
      await policiesOf(`Person.name:
  class: confidential
  allow:
    - { role: mlro }
    - { role: [kyc-analyst, dpo], when: [assigned to the customer, not restricted] }
    - { role: dpo, show: initials }
    - { role: auditor, show: initials, when: not restricted, for: CustomerCare }
    - { role: marketing, for: CustomerCare }
  because: Names are for those who need them.
Person:
  class: internal
  allow: []
  because: x
`),
    );
    expect(rows.map(({ field }) => field)).toEqual(['Person', 'Person.name']);
    const [person, name] = rows;
    expect(person?.cells.map(({ extent, lines }) => [extent, lines])).toEqual(
      Array.from({ length: 11 }, () => ['none', []]),
    );
    expect({ ...name, cells: [] }).toEqual({
      subgraph: 'kyc',
      field: 'Person.name',
      class: 'confidential',
      because: 'Names are for those who need them.',
      source: 'policies/fields/kyc.yaml:3',
      cells: [],
    });
    const cells = new Map(name?.cells.map(({ role, extent, lines }) => [role, [extent, ...lines]]));
    expect(cells.size).toBe(11);
    expect(cells.get('mlro')).toEqual(['full', 'as it is']);
    expect(cells.get('kyc-analyst')).toEqual([
      'conditional',
      'as it is, if assigned to the customer and not restricted',
    ]);
    expect(cells.get('dpo')).toEqual([
      'conditional',
      'as it is, if assigned to the customer and not restricted',
      'initials',
    ]);
    expect(cells.get('auditor')).toEqual(['masked', 'initials, if not restricted, for CustomerCare']);
    expect(cells.get('marketing')).toEqual(['conditional', 'as it is, for CustomerCare']);
    expect(cells.get('customer')).toEqual(['none']);
  });
});
