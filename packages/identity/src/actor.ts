import type { Role } from './roles.js';

/** What kind of party asks. */
export type ActorKind = 'customer' | 'staff' | 'partner' | 'service';

/** Who asks, in what roles, through which client and for what purpose. Frozen: made once from a verified token. */
export interface Actor {
  /** Subject of the token: a customer number, a staff number or a partner's id. */
  readonly id: string;
  readonly kind: ActorKind;
  readonly roles: readonly Role[];
  /** Bank-wide customer number when the actor is a customer, else null. */
  readonly customerId: string | null;
  /** OAuth client that the token was issued to. */
  readonly clientId: string;
  /** Channel that the client stands for, for example `mobile`. */
  readonly channel: string | null;
  /** Authentication context class (`acr`). */
  readonly assurance: string | null;
  /** Declared purpose, a W3C DPV term, or null. */
  readonly purpose: string | null;
}

/** The same actor for another purpose. */
export function withPurpose(actor: Actor, purpose: string | null): Actor {
  return Object.freeze({ ...actor, purpose });
}
