import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isSandboxControl } from '../basic-auth.js';
import { idList, maxIds } from '../id-list.js';
import { spoilRecord } from '../spoil-record.js';
import type { SystemFactory } from '../system-factory.js';
import type { MarbleCase } from '../world/aml.js';
import { referenceDate, type World, type WorldCustomer } from '../world/world.js';
import { CaseBook, type Changed } from './case-book.js';
import { caseBody, commentBody, decisionBody, decisionWithRules, fileBody } from './marble-bodies.js';
import { invalidParameters, marblePage, marbleProblem, pageParameters, uuid } from './marble-page.js';
import { tazamaBody } from './tazama-body.js';

const dayMs = 86_400_000;
const maxRangeDays = 90;

const moment = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 date and time' })
  .transform(Date.parse);

const decisionParameters = pageParameters.extend({
  start: moment.optional(),
  end: moment.optional(),
  pivot_value: z.string().max(256).optional(),
  case_id: uuid.optional(),
  outcome: z.enum(['approve', 'review', 'block_and_review', 'decline']).optional(),
});

const newComment = z.object({ comment: z.string().min(1).max(2_048) });

const closing = z.object({ outcome: z.enum(['false_positive', 'valuable_alert', 'confirmed_risk']) });

const caseParameters = pageParameters.extend({ pivot_value: z.string().max(256).optional() });

/**
 * Transaction monitoring and case management: Marble's public API under `/v1` (the pivot value is the
 * customer id), and Tazama's evaluation reports. One key for both, in `X-API-KEY`. Cases can be commented on, escalated and
 * closed, as by Marble's own routes; that lasts as long as the sandbox.
 */
export const aml: SystemFactory = (world, { secrets }) => {
  const book = new CaseBook(world);
  return { register: (app) => addRoutes(app, world, book, secrets.amlApiKey), corrupt };
};

function addRoutes(app: FastifyInstance, world: World, book: CaseBook, apiKey: string): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isSandboxControl(request) || request.headers['x-api-key'] === apiKey) return;
    await marbleProblem(reply, 401, 'unauthorized', ['credentials are missing or invalid']);
  });
  app.get('/v1/decisions', async (request, reply) => listDecisions(world, request, reply));
  app.get('/v1/decisions/:id', async (request, reply) => {
    const id = uuidOf(request, reply);
    if (id === undefined) return reply;
    const owner = world.ownerOf(id);
    const decision = owner?.marbleDecisions.find((one) => one.id === id);
    if (owner === undefined || decision === undefined) return notFound(reply);
    return { data: decisionWithRules(decision, owner.marbleCases) };
  });
  app.get('/v1/cases', async (request, reply) => {
    const parameters = caseParameters.safeParse(request.query);
    if (!parameters.success) return invalidParameters(reply, parameters.error);
    const { pivot_value: pivot, limit = 50, ...page } = parameters.data;
    const records = newestFirst(
      customersOf(world, pivot).flatMap((customer) =>
        book.now(customer.marbleCases).map((one) => ({ id: one.id, at: one.createdAt, body: caseBody(one) })),
      ),
    );
    return marblePage(request, reply, records, { ...page, limit });
  });
  app.get('/v1/cases/:id', async (request, reply) => {
    const found = caseOf(book, request, reply);
    return found === undefined ? reply : { data: caseBody(found) };
  });
  app.get('/v1/cases/:id/comments', async (request, reply) => {
    const found = caseOf(book, request, reply);
    if (found === undefined) return reply;
    const parameters = pageParameters.safeParse(request.query);
    if (!parameters.success) return invalidParameters(reply, parameters.error);
    const records = newestFirst(
      found.comments.map((comment) => ({ id: comment.id, at: comment.at, body: commentBody(comment) })),
    );
    return marblePage(request, reply, records, { ...parameters.data, limit: parameters.data.limit ?? 50 });
  });
  app.get('/v1/cases/:id/files', async (request, reply) => {
    const found = caseOf(book, request, reply);
    return found === undefined ? reply : { data: found.files.map(fileBody) };
  });
  app.post('/v1/cases/:id/comments', async (request, reply) => {
    const found = caseOf(book, request, reply);
    if (found === undefined) return reply;
    const given = newComment.safeParse(request.body);
    if (!given.success) return invalidParameters(reply, given.error);
    const changed = book.comment(found.id, given.data.comment);
    return typeof changed === 'string' ? refusal(reply, changed) : reply.code(201).send();
  });
  app.post('/v1/cases/:id/escalate', async (request, reply) => {
    const found = caseOf(book, request, reply);
    return found === undefined ? reply : told(reply, book.escalate(found.id));
  });
  app.post('/v1/cases/:id/close', async (request, reply) => {
    const found = caseOf(book, request, reply);
    if (found === undefined) return reply;
    const given = closing.safeParse(request.body);
    if (!given.success) return invalidParameters(reply, given.error);
    return told(reply, book.close(found.id, given.data.outcome));
  });
  app.get('/tazama/evaluations', async (request, reply) => {
    const ids = idList((request.query as Record<string, unknown>).customer_ids);
    if (ids === undefined) {
      return reply.code(400).send({ error: `customer_ids: give 1 to ${maxIds} customer ids, with commas` });
    }
    return {
      results: ids.flatMap((customerId) =>
        (world.customer(customerId)?.tazamaReports ?? []).map((report) => tazamaBody(customerId, report)),
      ),
    };
  });
}

function corrupt(body: unknown): unknown {
  return spoilRecord(body, (record) =>
    'report' in record
      ? { ...record, report: { evaluationID: 17, status: 'ALRT' } }
      : { ...record, score: 'very high', status: 'lost', created_at: undefined },
  );
}

/** The case as it is after a change, or why there was none. */
function told(reply: FastifyReply, changed: Changed): unknown {
  return typeof changed === 'string' ? refusal(reply, changed) : { data: caseBody(changed) };
}

function refusal(reply: FastifyReply, why: Extract<Changed, string>): FastifyReply {
  return why === 'no such case'
    ? notFound(reply)
    : marbleProblem(reply, 422, 'unprocessable_entity', ['the case is closed']);
}

function listDecisions(world: World, request: FastifyRequest, reply: FastifyReply): unknown {
  const parameters = decisionParameters.safeParse(request.query);
  if (!parameters.success) return invalidParameters(reply, parameters.error);
  const { start, end, pivot_value: pivot, case_id: caseId, outcome, limit = 25, ...page } = parameters.data;
  if ((start === undefined) !== (end === undefined)) {
    return marbleProblem(reply, 400, 'invalid_payload', ['start and end go together']);
  }
  const to = end ?? Date.parse(referenceDate);
  const from = start ?? to - 30 * dayMs;
  if (from > to) {
    return marbleProblem(reply, 400, 'invalid_payload', ['end date should be after start date']);
  }
  if (to - from > maxRangeDays * dayMs) {
    const message = `start and end date must be at most ${maxRangeDays} days apart`;
    return marbleProblem(reply, 400, 'invalid_payload', [message]);
  }
  const records = newestFirst(
    customersOf(world, pivot).flatMap((customer) =>
      customer.marbleDecisions
        .filter((one) => Date.parse(one.createdAt) >= from && Date.parse(one.createdAt) <= to)
        .filter((one) => caseId === undefined || one.caseId === caseId)
        .filter((one) => outcome === undefined || one.outcome === outcome)
        .map((one) => ({ id: one.id, at: one.createdAt, body: decisionBody(one, customer.marbleCases) })),
    ),
  );
  return marblePage(request, reply, records, { ...page, limit });
}

function customersOf(world: World, pivot: string | undefined): readonly WorldCustomer[] {
  if (pivot === undefined) return [...world.customers()];
  const customer = world.customer(pivot);
  return customer === undefined ? [] : [customer];
}

function newestFirst<Row extends { readonly id: string; readonly at: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || a.id.localeCompare(b.id));
}

/** The case of the path; undefined when the reply already says what is wrong. */
function caseOf(book: CaseBook, request: FastifyRequest, reply: FastifyReply): MarbleCase | undefined {
  const id = uuidOf(request, reply);
  if (id === undefined) return undefined;
  const found = book.find(id);
  if (found === undefined) notFound(reply);
  return found;
}

function uuidOf(request: FastifyRequest, reply: FastifyReply): string | undefined {
  const id = uuid.safeParse((request.params as Record<string, unknown>).id);
  if (!id.success) marbleProblem(reply, 400, 'invalid_payload', ['the id must be a valid UUID']);
  return id.success ? id.data : undefined;
}

function notFound(reply: FastifyReply): FastifyReply {
  return marbleProblem(reply, 404, 'not_found', ['the requested resource does not exist']);
}
