import { fileURLToPath } from 'node:url';
import { type Relationships, readPolicies } from '@bankgraph/authorization';
import { type Actor, type Role, signRequestContext, subgraphKey } from '@bankgraph/identity';
import { openSubgraph, type SubgraphAnswer } from '@bankgraph/subgraph-kit';
import type { KycSources } from './loaders.js';
import { kycSubgraph } from './subgraph.js';

const key = subgraphKey(Buffer.alloc(32, 3), 'kyc');
const policies = fileURLToPath(new URL('../../../policies', import.meta.url));

/** Staff called S-… are assigned to everyone; nobody has consented to anything. */
const relationships: Relationships = {
  assignedToCustomer: async (staffId) => staffId.startsWith('S-'),
  assignedToCase: async () => false,
  consentsToPurpose: async () => false,
  accessConsents: async () => [],
};

/** Asks the subgraph, under the project's policies, for some fields of customers. */
export type AskKyc = (
  who: { readonly role: Role; readonly purpose?: string; readonly id?: string },
  fields: string,
  customerIds?: readonly string[],
) => Promise<SubgraphAnswer>;

/** Opens the subgraph over the given systems. */
export async function openKyc(sources: KycSources): Promise<AskKyc> {
  const subgraph = openSubgraph(kycSubgraph(sources), {
    policies: await readPolicies(policies),
    relationships: () => relationships,
    contextKey: key,
    record: async () => {},
  });
  return async ({ role, purpose = null, id = `S-${role}-1` }, fields, customerIds = ['C-1001']) => {
    const customer = role === 'customer';
    const actor: Actor = {
      id,
      kind: customer ? 'customer' : 'staff',
      roles: [role],
      customerId: customer ? id : null,
      clientId: 'desk',
      channel: null,
      assurance: null,
      purpose,
    };
    const body = JSON.stringify({
      query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { ${fields} } } }`,
      variables: { of: customerIds.map((customerId) => ({ __typename: 'Customer', id: customerId })) },
    });
    const contextToken = await signRequestContext(
      { actor, requestId: 'r-1', operationName: null, operationHash: 'h', recordedBy: 'gateway' },
      { subgraph: 'kyc', key, body },
    );
    return subgraph.handle({ body, contextToken });
  };
}
