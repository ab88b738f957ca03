import { execFileSync } from 'node:child_process';

/** On which cores the processes of a measurement run. */
export interface Placement {
  /** Of the gateway that is measured; null: wherever the system likes. */
  readonly gateway: string | null;
  /** Of whatever it asks, and of the load; null: wherever the system likes. */
  readonly others: string | null;
  /** The same for people. */
  readonly text: string;
}

/** Nothing is kept anywhere. */
export const anywhere: Placement = {
  gateway: null,
  others: null,
  text: 'all processes share all cores',
};

/**
 * Keeps the gateway on a core of its own, and this process with all that it starts on the others. Needs Linux with
 * `taskset` and two cores; elsewhere nothing is kept anywhere, and the text says so.
 *
 * @param others what runs on the others, for people
 */
export function placeProcesses(others = 'bank systems, PostgreSQL and load'): Placement {
  const allowed = allowedCores();
  const gateway = allowed.at(-1);
  if (gateway === undefined || allowed.length < 2) return anywhere;
  const rest = allowed.slice(0, -1).join(',');
  execFileSync('taskset', ['-cp', rest, String(process.pid)], { stdio: 'ignore' });
  return {
    gateway: String(gateway),
    others: rest,
    text: `gateway alone on core ${gateway}; ${others} on ${rest}`,
  };
}

/** Cores that this process may use; none when there is no `taskset` to ask. */
function allowedCores(): readonly number[] {
  try {
    const told = execFileSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8', stdio: 'pipe' });
    return coresOf(told.split(':').at(-1) ?? '');
  } catch {
    return [];
  }
}

/** Core numbers of a list as `taskset` writes it: `0-2,5` are 0, 1, 2 and 5. */
export function coresOf(list: string): readonly number[] {
  return list.split(',').flatMap((part) => {
    const [, first, last = first] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    if (first === undefined) return [];
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at);
  });
}
