import type { Actor } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import { policiesOf } from './policies-of.fixture.js';
import { StaticPolicy } from './static-policy.js';

const agent: Actor = {
  id: 'S-1',
  kind: 'staff',
  roles: ['frontline-agent'],
  customerId: null,
  clientId: 'branch',
  channel: null,
  assurance: null,
  purpose: 'CustomerCare',
};

const rule = (id: string, role: string, more = '', dataClass = 'confidential') =>
  `${id}: { class: ${dataClass}, allow: [{ role: ${role}${more} }], because: x }`;

describe('what roles and purpose decide by themselves', () => {
  it('is that a field can be seen of some row, whatever its conditions and masks; a field without a policy never', async () => {
    const policies = await policiesOf(
      [
        'carried: [Page]',
        rule('Person.name', 'frontline-agent', ', when: assigned to the customer, show: initials'),
        rule('Person.phone', 'auditor'),
        rule('Person.id', 'everyone', '', 'public'),
      ].join('\n'),
    );
    const policy = new StaticPolicy(policies);
    const seen = (actor: Actor) => {
      const standing = policy.standingOf(actor);
      return ['Person.name', 'Person.phone', 'Person.id', 'Person.other', 'Page.size'].filter((id) =>
        standing.canSee(...(id.split('.') as [string, string])),
      );
    };
    expect(seen(agent)).toEqual(['Person.name', 'Person.id', 'Page.size']);
    expect(seen({ ...agent, roles: ['auditor'] })).toEqual(['Person.phone', 'Person.id', 'Page.size']);
    expect(seen({ ...agent, roles: ['auditor', 'frontline-agent'] })).toEqual([
      'Person.name',
      'Person.phone',
      'Person.id',
      'Page.size',
    ]);
    // Without a purpose staff see class public only.
    expect(seen({ ...agent, purpose: null })).toEqual(['Person.id', 'Page.size']);
  });

  it('leaves lines of a policy: found once, and others for other roles or another purpose', async () => {
    const policies = await policiesOf(
      rule('Person.name', 'frontline-agent', ', when: assigned to the customer, show: initials'),
    );
    const policy = [...policies.subgraphs.values()][0]?.fields.get('Person.name');
    if (policy === undefined) throw new Error('There is no such policy.');
    const statics = new StaticPolicy(policies);
    const own = (actor: Actor) => statics.standingOf(actor).policy(policy);
    expect(own(agent)).toMatchObject({
      lines: [{ when: ['assigned to the customer'], show: 'initials' }],
      looksAtRow: false,
    });
    expect(own({ ...agent, id: 'S-2' })).toBe(own(agent));
    expect(own({ ...agent, purpose: null }).lines).toEqual([]);
    expect(own({ ...agent, roles: ['auditor'] }).lines).toEqual([]);
    expect(own(agent).lines).toHaveLength(1);
  });

  it('is refused by all subgraphs that have a word on it, or not at all', async () => {
    const other = `subgraph: aml\nowner: x\n${rule('Person.phone', 'frontline-agent')}\n${rule('Person.name', 'mlro')}`;
    const policy = new StaticPolicy(
      await policiesOf(`${rule('Person.phone', 'mlro')}\n${rule('Person.name', 'mlro')}`, {
        others: { 'aml.yaml': other },
      }),
    );
    expect(policy.standingOf(agent).canSee('Person', 'phone')).toBe(true);
    expect(policy.standingOf(agent).canSee('Person', 'name')).toBe(false);
  });

  it('is the same for all with the same roles and purpose, who are remembered, but not without end', async () => {
    const policy = new StaticPolicy(await policiesOf(rule('Person.name', 'mlro')));
    const both: Actor = { ...agent, roles: ['frontline-agent', 'auditor'] };
    const standing = policy.standingOf(both);
    expect(policy.standingOf({ ...both, id: 'S-2', roles: ['auditor', 'frontline-agent'] })).toBe(standing);
    expect(policy.standingOf({ ...both, purpose: null })).not.toBe(standing);
    expect(policy.standingOf(agent)).not.toBe(standing);
    for (let index = 0; index < 255; index += 1) policy.standingOf({ ...agent, purpose: `${index}` });
    expect(policy.standingOf(both)).not.toBe(standing);
  });
});

describe('whether a row may be absent where a field is answered', () => {
  it('is so where the subgraph of the field has a policy of the rows and did not find the row itself', async () => {
    const lists = ['Query.person', 'Person.houses', 'Person'].map((id) => rule(id, 'everyone')).join('\n');
    const other = ['House.owner', 'Person.cars'].map((id) => rule(id, 'everyone')).join('\n');
    const policy = new StaticPolicy(
      await policiesOf(lists, { others: { 'aml.yaml': `subgraph: aml\nowner: x\n${other}` } }),
    );
    expect(policy.mayLackRow('Person', 'houses', 'Query.person')).toBe(false);
    expect(policy.mayLackRow('Person', 'houses', 'House.owner')).toBe(true);
    expect(policy.mayLackRow('Person', 'cars', 'Query.person')).toBe(false);
  });

  it('is so when one of several subgraphs of the field may lack it, or several may have led there', async () => {
    const kyc = ['Query.person', 'Person.cars', 'Person'].map((id) => rule(id, 'everyone')).join('\n');
    const aml = ['Query.person', 'Person.cars'].map((id) => rule(id, 'everyone')).join('\n');
    const policy = new StaticPolicy(
      await policiesOf(kyc, { others: { 'aml.yaml': `subgraph: aml\nowner: x\n${aml}` } }),
    );
    // aml, which has no policy of rows, may have found the person, and kyc, which answers cars too, may refuse the row.
    expect(policy.mayLackRow('Person', 'cars', 'Query.person')).toBe(true);
  });

  it('says which types are carried wherever a field is answered', async () => {
    const other = `subgraph: aml\nowner: x\n${rule('Person.houses', 'everyone')}\n${rule('Person.cars', 'everyone')}`;
    const policy = new StaticPolicy(
      await policiesOf(
        `carried: [Houses]\n${rule('Person.houses', 'everyone')}\n${rule('Query.houses', 'everyone')}`,
        {
          others: { 'aml.yaml': other },
        },
      ),
    );
    expect(policy.isCarried('Houses', 'Query.houses')).toBe(true);
    expect(policy.isCarried('Houses', 'Person.houses')).toBe(false);
  });
});
