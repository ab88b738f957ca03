import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { roles } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import { conditions } from './conditions.js';
import { PolicyFaults } from './fault.js';
import { policiesOf } from './policies-of.fixture.js';
import { coordinatesOf, readPolicies } from './policy-files.js';
import { policyFolder } from './policy-folder.fixture.js';

/** What is said about the policies of kyc, which begin at line 3 of their file. */
async function faults(
  kyc: string,
  change: Parameters<typeof policiesOf>[1] = {},
): Promise<readonly string[]> {
  const error = await policiesOf(kyc, change).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return [];
  if (!(error instanceof PolicyFaults)) throw error;
  return error.faults.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

describe('the name of a policy', () => {
  it.each([
    ['Person', ['Person']],
    ['Person.name', ['Person.name']],
    ['Person.{name, phone}', ['Person.name', 'Person.phone']],
    ['Person.{ name,phone ,  email }', ['Person.name', 'Person.phone', 'Person.email']],
    ['Person.{name}', ['Person.name']],
  ])('%s', (key, ids) => {
    expect(coordinatesOf(key)).toEqual(ids);
  });

  it.each([
    'person.name',
    'Person.',
    'Person.{}',
    'Person.name.first',
    ' Person',
    'Person.{name',
    'aPerson',
    'Person.name}',
    '',
  ])('is not "%s"', (key) => {
    expect(coordinatesOf(key)).toBeNull();
  });
});

describe('roles.yaml', () => {
  const line = (role: string) =>
    `${role}: { title: T, kind: staff, purposes: [CustomerCare], purpose: required }`;
  const withCustomer = (customer: string) =>
    [customer, ...roles.filter((role) => role !== 'customer').map(line)].join('\n');

  it('says of each role its title, kind and purposes, and whether it needs one', async () => {
    const read = await policiesOf('', {
      roles: withCustomer(
        'customer: { title: Customer, kind: customer, purposes: [A, B], purpose: optional }',
      ),
    });
    expect(read.roles.get('customer')).toEqual({
      title: 'Customer',
      kind: 'customer',
      purposes: ['A', 'B'],
      purposeRequired: false,
    });
    expect(read.roles.get('mlro')).toEqual({
      title: 'T',
      kind: 'staff',
      purposes: ['CustomerCare'],
      purposeRequired: true,
    });
    expect(read.roles.size).toBe(11);
  });

  it('means nothing may be asked for, and a purpose is needed, where nothing is said of it', async () => {
    const read = await policiesOf('', { roles: withCustomer('customer: { title: Customer }') });
    expect(read.roles.get('customer')).toEqual({
      title: 'Customer',
      kind: 'staff',
      purposes: [],
      purposeRequired: true,
    });
  });

  it('is refused with an unknown role, key, kind or need', async () => {
    const bad = withCustomer('customer: { titel: C, title: 7, kind: guest, purposes: [8], purpose: never }');
    expect(await faults('', { roles: `${bad}\nteller: { title: x }` })).toEqual([
      'roles.yaml:1: Unknown key "titel" in role "customer".',
      'roles.yaml:1: title must be a text.',
      'roles.yaml:1: kind must be one of: customer, staff, partner.',
      'roles.yaml:1: purposes must be a text.',
      'roles.yaml:1: purpose must be one of: required, optional.',
      expect.stringMatching(
        /^roles\.yaml:12: Unknown role "teller"\. Roles are: customer, frontline-agent, /,
      ),
    ]);
    expect(await faults('', { roles: '[]' })).toEqual([
      'roles.yaml:1: The file must be a mapping.',
      ...roles.map((role) => `roles.yaml:1: Role "${role}" is not defined.`),
    ]);
    expect(await faults('', { roles: withCustomer('customer: staff') })).toEqual([
      'roles.yaml:1: Role "customer" must be a mapping.',
    ]);
  });
});

describe('the words of conditions and walls', () => {
  it('are texts in a mapping, and are told by name where they are not', async () => {
    const words = Object.keys(conditions).map((name) => `${name}: x`);
    const folder = await policyFolder({
      fields: {},
      conditions: ['their own record: 3', ...words.slice(1)].join('\n'),
      walls:
        'behind the VIP wall: 3\nbehind a conflict wall: { keeps out: 3, because: 4 }\nbehind the wall around staff: {}\n',
    });
    await expect(readPolicies(folder)).rejects.toMatchObject({
      faults: [
        { file: 'conditions.yaml', line: 1, message: 'The meaning of "their own record" must be a text.' },
        { file: 'walls.yaml', line: 1, message: 'Wall "behind the VIP wall" must be a mapping.' },
        { file: 'walls.yaml', line: 1, message: 'Wall "behind the VIP wall" has no "keeps out".' },
        { file: 'walls.yaml', line: 1, message: 'Wall "behind the VIP wall" has no "because".' },
        { file: 'walls.yaml', line: 2, message: 'keeps out must be a text.' },
        {
          file: 'walls.yaml',
          line: 2,
          message: expect.stringMatching(/^keeps out must be some of: customer, staff/),
        },
        { file: 'walls.yaml', line: 2, message: 'because must be a text.' },
        { file: 'walls.yaml', line: 3, message: 'Wall "behind the wall around staff" has no "keeps out".' },
        { file: 'walls.yaml', line: 3, message: 'Wall "behind the wall around staff" has no "because".' },
      ],
    });
    await rm(folder, { recursive: true });
    const lists = await policyFolder({ fields: { 'kyc.yaml': '[]' }, conditions: '[]', walls: '[]' });
    const told = await readPolicies(lists).catch(({ faults: all }: PolicyFaults) => all);
    for (const file of ['conditions.yaml', 'walls.yaml', 'fields/kyc.yaml']) {
      expect(told).toContainEqual({ file, line: 1, message: 'The file must be a mapping.' });
    }
    await rm(lists, { recursive: true });
  });
});

describe('a file of policies', () => {
  it('has nothing else in it than subgraph, owner, carried and policies', async () => {
    expect(await faults('carried: [Page, 3]\nperson: { class: public }\n')).toEqual([
      'fields/kyc.yaml:3: carried must be a text.',
      'fields/kyc.yaml:4: "person" is neither Type, Type.field nor Type.{field, field}.',
    ]);
  });

  it('has the name of its subgraph', async () => {
    expect(await faults('', { others: { 'aml.yaml': 'subgraph: fraud\nowner: x\n' } })).toEqual([
      'fields/aml.yaml:1: subgraph must be the name of the file.',
    ]);
  });

  it('has one policy for a field and for the rows of a type, also when they are named in groups', async () => {
    const rule = (id: string) => `${id}: { class: public, allow: [], because: x }\n`;
    expect(await faults(`${rule('Person.{name, phone}')}${rule('Person.phone')}${rule('Person')}`)).toEqual([
      'fields/kyc.yaml:4: Person.phone has two policies.',
    ]);
    const twice = await faults(`${rule('Person')}${rule('"Person"')}`);
    expect(twice).toContain('fields/kyc.yaml:4: Person has two policies.');
  });

  it('denies everyone with an empty list, and is refused where a part of a policy is missing', async () => {
    const read = await policiesOf('Person.name: { class: public, allow: [], because: x }');
    expect(read.subgraphs.get('kyc')?.fields.get('Person.name')?.allow).toEqual([]);
    expect(await faults('Person.name: {}')).toEqual([
      'fields/kyc.yaml:3: Policy "Person.name" has no class.',
      'fields/kyc.yaml:3: Policy "Person.name" has no allow.',
      'fields/kyc.yaml:3: Policy "Person.name" has no because.',
    ]);
    expect(await faults('Person.name: everyone')).toContain(
      'fields/kyc.yaml:3: Policy "Person.name" must be a mapping.',
    );
    expect(await faults('Person.name: { class: public, allow: [], because: x, unless: y }')).toEqual([
      'fields/kyc.yaml:3: Unknown key "unless". A policy has: class, allow, because.',
    ]);
  });

  it('has lines of role, when, for and show', async () => {
    const line = (text: string) => `Person.name: { class: public, because: " ", allow: [${text}] }`;
    expect(await faults(line('{ role: mlro, unless: x }'))).toEqual([
      'fields/kyc.yaml:3: because must be a text.',
      'fields/kyc.yaml:3: Unknown key "unless". A line of allow has: role, when, for, show.',
    ]);
    expect((await faults(line('mlro'))).slice(1)).toEqual([
      'fields/kyc.yaml:3: A line of allow must be a mapping.',
      'fields/kyc.yaml:3: A line of allow names no role.',
    ]);
    const everyone = await policiesOf(
      'Person.name: { class: public, because: x, allow: [{ role: everyone, for: [CustomerCare] }] }',
    );
    expect(everyone.subgraphs.get('kyc')?.fields.get('Person.name')?.allow).toEqual([
      { roles: new Set(roles), when: [], purposes: new Set(['CustomerCare']), show: null, line: 3 },
    ]);
  });

  it('tells which part of a line is no text, and which roles there are', async () => {
    const told = await faults(
      'Person.name: { class: public, because: x, allow: [{ role: [3, clerk], when: 4, for: 5, show: 6 }] }',
    );
    for (const part of ['role', 'when', 'for', 'show']) {
      expect(told).toContain(`fields/kyc.yaml:3: ${part} must be a text.`);
    }
    expect(told).toContainEqual(
      expect.stringMatching(/Unknown role "clerk"\. Roles are: everyone, customer, frontline-agent, /),
    );
    expect(told.at(-1)).toBe('fields/kyc.yaml:3: A line of allow names no role.');
  });

  it('may be for a purpose of one role alone', async () => {
    const line = (role: string) =>
      `${role}: { title: T, kind: staff, purposes: [CustomerCare], purpose: required }`;
    const own = 'customer: { title: C, kind: customer, purposes: [RightsFulfilment], purpose: optional }';
    const read = await policiesOf(
      'Person.name: { class: public, because: x, allow: [{ role: customer, for: RightsFulfilment }] }',
      { roles: [own, ...roles.filter((role) => role !== 'customer').map(line)].join('\n') },
    );
    expect(read.subgraphs.get('kyc')?.fields.get('Person.name')?.allow[0]?.purposes).toEqual(
      new Set(['RightsFulfilment']),
    );
  });

  it('says its subgraph and owner in words', async () => {
    expect(await faults('', { others: { 'aml.yaml': 'subgraph: 3\nowner: 4\n' } })).toEqual([
      'fields/aml.yaml:1: subgraph must be a text.',
      'fields/aml.yaml:2: owner must be a text.',
      'fields/aml.yaml:1: subgraph must be the name of the file.',
    ]);
  });

  it('counts as restricted until its class is read, so that break-glass on a mistyped class is refused too', async () => {
    expect(
      await faults(
        'Person.name: { class: restrict, because: x, allow: [{ role: mlro, when: break-glass open }] }',
      ),
    ).toEqual([
      'fields/kyc.yaml:3: class must be one of: public, internal, confidential, restricted.',
      'fields/kyc.yaml:3: Break-glass never opens class restricted.',
    ]);
  });
});

describe('the folder of policies', () => {
  it('is read in the order of the alphabet, without the tables', async () => {
    const folder = await policyFolder({
      fields: {
        'kyc.yaml': 'subgraph: kyc\nowner: K\n',
        'aml.yaml': 'subgraph: aml\nowner: A\n',
        'aml.test.yaml': 'not: policies',
        'notes.txt': 'not policies',
      },
    });
    const read = await readPolicies(folder);
    expect([...read.subgraphs.keys()]).toEqual(['aml', 'kyc']);
    expect(read.version).toMatch(/^[0-9a-f]{16}$/);
    // A table is a test of policies and no part of them.
    await writeFile(join(folder, 'fields', 'aml.test.yaml'), 'other: words');
    expect((await readPolicies(folder)).version).toBe(read.version);
    for (const file of ['roles.yaml', 'conditions.yaml', 'walls.yaml', 'fields/aml.yaml']) {
      const before = (await readPolicies(folder)).version;
      await writeFile(join(folder, file), '\n# a word\n', { flag: 'a' });
      expect((await readPolicies(folder)).version).not.toBe(before);
    }
    await rm(join(folder, 'walls.yaml'));
    await expect(readPolicies(folder)).rejects.toThrow('walls.yaml');
    await rm(folder, { recursive: true });
  });
});
