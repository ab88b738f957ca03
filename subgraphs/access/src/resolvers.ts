import { BankgraphError } from '@bankgraph/errors';
import { paged } from '@bankgraph/subgraph-kit';
import type { AccessEvent, AccessGrant, Doer } from './access-grant.js';
import { accessRequestOf, noteOf } from './access-request.js';
import { type AskingField, changeAccess, requestAccess } from './change-access.js';
import type { SubgraphContext } from './context.js';
import type { RequestAccessInput, Resolvers } from './schema.generated.js';

/** Arguments → call → shape. The engine decides, masks and records around it. */
export const accessResolvers = {
  Query: {
    async accessGrants(_query, { status = null, ...page }, { loaders, actor, signal }) {
      const grants = await loaders.register.list({ status, staff: actor.id }, signal);
      return paged(grants.map(nodeOf), page);
    },
  },
  Mutation: {
    requestAccess(_mutation, { input }, context) {
      // Who may ask for what is the policies' to say, and each has a field of its own for it.
      if (input.kind === 'EXPORT') {
        throw new BankgraphError('BAD_USER_INPUT', { advice: 'An EXPORT is asked for with requestExport.' });
      }
      return ask('Mutation.requestAccess', input, context);
    },
    requestExport: (_mutation, { input }, context) =>
      ask('Mutation.requestExport', { ...input, kind: 'EXPORT' }, context),
    decideAccess: (_mutation, { id, approve, note }, context) =>
      change(id, { kind: approve ? 'APPROVED' : 'REFUSED', note: noteOf(note) }, context),
    endAccess: (_mutation, { id }, context) => change(id, { kind: 'ENDED' }, context),
    reviewAccess: (_mutation, { id, verdict, note }, context) =>
      change(id, { kind: 'REVIEWED', verdict, note: noteOf(note) }, context),
  },
} satisfies Resolvers;

/**
 * A grant as the schema has it, and as conditions look at it. That somebody takes restricted data out tells that there is
 * some, so such a grant is restricted itself.
 */
function nodeOf(grant: AccessGrant) {
  return {
    ...grant,
    customer: { id: grant.customerId },
    class: grant.kind === 'EXPORT' ? 'RESTRICTED' : 'CONFIDENTIAL',
  };
}

function doerOf({ actor }: SubgraphContext): Doer {
  return { staff: actor.id, role: actor.roles.join(', ') };
}

async function ask(field: AskingField, input: RequestAccessInput, context: SubgraphContext) {
  const request = accessRequestOf(input);
  return nodeOf(await requestAccess(context.loaders, field, request, doerOf(context)));
}

async function change(id: string, event: AccessEvent, context: SubgraphContext) {
  const grant = await visibleGrant(id, context);
  return nodeOf(await changeAccess(context.loaders, event, grant, doerOf(context), context.signal));
}

/**
 * A grant that exists for the caller.
 *
 * @throws BAD_USER_INPUT alike for one that does not exist and one that the caller may not see
 */
async function visibleGrant(id: string, context: SubgraphContext): Promise<AccessGrant> {
  // Ids are made by the database; what does not look like one is not asked for.
  const grant = /^[\w-]{1,64}$/.test(id) ? await context.loaders.register.byId(id, context.signal) : null;
  const visible = grant === null ? [] : await context.visible('AccessGrant', [nodeOf(grant)]);
  if (grant === null || visible.length === 0) {
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: 'There is no such request for access. accessGrants lists those that you may see.',
    });
  }
  return grant;
}
