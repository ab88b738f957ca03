import { randomUUID } from 'node:crypto';
import {
  agent,
  customerInApp,
  customerOnline,
  fraudAnalyst,
  kycAnalyst,
  manager,
  marketing,
} from './people.js';
import { evidence, type Play, same } from './play.js';
import { engineDecides } from './risk-engine.js';
import type { Story } from './story.js';

const journeysOf = `query Journeys($id: ID!) { customer(id: $id) { journeys {
  id kind status version startedIn lastChannel pendingSteps events { kind step channel handedOverTo actor by } } } }`;
const goOn =
  'mutation GoOn($input: ContinueJourneyInput!) { continueJourney(input: $input) { id version status pendingSteps } }';
const end = 'mutation End($input: AbandonJourneyInput!) { abandonJourney(input: $input) { status } }';

interface Journey {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly version: number;
  readonly pendingSteps: readonly string[];
  readonly events: readonly object[];
}
interface Journeys {
  readonly customer: { readonly journeys: readonly Journey[] | null };
}

/** Workflow 3. A payment fails online; he calls; he walks into a branch; he confirms in the app. Nobody asks him twice. */
export const threeChannels: Story = {
  number: 3,
  title: 'Online, call centre, branch: one timeline',
  customerId: 'C-1014',
  async play(play) {
    await abandonOpen(play);
    const held = await engineDecides(
      play,
      'His payment of 18,000 from a new device is held: score 90.3.',
      {
        device: { new: true, vpn: false, country: 'GB' },
        behaviour: { score: 0.55, deviations: ['HESITATION'] },
        payment: { amount: 18_000, new_payee: true },
      },
      { action: 'HOLD', score: 90.3 },
    );

    const input = { customerId: play.customerId, kind: 'PAYMENT_PROBLEM', idempotencyKey: randomUUID() };
    const { startJourney } = await play.inChannel<{ startJourney: Journey & { startedIn: string } }>(
      customerOnline,
      'reports that his payment failed.',
      'StartJourney',
      { input },
      (data) => same(data.startJourney.startedIn, 'ONLINE'),
    );
    const journey = startJourney.id;
    await inChannel(play, customerOnline, 'says which problem it is.', journey, 1, 'PROBLEM_REPORTED', [
      'PAYMENT_IDENTIFIED',
      'IDENTITY_CHECKED',
      'PAYMENT_SETTLED',
      'OUTCOME_CONFIRMED',
    ]);

    await play.sees(
      agent,
      'in the call centre sees where it stands, and why the payment is held, without asking him again.',
      `query Call($id: ID!) { customer(id: $id) { riskDecisions(first: 1) { nodes { action } }
        journeys(status: OPEN) { id startedIn lastChannel pendingSteps } } }`,
      {
        customer: {
          riskDecisions: { nodes: [{ action: 'HOLD' }] },
          journeys: [
            {
              id: journey,
              startedIn: 'ONLINE',
              lastChannel: 'ONLINE',
              pendingSteps: [
                'PAYMENT_IDENTIFIED',
                'IDENTITY_CHECKED',
                'PAYMENT_SETTLED',
                'OUTCOME_CONFIRMED',
              ],
            },
          ],
        },
      },
    );
    await atDesk(
      play,
      'finds the payment with him, and hands over to the branch: a document is needed.',
      journey,
      {
        ...{ version: 2, step: 'PAYMENT_IDENTIFIED', channel: 'CALL_CENTRE', handOverTo: 'BRANCH' },
      },
    );
    for (const person of [customerOnline, customerInApp]) {
      await play.inChannel<Journeys>(
        person,
        'sees that it goes on in the branch, and what is left.',
        'ChannelContext',
        {},
        ({ customer }) =>
          same(customer.journeys, [
            {
              ...{
                id: journey,
                kind: 'PAYMENT_PROBLEM',
                version: 4,
                startedIn: 'ONLINE',
                lastChannel: 'BRANCH',
              },
              pendingSteps: ['IDENTITY_CHECKED', 'PAYMENT_SETTLED', 'OUTCOME_CONFIRMED'],
            },
          ]),
      );
    }
    await atDesk(play, 'in the branch sees his document; nobody asks what it is about.', journey, {
      ...{ version: 4, step: 'IDENTITY_CHECKED', channel: 'BRANCH' },
    });
    await play.decides(
      fraudAnalyst,
      'releases the payment.',
      'resolveRiskDecision',
      {
        riskDecisionId: held.decision_id,
        resolution: 'RELEASED',
        reason: 'Identity checked in the branch; he buys a boat from this payee.',
        reasonForCustomer: 'Your payment was sent.',
        evidence: [evidence('fraud', held.decision_id, held)],
      },
      { status: 'MADE' },
    );
    await atDesk(play, 'tells him that the payment is sent.', journey, {
      ...{ version: 5, step: 'PAYMENT_SETTLED', channel: 'BRANCH' },
    });
    await inChannel(
      play,
      customerInApp,
      'confirms that all is well: completed.',
      journey,
      6,
      'OUTCOME_CONFIRMED',
      [],
    );

    const events = (inside: boolean) =>
      told.map(([kind, step, channel, handedOverTo, actor]) => ({
        ...{ kind, step, channel, handedOverTo, actor },
        by: inside && actor === 'STAFF' ? 'S-frontline-agent-1' : null,
      }));
    for (const person of [agent, manager, kycAnalyst]) {
      await play.step(
        person.title,
        'sees the same history, from four contacts in four channels, and who of the bank it was.',
        async () => same((await historyOf(play, person, journey))?.events, events(true)),
      );
    }
    await play.step('customer', 'sees the same history, without the numbers of staff.', async () =>
      same(
        (await historyOf(play, { ...customerInApp, client: 'bankgraph-cli' }, journey))?.events,
        events(false),
      ),
    );
    for (const person of [fraudAnalyst, marketing]) {
      await play.step(person.title, 'sees nothing of it.', async () =>
        same(await historyOf(play, person, journey), undefined),
      );
    }
  },
};

const told = [
  ['STARTED', null, 'ONLINE', null, 'CUSTOMER'],
  ['STEP_DONE', 'PROBLEM_REPORTED', 'ONLINE', null, 'CUSTOMER'],
  ['STEP_DONE', 'PAYMENT_IDENTIFIED', 'CALL_CENTRE', null, 'STAFF'],
  ['HANDED_OVER', null, 'CALL_CENTRE', 'BRANCH', 'STAFF'],
  ['STEP_DONE', 'IDENTITY_CHECKED', 'BRANCH', null, 'STAFF'],
  ['STEP_DONE', 'PAYMENT_SETTLED', 'BRANCH', null, 'STAFF'],
  ['STEP_DONE', 'OUTCOME_CONFIRMED', 'MOBILE', null, 'CUSTOMER'],
  ['COMPLETED', null, 'MOBILE', null, 'CUSTOMER'],
] as const;

type Somebody = Parameters<Play['ask']>[0];

async function historyOf(play: Play, person: Somebody, id: string): Promise<Journey | undefined> {
  const { customer } = await play.ask<{ customer: Journeys['customer'] | null }>(person, journeysOf);
  return customer?.journeys?.find((journey) => journey.id === id);
}

/** The customer does the next step in a channel of their own. */
function inChannel(
  play: Play,
  person: Somebody,
  what: string,
  id: string,
  version: number,
  step: string,
  pending: readonly string[],
) {
  const input = { customerId: play.customerId, id, version, step, idempotencyKey: randomUUID() };
  return play.inChannel<{ continueJourney: Journey }>(
    person,
    what,
    'ContinueJourney',
    { input },
    ({ continueJourney }) => same(continueJourney.pendingSteps, pending),
  );
}

/** An agent does the next step on the customer's behalf. */
function atDesk(play: Play, what: string, id: string, change: object): Promise<void> {
  const input = { customerId: play.customerId, id, idempotencyKey: randomUUID(), ...change };
  return play.step(agent.title, what, async () => {
    await play.ask(agent, goOn, { input });
  });
}

/** A customer has one open journey of a kind: that of an earlier play that was broken off is ended. */
async function abandonOpen(play: Play): Promise<void> {
  const { customer } = await play.ask<Journeys>(agent, journeysOf);
  for (const { id, kind, status, version } of customer.journeys ?? []) {
    if (kind !== 'PAYMENT_PROBLEM' || status !== 'OPEN') continue;
    const input = {
      customerId: play.customerId,
      id,
      version,
      channel: 'CALL_CENTRE',
      idempotencyKey: randomUUID(),
    };
    await play.ask(agent, end, { input });
  }
}
