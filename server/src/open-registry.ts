import { readFile } from 'node:fs/promises';
import { connect } from '@bankgraph/database';
import { nameFault } from '@bankgraph/errors';
import type { FindOperation, NoteUse } from '@bankgraph/gateway';
import { AgreedOperations, readPublishingVerifier, UseCounter } from '@bankgraph/operation-registry';
import type { Logger } from 'pino';
import type { BankConnections } from './bank-connections.js';

/** The registry of agreed operations as a gateway needs it. */
export interface Registry {
  readonly findOperation: FindOperation;
  readonly noteUse: NoteUse;
  /** What an operator should look at; null for nothing. */
  warning(): string | null;
  /** Adds what was counted last, and closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the registry: operations are in memory and taken up anew when they are published; uses are counted. It opens without the
 * database when the last good revision is on disk.
 *
 * @throws NotAPublishingKey; Error when the file of the public key cannot be read
 */
export async function openRegistry(options: {
  readonly connections: Pick<BankConnections, 'own' | 'operations'>;
  readonly logger: Logger;
  readonly dev: boolean;
}): Promise<Registry> {
  const { connections, logger, dev } = options;
  const { verifier, kept } = connections.operations;
  const key = readPublishingVerifier(await readFile(verifier, 'utf8'));
  const knex = connect(connections.own.operationsReader, {
    applicationName: 'bankgraph gateway operations',
    poolMax: 2,
    statementTimeoutMs: 2_000,
    connectTimeoutMs: 2_000,
  });
  const onError = (error: unknown, message: string) => logger.error(nameFault(error, dev), message);
  const operations = await AgreedOperations.open({
    knex,
    verifier: key,
    file: kept,
    onTaken: ({ revision, manifest }) =>
      logger.info({ revision, operations: manifest.operations.length }, 'agreed operations taken up'),
    onError,
  });
  const counter = new UseCounter(knex, { onError });
  return {
    findOperation(clientId, id) {
      const found = operations.find(clientId, id);
      return found && { name: found.name, document: found.body, purpose: found.purpose };
    },
    noteUse: (use) => counter.count(use),
    warning: () => operations.warning,
    async close() {
      await operations.close();
      await counter.close();
      await knex.destroy();
    },
  };
}
