import { parseExactJson } from '@bankgraph/bank-sources';
import { acceptOpenBanking } from '@bankgraph/core-banking-subgraph';
import type { AnswerTally } from './answer-tally.js';
import type { BankAnswer, BankCaller, View } from './bank-caller.js';
import type { PublishedApi, Violation } from './published-api.js';
import { recordsUnderData, resourceOf } from './resource-of.js';

/** What the adapter made of the answers. */
export interface AdapterTally {
  accepted: number;
  readonly quarantined: string[];
  readonly normalised: Map<string, number>;
}

/** Records for which basic and detail permissions have schemas of their own, by key under `Data`. */
const recordSchemas: Readonly<Record<string, string>> = {
  Account: 'OBAccount6',
  Beneficiary: 'OBBeneficiary5',
  ScheduledPayment: 'OBScheduledPayment3',
  StandingOrder: 'OBStandingOrder6',
  Statement: 'OBStatement2',
  Transaction: 'OBTransaction6',
};

const mostPages = 1_000;

/** Asks every endpoint for everything that one customer has, in one view, page by page. */
export class CustomerWalk {
  readonly #api: PublishedApi;
  readonly #caller: BankCaller;
  readonly #tally: AnswerTally;
  readonly #adapter: AdapterTally;
  /** Lists of more than one page that were walked to the end. */
  longLists = 0;

  constructor(api: PublishedApi, caller: BankCaller, tally: AnswerTally, adapter: AdapterTally) {
    this.#api = api;
    this.#caller = caller;
    this.#tally = tally;
    this.#adapter = adapter;
  }

  /** @param paths endpoints to ask, as published */
  async walk(customerId: string, view: View, paths: readonly string[]): Promise<void> {
    const authorization = await this.#caller.authorization(customerId, view);
    const accounts = await this.#ids('/accounts', 'AccountId', authorization);
    const statements = new Map<string, readonly string[]>();
    for (const path of paths) {
      if (path.includes('{StatementId}') && statements.size === 0) {
        for (const account of accounts) {
          statements.set(
            account,
            await this.#ids(`/accounts/${account}/statements`, 'StatementId', authorization),
          );
        }
      }
      for (const target of targets(path, accounts, statements)) {
        await this.#pages(path, target, authorization, view);
      }
    }
  }

  async #pages(path: string, target: string, authorization: string, view: View): Promise<void> {
    const seen = new Set<string>();
    let next: string | undefined = target;
    let pages = 0;
    while (next !== undefined && pages < mostPages) {
      const answer: BankAnswer = await this.#caller.ask(next, authorization);
      pages += 1;
      const { key, records } =
        answer.status === 200 ? recordsUnderData(answer.body) : { key: '', records: [] };
      next = nextOf(answer.body);
      this.#tally.add(path, answer, records.length, [
        ...this.#viewViolations(key, records, view),
        ...repeated(key, records, seen),
        ...(next === undefined && answer.status === 200 ? pageCountViolation(answer.body, pages) : []),
      ]);
      if (answer.status === 200) this.#adapt(resourceOf(path), answer.text);
    }
    if (pages > 1) this.longLists += 1;
  }

  /** Basic permissions show no more than the basic schema has, detail permissions what the detail schema demands. */
  #viewViolations(key: string, records: readonly unknown[], view: View): readonly Violation[] {
    const schema = `${recordSchemas[key]}${view === 'basic' ? 'Basic' : 'Detail'}`;
    if (!this.#api.hasSchema(schema)) return [];
    return records.flatMap((record, index) =>
      this.#api
        .violationsOf(schema, record)
        .map(({ path, rule }) => ({ path: `/Data/${key}/${index}${path}`, rule: `${rule} of ${schema}` })),
    );
  }

  #adapt(resource: string, text: string): void {
    const { accepted, normalised, quarantined, supported } = acceptOpenBanking(
      resource,
      parseExactJson(text),
    );
    if (!supported) this.#adapter.quarantined.push(`${resource}: the adapter does not read it`);
    this.#adapter.accepted += accepted.length;
    for (const { rule } of normalised) {
      this.#adapter.normalised.set(rule, (this.#adapter.normalised.get(rule) ?? 0) + 1);
    }
    for (const { recordId, issues } of quarantined) {
      this.#adapter.quarantined.push(`${resource} ${recordId}: ${issues.join(', ')}`);
    }
  }

  async #ids(target: string, key: string, authorization: string): Promise<readonly string[]> {
    const ids: string[] = [];
    let next: string | undefined = target;
    for (let pages = 0; next !== undefined && pages < mostPages; pages += 1) {
      const { body }: BankAnswer = await this.#caller.ask(next, authorization);
      ids.push(
        ...recordsUnderData(body).records.map((record) => String((record as Record<string, unknown>)[key])),
      );
      next = nextOf(body);
    }
    return ids;
  }
}

function targets(
  path: string,
  accounts: readonly string[],
  statements: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (!path.includes('{AccountId}')) return [path];
  return accounts.flatMap((account) => {
    const ofAccount = path.replace('{AccountId}', encodeURIComponent(account));
    if (!path.includes('{StatementId}')) return [ofAccount];
    return (statements.get(account) ?? []).map((statement) =>
      ofAccount.replace('{StatementId}', encodeURIComponent(statement)),
    );
  });
}

function nextOf(body: unknown): string | undefined {
  const next = (body as { Links?: { Next?: unknown } } | undefined)?.Links?.Next;
  return typeof next === 'string' ? next : undefined;
}

function pageCountViolation(body: unknown, pages: number): readonly Violation[] {
  const total = (body as { Meta?: { TotalPages?: unknown } }).Meta?.TotalPages;
  return total === undefined || total === pages
    ? []
    : [{ path: '/Meta/TotalPages', rule: `${pages} pages came` }];
}

/** While nothing changes, a record comes on one page only. */
function repeated(key: string, records: readonly unknown[], seen: Set<string>): readonly Violation[] {
  const before = seen.size;
  const ids = records.flatMap((record) => {
    const id = (record as Record<string, unknown>)[`${key}Id`];
    const account = (record as Record<string, unknown>).AccountId;
    return typeof id === 'string' ? [`${String(account)} ${id}`] : [];
  });
  for (const id of ids) seen.add(id);
  return seen.size - before === ids.length ? [] : [{ path: `/Data/${key}`, rule: 'a record comes twice' }];
}
