/** A service is limited; the reason reads the same whoever asked for it (no tipping off). */
export interface ServiceRestriction {
  /** `SR-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly reason: 'UNDER_REVIEW';
  readonly scope: 'ALL_SERVICES' | 'OUTGOING_PAYMENTS' | 'ONLINE_ACCESS';
  readonly since: string;
  readonly until: string | null;
}
