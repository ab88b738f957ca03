import type { ErasingKeeper } from '../commands/audit-keys.js';
import type { Bank } from './start-bank.js';

/** Whoever keeps the audit log's keys of a test bank, and may erase. */
export function erasingKeeper(
  { connections: { own, databases, auditKeys } }: Bank,
  json = false,
): ErasingKeeper {
  return {
    auditKeyKeeper: own.auditKeyKeeper,
    auditKeys,
    letters: { eventKeeper: own.eventKeeper, directory: databases.directory },
    json,
    onProgress: () => undefined,
  };
}
