import { verifyLog } from '@bankgraph/audit-verifier';
import { connect, type Knex } from '@bankgraph/database';
import type { Role } from '@bankgraph/identity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccessDesk, accessDesk } from './testing/access-desk.js';
import { bankOwner } from './testing/bank-owner.js';
import { everythingQuery } from './testing/everything-query.js';
import { type Answer, type Asker, type Bank, startBank, type Topology } from './testing/start-bank.js';

/** What an emergency needs. */
const needed = `name party { partyType fullLegalName emailAddress phone mobile addresses { streetName townName } }
  restrictions { reason scope } kyc { status } riskDecisions { totalCount nodes { id action reasonForCustomer } }
  accounts { totalCount nodes {
    id status product balances { type amount { amount } }
    transactions(first: 3) { totalCount nodes { id status amount { amount } } }
  } }`;

/** What it does not, with what somebody who is assigned to nobody is shown of it. */
const notNeeded = `externalIds { system } party { dateOfBirth } loans { id } consents { id }
  kyc { openedAt documents { type } verifications { id } riskRating { band } screenings { id } }
  riskDecisions { nodes { score expiresAt stepUps { id } } } fraudSignals { totalCount } amlAlerts { totalCount }
  amlCases { totalCount } sars { totalCount } segmentMemberships { segment } predictions { kind }
  decisions { totalCount } timeline { totalCount } accessHistory { totalCount }
  accounts { nodes {
    identifications { value } partyRoles { role } servicer { identification } beneficiaries { id } statements { id }
    transactions(first: 3) { nodes { mcc information merchant counterparty } }
  } }`;
const of = (fields: string) => `query ($id: ID!) { customer(id: $id) { ${fields} } }`;
const name = of('name');

const code = (answer: Answer) => answer.errors?.[0]?.extensions.code;

const requesters: readonly [Role, string][] = [
  ['frontline-agent', 'CustomerCare'],
  ['relationship-manager', 'CustomerRelationshipManagement'],
  ['fraud-analyst', 'FraudPreventionAndDetection'],
  ['kyc-analyst', 'IdentityVerification'],
];

describe.each<Topology>(['in-process', 'http'])('break-glass, subgraphs %s', (topology) => {
  let bank: Bank;
  let desk: AccessDesk;
  let owner: Knex;
  beforeAll(async () => {
    bank = await startBank({ topology });
    desk = accessDesk(bank);
    owner = bankOwner(bank);
  }, 60_000);
  afterAll(async () => {
    await owner?.destroy();
    await desk?.[Symbol.asyncDispose]();
    await bank?.[Symbol.asyncDispose]();
  });

  /** On duty, and assigned to nobody. */
  const stranger = (role: Role = 'frontline-agent', purpose = 'CustomerCare', number = 91) =>
    bank.as(role, purpose, { sub: `S-${role}-${number}` });
  const officer = () => bank.as('dpo', 'LegalCompliance');
  const ask = async (asker: Asker, document: string, id: string) => {
    const answer = await asker.query(document, { id });
    expect([answer.status, answer.errors]).toEqual([200, undefined]);
    return answer.data.customer;
  };

  it('is asked for, approved by another, opens what an emergency needs, and is over when its time is up', async () => {
    const agent = stranger();
    const assigned = bank.as('frontline-agent', 'CustomerCare');
    const before = Date.now();
    expect(await ask(agent, name, 'C-1002')).toBeNull();

    const asked = await desk.request(agent, 'C-1002');
    expect(asked.errors).toBeUndefined();
    // Nothing yet: the payload goes by the same rules as every other answer.
    expect(asked.data.requestAccess).toMatchObject({
      status: 'REQUESTED',
      customer: { id: 'C-1002', name: null, accounts: null },
      requestedBy: 'S-frontline-agent-91',
      requestedRole: 'frontline-agent',
    });
    const { id } = asked.data.requestAccess;
    expect(await ask(agent, name, 'C-1002')).toBeNull();

    const samePerson = bank.as('relationship-manager', 'CustomerCare', { sub: 'S-frontline-agent-91' });
    expect(code(await desk.decide(samePerson, id))).toBe('FOUR_EYES_REQUIRED');
    expect(code(await desk.decide(agent, id))).toBe('FORBIDDEN');
    expect(await ask(agent, name, 'C-1002')).toBeNull();

    const decided = await desk.decide(officer(), id);
    expect(decided.data.decideAccess).toMatchObject({
      status: 'OPEN',
      decidedBy: 'S-dpo-1',
      decidedRole: 'dpo',
    });
    expect(Date.parse(decided.data.decideAccess.expiresAt)).toBeGreaterThan(before + 30 * 60_000 - 1);

    // The very next request: as much as an assignment would show, of what is needed, and of the rest nothing.
    const shown = await ask(agent, of(needed), 'C-1002');
    expect(shown).toEqual(await ask(assigned, of(needed), 'C-1002'));
    expect(shown.name).toBe('Benjamin Clarke');
    expect(shown.accounts.totalCount).toBeGreaterThan(0);
    expect(valuesIn(await ask(agent, of(notNeeded), 'C-1002'))).toEqual([]);
    expect(valuesIn(await ask(assigned, of(notNeeded), 'C-1002'))).not.toEqual([]);
    const found = await agent.query('{ customers(search: "Clarke") { totalCount nodes { id } } }');
    expect(found.data.customers).toEqual({ totalCount: 1, nodes: [{ id: 'C-1002' }] });
    // It is for this person and this customer.
    expect(await ask(stranger('frontline-agent', 'CustomerCare', 92), name, 'C-1002')).toBeNull();
    expect(await ask(agent, name, 'C-1003')).toBeNull();

    await desk.pass('29 minutes 30 seconds');
    expect(await ask(agent, name, 'C-1002')).toEqual({ name: 'Benjamin Clarke' });
    await desk.pass('1 minute');
    expect(await ask(agent, name, 'C-1002')).toBeNull();

    expect(code(await desk.review(officer(), id))).toBe('FOUR_EYES_REQUIRED');
    const reviewed = await desk.review(bank.as('auditor', 'LegalCompliance'), id);
    expect(reviewed.data.reviewAccess).toMatchObject({
      status: 'REVIEWED',
      review: { by: 'S-auditor-1', role: 'auditor', verdict: 'JUSTIFIED', note: 'Seen' },
    });
  });

  it('is on record twice for each change: that it was made, in its own transaction, and what was answered', async () => {
    const asked = await desk.request(stranger(), 'C-1002');
    const refused = await desk.decide(stranger(), asked.data.requestAccess.id);
    const decided = await desk.decide(officer(), asked.data.requestAccess.id);
    const recorded = async (answer: Answer) => {
      const requestId = answer.headers.get('x-request-id') ?? '';
      const found: unknown[] = [];
      for await (const records of bank.audit.search({ requestId }, 'oldest first')) {
        found.push(...records.map(({ kind, subject, actor, outcome }) => [kind, subject, actor.id, outcome]));
      }
      return found;
    };
    expect(await recorded(asked)).toEqual([
      ['edit', 'C-1002', 'S-frontline-agent-91', 'answered'],
      ['access', 'C-1002', 'S-frontline-agent-91', 'answered'],
    ]);
    expect(await recorded(decided)).toEqual([
      ['edit', 'C-1002', 'S-dpo-1', 'answered'],
      // That it was called says nothing of a customer yet; its answer does.
      ['access', null, 'S-dpo-1', 'answered'],
      ['access', 'C-1002', 'S-dpo-1', 'answered'],
    ]);
    expect(code(refused)).toBe('FORBIDDEN');
    expect((await recorded(refused)).filter((record) => JSON.stringify(record).includes('edit'))).toEqual([]);
    const log = connect(bank.connections.own.auditReader, { applicationName: 'test reader', poolMax: 1 });
    expect((await verifyLog(log)).faults).toEqual([]);
    await log.destroy();
    await desk.end(officer(), asked.data.requestAccess.id);
  });

  it('is not opened, and nothing of it is kept, when the audit log does not take its record', async () => {
    const before = await desk.kept();
    await desk.sql('revoke insert on audit.record from access_writer');
    try {
      const asked = await desk.request(stranger(), 'C-1002');
      expect([code(asked), asked.data?.requestAccess ?? null]).toEqual(['AUDIT_UNAVAILABLE', null]);
      expect(await desk.kept()).toBe(before);
    } finally {
      await desk.sql('grant insert on audit.record to access_writer');
    }
  });

  it('is over at once when it is given back or taken back', async () => {
    for (const who of [stranger(), officer()]) {
      const id = await desk.open(stranger(), 'C-1003');
      expect(await ask(stranger(), name, 'C-1003')).toEqual({ name: 'Chiara Ferrante' });
      expect((await desk.end(who, id)).data.endAccess.status).toBe('ENDED');
      expect(await ask(stranger(), name, 'C-1003')).toBeNull();
    }
  });

  it('is a decision about the customer, from the request to the review, for those who watch over access and nobody else', async () => {
    const seen = `customer(id: "C-1009") {
      decisions(filter: { domains: [ACCESS] }, order: OLDEST_FIRST) { totalCount nodes {
        id kind decision fourEyes causedBy anchoredBy actor { id role } approvals { by role }
      } completeness { missingSystems } }
      timeline { totalCount nodes { id kind summary } }
    }`;
    const look = async (asker: Asker) => (await asker.query(`{ ${seen} }`)).data;
    const cleared = [
      bank.as('mlro', 'CounterMoneyLaundering'),
      officer(),
      bank.as('auditor', 'LegalCompliance'),
      bank.as('aml-investigator', 'CounterMoneyLaundering'),
    ];
    const uncleared = [
      bank.as('customer', 'RequestedServiceProvision', { customer: 'C-1009' }),
      ...requesters.map(([role, purpose]) => bank.as(role, purpose)),
      stranger(),
      // Not assigned to the customer.
      bank.as('aml-investigator', 'CounterMoneyLaundering', { sub: 'S-aml-investigator-91' }),
    ];
    const before = await Promise.all(uncleared.map(look));
    const id = await desk.open(stranger(), 'C-1009');
    const shownToAgent = await look(stranger());
    await desk.end(stranger(), id);
    await desk.review(bank.as('auditor', 'LegalCompliance'), id);
    const steps = [0, 1, 2, 3].map((step) => `access-${id}-${step}`);
    for (const asker of cleared) {
      const { decisions, timeline } = (await look(asker)).customer;
      const nodes = decisions.nodes.filter((node: { id: string }) => steps.includes(node.id));
      expect(nodes).toMatchObject([
        { kind: 'access.break-glass-requested', fourEyes: false, causedBy: [] },
        {
          kind: 'access.break-glass-opened',
          actor: { id: 'S-frontline-agent-91', role: 'frontline-agent' },
          approvals: [{ by: 'S-dpo-1', role: 'dpo' }],
          fourEyes: true,
          causedBy: [steps[0]],
        },
        { kind: 'access.break-glass-ended', causedBy: [steps[1]] },
        { kind: 'access.break-glass-reviewed', actor: { id: 'S-auditor-1' }, causedBy: [steps[2]] },
      ]);
      expect(timeline.nodes).toContainEqual({
        id: steps[3],
        kind: 'DECISION',
        summary: 'access.break-glass-reviewed JUSTIFIED',
      });
      const chain = await asker.query(
        `{ lineage(decision: "${steps[3]}", direction: CAUSES) { nodes { id } edges { from to } } }`,
      );
      expect(chain.data.lineage).toEqual({
        nodes: steps.map((step) => ({ id: step })),
        edges: [1, 2, 3].map((step) => ({ from: steps[step], to: steps[step - 1] })),
      });
    }
    // To all others it is as before: also to whoever asked, while it was open.
    expect(await Promise.all(uncleared.map(look))).toEqual(before);
    expect(shownToAgent.customer).toMatchObject({ decisions: { totalCount: 0, nodes: [] } });
    expect(JSON.stringify(shownToAgent)).not.toContain(id);
    for (const asker of uncleared) {
      const found = await asker.query(
        `{ lineage(decision: "${steps[0]}") { nodes { id } } decision(id: "${steps[0]}") { id } }`,
      );
      expect(found.data).toEqual({ lineage: null, decision: null });
    }
    const anchored = (await look(officer())).customer.decisions.nodes.map(
      ({ anchoredBy }: { anchoredBy: string | null }) => anchoredBy,
    );
    expect(anchored).not.toContain(null);
    const whole = await officer().query('{ ledgerIntegrity { intact faultCount } }');
    expect(whole.data.ledgerIntegrity).toEqual({ intact: true, faultCount: 0 });
  });

  it('does not open a wall, whether it stood before or not', async () => {
    const kept = await desk.kept();
    for (const [role, purpose] of requesters) {
      const refused = await desk.request(stranger(role, purpose), 'C-1019');
      expect([refused.data, code(refused)]).toEqual([{ requestAccess: null }, 'FORBIDDEN']);
    }
    expect(await desk.kept()).toBe(kept);

    await desk.open(stranger(), 'C-1004');
    expect(await ask(stranger(), name, 'C-1004')).toEqual({ name: 'Daniel Osei-Boateng' });
    await owner('staffing.conflict_of_interest').insert({
      staff_id: 'S-frontline-agent-91',
      customer_id: 'C-1004',
      since: '2020-01-01Z',
    });
    expect(await ask(stranger(), name, 'C-1004')).toBeNull();
    const queue = await stranger().query('{ accessGrants(status: OPEN) { nodes { customer { id } } } }');
    expect(queue.text).not.toContain('C-1004');
  });

  it('tells nothing of a customer who does not exist, before it is approved or after', async () => {
    const likeAnother = async (customerId: string) => {
      const answer = await desk.request(stranger(), customerId);
      const { id, ...payload } = answer.data.requestAccess;
      return { id, told: { ...answer, headers: null, text: '', data: { ...payload, customer: null } } };
    };
    const nobody = await likeAnother('C-9999');
    const somebody = await likeAnother('C-1006');
    expect(nobody.told).toEqual(somebody.told);
    await desk.decide(officer(), nobody.id);
    expect(await ask(stranger(), of(needed), 'C-9999')).toBeNull();
  });

  it.each(requesters)(
    'tells a %s nothing of a report: the twins are alike under it',
    async (role, purpose) => {
      const everything = everythingQuery();
      const person = stranger(role, purpose, 93);
      for (const id of ['C-1007', 'C-1008']) await desk.open(person, id);
      const look = async (id: string) => {
        bank.resetCalls();
        const answer = await person.query(everything, { id }, { 'x-request-id': 'twins' });
        const headers = [...answer.headers].filter(([header]) => header !== 'date');
        return { status: answer.status, text: withoutNumber(answer.text), headers, calls: bank.calls() };
      };
      const reported = await look('C-1007');
      expect(reported).toEqual(await look('C-1008'));
      expect(reported.text).toContain('Gareth Hollis');
      expect(reported.text).not.toMatch(/SAR-|suspicious/i);
    },
  );

  it('is in the queue and in the log as soon as it is asked for, and on record with who approved it', async () => {
    const asked = await desk.request(stranger(), 'C-1005');
    const { id } = asked.data.requestAccess;
    const askedRecord = await bank.audit.last();
    const reviewer = bank.as('auditor', 'LegalCompliance');
    const queue = await reviewer.query(
      '{ accessGrants(first: 1) { nodes { id status requestedBy reason customer { id } } } }',
    );
    expect(queue.data.accessGrants.nodes).toEqual([
      {
        id,
        status: 'REQUESTED',
        requestedBy: 'S-frontline-agent-91',
        reason: 'The card was stolen, and nobody else is on duty.',
        customer: { id: 'C-1005' },
      },
    ]);
    await desk.decide(officer(), id);
    const records = await bank.audit.recent(2);

    expect(askedRecord).toMatchObject({
      subject: 'C-1005',
      actor: { id: 'S-frontline-agent-91', roles: ['frontline-agent'] },
      purpose: 'CustomerCare',
      operationName: 'Ask',
      fields: expect.arrayContaining([['Mutation.requestAccess', 'allow', 1]]),
    });
    expect(records).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          subject: 'C-1005',
          actor: expect.objectContaining({ id: 'S-dpo-1', roles: ['dpo'] }),
          operationName: 'Decide',
          fields: expect.arrayContaining([['AccessGrant.requestedBy', 'allow', 1]]),
        }),
      ]),
    );

    const lines = bank.log.map((line) => JSON.parse(line)).filter(({ grantId }) => grantId === id);
    expect(lines).toMatchObject([
      { level: 40, msg: 'access requested', kind: 'BREAK_GLASS', role: 'frontline-agent' },
      { level: 40, msg: 'access opened', kind: 'BREAK_GLASS', role: 'dpo' },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/C-1005|S-|stolen/);
    expect(bank.log.join('')).not.toContain('stolen');
  });

  it('is a change: by POST only, and refused to all others without a trace in its own data', async () => {
    const kept = await desk.kept();
    const token = await bank.sandbox.issuer.issueToken({ role: 'frontline-agent', purpose: 'CustomerCare' });
    const input = `{kind: BREAK_GLASS, customerId: "C-1001", reason: "Nobody else is on duty.", minutes: 5, idempotencyKey: "by-get-0001"}`;
    const byGet = await fetch(
      `${bank.url}?query=${encodeURIComponent(`mutation { requestAccess(input: ${input}) { id } }`)}`,
      { headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'yes' } },
    );
    expect([byGet.status, byGet.headers.get('allow')]).toEqual([405, 'POST']);

    const others: readonly Asker[] = [
      bank.as('customer', undefined, { customer: 'C-1001' }),
      bank.as('partner', 'ServiceProvision'),
      bank.as('marketing', 'DirectMarketing'),
      bank.as('aml-investigator', 'CounterMoneyLaundering'),
      bank.as('mlro', 'CounterMoneyLaundering'),
      bank.as('frontline-agent'),
    ];
    const texts = new Set<string>();
    for (const asker of others) {
      for (const customerId of ['C-1001', 'C-1019', 'C-9999']) {
        const refused = await desk.request(asker, customerId);
        expect([refused.data, code(refused)]).toEqual([{ requestAccess: null }, 'FORBIDDEN']);
        texts.add(refused.text.replace(/"requestId":"[^"]*"/, ''));
      }
    }
    expect(texts.size).toBe(1);
    expect(await desk.kept()).toBe(kept);
    expect(await bank.audit.last()).toMatchObject({
      subject: 'C-9999',
      fields: [['Mutation.requestAccess', 'deny', 1]],
    });
  });

  it('shows nothing when it cannot be looked up', async () => {
    await desk.open(stranger(), 'C-1006');
    await desk.sql('revoke select on access.open_grant from access_reader');
    try {
      const unknown = await stranger().query(name, { id: 'C-1006' });
      expect(unknown.data.customer).toBeNull();
      expect(unknown.errors).toMatchObject([
        { path: ['customer'], extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'access' } },
      ]);
      // Whoever is assigned does not need it.
      const assigned = bank.as('frontline-agent', 'CustomerCare');
      expect(await ask(assigned, name, 'C-1006')).toEqual({ name: 'Frank Whitcombe' });
    } finally {
      await desk.sql('grant select on access.open_grant to access_reader');
    }
    expect(await ask(stranger(), name, 'C-1006')).toEqual({ name: 'Frank Whitcombe' });
  });
});

/** Every value of an answer that is not what absent data looks like. */
function valuesIn(value: unknown): unknown[] {
  if (value === null || value === 0) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(valuesIn) : [value];
}

/** An answer about one of the twins without the customer's number, also where a cursor holds an id. */
function withoutNumber(text: string): string {
  return text
    .replace(
      /"(\w*[cC]ursor)":"([\w-]+)"/g,
      (_, key, cursor) => `"${key}":"${Buffer.from(cursor, 'base64url')}"`,
    )
    .replace(/100[78]/g, '100#');
}
