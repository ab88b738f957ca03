import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { wantsDuplicatePages } from '../system.js';

/** Marble's uuids, loosely: any version. */
export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a valid UUID');

/** Parameters of every list; a list's own come beside them. */
export const pageParameters = z.object({
  after: uuid.optional(),
  order: z.enum(['ASC', 'DESC']).default('DESC'),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

/** Marble's error body. */
export function marbleProblem(
  reply: FastifyReply,
  status: number,
  code: 'invalid_payload' | 'not_found' | 'unauthorized' | 'unprocessable_entity',
  messages: readonly string[],
): FastifyReply {
  return reply.code(status).send({ error: { code, messages } });
}

/** Marble's 400 for parameters that break their schema. */
export function invalidParameters(reply: FastifyReply, error: z.ZodError): FastifyReply {
  const messages = error.issues.map((issue) => `field \`${issue.path.join('.')}\` ${issue.message}`);
  return marbleProblem(reply, 400, 'invalid_payload', messages);
}

/**
 * One page of records that are sorted newest first: `{data, pagination: {has_more, next_page_id?}}`. On
 * request (`duplicate-pages`) a page starts with the record that ended the page before.
 */
export function marblePage(
  request: FastifyRequest,
  reply: FastifyReply,
  all: readonly { readonly id: string; readonly body: unknown }[],
  page: { readonly after?: string | undefined; readonly order: 'ASC' | 'DESC'; readonly limit: number },
): unknown {
  const records = page.order === 'ASC' ? all.toReversed() : all;
  const before = page.after === undefined ? -1 : records.findIndex((record) => record.id === page.after);
  if (page.after !== undefined && before < 0) {
    return marbleProblem(reply, 404, 'not_found', ['the record of `after` was not found']);
  }
  const start = page.after !== undefined && wantsDuplicatePages(request) ? before : before + 1;
  const end = before + 1 + page.limit;
  const more = end < records.length;
  return {
    data: records.slice(start, end).map((record) => record.body),
    pagination: { has_more: more, ...(more ? { next_page_id: records[end - 1]?.id } : {}) },
  };
}
