import type { FastifyRequest } from 'fastify';

/** Whether the request carries exactly these credentials as HTTP Basic authentication. */
export function hasBasicAuth(request: FastifyRequest, username: string, password: string): boolean {
  const expected = Buffer.from(`${username}:${password}`).toString('base64');
  return request.headers.authorization === `Basic ${expected}`;
}

/** Whether the request is for the sandbox's own controls, which ask for no credentials. */
export function isSandboxControl(request: FastifyRequest): boolean {
  return request.url.startsWith('/_sandbox/');
}
