import { EditRecorder, type KeyKeeping, keepingAlone, listHolds } from '@bankgraph/audit-log';
import { connect, type Knex, openPool } from '@bankgraph/database';
import {
  eraseDeadLetters,
  type NamesCustomer,
  namesOf,
  type Removed,
  type Removing,
} from '@bankgraph/event-intake';
import { operator } from '../operator.js';
import { asKeyKeeper, type KeyKeeper, recordingKeys } from './keep-keys.js';
import { count } from './policy-words.js';

/** Where dead letters lie, and what tells whom they name. */
export interface DeadLetterUrls {
  /** Our database for the role event_keeper. */
  readonly eventKeeper: string;
  /** The bank's directory, for a role that reads it. */
  readonly directory: string;
}

/** Who may remove dead letters: holds are the key keeper's to read. */
export interface DeadLetterKeeper extends Omit<KeyKeeper, 'onProgress'> {
  readonly letters: DeadLetterUrls;
}

/** Dead letters, and how they are removed. */
interface DeadLetters {
  readonly knex: Knex;
  readonly removing: Removing;
  /** Removes those that name a customer. For whoever keeps others from putting somebody on hold meanwhile. */
  erase(customer: string): Promise<Removed>;
}

/**
 * Runs as the keeper of dead letters.
 *
 * @param command for the record of what is removed
 * @throws DatabaseUnavailable, AuditUnavailable, KeysDoNotFit, KeyFileFault
 */
export function asDeadLetterKeeper<Result>(
  options: DeadLetterKeeper,
  command: string,
  run: (letters: DeadLetters) => Promise<Result>,
): Promise<Result> {
  return asKeyKeeper(options, (keeper) => withDeadLetters(options, keeper, command, run));
}

/**
 * As `recordingKeys`, for what may erase: dead letters that name whoever is erased are removed with them.
 *
 * @param run is also given what forgets somebody whom the log does not know
 */
export async function erasing<Result>(
  options: DeadLetterKeeper,
  keeper: Omit<KeyKeeping, 'writer'>,
  command: string,
  run: (keeping: KeyKeeping, forgetUnknown: (customer: string) => Promise<void>) => Promise<Result>,
): Promise<{ readonly result: Result; readonly letters: Removed }> {
  return withDeadLetters(options, keeper, command, async ({ erase }) => {
    let letters: Removed = { removed: 0, onHold: 0 };
    const forget = async (customer: string) => {
      const { removed, onHold } = await erase(customer);
      letters = { removed: letters.removed + removed, onHold: letters.onHold + onHold };
    };
    const result = await recordingKeys(options, keeper, (keeping) =>
      run({ ...keeping, forget }, (customer) => keepingAlone(keeping, () => forget(customer))),
    );
    return { result, letters };
  });
}

async function withDeadLetters<Result>(
  { auditKeyKeeper, letters }: DeadLetterKeeper,
  { knex: log, keys }: Omit<KeyKeeping, 'writer'>,
  command: string,
  run: (letters: DeadLetters) => Promise<Result>,
): Promise<Result> {
  const applicationName = `bankgraph ${command}`;
  const knex = connect(letters.eventKeeper, { applicationName, poolMax: 2 });
  const directory = connect(letters.directory, { applicationName, poolMax: 1, readOnly: true });
  const pool = openPool(auditKeyKeeper, { applicationName, poolMax: 1, statementTimeoutMs: 5_000 });
  // Most erasures have nothing to remove here, and leave no writer in the log.
  let recorder: EditRecorder | undefined;
  const onHold = async (): Promise<NamesCustomer> => {
    const { holds } = await listHolds(log, keys);
    return namesOf([...new Set(holds.map(({ identifier }) => identifier))], { directory, ledger: knex });
  };
  const removing: Removing = {
    actor: operator(),
    command,
    withHolds: (run) => keepingAlone({ knex: log }, async () => run(await onHold())),
    prepareEdit: async (entry) => {
      recorder ??= await EditRecorder.open({ pool, service: applicationName, keys });
      return recorder.prepare(entry);
    },
  };
  try {
    return await run({
      knex,
      removing,
      erase: async (customer) =>
        eraseDeadLetters(knex, await namesOf([customer], { directory, ledger: knex }), {
          ...removing,
          withHolds: async (run) => run(await onHold()),
        }),
    });
  } finally {
    await recorder?.close();
    await Promise.all([knex.destroy(), directory.destroy(), pool.end()]);
  }
}

/** What an erasure did to deliveries that nothing could be made of, for a person. */
export function removedAsText({ removed, onHold }: Removed): string[] {
  return [
    ...(removed === 0 ? [] : [`${count(removed, 'dead letter')} named whoever is erased; removed.`]),
    ...(onHold === 0 ? [] : [keptAsText(onHold)]),
  ];
}

/** That dead letters stay because of a legal hold, for a person. */
export function keptAsText(onHold: number): string {
  return `${count(onHold, 'dead letter')} kept: they name somebody on legal hold (npx bankgraph audit holds).`;
}
