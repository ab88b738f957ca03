import type { FieldDisclosure } from '@bankgraph/audit-log';
import { type ErrorCode, errorCatalogue, isErrorCode } from '@bankgraph/errors';
import type { GraphQLFormattedError } from 'graphql';

/** A subgraph's answer whose outer form has been checked. */
export interface CheckedAnswer {
  /** Null when the subgraph refused the question as a whole. */
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLFormattedError[];
  /** Null when the subgraph says nothing of what it disclosed. */
  readonly disclosures: readonly FieldDisclosure[] | null;
}

const decisions: readonly unknown[] = ['allow', 'mask', 'deny'];

/**
 * Checks the outer form of what a subgraph sent.
 *
 * @throws TypeError when it is not an answer; the message is for the log and quotes nothing
 */
export function checkAnswer(answer: unknown): CheckedAnswer {
  if (!isRecord(answer)) throw new TypeError('The answer is not an object.');
  const { data = null, errors = [], extensions = {} } = answer;
  if (data !== null && !isRecord(data)) throw new TypeError('data is not an object.');
  if (!Array.isArray(errors) || !errors.every(isRecord))
    throw new TypeError('errors is not a list of errors.');
  if (data === null && errors.length === 0) throw new TypeError('Neither data nor errors.');
  const disclosures = (isRecord(extensions) ? extensions.disclosures : undefined) ?? null;
  if (disclosures !== null && !(Array.isArray(disclosures) && disclosures.every(isDisclosure))) {
    throw new TypeError('extensions.disclosures is not a list of disclosures.');
  }
  return { data, errors: errors.map(safeError), disclosures };
}

/**
 * A subgraph's error with nothing of it but what the catalogue knows: code, system, record and place. Only what
 * is wrong with the client's own input is told in the subgraph's words.
 */
function safeError(error: Readonly<Record<string, unknown>>): GraphQLFormattedError {
  const extensions = isRecord(error.extensions) ? error.extensions : {};
  const code: ErrorCode = isErrorCode(extensions.code) ? extensions.code : 'INTERNAL';
  const message =
    code === 'BAD_USER_INPUT' && typeof error.message === 'string'
      ? error.message
      : errorCatalogue[code].message;
  return {
    message,
    ...(isPath(error.path) ? { path: error.path } : {}),
    extensions: {
      code,
      ...(typeof extensions.system === 'string' ? { system: extensions.system } : {}),
      ...(typeof extensions.recordId === 'string' ? { recordId: extensions.recordId } : {}),
    },
  };
}

function isDisclosure(disclosure: unknown): disclosure is FieldDisclosure {
  return (
    isRecord(disclosure) &&
    (disclosure.subject === null || typeof disclosure.subject === 'string') &&
    typeof disclosure.field === 'string' &&
    decisions.includes(disclosure.decision) &&
    Number.isSafeInteger(disclosure.count) &&
    (disclosure.consents === undefined ||
      (Array.isArray(disclosure.consents) && disclosure.consents.every(isConsent)))
  );
}

function isConsent(consent: unknown): boolean {
  return Array.isArray(consent) && consent.length === 2 && consent.every((part) => typeof part === 'string');
}

function isPath(path: unknown): path is (string | number)[] {
  return Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
