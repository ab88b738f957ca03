import { BankgraphError } from '@bankgraph/errors';
import { withPurpose } from '@bankgraph/identity';
import type { FastifyRequest } from 'fastify';
import { type IdentityRules, mayDeclare } from './identify.js';

/** An operation that was agreed with a client, and what for. */
export interface AgreedOperation {
  readonly document: string;
  /** W3C DPV term. */
  readonly purpose: string;
}

/**
 * Finds an operation by its id (SHA-256 of its text, hex) under the client that the token names; undefined when that
 * client has none of this id, whoever else has.
 */
export type FindOperation = (clientId: string, id: string) => AgreedOperation | undefined;

/**
 * Where the body has the id of an operation in place of its text (Apollo's `extensions.persistedQuery`), puts the text
 * in its place and declares the operation's purpose.
 *
 * @throws PERSISTED_OPERATION_NOT_FOUND for an id that is not the client's; BAD_USER_INPUT for an id beside a text;
 *   PURPOSE_NOT_ALLOWED where the request declares another purpose, or no role of the actor may work for this one
 */
export async function takePersistedOperation(
  request: FastifyRequest,
  findOperation: FindOperation,
  rules: IdentityRules,
): Promise<void> {
  const { exchange } = request;
  const body = request.body as Readonly<Record<string, unknown>> | null | undefined;
  const extensions = body?.extensions as Readonly<Record<string, unknown>> | null | undefined;
  const asked = extensions?.persistedQuery as { readonly sha256Hash?: unknown } | null | undefined;
  if (exchange.actor === null || asked == null) return;
  if (body?.query !== undefined) {
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: 'Send the id of a persisted operation or the text of one, not both.',
    });
  }
  const { actor } = exchange;
  const found =
    typeof asked.sha256Hash === 'string' ? findOperation(actor.clientId, asked.sha256Hash) : undefined;
  if (found === undefined) throw new BankgraphError('PERSISTED_OPERATION_NOT_FOUND');
  const declaredOtherwise = actor.purpose !== null && actor.purpose !== found.purpose;
  if (declaredOtherwise || !mayDeclare(actor, found.purpose, rules.rolePurposes)) {
    throw new BankgraphError('PURPOSE_NOT_ALLOWED');
  }
  exchange.actor = withPurpose(actor, found.purpose);
  const { persistedQuery: _id, ...otherExtensions } = extensions ?? {};
  request.body = { ...body, query: found.document, extensions: otherExtensions };
}
