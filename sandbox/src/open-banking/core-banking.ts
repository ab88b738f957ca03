import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type SystemRoutes, wantsDuplicatePages } from '../system.js';
import type { SystemFactory } from '../system-factory.js';
import type { Account } from '../world/accounts.js';
import type { World, WorldCustomer } from '../world/world.js';
import { type Bearer, BearerRefused, verifyBearer } from './bearer.js';
import { spanOf, within } from './booking-time.js';
import { pageOf } from './pages.js';
import { directionsOf, need, viewOf } from './permissions.js';
import { Refusal } from './refusal.js';
import {
  accountResource,
  balanceResources,
  beneficiaryResources,
  directDebitResources,
  partyResource,
  productResource,
  standingOrderResources,
  statementResource,
  transactionResource,
} from './resources.js';

/** Where the API lives. */
export const openBankingPath = '/open-banking/v4.0/aisp';

/** One authorized question. */
interface Question {
  readonly customer: WorldCustomer;
  readonly permissions: ReadonlySet<string>;
  readonly query: URLSearchParams;
}

/** A list resource: what it is called, and its records over the given accounts. */
interface ListResource {
  /** Path segment, e.g. `standing-orders`. */
  readonly path: string;
  /** Key under `Data`. */
  readonly key: string;
  records(question: Question, accounts: readonly Account[]): readonly object[];
}

const lists: readonly ListResource[] = [
  {
    path: 'balances',
    key: 'Balance',
    records({ permissions }, accounts) {
      need(permissions, 'ReadBalances');
      return accounts.flatMap(balanceResources);
    },
  },
  {
    path: 'transactions',
    key: 'Transaction',
    records: transactionRecords,
  },
  {
    path: 'beneficiaries',
    key: 'Beneficiary',
    records({ permissions }, accounts) {
      const view = viewOf(permissions, 'Beneficiaries');
      return accounts.flatMap((account) => beneficiaryResources(account, view));
    },
  },
  {
    path: 'standing-orders',
    key: 'StandingOrder',
    records({ permissions }, accounts) {
      const view = viewOf(permissions, 'StandingOrders');
      return accounts.flatMap((account) => standingOrderResources(account, view));
    },
  },
  {
    path: 'direct-debits',
    key: 'DirectDebit',
    records({ permissions }, accounts) {
      need(permissions, 'ReadDirectDebits');
      return accounts.flatMap(directDebitResources);
    },
  },
  {
    path: 'scheduled-payments',
    key: 'ScheduledPayment',
    records({ permissions }) {
      viewOf(permissions, 'ScheduledPayments');
      return [];
    },
  },
  {
    path: 'offers',
    key: 'Offer',
    records({ permissions }) {
      need(permissions, 'ReadOffers');
      return [];
    },
  },
  {
    path: 'statements',
    key: 'Statement',
    records({ permissions, query }, accounts) {
      const view = viewOf(permissions, 'Statements');
      const span = spanOf(query, 'fromStatementDateTime', 'toStatementDateTime');
      return accounts.flatMap((account) =>
        account.statements
          .filter((statement) => within(span, statement.endAt))
          .map((statement) => statementResource(account, statement, view)),
      );
    },
  },
];

const products: ListResource = {
  path: 'products',
  key: 'Product',
  records({ permissions }, accounts) {
    need(permissions, 'ReadProducts');
    return accounts.map(productResource);
  },
};

const accountList: ListResource = {
  path: 'accounts',
  key: 'Account',
  records({ permissions }, accounts) {
    const view = viewOf(permissions, 'Accounts');
    return accounts.map((account) => accountResource(account, view, permissions.has('ReadPAN')));
  },
};

/** Core banking: UK Open Banking Account and Transaction API v4.0, read-only. */
export const coreBanking: SystemFactory = (world, { secrets }) => {
  const secret = new TextEncoder().encode(secrets.coreBankingClientSecret);
  return {
    register(app) {
      prepare(app);
      const ask = (request: FastifyRequest) => questionOf(world, request, secret);

      for (const list of [accountList, ...lists, products]) {
        app.get(`${openBankingPath}/${list.path}`, async (request) => {
          const question = await ask(request);
          return listAnswer(request, list, list.records(question, question.customer.accounts));
        });
      }
      app.get(`${openBankingPath}/party`, async (request) => {
        const { customer, permissions } = await ask(request);
        need(permissions, 'ReadPartyPSU');
        return single(request, { Party: partyResource(customer) });
      });

      const account = `${openBankingPath}/accounts/:accountId`;
      for (const [path, list] of [
        ['', accountList],
        ['/product', products],
        ...lists.map((one) => [`/${one.path}`, one] as const),
      ] as const) {
        app.get(`${account}${path}`, async (request) => {
          const question = await ask(request);
          // The specification documents no 404 for the account itself, its balances and transactions.
          const status = ['', '/balances', '/transactions'].includes(path) ? 400 : 404;
          return listAnswer(request, list, list.records(question, [accountOf(request, question, status)]));
        });
      }
      app.get(`${account}/parties`, async (request) => {
        const question = await ask(request);
        need(question.permissions, 'ReadParty');
        const asked = accountOf(request, question, 404);
        const parties = holdersOf(world, asked).map((holder) => partyResource(holder, asked));
        return listAnswer(request, { key: 'Party' }, parties);
      });
      app.get(`${account}/party`, async (request) => {
        const question = await ask(request);
        need(question.permissions, 'ReadParty');
        const asked = accountOf(request, question, 404);
        return single(request, { Party: partyResource(question.customer, asked) });
      });
      app.get(`${account}/statements/:statementId`, async (request) => {
        const question = await ask(request);
        const view = viewOf(question.permissions, 'Statements');
        const asked = accountOf(request, question, 404);
        const statement = statementOf(request, asked);
        return listAnswer(request, { key: 'Statement' }, [statementResource(asked, statement, view)]);
      });
      app.get(`${account}/statements/:statementId/transactions`, async (request) => {
        const question = await ask(request);
        const asked = accountOf(request, question, 404);
        const { startAt, endAt } = statementOf(request, asked);
        const span = { from: Date.parse(startAt), to: Date.parse(endAt) };
        return listAnswer(request, { key: 'Transaction' }, transactionRecords(question, [asked], span));
      });
    },
    corrupt: breakFirstRecord,
  } satisfies SystemRoutes;
};

/** GET only, the interaction id on every answer, the specification's error body for every refusal. */
function prepare(app: FastifyInstance): void {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
  const refuse = (reply: FastifyReply, refusal: Refusal) =>
    reply.code(refusal.status).send(refusal.body(String(reply.getHeader('x-fapi-interaction-id'))));

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_sandbox/')) return;
    const given = request.headers['x-fapi-interaction-id'];
    reply.header(
      'x-fapi-interaction-id',
      typeof given === 'string' && uuid.test(given) ? given : randomUUID(),
    );
    if (request.method !== 'GET') {
      reply.header('allow', 'GET');
      await refuse(reply, new Refusal(405, 'Core banking can only be read: use GET'));
    }
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, new Refusal(404, 'No such resource')));
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Refusal) return refuse(reply, error);
    if (error instanceof BearerRefused) {
      reply.header('www-authenticate', 'Bearer');
      return refuse(reply, new Refusal(401, error.message));
    }
    const mistake = (error.statusCode ?? 500) < 500;
    return refuse(
      reply,
      mistake ? new Refusal(400, 'The request cannot be read') : new Refusal(500, 'Core banking has failed'),
    );
  });
}

async function questionOf(world: World, request: FastifyRequest, secret: Uint8Array): Promise<Question> {
  const bearer: Bearer = await verifyBearer(request.headers.authorization, secret);
  const customer = world.customer(bearer.customerId);
  if (customer === undefined) throw new Refusal(403, 'The token is for nobody who banks here');
  return { customer, permissions: bearer.permissions, query: urlOf(request).searchParams };
}

function urlOf(request: FastifyRequest): URL {
  return new URL(request.url, `http://${request.host}`);
}

function accountOf(request: FastifyRequest, { customer }: Question, status: 400 | 404): Account {
  const { accountId } = request.params as { accountId: string };
  const account = customer.accounts.find((one) => one.accountId === accountId);
  // Somebody else's account and none at all must look alike.
  if (account === undefined) throw new Refusal(status, 'No such account', 'AccountId');
  return account;
}

function statementOf(request: FastifyRequest, account: Account): Account['statements'][number] {
  const { statementId } = request.params as { statementId: string };
  const statement = account.statements.find((one) => one.statementId === statementId);
  if (statement === undefined) throw new Refusal(404, 'No such statement', 'StatementId');
  return statement;
}

function holdersOf(world: World, account: Account): readonly WorldCustomer[] {
  return account.holders.flatMap((holder) => world.customer(holder.customerId) ?? []);
}

function transactionRecords(
  { permissions, query }: Question,
  accounts: readonly Account[],
  span = spanOf(query, 'fromBookingDateTime', 'toBookingDateTime'),
): readonly object[] {
  const view = viewOf(permissions, 'Transactions');
  const directions = directionsOf(permissions);
  const pan = permissions.has('ReadPAN');
  return accounts.flatMap((account) =>
    account.transactions
      .filter((one) => directions.has(one.creditDebit) && within(span, one.bookedAt))
      .map((one) => transactionResource(account, one, view, pan)),
  );
}

function listAnswer(request: FastifyRequest, { key }: Pick<ListResource, 'key'>, records: readonly object[]) {
  // The schema of balances wants at least one, so a customer without accounts has no such resource.
  if (key === 'Balance' && records.length === 0) throw new Refusal(404, 'There are no balances');
  const page = pageOf(records, urlOf(request), wantsDuplicatePages(request));
  return { Data: { [key]: page.records }, Links: page.links, Meta: { TotalPages: page.totalPages } };
}

function single(request: FastifyRequest, data: object) {
  return { Data: data, Links: { Self: urlOf(request).href }, Meta: { TotalPages: 1 } };
}

/** Breaks the first record of a list; its ids stay, so that a reader can tell which one it was. */
function breakFirstRecord(body: unknown): unknown {
  const data = (body as { Data?: Record<string, unknown> }).Data;
  const list = Object.values(data ?? {})[0];
  const record = (Array.isArray(list) ? list[0] : list) as Record<string, unknown> | undefined;
  if (record === undefined) return { Data: 'nothing that anybody expects' };
  if (record.Amount !== undefined) record.Amount = { Amount: '1,234.5x', Currency: 'POUNDS' };
  else if (record.Currency !== undefined) record.Currency = 'POUNDS';
  else for (const name of Object.keys(record)) if (!name.endsWith('Id')) record[name] = { unexpected: 42 };
  return body;
}
