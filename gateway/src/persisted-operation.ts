import { BankgraphError } from '@bankgraph/errors';
import { withPurpose } from '@bankgraph/identity';
import type { ClientClass } from '@bankgraph/schema';
import { textHash } from './asked-text.js';
import type { Exchange } from './exchange.js';
import { type IdentityRules, mayDeclare } from './identify.js';
import type { RegisteredTexts } from './registered-texts.js';
import { type OperationRequest, sentOperation } from './sent-operation.js';

/** An operation that was agreed with a client, and what for. */
export interface AgreedOperation {
  readonly name: string;
  readonly document: string;
  /** W3C DPV term. */
  readonly purpose: string;
}

/**
 * Finds an operation by its id (SHA-256 of its text, hex) under the client that the token names; undefined when that
 * client has none of this id, whoever else has.
 */
export type FindOperation = (clientId: string, id: string) => AgreedOperation | undefined;

/** Who may send what. */
export interface OperationRules extends IdentityRules {
  readonly findOperation: FindOperation;
  /** Class of a client by its id (`client_id` of the token). */
  readonly clientClass: (clientId: string) => ClientClass;
  /** Classes whose clients may send any text; the others send what was agreed and nothing else. */
  readonly adHocClasses: readonly ClientClass[];
  /** Classes whose clients may register texts under their hash by themselves; null: none. */
  readonly automatic: { readonly classes: readonly ClientClass[]; readonly texts: RegisteredTexts } | null;
}

/**
 * Lets a request pass with an operation that its client may send. The id of an agreed operation becomes its text and
 * declares the operation's purpose; a text passes where the client's class may send any.
 *
 * What was asked for is noted for the record before anything is refused.
 *
 * @throws PERSISTED_OPERATION_REQUIRED for anything but an id, of a client that may send nothing else;
 *   PERSISTED_OPERATION_NOT_FOUND for an id that is not the client's; BAD_USER_INPUT for an id beside a text;
 *   PURPOSE_NOT_ALLOWED where the request declares another purpose, or no role of the actor may work for this one
 */
export function takeOperation(
  request: OperationRequest & { readonly exchange: Exchange },
  rules: OperationRules,
): void {
  const { exchange } = request;
  const { actor } = exchange;
  if (actor === null) return;
  const clientClass = rules.clientClass(actor.clientId);
  const sent = sentOperation(request);
  if (typeof sent.id === 'string') exchange.operation = { name: null, hash: sent.id };
  if (sent.id === undefined) {
    if (rules.adHocClasses.includes(clientClass)) return;
    if (typeof sent.text === 'string') exchange.operation = { name: null, hash: textHash(sent.text) };
    throw new BankgraphError('PERSISTED_OPERATION_REQUIRED');
  }
  const texts = rules.automatic?.classes.includes(clientClass) ? rules.automatic.texts : null;
  if (sent.text !== undefined) {
    if (texts === null) {
      throw new BankgraphError('BAD_USER_INPUT', {
        advice: 'Send the id of a persisted operation or the text of one, not both.',
      });
    }
    const { id, text } = sent;
    if (id === null || typeof text !== 'string' || !texts.register(actor.clientId, id, text)) {
      throw new BankgraphError('BAD_USER_INPUT', { advice: 'The id is not the SHA-256 of the text.' });
    }
    sent.replace(text);
    return;
  }
  const found = sent.id === null ? undefined : rules.findOperation(actor.clientId, sent.id);
  if (sent.id === null || found === undefined) {
    const registered = sent.id === null ? undefined : texts?.find(actor.clientId, sent.id);
    if (registered === undefined) throw new BankgraphError('PERSISTED_OPERATION_NOT_FOUND');
    sent.replace(registered);
    return;
  }
  const declaredOtherwise = actor.purpose !== null && actor.purpose !== found.purpose;
  if (declaredOtherwise || !mayDeclare(actor, found.purpose, rules.rolePurposes)) {
    throw new BankgraphError('PURPOSE_NOT_ALLOWED');
  }
  exchange.actor = withPurpose(actor, found.purpose);
  exchange.agreed = { id: sent.id, name: found.name };
  sent.replace(found.document);
}
