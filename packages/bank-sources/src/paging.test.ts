import { describe, expect, it } from '@jest/globals';
import { BankServer, type Handler, json } from './bank-server.fixture.js';
import { type BankSystem, bankSystem } from './bank-system.js';
import { followCursor } from './follow-cursor.js';
import { followLinks } from './follow-links.js';
import { followOffset } from './follow-offset.js';
import { allRecords, type Page } from './page-walk.js';
import { UpstreamInvalid } from './upstream-invalid.js';
import { UpstreamUnavailable } from './upstream-unavailable.js';

type Transactions = { Data: { Transaction: unknown[] } };
const recordsOf = (page: unknown) => (page as Transactions).Data.Transaction;
const keyOf = (record: { TransactionId?: string }) => record.TransactionId;

async function bank(handler: Handler) {
  const server = await BankServer.start(handler);
  const system = bankSystem({
    name: 'core-banking',
    baseUrl: `${server.url}/aisp`,
    readOnly: false,
    deadlineMs: 3000,
  });
  return {
    server,
    system,
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** A server of Open Banking pages: for each page its transaction ids, its next link, its TotalPages. */
function pages(table: Record<string, { ids: string[]; next?: string; total?: number }>): Handler {
  return (request, response) => {
    const page = table[request.url ?? ''];
    if (!page) return json(response, '{}', 404);
    const Transaction = page.ids.map((id) => (id === '' ? {} : { TransactionId: id }));
    json(
      response,
      JSON.stringify({ Data: { Transaction }, Links: { Next: page.next }, Meta: { TotalPages: page.total } }),
    );
  };
}

const walk = (system: BankSystem, options = {}) =>
  followLinks(system, '/transactions', { recordsOf, keyOf, ...options });

async function pagesUntilFault(walked: AsyncIterable<Page>): Promise<[Page[], unknown]> {
  const seen: Page[] = [];
  try {
    for await (const page of walked) seen.push(page);
  } catch (error) {
    return [seen, error];
  }
  return [seen, undefined];
}

describe('paging by link', () => {
  it('follows Next to the end and drops what a later page repeats', async () => {
    await using it = await bank(
      pages({
        '/aisp/transactions': { ids: ['t1', 't2', ''], next: '/aisp/transactions?p=2', total: 3 },
        '/aisp/transactions?p=2': { ids: ['t2', 't3', ''], next: `?p=3`, total: 3 },
        '/aisp/transactions?p=3': { ids: ['t3', 't3', 't4'], total: 3 },
      }),
    );

    expect(await pagesUntilFault(walk(it.system))).toEqual([
      [
        { records: [{ TransactionId: 't1' }, { TransactionId: 't2' }, {}], duplicates: 0 },
        { records: [{ TransactionId: 't3' }, {}], duplicates: 1 },
        { records: [{ TransactionId: 't4' }], duplicates: 2 },
      ],
      undefined,
    ]);
  });

  it('follows absolute links, and sends query and headers as asked', async () => {
    await using it = await bank((request, response) =>
      pages({
        '/aisp/transactions?from=2026': { ids: ['t1'], next: `${it.server.url}/aisp/opaque/xyz` },
        '/aisp/opaque/xyz': { ids: ['t2'] },
      })(request, response),
    );

    const records = await allRecords(walk(it.system, { query: { from: '2026' }, headers: { 'x-a': 'b' } }));

    expect(records).toEqual([{ TransactionId: 't1' }, { TransactionId: 't2' }]);
    expect(it.server.requests.map(({ headers }) => headers['x-a'])).toEqual(['b', 'b']);
  });

  it.each([
    ['to another host', 'http://localhost:1/aisp/transactions?p=2'],
    ['to the metadata service of a cloud', 'http://169.254.169.254/latest/meta-data'],
    ['out of the base path', '/admin'],
    ['up', '/aisp/../admin'],
    ['to a file', 'file:///etc/passwd'],
  ])('does not follow a link %s', async (_, next) => {
    await using it = await bank(pages({ '/aisp/transactions': { ids: ['t1'], next } }));

    expect(await pagesUntilFault(walk(it.system))).toEqual([
      [],
      new UpstreamInvalid('core-banking', 'page 1', ['Links.Next leaves the system']),
    ]);
    expect(it.server.requests).toHaveLength(1);
  });

  it('does not go round in circles', async () => {
    await using it = await bank(
      pages({
        '/aisp/transactions': { ids: ['t1'], next: '?p=2' },
        '/aisp/transactions?p=2': { ids: ['t2'], next: '/aisp/transactions' },
      }),
    );

    const [seen, fault] = await pagesUntilFault(walk(it.system));

    expect([seen.length, fault]).toMatchObject([2, { issues: ['the pages go round in a circle'] }]);
    expect(it.server.requests).toHaveLength(2);
  });

  it.each([
    ['more pages than announced', { total: 1, next: '?p=2' }, 'more pages than Meta.TotalPages'],
    ['fewer pages than announced', { total: 2 }, 'fewer pages than Meta.TotalPages'],
    ['links that are no text', { next: 7 as unknown as string }, 'Links.Next invalid_type'],
  ])('reports %s', async (_, page, issue) => {
    await using it = await bank(pages({ '/aisp/transactions': { ids: ['t1'], ...page } }));

    expect((await pagesUntilFault(walk(it.system)))[1]).toEqual(
      new UpstreamInvalid('core-banking', 'page 1', [issue]),
    );
  });

  it('ends a chain that never ends, by pages and by time', async () => {
    let page = 0;
    await using it = await bank((_, response) => {
      page += 1;
      const body = { Data: { Transaction: [] }, Links: { Next: `/aisp/transactions?p=${page}` } };
      setTimeout(() => json(response, JSON.stringify(body)), 10);
    });

    const [seen, fault] = await pagesUntilFault(walk(it.system, { maxPages: 5 }));
    expect([seen.length, fault]).toMatchObject([5, { issues: ['more pages than allowed'] }]);

    const started = performance.now();
    const [, late] = await pagesUntilFault(walk(it.system, { maxPages: 10_000, deadlineMs: 300 }));
    expect(late).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', reason: 'timeout' });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('keeps the pages it has when a later one fails, and says so', async () => {
    await using it = await bank(pages({ '/aisp/transactions': { ids: ['t1'], next: '?p=2' } }));

    const [seen, fault] = await pagesUntilFault(walk(it.system, { absentOn404: true }));

    expect(seen).toEqual([{ records: [{ TransactionId: 't1' }], duplicates: 0 }]);
    expect(fault).toBeInstanceOf(UpstreamUnavailable);
  });

  it('reads no page more than its reader wants', async () => {
    await using it = await bank(pages({ '/aisp/transactions': { ids: ['t1'], next: '?p=2' } }));

    for await (const page of walk(it.system)) {
      expect(page.records).toHaveLength(1);
      break;
    }
    expect(it.server.requests).toHaveLength(1);
  });

  it('finds no records where the list does not exist', async () => {
    await using it = await bank(pages({}));
    expect(await allRecords(walk(it.system, { absentOn404: true }))).toEqual([]);
  });
});

describe('paging by offset', () => {
  const clients = (size: number, cap: number, total: number | undefined): Handler => {
    return (request, response) => {
      const query = new URL(request.url ?? '', 'http://x').searchParams;
      const offset = Number(query.get('offset'));
      const count = Math.max(0, Math.min(size - offset, Number(query.get('limit')), cap));
      const pageItems = Array.from({ length: count }, (_, index) => ({ id: `c${offset + index}` }));
      json(response, JSON.stringify({ totalFilteredRecords: total?.toString(), pageItems }));
    };
  };
  const all = (system: BankSystem) =>
    allRecords(
      followOffset(system, {
        read: (window, budget) => system.get('/clients', { query: window, ...budget }),
        recordsOf: (page) => (page as { pageItems: unknown[] }).pageItems,
        totalOf: (page) => {
          const total = (page as { totalFilteredRecords?: string }).totalFilteredRecords;
          return total === undefined ? undefined : Number(total);
        },
        keyOf: (record: { id: string }) => record.id,
        pageSize: 3,
      }),
    );

  it.each([
    ['knows the total', 7, 3, 7, 3],
    ['gives fewer than asked', 5, 2, 5, 3],
    ['does not know the total', 7, 3, undefined, 3],
    ['ends exactly with a page', 6, 3, undefined, 3],
    ['has nothing', 0, 3, 0, 1],
  ])('reads all of a system that %s', async (_, size, cap, total, requests) => {
    await using it = await bank(clients(size, cap, total));

    expect(await all(it.system)).toEqual(Array.from({ length: size }, (_, index) => ({ id: `c${index}` })));
    expect(it.server.requests).toHaveLength(requests);
  });

  it('reports a list that ends before its total', async () => {
    await using it = await bank(clients(2, 3, 9));

    await expect(all(it.system)).rejects.toEqual(
      new UpstreamInvalid('core-banking', 'page 2', ['fewer records than the total']),
    );
  });
});

describe('paging by cursor', () => {
  type Cases = { data: { id: string }[]; pagination: { has_more: boolean; next_page_id?: string } };
  const cases = (system: BankSystem) =>
    followCursor(system, {
      read: (after, budget) => system.get('/v1/cases', { query: { after, limit: 100 }, ...budget }),
      recordsOf: (page) => (page as Cases).data,
      nextOf: (page) => {
        const { has_more, next_page_id } = (page as Cases).pagination;
        return { hasMore: has_more, after: next_page_id };
      },
      keyOf: (record: { id: string }) => record.id,
    });
  const serve =
    (table: Record<string, Cases>): Handler =>
    (request, response) =>
      json(
        response,
        JSON.stringify(table[new URL(request.url ?? '', 'http://x').searchParams.get('after') ?? '']),
      );

  it('reads to the end and drops what repeats', async () => {
    await using it = await bank(
      serve({
        '': { data: [{ id: 'a' }], pagination: { has_more: true, next_page_id: 'a' } },
        a: { data: [{ id: 'a' }, { id: 'b' }], pagination: { has_more: false } },
      }),
    );

    expect(await allRecords(cases(it.system))).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(it.server.requests.map(({ url }) => url)).toEqual([
      '/aisp/v1/cases?limit=100',
      '/aisp/v1/cases?after=a&limit=100',
    ]);
  });

  it.each([
    ['gives no cursor', { has_more: true }, 'page 1', 'more pages but no cursor'],
    ['repeats its cursor', { has_more: true, next_page_id: 'a' }, 'page 3', 'the pages go round in a circle'],
  ])('reports a system that %s', async (_, pagination, recordId, issue) => {
    const page = { data: [], pagination };
    await using it = await bank(serve({ '': page, a: page }));

    await expect(allRecords(cases(it.system))).rejects.toEqual(
      new UpstreamInvalid('core-banking', recordId, [issue]),
    );
  });
});
