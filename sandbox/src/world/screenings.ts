/** An entity of a watchlist, in the shape of the FollowTheMoney model. */
export interface WatchlistEntity {
  readonly id: string;
  readonly caption: string;
  readonly schema: 'Person' | 'Organization' | 'Company' | 'LegalEntity' | 'Vessel' | 'Airplane';
  /** Every property holds a list of strings: `name`, `birthDate`, `topics`, `country`… */
  readonly properties: Readonly<Record<string, readonly string[]>>;
  readonly datasets: readonly string[];
  readonly referents: readonly string[];
}

/** A candidate of one screening, and what became of it. */
export interface ScreeningMatch {
  readonly entity: WatchlistEntity;
  /** 0 to 1. */
  readonly score: number;
  /** Score at or above the threshold. */
  readonly match: boolean;
  /** Feature → what it contributed. */
  readonly explanations: Readonly<Record<string, { readonly score: number; readonly detail: string }>>;
  readonly review: {
    readonly status: 'PENDING' | 'NO_HIT' | 'CONFIRMED_HIT' | 'SKIPPED';
    readonly reviewedBy: string | null;
    readonly reviewedAt: string | null;
  };
}

/** One run of the customer's name against a list. */
export interface Screening {
  /** `SCR-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly screenedAt: string;
  readonly dataset: string;
  readonly listVersion: string;
  readonly algorithm: string;
  readonly threshold: number;
  readonly status: 'CLEAR' | 'IN_REVIEW' | 'HIT';
  readonly matches: readonly ScreeningMatch[];
}
