import {
  type Actor,
  type RequestContext,
  type Role,
  requestContextHeader,
  signRequestContext,
  subgraphKey,
} from '@bankgraph/identity';
import type { SubgraphAnswer } from '@bankgraph/subgraph-kit';
import type { Bank } from './start-bank.js';

/** What came back over HTTP. */
export interface DirectAnswer extends SubgraphAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly text: string;
}

/** The person of a role as the issuer's token would name them. */
export function actorOf(role: Role, purpose: string | null, change: Partial<Actor> = {}): Actor {
  const kind = role === 'customer' || role === 'partner' ? role : 'staff';
  const id = kind === 'customer' ? 'C-1001' : kind === 'partner' ? 'P-moneywise' : `S-${role}-1`;
  const clientId = { customer: 'mobile-app', partner: id, staff: 'staff-desk' }[kind];
  const customerId = kind === 'customer' ? id : null;
  return {
    id,
    kind,
    roles: [role],
    customerId,
    clientId,
    channel: null,
    assurance: null,
    purpose,
    ...change,
  };
}

/** A request context of the gateway's, made by a test. */
export function contextOf(actor: Actor, requestId = 'direct'): RequestContext {
  return { actor, requestId, operationName: null, operationHash: 'a'.repeat(64), recordedBy: 'gateway' };
}

/** Asks a subgraph over HTTP as the gateway does, under a context that is in order. */
export async function askSubgraph(
  bank: Bank,
  name: string,
  actor: Actor,
  question: { readonly query: string; readonly variables?: object },
): Promise<DirectAnswer> {
  const body = JSON.stringify(question);
  const key = subgraphKey(Buffer.from(bank.contextSecret, 'hex'), name);
  const context = signRequestContext(contextOf(actor), { subgraph: name, key, body });
  return postToSubgraph(bank, name, body, { [requestContextHeader]: context });
}

/** Posts a body to a subgraph, with these headers and no context but what they have. */
export async function postToSubgraph(
  bank: Bank,
  name: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<DirectAnswer> {
  const answer = await fetch(bank.subgraphUrls.get(name) ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await answer.text();
  return {
    ...(JSON.parse(text) as SubgraphAnswer),
    status: answer.status,
    headers: [...answer.headers].filter(([header]) => header !== 'date'),
    text,
  };
}
