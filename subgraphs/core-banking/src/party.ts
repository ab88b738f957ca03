import type { PartyRecord } from './open-banking/party-format.js';

/** The party behind a customer, and whose it is. */
export type PartyNode = PartyRecord & { readonly customerId: string };
