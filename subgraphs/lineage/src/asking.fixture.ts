import { fileURLToPath } from 'node:url';
import { type Relationships, readPolicies } from '@bankgraph/authorization';
import { type Actor, type Role, signRequestContext, subgraphKey } from '@bankgraph/identity';
import { openSubgraph, type SubgraphAnswer, type SubgraphDefinition } from '@bankgraph/subgraph-kit';

/** Who asks: a role and, where it matters, who it is. */
export interface Asker {
  readonly role: Role;
  readonly id?: string;
  readonly purpose: string | null;
}

/** Asks a subgraph as the gateway does, under the bank's real policies. */
export type Ask = (asker: Asker, query: string, variables?: object) => Promise<SubgraphAnswer>;

/** Staff `S-1` are assigned to every customer, and to the cases in `cases`. */
export async function asking<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  cases: readonly string[],
): Promise<Ask> {
  const key = subgraphKey(Buffer.alloc(32, 1), definition.name);
  const relationships: Relationships = {
    assignedToCustomer: async (staffId) => staffId === 'S-1',
    assignedToCase: async (staffId, caseId) => staffId === 'S-1' && cases.includes(caseId),
    consentsToPurpose: async () => false,
    accessConsents: async () => [],
  };
  const subgraph = openSubgraph(definition, {
    policies: await readPolicies(fileURLToPath(new URL('../../../policies', import.meta.url))),
    relationships: () => relationships,
    contextKey: key,
    record: async () => {},
  });
  return async ({ role, id = 'S-1', purpose }, query, variables = {}) => {
    const customer = role === 'customer';
    const actor: Actor = {
      id,
      kind: customer ? 'customer' : role === 'partner' ? 'partner' : 'staff',
      roles: [role],
      customerId: customer ? id : null,
      clientId: 'desk',
      channel: null,
      assurance: null,
      purpose,
    };
    const body = JSON.stringify({ query, variables });
    const context = {
      actor,
      requestId: 'r-1',
      operationName: null,
      operationHash: 'h',
      recordedBy: 'gateway' as const,
    };
    const contextToken = await signRequestContext(context, { subgraph: definition.name, key, body });
    return subgraph.handle({ body, contextToken });
  };
}
