import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSecrets } from '../secrets.js';
import { type System, startSystem } from '../system.js';
import { createWorld } from '../world/bank-world.js';
import { screening } from './screening-routes.js';

interface Hit {
  readonly id: string;
  readonly score: number;
  readonly match: boolean;
}

describe('the screening service', () => {
  let system: System;
  const match = (queries: unknown, query = '') =>
    fetch(`${system.url}/match/default${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queries }),
    });
  const hits = async (properties: Record<string, string[]>, schema = 'Person'): Promise<Hit[]> => {
    const body = await (await match({ q: { schema, properties } })).json();
    return (body as { responses: { q: { results: Hit[] } } }).responses.q.results;
  };
  const matches = async (name: string, facts: Record<string, string[]> = {}, schema?: string) =>
    (await hits({ name: [name], ...facts }, schema)).filter((hit) => hit.match).map((hit) => hit.id);

  beforeAll(async () => {
    const world = createWorld({ seed: 1, customers: 20 });
    system = await startSystem({
      name: 'screening',
      routes: await screening(world, { secrets: sandboxSecrets }),
    });
  });
  afterAll(() => system.stop());

  it("answers a batch in yente's shape", async () => {
    const answer = await match({
      a: { schema: 'Person', properties: { name: 'Grigory Velmozhin', birthDate: ['1963-11-30'] } },
      b: { schema: 'Person', properties: { name: ['Nobody Whatsoever'] } },
    });
    expect(await answer.json()).toEqual({
      responses: {
        a: {
          status: 200,
          results: [
            {
              id: 'SW-grigoriy-velmozhin',
              caption: 'Grigoriy Arkadyevich VELMOZHIN',
              schema: 'Person',
              properties: expect.objectContaining({ topics: ['sanction', 'role.pep'] }),
              datasets: ['sandbox_sanctions'],
              referents: ['sw-old-0019', 'ch-sandbox-51'],
              target: true,
              first_seen: '2024-02-01T04:00:00',
              last_seen: '2026-06-30T04:00:00',
              last_change: '2025-11-12T04:00:00',
              score: expect.any(Number),
              features: { name_match: expect.any(Number), birth_date: 0.12 },
              explanations: {
                name_match: {
                  score: expect.any(Number),
                  detail: expect.stringContaining('velmozhin'),
                  query: 'Grigory Velmozhin',
                  candidate: expect.any(String),
                },
                birth_date: { score: 0.12, detail: 'same date of birth', query: null, candidate: null },
              },
              match: true,
            },
          ],
          total: { value: 1, relation: 'eq' },
          query: {
            id: null,
            schema: 'Person',
            properties: { name: ['Grigory Velmozhin'], birthDate: ['1963-11-30'] },
          },
        },
        b: {
          status: 200,
          results: [],
          total: { value: 0, relation: 'eq' },
          query: { id: null, schema: 'Person', properties: { name: ['Nobody Whatsoever'] } },
        },
      },
      matcher: expect.objectContaining({ name_match: expect.objectContaining({ coefficient: 1 }) }),
      limit: 5,
    });
  });

  it.each([
    ['Arabic', 'خالد عبدالرحمن الدروازي', 'SW-khalid-darwazi'],
    ['Arabic in Latin letters', 'Khaled Abdel-Rahman el Darwazi', 'SW-khalid-darwazi'],
    ['Arabic, surname first', 'DARWAZI, Khalid Abdul Rahman', 'SW-khalid-darwazi'],
    ['Persian', 'یسرا قنبری', 'SW-yusra-qanbari'],
    ['Cyrillic', 'Вельможин Григорий Аркадьевич', 'SW-grigoriy-velmozhin'],
    ['Cyrillic in German letters', 'Grigorij Arkadjewitsch Welmoschin', 'SW-grigoriy-velmozhin'],
    ['Ukrainian', 'Людмила Чорноборська', 'SW-lyudmila-chernoborska'],
    ['Chinese', '陆正宝', 'SW-lu-zhengbao'],
    ['Chinese in Latin letters', 'Zhengbao Lu', 'SW-lu-zhengbao'],
    ['Traditional Chinese', '歐陽天睿', 'SW-ouyang-tianrui'],
    ['Greek', 'Σταύρος Κοντογιωργάκης', 'SW-stavros-kontogiorgakis'],
    ['Greek in Latin letters', 'Kontogiorgákis, Stávros', 'SW-stavros-kontogiorgakis'],
    ['Georgian', 'თამარ გელოვანიშვილი', 'SW-tamar-gelovanishvili'],
    ['Hebrew', 'יוסף ברזילוביץ', 'SW-yosef-barzilovich'],
    ['a dropped middle name', 'Oscar Quintanilla Bravomonte', 'SW-oscar-quintanilla-bravomonte'],
    ['an initial', 'Oscar E. Quintanilla Bravomonte', 'SW-oscar-quintanilla-bravomonte'],
    ['a typing error', 'Stavros Kontogiorgkais', 'SW-stavros-kontogiorgakis'],
    ['a title', 'Dr. Evanthia Mavrothalassiti', 'SW-evanthia-mavrothalassiti'],
  ])('finds a person: %s', async (_how, name, id) => {
    expect(await matches(name)).toEqual([id]);
  });

  it.each([
    ['Velmozh Invest', 'SW-c-velmozh-invest'],
    ['ООО "Вельмож Инвест"', 'SW-c-velmozh-invest'],
    ['شركة الدروازي إخوان للتجارة', 'SW-c-darwazi-gen-trading'],
    ['正海蓝月物流有限公司', 'SW-c-zhenghai'],
    ['Kontogiorgakis Shipping Ltd', 'SW-c-kontogiorgakis'],
    ['QUINTABRAVO COMERCIALIZADORA', 'SW-c-quintabravo'],
  ])('finds a company whatever its form is called: %s', async (name, id) => {
    expect(await matches(name, {}, 'Company')).toEqual([id]);
  });

  it.each([
    ['the same last name only', 'Anatoliy Velmozhin', {}],
    ['the same last name, in Chinese', '陆小明', {}],
    ['a given name that differs in gender', 'Grigoriya Velmozhina-Petrova', {}],
    ['one word of two', 'Darwazi', {}],
    ['a common name with another birth date', 'Maria Garcia', { birthDate: ['1994-02-02'] }],
    ['a common name in a longer one', 'Maria Elena Garcia', {}],
    ['a nickname of the list alone', 'El Relojero', {}],
  ])('does not call it a match: %s', async (_why, name, facts: Record<string, string[]>) => {
    expect(await matches(name, facts)).toEqual([]);
  });

  it('lets other facts speak for and against an equal name', async () => {
    const facts: Record<string, string[]>[] = [
      {},
      { birthDate: ['1958-02-01'], nationality: ['us'] },
      { birthDate: ['2001-02-01'], nationality: ['se'] },
    ];
    const scores = await Promise.all(
      facts.map(async (known) => (await hits({ name: ['John Smith'], ...known }))[0]?.score),
    );
    expect(scores).toEqual([0.96, 1, 0.58]);
  });

  it('tells ships and planes apart by their numbers', async () => {
    expect(await matches('Blue Quail IV', {}, 'Vessel')).toEqual(['SW-v-blue-quail']);
    expect(await matches('Blue Quail V', {}, 'Vessel')).toEqual([]);
    expect(await matches('Blue Quail IV', {}, 'Airplane')).toEqual([]);
  });

  it('keeps to threshold, limit and dataset', async () => {
    const ask = async (path: string) => {
      const answer = await fetch(`${system.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          queries: { q: { schema: 'Person', properties: { name: ['Daniel Osei-Boateng'] } } },
        }),
      });
      return ((await answer.json()) as { responses: { q: { results: Hit[]; total: unknown } } }).responses.q;
    };
    const wide = await ask('/match/sanctions?cutoff=0.2');
    expect(wide.results.map((hit) => hit.id)).toEqual(['Q900000041', 'NK-2mQpR7sVbXw9daniel0sei']);
    const narrow = await ask('/match/sanctions?cutoff=0.2&limit=1');
    expect([narrow.results.length, narrow.total]).toEqual([1, { value: 2, relation: 'eq' }]);
    expect((await ask('/match/gb_nca_most_wanted?cutoff=0.2')).results.map((hit) => hit.id)).toEqual([
      'NK-2mQpR7sVbXw9daniel0sei',
    ]);
    expect((await ask('/match/wd_peps?threshold=1')).results.map((hit) => hit.match)).toEqual([true]);
  });

  it('sends who asks for a merged id to the one that stayed', async () => {
    const first = await fetch(`${system.url}/entities/sw-old-0019`, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([308, '/entities/SW-grigoriy-velmozhin']);
    const followed = await fetch(`${system.url}/entities/sw-old-0019`);
    expect(await followed.json()).toMatchObject({
      id: 'SW-grigoriy-velmozhin',
      referents: ['sw-old-0019', 'ch-sandbox-51'],
    });
    const unknown = await fetch(`${system.url}/entities/sw-0`);
    expect([unknown.status, await unknown.json()]).toEqual([404, { detail: 'No such entity!' }]);
  });

  it('searches, page by page', async () => {
    const search = async (query: string) => (await fetch(`${system.url}/search/default?${query}`)).json();
    expect(await search('q=velmozhin')).toMatchObject({
      total: { value: 2, relation: 'eq' },
      results: [{ id: 'SW-grigoriy-velmozhin' }, { id: 'SW-c-velmozh-invest' }],
    });
    const all = (await search('limit=500')) as { total: { value: number }; results: { id: string }[] };
    const page = (await search('limit=4&offset=3')) as { results: { id: string }[] };
    expect(all.results).toHaveLength(all.total.value);
    expect(page.results.map((one) => one.id)).toEqual(all.results.slice(3, 7).map((one) => one.id));
  });

  it('names the version of its lists', async () => {
    const { datasets } = (await (await fetch(`${system.url}/catalog`)).json()) as {
      datasets: { name: string; version: string }[];
    };
    expect(datasets.find((one) => one.name === 'default')?.version).toBe('20260630-0400');
    expect(await (await fetch(`${system.url}/healthz`)).json()).toEqual({ status: 'ok' });
  });

  it("keeps the bank's log of screenings", async () => {
    const body = await (await fetch(`${system.url}/screenings?customer_ids=C-1004,C-9999`)).json();
    expect(body).toMatchObject({
      results: [
        { customer_id: 'C-1004', status: 'CLEAR', matches: [] },
        {
          id: 'SCR-1004-3',
          dataset: 'sanctions',
          list_version: '20260528-0400',
          algorithm: 'logic-v1',
          threshold: 0.7,
          status: 'HIT',
          matches: [
            {
              id: 'Q900000041',
              match: true,
              review: { status: 'CONFIRMED_HIT', reviewed_by: 'S-kyc-analyst-1' },
            },
            { review: { status: 'NO_HIT' } },
          ],
        },
        { status: 'CLEAR' },
      ],
    });
  });

  it('screens a customer anew when it is told to, and has that in the log', async () => {
    const screen = (customerId: string, finding: string) =>
      fetch(`${system.url}/_sandbox/screenings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ customer_id: customerId, finding }),
      });
    const log = async () => {
      const answer = await fetch(`${system.url}/screenings?customer_ids=C-1002`);
      return ((await answer.json()) as { results: unknown[] }).results;
    };
    const before = (await log()).length;
    const [found, clear] = [await screen('C-1002', 'match'), await screen('C-1002', 'clear')];
    const entries = [await found.json(), await clear.json()] as { id: string }[];
    expect(entries).toMatchObject([
      {
        customer_id: 'C-1002',
        status: 'IN_REVIEW',
        matches: [{ score: 0.86, review: { status: 'PENDING' } }],
      },
      { customer_id: 'C-1002', status: 'CLEAR', matches: [] },
    ]);
    expect(entries[0]?.id).not.toBe(entries[1]?.id);
    expect((await log()).slice(before)).toEqual(entries);
    expect([(await screen('C-9999', 'match')).status, (await screen('C-1002', 'hit')).status]).toEqual([
      404, 422,
    ]);
  });

  it('refuses what it cannot do, and says why', async () => {
    const person = { schema: 'Person', properties: { name: ['A B'] } };
    const refusals = await Promise.all([
      match({}),
      match({ q: { schema: 'Address', properties: {} } }),
      match(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [index, person]))),
      match({ q: { schema: 'Person' } }),
      match({ q: person }, '?threshold=7'),
      match({ q: person }, '?algorithm=guess'),
      fetch(`${system.url}/search/atlantis`),
      fetch(`${system.url}/screenings`),
    ]);
    expect(refusals.map((answer) => answer.status)).toEqual([400, 400, 400, 422, 422, 422, 404, 422]);
    expect(await refusals[1]?.json()).toEqual({ detail: 'Cannot match schema: Address' });
  });

  it('asks for a key when one is set', async () => {
    const secrets = { ...sandboxSecrets, screeningApiKey: 'sesame' };
    const routes = await screening(createWorld({ seed: 1, customers: 20 }), { secrets });
    await using guarded = await startSystem({ name: 'screening', routes });
    const open = await fetch(`${guarded.url}/healthz`);
    const closed = await fetch(`${guarded.url}/catalog`);
    const known = await fetch(`${guarded.url}/catalog`, { headers: { authorization: 'ApiKey sesame' } });
    expect([open.status, closed.status, known.status]).toEqual([200, 401, 200]);
  });

  it('says what is missing in a folder of lists', async () => {
    const world = createWorld({ seed: 1, customers: 20 });
    await expect(
      screening(world, { secrets: sandboxSecrets, watchlist: new URL('.', import.meta.url).pathname }),
    ).rejects.toThrow('put ofac-sdn.csv or yente-t1-entities.ftm.json there');
  });
});
