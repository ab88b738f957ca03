import { fileURLToPath } from 'node:url';
import { noRelationships, type Relationships, readPolicies } from '@bankgraph/authorization';
import { type Actor, type Role, signRequestContext, subgraphKey } from '@bankgraph/identity';
import { openSubgraph, type SubgraphAnswer } from './subgraph.js';
import type { SubgraphDefinition } from './subgraph-definition.js';

/** Who asks: a role and, where it matters, who it is and for what. */
export interface Asker {
  readonly role: Role;
  /** Default: `S-<role>-1`. */
  readonly id?: string;
  readonly purpose?: string | null;
  /** The channel that the token names; none when not given. */
  readonly channel?: string;
}

/** The actor that a token of this role makes. */
export function actorOf({ role, id = `S-${role}-1`, purpose = null, channel }: Asker): Actor {
  const kind = role === 'customer' || role === 'partner' ? role : 'staff';
  return {
    id,
    kind,
    roles: [role],
    customerId: kind === 'customer' ? id : null,
    clientId: kind === 'partner' ? id : 'desk',
    channel: channel ?? null,
    assurance: null,
    purpose,
  };
}

/** Asks a subgraph as the gateway does; `signal` is aborted when the client goes. */
export type Ask = (
  asker: Asker,
  query: string,
  variables?: object,
  signal?: AbortSignal,
) => Promise<SubgraphAnswer>;

/**
 * Opens a subgraph under the project's own policies.
 *
 * @param relationships what of them there is; nobody has any other
 */
export async function asking<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  relationships: Partial<Relationships>,
): Promise<Ask> {
  const key = subgraphKey(Buffer.alloc(32, 1), definition.name);
  const subgraph = openSubgraph(definition, {
    policies: await readPolicies(fileURLToPath(new URL('../../../policies', import.meta.url))),
    relationships: () => ({ ...noRelationships, ...relationships }),
    contextKey: key,
    record: async () => {},
    // What fails in a test shows in its answer.
    logger: { error: () => {} },
  });
  return async (asker, query, variables = {}, signal = new AbortController().signal) => {
    const body = JSON.stringify({ query, variables });
    const contextToken = signRequestContext(
      {
        actor: actorOf(asker),
        requestId: 'r-1',
        operationName: null,
        operationHash: 'h',
        recordedBy: 'gateway',
      },
      { subgraph: definition.name, key, body },
    );
    return subgraph.handle({ body, contextToken, signal });
  };
}

/** Asks a subgraph, as the gateway's joins do, for some fields of customers. */
export type AskOfCustomers = (
  asker: Asker,
  fields: string,
  customerIds?: readonly string[],
) => Promise<SubgraphAnswer>;

/** Opens a subgraph like `asking`, for questions about customers; about C-1001 when nothing else is said. */
export async function askingOfCustomers<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  relationships: Partial<Relationships>,
): Promise<AskOfCustomers> {
  const ask = await asking(definition, relationships);
  return (asker, fields, customerIds = ['C-1001']) =>
    ask(
      asker,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { ${fields} } } }`,
      { of: customerIds.map((id) => ({ __typename: 'Customer', id })) },
    );
}
