import { BankgraphError } from '@bankgraph/errors';
import { type Actor, type Role, type TokenVerifier, withPurpose } from '@bankgraph/identity';
import type { Exchange } from './exchange.js';

/** How actors are recognised and what they may declare. */
export interface IdentityRules {
  readonly tokenVerifier: TokenVerifier;
  readonly rolePurposes: ReadonlyMap<Role, readonly string[]>;
}

/**
 * Puts the actor into the exchange: from the bearer token, with the purpose of the `x-purpose` header or else of
 * the token. The actor is known from a good token on, so that a refused purpose goes on record too.
 *
 * @throws UNAUTHENTICATED without a valid token, PURPOSE_NOT_ALLOWED for a purpose that none of the roles may declare
 */
export async function identify(
  exchange: Exchange,
  headers: { readonly authorization: string | undefined; readonly purpose: string | string[] | undefined },
  rules: IdentityRules,
): Promise<void> {
  const bearer = await rules.tokenVerifier(headers.authorization);
  const declared = String(headers.purpose ?? '').trim();
  const actor = declared === '' ? bearer : withPurpose(bearer, declared);
  if (actor.purpose !== null && !mayDeclare(actor, actor.purpose, rules.rolePurposes)) {
    // A refused purpose may be any text of the client's, so the record shows the actor without it.
    exchange.actor = withPurpose(actor, null);
    throw new BankgraphError('PURPOSE_NOT_ALLOWED');
  }
  exchange.actor = actor;
}

/** Whether one of the actor's roles may work for the purpose. */
export function mayDeclare(actor: Actor, purpose: string, purposes: IdentityRules['rolePurposes']): boolean {
  return actor.roles.some((role) => purposes.get(role)?.includes(purpose) ?? false);
}
