import { Integrator } from '@bankgraph/audit-tree';
import { connect } from '@bankgraph/database';
import type { Logger } from 'pino';
import type { IntegratorConfiguration } from './audit-tree-configuration.js';

/** Takes the records of every writer into the audit tree, from now on until it is closed. Waits for a database that is away. */
export function startIntegrator(
  { databaseUrl, signer }: IntegratorConfiguration,
  logger: Logger,
): { close(): Promise<void> } {
  const knex = connect(databaseUrl, { applicationName: 'bankgraph integrator', poolMax: 2 });
  const integrator = new Integrator(knex, {
    signer,
    onError: (told, message) => logger.error(told, message),
  });
  integrator.start();
  return {
    close: async () => {
      await integrator.close();
      await knex.destroy();
    },
  };
}
