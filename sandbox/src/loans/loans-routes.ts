import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hasBasicAuth, isSandboxControl } from '../basic-auth.js';
import { spoilRecord } from '../spoil-record.js';
import { wantsDuplicatePages } from '../system.js';
import type { SystemFactory } from '../system-factory.js';
import type { World, WorldCustomer } from '../world/world.js';
import { accountsBody, clientBody, fineractJson, loanBody } from './fineract-bodies.js';

const root = '/fineract-provider/api/v1';

const clientParameters = z.object({
  externalId: z.string().optional(),
  displayName: z.string().optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(200),
});

/** Loans: Apache Fineract's API, Basic auth and a tenant. */
export const loans: SystemFactory = (world, { secrets: { loans: credentials } }) => ({
  register(app) {
    app.addHook('onRequest', async (request, reply) => {
      if (isSandboxControl(request)) return;
      if (request.headers['fineract-platform-tenantid'] !== credentials.tenantId) {
        const message = 'No tenant identifier found, or an unknown one: set Fineract-Platform-TenantId.';
        await problem(reply, 400, 'error.msg.platform.tenant.identifier.invalid', message, '');
      } else if (!hasBasicAuth(request, credentials.username, credentials.password)) {
        await reply
          .code(401)
          .header('www-authenticate', 'Basic realm="Fineract Platform API"')
          .send({ status: 401, error: 'Unauthorized', path: request.url.split('?')[0] });
      }
    });
    app.get(`${root}/clients`, async (request, reply) => listClients(world, request, reply));
    app.get(`${root}/clients/external-id/:externalId`, async (request, reply) => {
      const { externalId } = request.params as { externalId: string };
      const customer = world.customer(externalId);
      const body = customer === undefined ? undefined : clientBody(customer);
      return body === undefined ? unknownClient(reply, externalId) : send(reply, body);
    });
    app.get(`${root}/clients/external-id/:externalId/accounts`, async (request, reply) => {
      const { externalId } = request.params as { externalId: string };
      const customer = world.customer(externalId);
      if (customer === undefined || customer.loanClient === null) return unknownClient(reply, externalId);
      return send(reply, accountsBody(customer));
    });
    app.get(`${root}/loans/:id`, async (request, reply) => {
      const { id } = request.params as { id: string };
      const owner = /^\d+$/.test(id) ? world.customer(`C-${Math.floor(Number(id) / 10)}`) : undefined;
      const loan = owner?.loanClient?.loans.find((one) => String(one.id) === id);
      if (owner === undefined || loan === undefined) {
        return problem(
          reply,
          404,
          'error.msg.loan.id.invalid',
          `Loan with identifier ${id} does not exist`,
          id,
        );
      }
      return send(reply, loanBody(owner, loan));
    });
  },
  corrupt: (body) =>
    spoilRecord(body, (record) => ({ ...record, status: 'Active', id: undefined, accountNo: 12 })),
});

function listClients(world: World, request: FastifyRequest, reply: FastifyReply): unknown {
  const parameters = clientParameters.safeParse(request.query);
  if (!parameters.success) {
    const field = String(parameters.error.issues[0]?.path[0]);
    return problem(
      reply,
      400,
      'validation.msg.validation.errors.exist',
      `The parameter ${field} is invalid.`,
      field,
    );
  }
  const { externalId, displayName, offset, limit } = parameters.data;
  const found = [...candidates(world, externalId)].filter(
    ({ loanClient, party }) =>
      loanClient !== null &&
      (displayName === undefined || party.fullName.toLowerCase().includes(displayName.toLowerCase())),
  );
  const start = offset > 0 && wantsDuplicatePages(request) ? offset - 1 : offset;
  return send(reply, {
    totalFilteredRecords: found.length,
    pageItems: found.slice(start, offset + limit).map(clientBody),
  });
}

function candidates(world: World, externalId: string | undefined): Iterable<WorldCustomer> {
  if (externalId === undefined) return world.customers();
  const customer = world.customer(externalId);
  return customer === undefined ? [] : [customer];
}

function send(reply: FastifyReply, body: unknown): FastifyReply {
  return reply.type('application/json').send(fineractJson(body));
}

function unknownClient(reply: FastifyReply, externalId: string): FastifyReply {
  const message = `Client with external identifier ${externalId} does not exist`;
  return problem(reply, 404, 'error.msg.client.external.id.invalid', message, externalId);
}

/** Fineract's error body. */
function problem(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
  argument: string,
): FastifyReply {
  return reply.code(status).send({
    developerMessage: status === 404 ? 'The requested resource is not available.' : message,
    httpStatusCode: String(status),
    defaultUserMessage: message,
    userMessageGlobalisationCode: code,
    errors: [
      {
        developerMessage: message,
        defaultUserMessage: message,
        userMessageGlobalisationCode: code,
        parameterName: 'id',
        args: [{ value: argument }],
      },
    ],
  });
}
