/**
 * Every error that a client can see: its code, the HTTP status when the whole request fails with it, and the
 * only text that leaves the process. Nothing of an upstream, a database or a stack is ever part of it.
 */
export const errorCatalogue = {
  UNAUTHENTICATED: { status: 401, message: 'Present a valid bearer token of the configured issuer.' },
  FORBIDDEN: { status: 403, message: 'Your role may not do this.' },
  PURPOSE_NOT_ALLOWED: {
    status: 403,
    message:
      'Your role may not work for the declared purpose. Declare one that it may in the x-purpose header.',
  },
  CONSENT_REQUIRED: { status: 403, message: 'The customer has not given the consent that this needs.' },
  FOUR_EYES_REQUIRED: { status: 403, message: 'A second person has to approve this.' },
  BAD_USER_INPUT: { status: 400, message: 'The request is not valid.' },
  PERSISTED_OPERATION_REQUIRED: { status: 400, message: 'Your client may only send persisted operations.' },
  PERSISTED_OPERATION_NOT_FOUND: {
    status: 404,
    message: 'Your client has no persisted operation of this id.',
  },
  POSITION_GONE: {
    status: 410,
    message:
      'What came after this position is not kept any more. Ask again for what you show, and subscribe without a position.',
  },
  OPERATION_TOO_COMPLEX: { status: 400, message: 'The operation asks for too much at once.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests. Wait as Retry-After says.' },
  UPSTREAM_UNAVAILABLE: {
    status: 502,
    message:
      'A bank system did not answer in time. The rest of the answer is complete; ask again for this part.',
  },
  UPSTREAM_INVALID: {
    status: 502,
    message: 'A bank system sent a record that breaks its own format. The record was set aside.',
  },
  AUDIT_UNAVAILABLE: {
    status: 503,
    message: 'The answer could not be put on record, so it is withheld. Ask again later.',
  },
  OVERLOADED: { status: 503, message: 'The service is at its limit. Wait as Retry-After says.' },
  INTERNAL: { status: 500, message: 'Something went wrong on our side. Quote the request id.' },
} as const satisfies Record<string, { status: number; message: string }>;

/** Code of an error that a client can see. */
export type ErrorCode = keyof typeof errorCatalogue;

/** All codes, in the order of the catalogue. */
export const errorCodes = Object.keys(errorCatalogue) as readonly ErrorCode[];

/** Whether a text is a code of the catalogue. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCatalogue, code);
}
