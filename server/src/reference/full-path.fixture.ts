import { setTimeout } from 'node:timers/promises';
import { apiSdlOf, readSupergraph } from '@bankgraph/schema';
import { buildSchema, parse } from 'graphql';
import { policiesFolder } from '../project-folder.js';
import { bankOwner } from '../testing/bank-owner.js';
import { consentOwner } from '../testing/consent-owner.js';
import { type Answer, ask, type Bank, serveBeside, startBank } from '../testing/start-bank.js';
import {
  type BankFacts,
  type ConsentPast,
  factsAbout,
  readConsentPasts,
  readFacts,
} from './bank-facts.fixture.js';
import { type AccessGrantRow, type BankTruth, type Listing, readTruth } from './bank-truth.fixture.js';
import type { Caller, Row } from './plain-conditions.fixture.js';
import { type PlainPolicies, readPlainPolicies } from './plain-policies.fixture.js';
import type { Identity } from './random-identity.fixture.js';
import { type Operation, operationOf, type RootWish } from './random-operation.fixture.js';
import { type Reference, type ReferenceAnswer, referenceAnswer } from './reference-answer.fixture.js';
import { type Holds, ReferenceDecision } from './reference-decision.fixture.js';
import { makeUnusualRelations } from './unusual-relations.fixture.js';

/** Customers whose stories differ, those of most interest more than once, and one who is not there. */
export const askedCustomers = [
  ...['C-1001', 'C-1005', 'C-1007', 'C-1018', 'C-1009', 'C-1010', 'C-1019', 'C-1020', 'C-1017', 'C-1008'],
  ...['C-1005', 'C-1007', 'C-1018', 'C-1009', 'C-1027', 'C-1037', 'C-1002', 'C-1012', 'C-9999'],
];

/** Texts that find everybody, one, some or nobody; nothing shorter than two characters is searched for. */
const searches = ['C-10', 'C-1018', 'an', 'hollis', 'lindqvist', 'nobody at all'];

const customerCount = 40;

/** One bank, asked through a gateway with the static cut and one without, and all that there is to know about it. */
export interface FullPath extends AsyncDisposable {
  readonly policies: PlainPolicies;
  /** Customers with whom somebody has to do: their own, those whom they are assigned to, or have access to. */
  relatedCustomers(identity: Identity): readonly string[];
  /** The operation that the wishes come to. */
  operation(wishes: readonly RootWish[], identity: Identity): Operation;
  /**
   * Asks both gateways and the reference.
   *
   * @param holds conditions of the reference
   * @returns what differs, for people; null: nothing
   */
  differences(operation: Operation, identity: Identity, holds?: Holds): Promise<string | null>;
  /** What the reference alone answers; those who looked at customers before are not told. */
  expected(operation: Operation, identity: Identity, holds?: Holds): ReferenceAnswer;
  /** The same, by a reference that takes arguments and filters for others. */
  expectedMisread(misread: (given: Row) => Row, operation: Operation, identity: Identity): ReferenceAnswer;
}

/** Starts the bank and reads the truth of it once. */
export async function startFullPath(): Promise<FullPath> {
  const bank = await startBank({ customers: customerCount });
  const stops: (() => Promise<unknown>)[] = [() => bank[Symbol.asyncDispose]()];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    await makeUnusualRelations(bank);
    const customers = Array.from({ length: customerCount }, (_, index) => `C-${1001 + index}`);
    const truth = await readTruth(bank, { customers, searches });
    stops.push(() => truth.close());
    const owner = bankOwner(bank);
    const consents = consentOwner(bank);
    const grants = truth.accessGrants.rows as readonly AccessGrantRow[];
    const [facts, consentPasts] = await Promise.all([
      readFacts(owner, consents, grants),
      readConsentPasts(consents),
    ]).finally(() => Promise.all([owner.destroy(), consents.destroy()]));
    const uncut = await serveBeside(bank, { keptIn: null, staticCut: false });
    stops.push(() => uncut.close());
    const parts = { bank, truth, facts, consentPasts, uncutUrl: uncut.url };
    return { ...fullPath(parts), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Parts {
  readonly bank: Bank;
  readonly truth: BankTruth;
  readonly facts: BankFacts;
  readonly consentPasts: ReadonlyMap<string, ConsentPast>;
  readonly uncutUrl: string;
}

function fullPath({
  bank,
  truth,
  facts,
  consentPasts,
  uncutUrl,
}: Parts): Omit<FullPath, keyof AsyncDisposable> {
  const policies = readPlainPolicies(policiesFolder);
  const schema = buildSchema(apiSdlOf(readSupergraph()));
  const referenceFor = ({ caller }: Identity, holds: Holds | undefined): Reference => ({
    schema,
    policies,
    truth,
    consentPasts,
    decision: new ReferenceDecision(policies, factsAbout(caller, facts), holds),
  });

  /** @param history grows by those whose list the answer shows */
  function answered(
    reference: Reference,
    { query, variables }: Operation,
    { caller }: Identity,
    history: ReadonlyMap<string, Listing>,
    unread: Set<string>,
  ): ReferenceAnswer {
    return referenceAnswer(reference, { document: parse(query), variables, caller, history, unread });
  }

  /** Who looked is read before the operation is sent, since it goes on record itself. */
  async function expectedNow(reference: Reference, operation: Operation, identity: Identity) {
    const history = new Map<string, Listing>();
    for (;;) {
      const unread = new Set<string>();
      const answer = answered(reference, operation, identity, history, unread);
      if (unread.size === 0) return answer;
      for (const id of unread) history.set(id, await truth.accessHistory(id));
    }
  }

  /** A machine that is busy with other tests may be late: then the operation is asked again, each time after a longer pause. */
  async function answeredInTime(
    url: string,
    token: string,
    reference: Reference,
    operation: Operation,
    identity: Identity,
    attempts = 6,
  ): Promise<{ readonly answer: Answer; readonly expected: ReferenceAnswer }> {
    const expected = await expectedNow(reference, operation, identity);
    bank.resetCalls();
    const answer = await ask(url, token, operation.query, operation.variables);
    const isLate = answer.errors?.some(({ extensions }) => extensions.code === 'UPSTREAM_UNAVAILABLE');
    if (!isLate || attempts === 1) return { answer, expected };
    await setTimeout(1_000 * (7 - attempts));
    return answeredInTime(url, token, reference, operation, identity, attempts - 1);
  }

  return {
    policies,
    relatedCustomers: ({ caller }) => relatedTo(caller, facts),
    operation: (wishes, { caller }) =>
      operationOf(wishes, schema, { customers: customersFor(caller, facts), searches, truth }),
    expected: (operation, identity, holds) =>
      answered(referenceFor(identity, holds), operation, identity, new Map(), new Set()),
    expectedMisread: (misread, operation, identity) =>
      answered({ ...referenceFor(identity, undefined), misread }, operation, identity, new Map(), new Set()),
    async differences(operation, identity, holds) {
      const reference = referenceFor(identity, holds);
      const token = await bank.sandbox.issuer.issueToken(identity.token);
      const calls: ReadonlyMap<string, number>[] = [];
      for (const [name, url] of [
        ['with the static cut', bank.url],
        ['without the static cut', uncutUrl],
      ] as const) {
        const { answer, expected } = await answeredInTime(url, token, reference, operation, identity);
        calls.push(callsOf(bank));
        const difference = differenceOf(answer, expected, operation);
        if (difference !== null) return `${name}: ${difference}`;
      }
      const [cut, uncut] = calls;
      if (cut === undefined || uncut === undefined) throw new Error('Two gateways were asked.');
      const more = [...cut].filter(([system, count]) => count > (uncut.get(system) ?? 0));
      return more.length === 0 ? null : `with the static cut more calls go to ${more.join(', ')}`;
    },
  };
}

/** Customers whom somebody asks for: as often as not one with whom they have to do. */
function customersFor(caller: Caller, facts: BankFacts): readonly string[] {
  const related = relatedTo(caller, facts);
  if (related.length === 0) return askedCustomers;
  const often = Math.ceil(askedCustomers.length / related.length);
  return [...Array.from({ length: often }, () => related).flat(), ...askedCustomers];
}

function relatedTo({ id, customerId, clientId }: Caller, facts: BankFacts): readonly string[] {
  const related = [
    ...(customerId === null ? [] : [customerId]),
    ...facts.assignments.filter(({ staff_id }) => staff_id === id).map(({ customer_id }) => customer_id),
    ...facts.consents.filter(({ grantee }) => grantee === clientId).map(({ customer_id }) => customer_id),
    ...facts.grants.filter(({ requestedBy }) => requestedBy === id).map(({ customer }) => customer.id),
  ];
  return [...new Set(related)].filter((one) => one === customerId || askedCustomers.includes(one));
}

/** How many different calls each bank system got: the same again is a retry of a machine that is busy. */
function callsOf({ sandbox }: Bank): ReadonlyMap<string, number> {
  return new Map(
    Object.values(sandbox.systems).map(({ name, calls }) => [
      name,
      new Set(calls.map(({ method, path, search }) => `${method} ${path}${search}`)).size,
    ]),
  );
}

/** Where answer and reference differ first; null: nowhere. */
function differenceOf(answer: Answer, expected: ReferenceAnswer, { ordered }: Operation): string | null {
  const told = answer.data ?? null;
  const right = JSON.parse(JSON.stringify(expected.data)) as unknown;
  const place = firstDifference(told, right, []);
  if (place !== null) return `${place}\nerrors: ${JSON.stringify(answer.errors)}`;
  if (ordered && JSON.stringify(told) !== JSON.stringify(right)) return 'the same fields in another order';
  const errorsTold = textsOf(
    (answer.errors ?? []).map(({ extensions, path = [] }) => [extensions.code, path]),
  );
  const errorsRight = textsOf(expected.errors.map(({ code, path }) => [code, path]));
  return errorsTold === errorsRight ? null : `errors are ${errorsTold}, should be ${errorsRight}`;
}

const textsOf = (errors: readonly unknown[]) =>
  errors
    .map((error) => JSON.stringify(error))
    .sort()
    .join(' ');

function firstDifference(told: unknown, right: unknown, path: readonly string[]): string | null {
  if (typeof told !== 'object' || typeof right !== 'object' || told === null || right === null) {
    if (told === right) return null;
    return `${path.join('.')} is ${short(told)}, should be ${short(right)}`;
  }
  if (Array.isArray(told) !== Array.isArray(right)) return `${path.join('.')} is of another shape`;
  const keys = new Set([...Object.keys(told), ...Object.keys(right)]);
  for (const key of keys) {
    const one = (told as Record<string, unknown>)[key];
    const other = (right as Record<string, unknown>)[key];
    const difference = firstDifference(one, other, [...path, key]);
    if (difference !== null) return difference;
  }
  return null;
}

const short = (value: unknown) => (JSON.stringify(value) ?? 'missing').slice(0, 200);
