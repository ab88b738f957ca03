import { Witness } from '@bankgraph/audit-tree';
import { connect } from '@bankgraph/database';
import type { Logger } from 'pino';
import type { WitnessConfiguration } from './audit-tree-configuration.js';

/**
 * Cosigns what the log has signed, from now on until it is closed. Waits for a database that is away.
 *
 * @throws WitnessFolderFault when its memory is another log's
 */
export async function startWitness(
  { databaseUrl, ...options }: WitnessConfiguration,
  logger: Logger,
): Promise<{ close(): Promise<void> }> {
  const knex = connect(databaseUrl, {
    applicationName: 'bankgraph witness',
    poolMax: 2,
    statementTimeoutMs: 5_000,
  });
  const witness = new Witness(knex, {
    ...options,
    onError: (told, message) => logger.error(told, message),
  });
  try {
    await witness.start();
  } catch (error) {
    await knex.destroy();
    throw error;
  }
  return {
    close: async () => {
      await witness.close();
      await knex.destroy();
    },
  };
}
