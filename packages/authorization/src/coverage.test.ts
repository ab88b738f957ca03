import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { coverageFaults } from './coverage.js';
import { policiesOf } from './policies-of.fixture.js';

const rule = (id: string, allow = '{ role: everyone }') =>
  `${id}: { class: public, allow: [${allow}], because: x }`;

/** What is wrong between policies, one a line from line 3 of their file, and a schema. */
async function faults(schema: string, ...policies: readonly string[]): Promise<readonly string[]> {
  const kyc = (await policiesOf(policies.join('\n'))).subgraphs.get('kyc');
  if (kyc === undefined) throw new Error('The policies were not read.');
  return coverageFaults(kyc, buildSchema(schema)).map(({ file, line, message }) => {
    expect(file).toBe('fields/kyc.yaml');
    return `${line}: ${message}`;
  });
}

describe('policies held against a schema', () => {
  it('cover it when each field has its own or belongs to a carried type', async () => {
    const schema = 'type Query { person: Person } type Person { page: Page } type Page { size: Int! }';
    expect(await faults(schema, 'carried: [Page]', rule('Query.person'), rule('Person.page'))).toEqual([]);
  });

  it('need none for what federation adds, and for introspection', async () => {
    const schema = `scalar _Any
      type _Service { sdl: String }
      union _Entity = Person
      type Query { person: Person _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
      type Person { name: String }`;
    expect(await faults(schema, rule('Query.person'), rule('Person.name'))).toEqual([]);
  });

  it('need none for interfaces, inputs and enums, and may not have one on an interface or a union', async () => {
    const schema = `interface Named { name: String }
      union Someone = Person
      input Filter { name: String }
      enum Colour { RED }
      type Person implements Named { name: String }
      type Query { person(filter: Filter): Colour }`;
    const good = [rule('Query.person'), rule('Person.name')];
    expect(await faults(schema, ...good)).toEqual([]);
    expect(
      await faults(schema, ...good, rule('Named.name'), rule('Someone.name'), rule('Filter.name')),
    ).toEqual([
      '5: Named.name: a policy on an interface or union would be ignored; write it for each object type.',
      '6: Someone.name: a policy on an interface or union would be ignored; write it for each object type.',
      '7: Filter.name is not a field of this subgraph.',
    ]);
  });

  it('are named with their line, also beyond the ninth', async () => {
    const many = Array.from({ length: 12 }, (_, index) => rule(`Query.f${index}`));
    const schema = `type Query { ${many
      .slice(0, 11)
      .map((_, index) => `f${index}: String`)
      .join(' ')} }`;
    expect(await faults(schema, ...many)).toEqual(['14: Query.f11 is not a field of this subgraph.']);
  });

  it('may not say something of a carried type, which is decided where it is returned', async () => {
    const schema = 'type Query { page: Page } type Page { size: Int }';
    expect(await faults(schema, 'carried: [Page]', rule('Query.page'), rule('Page.size'))).toEqual([
      '5: Page.size has a policy, but its type is carried.',
    ]);
  });

  it('are of rows of object types, and carry object types', async () => {
    const schema = 'type Query { a: String } interface Named { name: String }';
    expect(
      await faults(schema, 'carried: [Page, Named]', rule('Query.a'), rule('Named'), rule('House')),
    ).toEqual([
      '5: Named is not an object type of this subgraph.',
      '6: House is not an object type of this subgraph.',
      '1: The carried type Page is not an object type of this subgraph.',
      '1: The carried type Named is not an object type of this subgraph.',
    ]);
  });
});

describe('a field that may not be null', () => {
  const some = '{ role: mlro, when: not restricted }';
  const schema = `type Query { people: PersonConnection best: Person }
    type PersonConnection { nodes: [Person!]! }
    type Person { name: String! }`;
  const around = (allow: string) => [
    'carried: [PersonConnection]',
    rule('Query.people', allow),
    rule('Query.best', allow),
  ];
  const refused = '6: Person.name is non-null, so refusing it would refuse what is around it';

  it('may be for everyone, or be decided like its rows', async () => {
    expect(await faults(schema, ...around(some), rule('Person.name'))).toEqual([]);
    const open = around('{ role: everyone }');
    expect(await faults(schema, ...open, rule('Person.name', some), rule('Person', some))).toEqual([]);
  });

  it('may be decided like every field that leads to it, through lists and connections', async () => {
    expect(await faults(schema, ...around(some), rule('Person.name', some))).toEqual([]);
    const oneOther = around(some).with(2, rule('Query.best', '{ role: mlro }'));
    expect(await faults(schema, ...oneOther, rule('Person.name', some))).toEqual([
      expect.stringContaining(refused),
    ]);
  });

  it.each([
    ['another role', '{ role: dpo, when: not restricted }'],
    ['another role as well', '{ role: [mlro, dpo], when: not restricted }'],
    ['another condition', '{ role: mlro, when: not about a report }'],
    ['no condition', '{ role: mlro }'],
    ['a purpose', '{ role: mlro, when: not restricted, for: CustomerCare }'],
    ['a mask', '{ role: mlro, when: not restricted, show: initials }'],
    ['nobody', ''],
  ])('may not have a policy that differs from its rows by %s', async (_name, allow) => {
    const open = around('{ role: everyone }');
    expect(await faults(schema, ...open, rule('Person.name', allow), rule('Person', some))).toEqual([
      expect.stringContaining(refused),
    ]);
  });

  it.each([
    ['except under a condition', '{ role: everyone, when: not restricted }'],
    ['except for a purpose', '{ role: everyone, for: CustomerCare }'],
  ])('is not for everyone %s', async (_name, allow) => {
    expect(await faults(schema, ...around('{ role: everyone }'), rule('Person.name', allow))).toEqual([
      expect.stringContaining(refused),
    ]);
  });

  it('is decided alike when only the order of the roles differs', async () => {
    const [one, other] = [
      '{ role: [mlro, dpo], for: CustomerCare }',
      '{ role: [dpo, mlro], for: CustomerCare }',
    ];
    const open = around('{ role: everyone }');
    expect(await faults(schema, ...open, rule('Person.name', one), rule('Person', other))).toEqual([]);
  });

  it('may not be where nothing leads to it', async () => {
    const alone = 'type Query { a: String } type Person { name: String! }';
    expect(await faults(alone, rule('Query.a'), rule('Person.name', some))).toEqual([
      expect.stringContaining('4: Person.name is non-null'),
    ]);
  });

  it('may belong to a type whose name has Connection in it without being one', async () => {
    const point = 'type Query { point: ConnectionPoint } type ConnectionPoint { name: String! }';
    expect(await faults(point, rule('Query.point', some), rule('ConnectionPoint.name', some))).toEqual([]);
  });

  it('does not matter when it may be null after all', async () => {
    const nullable = schema.replace('String!', 'String');
    expect(await faults(nullable, ...around('{ role: everyone }'), rule('Person.name', some))).toEqual([]);
  });
});
