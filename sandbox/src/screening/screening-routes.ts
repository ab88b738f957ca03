import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { spoilRecord } from '../spoil-record.js';
import type { SystemFactory } from '../system-factory.js';
import { type ListEntity, schemasToCompare } from './list-entity.js';
import { readOwnList, readPublishedLists } from './list-sources.js';
import { ScreeningLog } from './screening-log.js';
import { ScreeningService } from './screening-service.js';
import type { ScoredEntity } from './watchlist-matcher.js';

const algorithms = ['logic-v1', 'name-based', 'best'] as const;
const maxBatch = 100;
const maxCustomers = 500;

const values = z
  .union([z.string(), z.array(z.union([z.string(), z.number()]))])
  .transform((value) => (typeof value === 'string' ? [value] : value.map(String)));

const matchBody = z.object({
  queries: z.record(
    z.string(),
    z.object({
      id: z
        .string()
        .nullish()
        .transform((id) => id ?? undefined),
      schema: z.string(),
      properties: z.record(z.string(), values),
    }),
  ),
});

const matchParameters = z.object({
  algorithm: z.enum(algorithms).default('best'),
  threshold: z.coerce.number().min(0).max(1).default(0.7),
  cutoff: z.coerce.number().min(0).max(1).default(0.5),
  limit: z.coerce.number().int().min(1).max(500).default(5),
});

const searchParameters = z.object({
  q: z.string().default(''),
  schema: z.string().default('Thing'),
  limit: z.coerce.number().int().min(0).max(500).default(10),
  offset: z.coerce.number().int().min(0).max(9_500).default(0),
});

/** Screen this customer anew, and find that. */
const screeningOrder = z.object({ customer_id: z.string(), finding: z.enum(['match', 'clear']) });

/** What the matcher looks at, in the words of yente's `matcher` block. */
const matcherDocs = {
  name_match: {
    description: 'Names compared word by word in any order and script.',
    coefficient: 1,
    url: null,
  },
  birth_date: { description: 'Dates of birth agree or differ.', coefficient: 1, url: null },
  country: { description: 'Nationalities and countries agree or differ.', coefficient: 1, url: null },
  gender: { description: 'Genders differ.', coefficient: 1, url: null },
  identifier: {
    description: 'An identity document or registration number agrees.',
    coefficient: 1,
    url: null,
  },
};

/**
 * The screening service: yente's API over the sandbox's own list, and over published lists when a folder of
 * them is given; and the bank's log of screenings. Asks for an `Authorization: ApiKey …` only when a key is set.
 */
export const screening: SystemFactory = async (world, { secrets, watchlist }) => {
  const lists = [
    await readOwnList(),
    ...(watchlist === undefined ? [] : await readPublishedLists(watchlist)),
  ];
  const service = new ScreeningService(lists);
  const log = new ScreeningLog(world);
  return {
    register: (app) => registerRoutes(app, service, log, secrets.screeningApiKey),
    corrupt: (body) => spoilRecord(body, (record) => ({ ...record, id: undefined, properties: 'none' })),
  };
};

function registerRoutes(
  app: FastifyInstance,
  service: ScreeningService,
  log: ScreeningLog,
  apiKey: string | null,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const open = request.url === '/healthz' || request.url.startsWith('/_sandbox/');
    if (open || apiKey === null || request.headers.authorization === `ApiKey ${apiKey}`) return;
    await reply.code(401).send({ detail: 'Invalid API key' });
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/catalog', async () => catalogue(service));
  app.get('/algorithms', async () => ({
    algorithms: algorithms.map((name) => ({ name, description: null, features: matcherDocs })),
    default: 'logic-v1',
    best: 'logic-v1',
  }));
  app.post('/match/:dataset', async (request, reply) => match(service, request, reply));
  app.get('/search/:dataset', async (request, reply) => search(service, request, reply));
  app.get('/entities/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    const found = service.entity(id);
    if (found === undefined) return reply.code(404).send({ detail: 'No such entity!' });
    if ('mergedInto' in found) {
      return reply
        .code(308)
        .header('location', `/entities/${encodeURIComponent(found.mergedInto)}`)
        .send();
    }
    return found.entity;
  });
  app.get('/screenings', async (request, reply) => {
    const { customer_ids: list } = request.query as { customer_ids?: unknown };
    const ids = typeof list === 'string' ? list.split(',').filter((id) => id !== '') : [];
    if (ids.length === 0 || ids.length > maxCustomers) {
      return invalid(reply, ['query', 'customer_ids'], `Give 1 to ${maxCustomers} customer ids, with commas`);
    }
    return { results: log.entries(ids) };
  });
  app.post('/_sandbox/screenings', async (request, reply) => {
    const order = screeningOrder.safeParse(request.body);
    if (!order.success) return invalidInput(reply, 'body', order.error);
    const entry = log.add(order.data.customer_id, order.data.finding);
    return entry ?? reply.code(404).send({ detail: 'No such customer.' });
  });
}

function match(service: ScreeningService, request: FastifyRequest, reply: FastifyReply): unknown {
  const { dataset } = request.params as { dataset: string };
  if (!service.hasDataset(dataset)) return unknownDataset(reply, dataset);
  const parameters = matchParameters.safeParse(request.query);
  if (!parameters.success) return invalidInput(reply, 'query', parameters.error);
  const body = matchBody.safeParse(request.body);
  if (!body.success) return invalidInput(reply, 'body', body.error);
  const queries = Object.entries(body.data.queries);
  if (queries.length === 0) return reply.code(400).send({ detail: 'No queries provided.' });
  if (queries.length > maxBatch) {
    return reply.code(400).send({ detail: `Too many queries in one batch (limit: ${maxBatch})` });
  }
  const strange = queries.find(([, query]) => schemasToCompare(query.schema) === undefined);
  if (strange !== undefined) {
    return reply.code(400).send({ detail: `Cannot match schema: ${strange[1].schema}` });
  }
  const { threshold, cutoff, limit } = parameters.data;
  const responses = queries.map(([id, query]) => {
    const scored = service.match(dataset, query, cutoff);
    return [
      id,
      {
        status: 200,
        results: scored.slice(0, limit).map((one) => result(one, threshold)),
        total: { value: scored.length, relation: 'eq' },
        query: { id: query.id ?? null, schema: query.schema, properties: query.properties },
      },
    ] as const;
  });
  return { responses: Object.fromEntries(responses), matcher: matcherDocs, limit };
}

function result(scored: ScoredEntity, threshold: number): unknown {
  const features = Object.entries(scored.explanations).map(([name, { score }]) => [name, score] as const);
  return {
    ...entityBody(scored.entity),
    score: scored.score,
    features: Object.fromEntries(features),
    explanations: scored.explanations,
    match: scored.score >= threshold,
  };
}

function entityBody(entity: ListEntity): Record<string, unknown> {
  return { ...entity };
}

function search(service: ScreeningService, request: FastifyRequest, reply: FastifyReply): unknown {
  const { dataset } = request.params as { dataset: string };
  if (!service.hasDataset(dataset)) return unknownDataset(reply, dataset);
  const parameters = searchParameters.safeParse(request.query);
  if (!parameters.success) return invalidInput(reply, 'query', parameters.error);
  const { q, schema, limit, offset } = parameters.data;
  if (schemasToCompare(schema) === undefined) {
    return reply.code(400).send({ detail: `Invalid schema: ${schema}` });
  }
  const found = service.search(dataset, q, schema);
  return {
    limit,
    offset,
    total: { value: found.length, relation: 'eq' },
    results: found.slice(offset, offset + limit).map(entityBody),
    facets: {},
  };
}

function catalogue(service: ScreeningService): unknown {
  const names = service.catalogue.map((entry) => entry.name);
  return {
    datasets: service.catalogue.map((entry) => ({
      ...entry,
      summary: null,
      url: null,
      load: true,
      entities_url: null,
      index_version: entry.version,
      index_current: true,
    })),
    current: names,
    outdated: [],
    index_stale: false,
  };
}

function unknownDataset(reply: FastifyReply, dataset: string): FastifyReply {
  return reply.code(404).send({ detail: `No such dataset: ${dataset}` });
}

/** FastAPI's answer to input that breaks the schema. */
function invalid(reply: FastifyReply, loc: readonly (string | number)[], msg: string): FastifyReply {
  return reply.code(422).send({ detail: [{ type: 'value_error', loc, msg, input: null }] });
}

function invalidInput(reply: FastifyReply, where: 'query' | 'body', error: z.ZodError): FastifyReply {
  return reply.code(422).send({
    detail: error.issues.map((issue) => ({
      type: 'value_error',
      loc: [where, ...issue.path.map(String)],
      msg: issue.message,
      input: null,
    })),
  });
}
