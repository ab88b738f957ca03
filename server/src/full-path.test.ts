import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askedCustomers, type FullPath, startFullPath } from './reference/full-path.fixture.js';
import { plainConditions } from './reference/plain-conditions.fixture.js';
import {
  customer,
  type Identity,
  partner,
  randomIdentity,
  staffMember,
  staffRoles,
} from './reference/random-identity.fixture.js';
import { type Operation, randomQuestions, randomWishes } from './reference/random-operation.fixture.js';
import type { Holds } from './reference/reference-decision.fixture.js';
import { everythingQuery } from './testing/everything-query.js';

/** Operations made by chance; the seed makes them the same ones every time. */
const runs = 200;
const seed = 20_260_630;

const readersOfDecisions = [
  'mlro',
  'auditor',
  'kyc-analyst',
  'fraud-analyst',
  'aml-investigator',
  'dpo',
] as const;

const partners = ['P-moneywise', 'P-brightloans', 'P-nobody'];

/** Customers who differ most in what there is to refuse. */
const stories = ['C-1001', 'C-1005', 'C-1007', 'C-1009', 'C-1010', 'C-1017', 'C-1018', 'C-1019', 'C-1020'];

/** What is asked of decisions, ratings, consents and chains. */
const questionArguments = [
  ...['kinds', 'domains', 'decisions', 'actorTypes', 'planId', 'planVersion', 'from', 'to', 'knownAt'],
  ...['order', 'first', 'after', 'asOf', 'direction', 'depth'],
];

type Misread = Parameters<FullPath['expectedMisread']>[0];

/** Ways of reading them that are wrong: not at all, or a time by the least that tells whether the bound is part of it. */
const misreadings: Readonly<Record<string, Misread>> = {
  ...Object.fromEntries(
    questionArguments.map((name): [string, Misread] => [
      `no ${name}`,
      ({ [name]: _not, ...others }) => others,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries({ from: 1, to: 1, knownAt: -1, asOf: -1 }).map(([name, ms]): [string, Misread] => [
      `${name} ${ms} ms`,
      (given) =>
        given[name] == null
          ? given
          : { ...given, [name]: new Date(Date.parse(String(given[name])) + ms).toISOString() },
    ]),
  ),
};

const allGrants = `{ accessGrants(first: 100) { totalCount nodes { id kind status reason requestedBy decidedBy
  customer { id name } review { by verdict } } } }`;

describe('the whole path of a request, and a reference that does no more than read the policies', () => {
  let path: FullPath;
  beforeAll(async () => {
    path = await startFullPath();
  }, 180_000);
  afterAll(async () => path?.[Symbol.asyncDispose]());

  /** Fails, with what is needed to ask again, when a gateway answers otherwise than the reference. */
  async function expectAlike(operation: Operation, identity: Identity): Promise<void> {
    const difference = await path.differences(operation, identity);
    if (difference === null) return;
    const asked = `${operation.query}\n${JSON.stringify(operation.variables)}`;
    throw new Error(`${difference}\n${asked}\n${JSON.stringify(identity.token)}`);
  }

  /** Everything about a customer, and all access that was asked for, by each of those who have to do with them. */
  function everything(): readonly (readonly [Operation, Identity])[] {
    const purposeOf = (role: string) => path.policies.roles[role]?.purposes[0] ?? null;
    const identities = [
      ...staffRoles.flatMap((role) => [1, 2, 3].map((n) => staffMember([role], n, purposeOf(role)))),
      ...partners.map((id) => partner(id, 'ServiceProvision')),
      ...['C-1005', 'C-1010', 'C-1020'].map((id) => customer(id, null)),
    ];
    const ofCustomer = everythingQuery();
    return identities.flatMap((identity) => [
      [{ query: allGrants, variables: {}, ordered: true }, identity] as const,
      ...path
        .relatedCustomers(identity)
        .filter((id) => stories.includes(id))
        .map((id) => [{ query: ofCustomer, variables: { id }, ordered: true }, identity] as const),
    ]);
  }

  it('answer alike to whoever asks for everything about the customers with whom they have to do', async () => {
    for (const [operation, identity] of everything()) await expectAlike(operation, identity);
  }, 300_000);

  it('answer alike, whatever is asked and whoever asks, with the static cut and without', async () => {
    const identities = randomIdentity(path.policies, { customers: askedCustomers, partners });
    await fc.assert(
      fc.asyncProperty(randomWishes, identities, (wishes, identity) =>
        expectAlike(path.operation(wishes, identity), identity),
      ),
      // Making a failing operation smaller takes time too, and is worth only so much of it.
      { seed, numRuns: runs, interruptAfterTimeLimit: 200_000, markInterruptAsFailure: true },
    );
  }, 300_000);

  it('answer alike, whatever is asked for of decisions, ratings, consents and what led to what', async () => {
    const readers = readersOfDecisions.flatMap((role) =>
      [1, 2].map((n) => staffMember([role], n, path.policies.roles[role]?.purposes[0] ?? null)),
    );
    const identities = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...readers) },
      { weight: 1, arbitrary: randomIdentity(path.policies, { customers: askedCustomers, partners }) },
    );
    const asked: (readonly [Operation, Identity])[] = [];
    await fc.assert(
      fc.asyncProperty(randomQuestions, identities, async (wishes, identity) => {
        const operation = path.operation(wishes, identity);
        asked.push([operation, identity]);
        await expectAlike(operation, identity);
      }),
      { seed, numRuns: runs, interruptAfterTimeLimit: 200_000, markInterruptAsFailure: true },
    );
    // Each argument and each bound changes an answer, else nobody would notice that it is not heeded.
    const answers = asked.map((one) => ({ one, right: JSON.stringify(path.expected(...one)) }));
    const unnoticed = Object.entries(misreadings).flatMap(([name, misread]) =>
      answers.every(({ one, right }) => JSON.stringify(path.expectedMisread(misread, ...one)) === right)
        ? [name]
        : [],
    );
    expect(unnoticed).toEqual([]);
  }, 300_000);

  it('do not answer alike when a condition of the reference is wrong, whichever it is', async () => {
    const text = (...asked: Parameters<FullPath['expected']>) => JSON.stringify(path.expected(...asked));
    const answers = everything().map((asked) => {
      const looked = new Set<string>();
      return { asked, right: text(...asked, recording(looked)), looked };
    });
    const conditions = path.policies.subgraphs.flatMap(({ policies }) =>
      [...policies.values()].flatMap(({ allow }) => allow.flatMap(({ when }) => when)),
    );
    const unnoticed: string[] = [];
    for (const name of new Set([...conditions, ...path.policies.walls.keys()])) {
      // The reference asks for no case files and no changes; `export.test.ts` and `subscriptions.test.ts` do.
      if (name === 'export approved' || name === 'not confidential') continue;
      const wrong = [true, false].map((answer) => ({ ...plainConditions, [name]: () => answer }));
      const telling = firstOf(
        answers.filter(({ looked }) => looked.has(name)),
        ({ asked, right }) => wrong.find((holds) => text(...asked, holds) !== right),
      );
      if (telling === null || (await path.differences(...telling.item.asked, telling.found)) === null) {
        unnoticed.push(name);
      }
    }
    expect(unnoticed).toEqual([]);
  }, 300_000);
});

/** The first item for which something is found, and what. */
function firstOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): { readonly item: Item; readonly found: Found } | null {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return { item, found };
  }
  return null;
}

/** The conditions as they are, noting which of them were asked. */
function recording(asked: Set<string>): Holds {
  return Object.fromEntries(
    Object.entries(plainConditions).map(([name, holds]) => [
      name,
      (question: Parameters<typeof holds>[0]) => {
        asked.add(name);
        return holds(question);
      },
    ]),
  );
}
