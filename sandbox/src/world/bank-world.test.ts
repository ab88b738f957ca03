import { describe, expect, it } from '@jest/globals';
import { createWorld } from './bank-world.js';
import { stories } from './stories/stories.js';
import type { WorldCustomer } from './world.js';

const asJson = (value: unknown) => JSON.stringify(value);

function customer(id: string, world = createWorld({ seed: 7, customers: 200 })): WorldCustomer {
  const found = world.customer(id);
  if (found === undefined) throw new Error(`No ${id}`);
  return found;
}

describe('the world', () => {
  it('is the same for the same seed, in whatever order one asks', () => {
    const one = createWorld({ seed: 7, customers: 200 });
    const other = createWorld({ seed: 7, customers: 200 });
    const forwards = [...one.customers()].map(asJson);
    const backwards = [...Array(200).keys()].reverse().map((at) => asJson(other.customer(`C-${1001 + at}`)));
    expect(forwards).toEqual(backwards.reverse());
    expect(one.staff).toEqual(other.staff);
  });

  it('is another for another seed, and does not depend on its size', () => {
    const large = createWorld({ seed: 7, customers: 5_000 });
    expect(asJson(customer('C-1150', large))).toBe(asJson(customer('C-1150')));
    expect(asJson(customer('C-1150', createWorld({ seed: 8, customers: 200 })))).not.toBe(
      asJson(customer('C-1150')),
    );
  });

  it('has the stories first, and nobody beyond its size', () => {
    const world = createWorld({ seed: 7, customers: 200 });
    expect([...stories.keys()]).toEqual(Array.from({ length: 20 }, (_, at) => 1001 + at));
    expect(world.customer('C-1200')?.customerId).toBe('C-1200');
    for (const nobody of ['C-1201', 'C-1000', 'C-01001', 'c-1001', 'C-1001 ', '', 'C-']) {
      expect(world.customer(nobody)).toBeUndefined();
    }
    expect(() => createWorld({ seed: 7, customers: 19 })).toThrow('at least 20 customers');
  });

  it('finds the owner of any record by its id', () => {
    const world = createWorld({ seed: 7, customers: 200 });
    const twin = customer('C-1007', world);
    const ids = [
      twin.accounts[0]?.accountId,
      twin.accounts[0]?.transactions[0]?.transactionId,
      twin.marbleDecisions[0]?.id,
      twin.marbleCases[0]?.id,
      twin.tazamaReports[0]?.evaluationId,
      twin.fraudDecisions[0]?.decisionId,
      twin.fraudDecisions[0]?.score.id,
      twin.fingerprintEvents[0]?.eventId,
      twin.biometricSessions[0]?.id,
      twin.applicant?.id,
      twin.unomiProfile.itemId,
      twin.sars[0]?.id,
      twin.consents[0]?.id,
      twin.ledgerEvents[0]?.id,
    ];
    expect(ids.map((id) => world.ownerOf(id ?? '')?.customerId)).toEqual(ids.map(() => 'C-1007'));
    expect(world.ownerOf('somebody else')).toBeUndefined();
  });

  it('tells twins apart by nothing but a report', () => {
    const { sars, ledgerEvents, ...rest } = customer('C-1007');
    const { sars: noSars, ledgerEvents: fewerEvents, ...otherRest } = customer('C-1008');
    const renumber = (value: unknown) => asJson(value).replaceAll('1007', '1008');
    expect(renumber(rest)).toBe(asJson(otherRest));
    expect([sars.length, noSars.length]).toEqual([1, 0]);
    const filed = ledgerEvents.filter((event) => event.kind === 'aml.report-decided');
    expect(filed.map((event) => event.class)).toEqual(['R']);
    expect(renumber(ledgerEvents.filter((event) => !filed.includes(event)))).toBe(asJson(fewerEvents));
  });

  it('keeps the joint account as one record at both holders', () => {
    const world = createWorld({ seed: 7, customers: 200 });
    const pairs = [
      ['C-1009', 'C-1010', 'A-1009-2'],
      ['C-1027', 'C-1028', 'A-1027-9'],
    ] as const;
    for (const [principal, holder, accountId] of pairs) {
      const [one, other] = [principal, holder].map((id) =>
        customer(id, world).accounts.find((account) => account.accountId === accountId),
      );
      expect(one?.holders).toEqual([
        { customerId: principal, role: 'PRINCIPAL' },
        { customerId: holder, role: 'JOINT' },
      ]);
      expect(asJson(one)).toBe(asJson(other));
    }
  });

  it('gives each document a number and a picture of its own; twins share theirs', () => {
    const world = createWorld({ seed: 7, customers: 200 });
    const documents = [...world.customers()].flatMap(({ customerId, applicant }) =>
      (applicant?.idDocs ?? []).map(({ number, imageSha256 }) => ({
        owner: customerId === 'C-1008' ? 'C-1007' : customerId,
        number,
        imageSha256,
      })),
    );
    const alice = documents.filter(({ owner }) => owner === 'C-1001');
    expect(alice).toHaveLength(2);
    const distinct = new Set(documents.map(asJson));
    for (const part of ['number', 'imageSha256'] as const) {
      expect(new Set(documents.map((document) => document[part])).size).toBe(distinct.size);
    }
    expect(distinct.size).toBe(documents.length - 1);
  });

  it('tells Unomi the same segments as the bank’s own model', () => {
    for (const { customerId, memberships, unomiProfile } of createWorld({
      seed: 7,
      customers: 200,
    }).customers()) {
      const own = memberships.filter(({ source }) => source === 'UNOMI').map(({ segment }) => segment);
      expect([customerId, unomiProfile.segments]).toEqual([customerId, own]);
    }
  });

  it('uses each record id once', () => {
    const ids: string[] = [];
    for (const one of createWorld({ seed: 7, customers: 200 }).customers()) {
      const own = one.accounts.filter((account) => account.holders[0]?.customerId === one.customerId);
      ids.push(
        ...own.flatMap((account) => [account.accountId, ...account.transactions.map((t) => t.transactionId)]),
        ...one.riskRatings.map((rating) => rating.id),
        ...one.screenings.map((screening) => screening.id),
        ...one.fraudDecisions.map((decision) => decision.decisionId),
        ...one.fingerprintEvents.map((event) => event.eventId),
        ...one.biometricSessions.map((session) => session.id),
        ...one.memberships.map((membership) => membership.id),
        ...one.consents.flatMap((consent) => [consent.id, ...consent.events.map((event) => event.id)]),
        ...one.interactions.map((interaction) => interaction.id),
        ...one.ledgerEvents.map((event) => event.id),
      );
    }
    expect(ids.length).toBeGreaterThan(20_000);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('assigns the stories to the first of each role, the VIP only to the second, the colleague to both', () => {
    const world = createWorld({ seed: 7, customers: 200 });
    const staffOf = (id: string) =>
      new Set(world.customerAssignments(customer(id, world)).map((one) => one.staffId.split('-').at(-1)));
    for (const number of stories.keys()) {
      const expected = number === 1019 ? ['2'] : number === 1020 ? ['1', '2'] : ['1'];
      expect([...staffOf(`C-${number}`)].sort()).toEqual(expected);
    }
    expect([...staffOf('C-1021')].some((k) => k === '1' || k === '2')).toBe(false);
  });

  it('puts walls around a few, and somebody cleared inside of every wall', () => {
    const world = createWorld({ seed: 7, customers: 2_000 });
    const walled = [...world.customers()].filter(({ walls }) => walls.length > 0);
    const shareOf = (wall: 'VIP' | 'STAFF') =>
      walled.filter(({ walls }) => walls.includes(wall)).length / 2_000;
    for (const wall of ['VIP', 'STAFF'] as const) {
      expect(shareOf(wall)).toBeGreaterThan(0.01);
      expect(shareOf(wall)).toBeLessThan(0.03);
    }
    const cleared = ({ staffId, walls }: { staffId: string; walls: readonly string[] }) =>
      walls.every((wall) => world.wallClearances.some((one) => one.staffId === staffId && one.wall === wall));
    for (const one of walled) {
      const assigned = world.customerAssignments(one).map(({ staffId }) => staffId);
      const inside = assigned.filter((staffId) => cleared({ staffId, walls: one.walls }));
      expect([one.customerId, inside]).toContainEqual(expect.arrayContaining(['S-kyc-analyst-2']));
      // Theo Nakamura is no client of his own.
      if (one.walls.includes('STAFF')) expect(assigned).not.toContain('S-frontline-agent-2');
    }
    expect(customer('C-1019', world).walls).toEqual(['VIP']);
    expect(customer('C-1020', world).walls).toEqual(['STAFF']);
    expect(world.staff.filter(({ customerId }) => customerId !== null)).toEqual([
      expect.objectContaining({
        staffId: 'S-frontline-agent-2',
        name: 'Theo Nakamura',
        customerId: 'C-1020',
      }),
    ]);
    const [conflict] = world.conflictsOfInterest;
    expect(conflict).toMatchObject({ staffId: 'S-relationship-manager-1', customerId: 'C-1017' });
    expect(world.customerAssignments(customer('C-1017', world))).toContainEqual(
      expect.objectContaining({ staffId: 'S-relationship-manager-1', kind: 'PORTFOLIO' }),
    );
  });
});
