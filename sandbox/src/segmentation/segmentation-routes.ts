import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hasBasicAuth, isSandboxControl } from '../basic-auth.js';
import { spoilRecord } from '../spoil-record.js';
import { wantsDuplicatePages } from '../system.js';
import type { SystemFactory } from '../system-factory.js';
import type { UnomiProfile } from '../world/segments.js';
import type { World, WorldCustomer } from '../world/world.js';

const maxPage = 1_000;

const propertyCondition = z.object({
  type: z.literal('profilePropertyCondition'),
  parameterValues: z.object({
    propertyName: z.literal('properties.customerNumber'),
    comparisonOperator: z.enum(['in', 'equals']),
    propertyValue: z.string().optional(),
    propertyValues: z.array(z.string()).max(maxPage).optional(),
  }),
});

const query = z.object({
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(maxPage).default(50),
  condition: z.union([propertyCondition, z.object({ type: z.literal('matchAllCondition') })]),
});

/** Customer profiles and segments: Apache Unomi's private API, Basic auth. */
export const segmentation: SystemFactory = (world, { secrets: { segmentation: credentials } }) => ({
  register(app) {
    app.addHook('onRequest', async (request, reply) => {
      if (isSandboxControl(request)) return;
      if (hasBasicAuth(request, credentials.username, credentials.password)) return;
      await reply
        .code(401)
        .header('www-authenticate', 'Basic realm="cxs"')
        .type('text/html')
        .send('<html><body>Unauthorized</body></html>');
    });
    app.post('/cxs/profiles/search', async (request, reply) => searchProfiles(world, request, reply));
    app.get('/cxs/profiles/:id', async (request, reply) => {
      const { id } = request.params as { id: string };
      const profile = world.ownerOf(id)?.unomiProfile;
      // Unomi has no 404 here: a profile that it does not know is an answer without content.
      return profile === undefined || profile.itemId !== id ? reply.code(204).send() : profileBody(profile);
    });
  },
  corrupt: (body) =>
    spoilRecord(body, (profile) => ({ ...profile, segments: 'gold', properties: { customerNumber: 4 } })),
});

function searchProfiles(world: World, request: FastifyRequest, reply: FastifyReply): unknown {
  const parsed = query.safeParse(request.body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return reply.code(400).send({
      errorMessage: `Invalid query at ${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`,
    });
  }
  const { offset, limit, condition } = parsed.data;
  const profiles = profilesOf(world, condition);
  const start = offset > 0 && wantsDuplicatePages(request) ? offset - 1 : offset;
  return {
    list: profiles.slice(start, offset + limit).map(profileBody),
    offset,
    pageSize: limit,
    totalSize: profiles.length,
    totalSizeRelation: 'EQUAL',
    scrollIdentifier: null,
    scrollTimeValidity: null,
  };
}

function profilesOf(world: World, condition: z.infer<typeof query>['condition']): UnomiProfile[] {
  const profile = (customer: WorldCustomer): UnomiProfile => customer.unomiProfile;
  if (condition.type === 'matchAllCondition') return [...world.customers()].map(profile);
  const { propertyValue, propertyValues = [], comparisonOperator } = condition.parameterValues;
  const wanted = comparisonOperator === 'equals' ? [propertyValue ?? ''] : propertyValues;
  return [...new Set(wanted)].flatMap((customerId) => {
    const customer = world.customer(customerId);
    return customer === undefined ? [] : [profile(customer)];
  });
}

function profileBody(profile: UnomiProfile): Record<string, unknown> {
  const { itemId, properties, segments, scores, mergedWith, consents, lastUpdated } = profile;
  return {
    itemId,
    itemType: 'profile',
    version: 1,
    properties,
    systemProperties: { lastUpdated },
    segments,
    scores,
    mergedWith,
    consents,
  };
}
