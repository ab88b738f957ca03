/** What the service says of the OFAC list that it has loaded. */
export interface ListFacts {
  readonly name: string;
  readonly version: string;
  readonly entities: number;
}

const dataset = 'us_ofac_sdn';

/**
 * Asks the screening service which version of the list it has, and how many entities are in it.
 * @throws Error when it has not loaded the list
 */
export async function listFacts(url: string): Promise<ListFacts> {
  const catalogue = (await answer(`${url}/catalog`)) as { datasets: { name: string; version: string }[] };
  const entry = catalogue.datasets.find(({ name }) => name === dataset);
  if (entry === undefined) throw new Error(`The screening service has not loaded ${dataset}`);
  const search = (await answer(`${url}/search/${dataset}?q=&limit=0`)) as { total: { value: number } };
  return { name: dataset, version: entry.version, entities: search.total.value };
}

async function answer(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`The screening service answers ${response.status} at ${new URL(url).pathname}`);
  return response.json();
}
