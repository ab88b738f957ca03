import { type Ask, type Asker, asking } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Databases, startDatabases } from './databases.fixture.js';
import { journeyDatabase } from './journey-database.js';
import type { JourneySources } from './loaders.js';
import { journeysSubgraph } from './subgraph.js';

const customer: Asker = { role: 'customer', id: 'C-1001', channel: 'mobile' };
const agent: Asker = { role: 'frontline-agent', purpose: 'CustomerCare' };
const manager: Asker = { role: 'relationship-manager', purpose: 'CustomerRelationshipManagement' };
const analyst: Asker = { role: 'kyc-analyst', purpose: 'IdentityVerification' };

/** Customers to whom staff are assigned, and one of them behind a wall that keeps staff out. */
const assigned = ['C-1001', 'C-1002', 'C-1019'];
const walled = 'C-1019';

const all = `id kind status version startedAt startedIn lastChannel pendingSteps doneSteps
  events { kind step at channel handedOverTo actor by }`;
const mutationOf = (name: string) =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${all} } }`;
const start = mutationOf('startJourney');
const go = mutationOf('continueJourney');
const abandon = mutationOf('abandonJourney');

/** As the server has it, but for the policies' version. */
const recordOf: JourneySources['recordOf'] = (
  { field, customerId },
  { actor, requestId, operationName, operationHash },
) =>
  databases.edits.prepare({
    actor,
    purpose: actor.purpose,
    subject: customerId,
    requestId,
    operationName,
    operationHash,
    policyVersion: 'p',
    fields: [[field, 'allow', 1]],
  });

let databases: Databases;
let ask: Ask;
let keys = 0;

beforeAll(async () => {
  databases = await startDatabases();
  ask = await asking(journeysSubgraph({ register: journeyDatabase(databases.writer), recordOf }), {
    assignedToCustomer: async (_staffId, customerId) => assigned.includes(customerId),
    wallsAgainst: async (_staffId, customerId) => (customerId === walled ? ['VIP'] : []),
  });
});
afterAll(async () => {
  await databases?.[Symbol.asyncDispose]();
});
beforeEach(() => databases.clear());

const key = () => {
  keys += 1;
  return `change-${keys}`;
};
const startInput = (change: object = {}) => ({
  customerId: 'C-1001',
  kind: 'PAYMENT_PROBLEM',
  idempotencyKey: key(),
  ...change,
});
const goInput = (id: string, version: number, change: object = {}) => ({
  customerId: 'C-1001',
  id,
  version,
  idempotencyKey: key(),
  ...change,
});

/** What the only root field of a change answers that succeeds. */
async function done(asker: Asker, document: string, input: object) {
  const answer = await ask(asker, document, { input });
  expect(answer.errors).toBeUndefined();
  const [payload] = Object.values(answer.data ?? {});
  return payload as { id: string; version: number } & Readonly<Record<string, unknown>>;
}

/** Code and text of a change that fails, and that its payload is null. */
async function refused(asker: Asker, document: string, input: object) {
  const { data, errors } = await ask(asker, document, { input });
  expect(Object.values(data ?? {})).toEqual([null]);
  expect(errors).toHaveLength(1);
  return [errors?.[0]?.extensions?.code, errors?.[0]?.message];
}
const forbidden = ['FORBIDDEN', 'Your role may not do this.'];

async function journeys(asker: Asker, args = '', id = 'C-1001') {
  const { data, errors } = await ask(
    asker,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { journeys${args} { ${all} } } } }`,
    { of: [{ __typename: 'Customer', id }] },
  );
  expect(errors).toBeUndefined();
  const [of] = (data as { _entities: readonly ({ journeys: readonly object[] | null } | null)[] })._entities;
  return of?.journeys;
}

describe('a journey', () => {
  it('is started in the app, gone on with by the call centre, and finished in the branch', async () => {
    const started = await done(customer, start, startInput());
    const begun = { kind: 'STARTED', step: null, handedOverTo: null, at: expect.any(String) };
    expect(started).toEqual({
      id: expect.any(String),
      kind: 'PAYMENT_PROBLEM',
      status: 'OPEN',
      version: 1,
      startedAt: expect.any(String),
      startedIn: 'MOBILE',
      lastChannel: 'MOBILE',
      pendingSteps: [
        ...['PROBLEM_REPORTED', 'PAYMENT_IDENTIFIED', 'IDENTITY_CHECKED', 'PAYMENT_SETTLED'],
        'OUTCOME_CONFIRMED',
      ],
      doneSteps: [],
      events: [{ ...begun, channel: 'MOBILE', actor: 'CUSTOMER', by: null }],
    });
    const { id } = started;
    await done(customer, go, goInput(id, 1, { step: 'PROBLEM_REPORTED' }));
    const called = await done(
      agent,
      go,
      goInput(id, 2, { step: 'PAYMENT_IDENTIFIED', channel: 'CALL_CENTRE', handOverTo: 'BRANCH' }),
    );
    expect(called).toMatchObject({
      version: 4,
      startedIn: 'MOBILE',
      lastChannel: 'BRANCH',
      pendingSteps: ['IDENTITY_CHECKED', 'PAYMENT_SETTLED', 'OUTCOME_CONFIRMED'],
      doneSteps: ['PROBLEM_REPORTED', 'PAYMENT_IDENTIFIED'],
    });
    const branch: Asker = { ...manager, channel: 'branch' };
    await done(branch, go, goInput(id, 4, { step: 'IDENTITY_CHECKED' }));
    await done(branch, go, goInput(id, 5, { step: 'PAYMENT_SETTLED' }));
    const over = await done(customer, go, goInput(id, 6, { step: 'OUTCOME_CONFIRMED' }));
    expect(over).toMatchObject({ status: 'COMPLETED', version: 8, pendingSteps: [], lastChannel: 'MOBILE' });
    // The customer is told that it was staff, and not who.
    const byStaff = (over.events as { actor: string; by: unknown }[]).filter(
      ({ actor }) => actor === 'STAFF',
    );
    expect(byStaff.map(({ by }) => by)).toEqual([null, null, null, null]);
    const seen = (await journeys(agent)) as { events: { by: unknown }[] }[];
    expect(seen[0]?.events.map(({ by }) => by)).toEqual([
      ...[null, null, 'S-frontline-agent-1', 'S-frontline-agent-1'],
      ...['S-relationship-manager-1', 'S-relationship-manager-1', null, null],
    ]);
  });

  it('is listed, all or those of one status', async () => {
    const { id } = await done(customer, start, startInput());
    const other = await done(customer, start, startInput({ kind: 'ADDRESS_CHANGE' }));
    await done(customer, abandon, goInput(id, 1));
    const ids = async (args: string) =>
      ((await journeys(customer, args)) as { id: string }[]).map((one) => one.id);
    expect(await ids('')).toEqual([other.id, id]);
    expect(await ids('(status: OPEN)')).toEqual([other.id]);
    expect(await ids('(status: ABANDONED)')).toEqual([id]);
    expect(await ids('(status: COMPLETED)')).toEqual([]);
  });

  it('is on record with each change, under the customer and by whom', async () => {
    const { id } = await done(customer, start, startInput());
    await done(agent, go, goInput(id, 1, { step: 'PROBLEM_REPORTED', channel: 'CALL_CENTRE' }));
    expect((await databases.recorded())[0]).toMatchObject({
      subject: 'C-1001',
      actor: { id: 'S-frontline-agent-1', roles: ['frontline-agent'] },
      fields: [['Mutation.continueJourney', 'allow', 1]],
    });
  });
});

describe('who may do what', () => {
  it('is the policies’ to say: everybody else is forbidden, and nothing is written', async () => {
    const { id } = await done(customer, start, startInput());
    const askers: readonly Asker[] = [
      { role: 'customer', id: 'C-1002', channel: 'mobile' },
      { ...agent, purpose: null },
      { ...agent, purpose: 'DirectMarketing' },
      analyst,
      { role: 'fraud-analyst', purpose: 'FraudPreventionAndDetection' },
      { role: 'aml-investigator', purpose: 'CounterMoneyLaundering' },
      { role: 'mlro', purpose: 'CounterMoneyLaundering' },
      { role: 'dpo', purpose: 'RightsFulfilment' },
      { role: 'auditor', purpose: 'LegalCompliance' },
      { role: 'marketing', purpose: 'DirectMarketing' },
      { role: 'partner', id: 'P-moneywise', purpose: 'ServiceProvision' },
    ];
    for (const asker of askers) {
      const channel = 'BRANCH';
      expect(await refused(asker, start, startInput({ kind: 'ONBOARDING', channel }))).toEqual(forbidden);
      expect(await refused(asker, go, goInput(id, 1, { step: 'PROBLEM_REPORTED', channel }))).toEqual(
        forbidden,
      );
      expect(await refused(asker, abandon, goInput(id, 1, { channel }))).toEqual(forbidden);
      if (asker !== analyst) expect((await journeys(asker)) ?? []).toEqual([]);
    }
    expect(await databases.kept()).toBe(2);
    for (const asker of [customer, agent, manager, analyst]) {
      expect(await journeys(asker)).toHaveLength(1);
    }
  });

  it('is nothing for staff who are not assigned, nor through a wall', async () => {
    const own: Asker = { role: 'customer', id: walled, channel: 'online' };
    const { id } = await done(own, start, startInput({ customerId: walled }));
    for (const customerId of [walled, 'C-1003']) {
      for (const asker of [agent, manager]) {
        const change = { customerId, channel: 'BRANCH' };
        expect(await refused(asker, start, startInput(change))).toEqual(forbidden);
        expect(await refused(asker, abandon, goInput(id, 1, change))).toEqual(forbidden);
      }
      for (const asker of [agent, manager, analyst]) {
        expect((await journeys(asker, '', customerId)) ?? []).toEqual([]);
      }
    }
    expect(await journeys(own, '', walled)).toHaveLength(1);
  });

  it('reaches no other customer’s journey by naming one’s own', async () => {
    const { id } = await done(agent, start, startInput({ customerId: 'C-1002', channel: 'BRANCH' }));
    const none = [
      'BAD_USER_INPUT',
      'The customer has no such journey. Customer.journeys lists those that you may see.',
    ];
    for (const which of [id, 'no such', '', 'x'.repeat(10_000), 'no id\u0000']) {
      expect(await refused(customer, go, goInput(which, 1, { step: 'PROBLEM_REPORTED' }))).toEqual(none);
      expect(await refused(customer, abandon, goInput(which, 1))).toEqual(none);
    }
    expect(await databases.kept()).toBe(2);
  });
});

describe('a change that does not fit', () => {
  const bad = (advice: string) => ['BAD_USER_INPUT', advice];

  it('is told what the matter is, and changes nothing', async () => {
    const { id } = await done(customer, start, startInput());
    expect(await refused(customer, start, startInput())).toEqual(
      bad('A journey of this kind is open. Go on with it by continueJourney, or end it by abandonJourney.'),
    );
    expect(await refused(customer, go, goInput(id, 1))).toEqual(
      bad('Say which step is done, or to which channel the journey is handed over.'),
    );
    expect(await refused(customer, go, goInput(id, 1, { step: 'PAYMENT_IDENTIFIED' }))).toEqual(
      bad('The next step of this journey is PROBLEM_REPORTED.'),
    );
    expect(await refused(customer, go, goInput(id, 1, { step: 'IDENTITY_CHECKED' }))).toEqual(
      bad('IDENTITY_CHECKED is a step that the bank does.'),
    );
    expect(await refused(customer, go, goInput(id, 1, { handOverTo: 'MOBILE' }))).toEqual(
      bad('The journey is in the channel MOBILE: it cannot be handed over to it.'),
    );
    expect(
      await refused(customer, go, goInput(id, 1, { step: 'PROBLEM_REPORTED', channel: 'BRANCH' })),
    ).toEqual(bad('Your token is for the channel MOBILE, and for no other.'));
    expect(await refused(agent, go, goInput(id, 1, { step: 'PROBLEM_REPORTED' }))).toEqual(
      bad('Say in which channel this happens.'),
    );
    expect(await refused(customer, abandon, goInput(id, 1, { idempotencyKey: 'short' }))).toEqual(
      bad('idempotencyKey must be 8 to 64 letters, digits, hyphens and underscores.'),
    );
    expect(await databases.kept()).toBe(2);
    await done(customer, abandon, goInput(id, 1));
    expect(await refused(customer, go, goInput(id, 2, { step: 'PROBLEM_REPORTED' }))).toEqual(
      bad('The journey is over: ABANDONED.'),
    );
  });

  it('is of a version that somebody else has changed: one of two at once wins, the other reads again', async () => {
    const { id } = await done(customer, start, startInput());
    const answers = await Promise.all([
      ask(customer, go, { input: goInput(id, 1, { step: 'PROBLEM_REPORTED' }) }),
      ask(agent, go, { input: goInput(id, 1, { step: 'PROBLEM_REPORTED', channel: 'CALL_CENTRE' }) }),
    ]);
    const told = answers.flatMap(({ errors = [] }) =>
      errors.map(({ extensions, message }) => [extensions?.code, message]),
    );
    expect(told).toEqual([
      bad('Something else has happened to the journey: it is at version 2. Read it again before you go on.'),
    ]);
    expect(await databases.kept()).toBe(3);
  });

  it('is the same one when it comes again with its key', async () => {
    const input = startInput();
    const first = await done(customer, start, input);
    expect(await done(customer, start, input)).toEqual(first);
    const change = goInput(first.id, 1, { step: 'PROBLEM_REPORTED' });
    const second = await done(customer, go, change);
    expect(await done(customer, go, change)).toEqual(second);
    expect(await refused(customer, go, { ...change, step: 'PAYMENT_IDENTIFIED' })).toEqual(
      bad('You have used this idempotencyKey for another change. Choose a new one.'),
    );
    expect(await databases.kept()).toBe(3);
  });

  it('does not hand over what its last step completes', async () => {
    const { id } = await done(agent, start, startInput({ kind: 'DOCUMENT_RENEWAL', channel: 'BRANCH' }));
    await done(agent, go, goInput(id, 1, { step: 'DOCUMENT_PROVIDED', channel: 'BRANCH' }));
    await done(agent, go, goInput(id, 2, { step: 'IDENTITY_CHECKED', channel: 'BRANCH' }));
    const last = { step: 'RECORD_UPDATED', channel: 'BRANCH' };
    expect(await refused(agent, go, goInput(id, 3, { ...last, handOverTo: 'ONLINE' }))).toEqual(
      bad('With this step the journey is completed: there is nothing to hand over.'),
    );
    expect(await done(agent, go, goInput(id, 3, last))).toMatchObject({ status: 'COMPLETED' });
  });
});

describe('a change that cannot be put on record', () => {
  it('does not happen', async () => {
    await databases.owner.raw('revoke insert on audit.record from journeys_writer');
    try {
      expect((await refused(customer, start, startInput()))[0]).toBe('AUDIT_UNAVAILABLE');
      expect(await databases.kept()).toBe(0);
    } finally {
      await databases.owner.raw('grant insert on audit.record to journeys_writer');
    }
  });
});
