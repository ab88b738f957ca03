import type { WallName } from '@bankgraph/authorization';
import { askDatabase, type DatabaseCall } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { keyOf, type Pair } from './pair-loader.js';

/** A wall that the directory keeps; a conflict is between two people, so staffing keeps it. */
type DirectoryWall = Exclude<WallName, 'CONFLICT'>;

const directoryWalls: readonly DirectoryWall[] = ['STAFF', 'VIP'];

/** The databases that tell of walls: which stand around whom, and who is cleared or in conflict. */
export interface WallDatabases {
  /** Schema `directory`. */
  readonly directory: Knex;
  /** Schema `staffing`. */
  readonly staffing: Knex;
}

/**
 * The walls that keep each member of staff from each customer, in one statement to each database: those around the
 * customer for which there is no clearance, and CONFLICT when the pair is on the conflict list or is one person.
 *
 * @param pairs member of staff, customer
 * @param limits `signal` and `deadlineMs` of the lookup
 * @throws UPSTREAM_UNAVAILABLE when either database does not answer in time
 */
export async function wallsAgainst(
  { directory, staffing }: WallDatabases,
  pairs: readonly Pair[],
  limits: Omit<DatabaseCall, 'system'>,
): Promise<readonly (readonly WallName[])[]> {
  const [around, kept] = await Promise.all([
    askDatabase({ system: 'directory', ...limits }, () => wallsAround(directory, pairs)),
    askDatabase({ system: 'staffing', ...limits }, () => clearancesAndConflicts(staffing, pairs)),
  ]);
  return pairs.map((pair) => {
    const [staffId, customerId] = pair;
    const walls: WallName[] = (around.get(customerId) ?? [])
      .map((wall) => keepsOut(wall, (known) => kept.clearances.has(keyOf([staffId, known]))))
      .filter((wall) => wall !== null);
    return kept.conflicts.has(keyOf(pair)) ? [...walls, 'CONFLICT'] : walls;
  });
}

/** By customer; one who has none, or is not in the directory, is left out. */
async function wallsAround(
  directory: Knex,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows: readonly { customer_id: string; walls: readonly string[] }[] = await directory(
    'directory.customer',
  )
    .select('customer_id', 'walls')
    .whereIn('customer_id', [...new Set(pairs.map(([, customerId]) => customerId))])
    .whereRaw(`walls <> '{}'`);
  return new Map(rows.map(({ customer_id, walls }) => [customer_id, walls]));
}

/** A wall that we do not know, misspelt perhaps, is one for which nobody is cleared. */
function keepsOut(wall: string, isCleared: (wall: DirectoryWall) => boolean): DirectoryWall | null {
  const known = directoryWalls.find((name) => name === wall);
  if (known === undefined) return 'VIP';
  return isCleared(known) ? null : known;
}

interface ClearancesAndConflicts {
  /** Keys of member of staff and wall. */
  readonly clearances: ReadonlySet<string>;
  /** Keys of member of staff and customer. */
  readonly conflicts: ReadonlySet<string>;
}

async function clearancesAndConflicts(
  staffing: Knex,
  pairs: readonly Pair[],
): Promise<ClearancesAndConflicts> {
  const staffIds = pairs.map(([staffId]) => staffId);
  const customerIds = pairs.map(([, customerId]) => customerId);
  const { rows } = await staffing.raw<{
    rows: readonly { kind: 'clearance' | 'conflict'; staff_id: string; which: string }[];
  }>(
    `with pair as (select * from unnest(:staffIds::text[], :customerIds::text[]) as p (staff_id, customer_id))
    select 'clearance' as kind, staff_id, wall as which from staffing.wall_clearance
      where staff_id = any (:staffIds::text[]) and since <= now() and (until is null or until > now())
    union all
    select 'conflict', staff_id, customer_id from staffing.conflict_of_interest natural join pair
      where since <= now() and (until is null or until > now())
    union all
    select 'conflict', staff_id, customer_id from staffing.staff natural join pair`,
    { staffIds, customerIds },
  );
  const keys = (kind: 'clearance' | 'conflict') =>
    new Set(rows.filter((row) => row.kind === kind).map((row) => keyOf([row.staff_id, row.which])));
  return { clearances: keys('clearance'), conflicts: keys('conflict') };
}
