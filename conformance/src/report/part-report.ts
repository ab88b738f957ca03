/** A table for people: the first column names the row. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Something that must hold, and what was found. */
export interface Expectation {
  readonly what: string;
  /** What was found, in words or figures. */
  readonly found: string;
  readonly holds: boolean;
}

/** What one part of the run came to. */
export interface PartReport {
  /** Short name, as given to `--only`. */
  readonly part: string;
  readonly title: string;
  readonly table: Table;
  /** What the table leaves out: single faults with their place and rule. */
  readonly findings: readonly string[];
  readonly expectations: readonly Expectation[];
  /** The same for machines. */
  readonly figures: Readonly<Record<string, unknown>>;
  readonly durationMs: number;
}

/** An expectation about a count that must be a certain number. */
export function expectCount(what: string, found: number, wanted: number): Expectation {
  return {
    what,
    found: found === wanted ? String(found) : `${found}, expected ${wanted}`,
    holds: found === wanted,
  };
}

/** An expectation about a share that must reach a floor; both are stated. Nothing asked is nothing shown: it fails. */
export function expectShare(what: string, found: number, of: number, floor: number): Expectation {
  const share = of === 0 ? 0 : found / of;
  return {
    what,
    found: `${found} of ${of} (${percent(found, of)}), at least ${(floor * 100).toFixed(1)} % expected`,
    holds: of > 0 && share >= floor,
  };
}

/** `99.87 %`, cut and not rounded, so that 100 % is all of them. */
export function percent(found: number, of: number): string {
  return of === 0 ? '–' : `${(Math.floor((found / of) * 10_000) / 100).toFixed(2)} %`;
}
