import type { FastifyReply } from 'fastify';
import { isSandboxControl } from '../basic-auth.js';
import { idList, maxIds } from '../id-list.js';
import { spoilRecord } from '../spoil-record.js';
import type { SystemFactory } from '../system-factory.js';
import { applicantBody } from './applicant-body.js';

/**
 * The identity-verification vendor, after Sumsub: applicants by the bank's customer ids (a batch) or one by
 * the vendor's id. A token in `x-app-token`; the vendor's error bodies.
 */
export const identityVerification: SystemFactory = (world, { secrets }) => ({
  register(app) {
    app.addHook('onRequest', async (request, reply) => {
      if (isSandboxControl(request)) return;
      if (request.headers['x-app-token'] === secrets.identityVerificationAppToken) return;
      await problem(reply, 401, 'Invalid or missing app token', 4003, 'app-token-invalid');
    });
    app.get('/resources/applicants', async (request, reply) => {
      const ids = idList((request.query as Record<string, unknown>).externalUserIds);
      if (ids === undefined) {
        return problem(reply, 400, `Give 1 to ${maxIds} externalUserIds, with commas`, 1000, 'bad-request');
      }
      return {
        items: ids.flatMap((customerId) => {
          const applicant = world.customer(customerId)?.applicant;
          return applicant == null ? [] : [applicantBody(customerId, applicant)];
        }),
      };
    });
    app.get('/resources/applicants/:id/one', async (request, reply) => {
      const { id } = request.params as { id: string };
      const customer = world.ownerOf(id);
      if (customer?.applicant == null || customer.applicant.id !== id) {
        return problem(reply, 404, 'Applicant not found', 1001, 'applicant-not-found');
      }
      return applicantBody(customer.customerId, customer.applicant);
    });
  },
  corrupt: (body) =>
    spoilRecord(body, (applicant) => ({ ...applicant, review: { reviewStatus: 7 }, idDocs: undefined })),
});

function problem(
  reply: FastifyReply,
  code: number,
  description: string,
  errorCode: number,
  errorName: string,
): FastifyReply {
  return reply.code(code).send({ description, code, correlationId: 'sandbox', errorCode, errorName });
}
