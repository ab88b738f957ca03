import { randomUUID } from 'node:crypto';

/** Header that names a request, towards the gateway and back. */
export const requestIdHeader = 'x-request-id';

/** A client's id is taken over only in this form: it goes into logs, records and a header. */
const plainToken = /^[A-Za-z0-9._-]{1,64}$/;

/** The client's id for its request when it is a plain token of at most 64 characters, else a new UUID. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && plainToken.test(header) ? header : randomUUID();
}
