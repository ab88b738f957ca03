/** Which entity of which system. */
export interface EntityId {
  /** The system that the entity was read from, for example `core-banking`. */
  readonly system: string;
  /** What of it, for example `accounts`. */
  readonly type: string;
  /** The system's id of it: a customer number, for most. */
  readonly id: string;
}

/**
 * For whom an entity was read. What is kept is the same for all, but what one audience has had read is not there for
 * another: else a customer could tell by the time of an answer that somebody of the bank has just looked at them.
 */
export const audiences = ['customer', 'staff', 'partner', 'service'] as const;

/** One of the audiences: the kind of the actor. */
export type Audience = (typeof audiences)[number];

/** What an entity is kept under. */
export interface EntityKey extends EntityId {
  readonly audience: Audience;
}

/** A key as one text; no two keys have the same. It holds the customer number in the clear: for this process only. */
export function keyText({ system, type, id, audience }: EntityKey): string {
  return JSON.stringify([system, type, id, audience]);
}
