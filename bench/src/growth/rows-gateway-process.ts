import { httpSubgraphTransport, type SubgraphTransport } from '@bankgraph/gateway';
import { subgraphKey } from '@bankgraph/identity';
import { SUBGRAPH_NAMES } from '@bankgraph/schema';
import { openSubgraphs, sameForAll, serveGateway, startIntegrator } from '@bankgraph/server';
import { readNoteSigner } from '@bankgraph/transparency-log';
import { pino } from 'pino';
import type { ReadyBank } from '../processes/bank-process.js';
import { type Running, work } from '../processes/worker.js';
import { openRowsSubgraph } from './rows-subgraph.js';

/** What the gateway is told. */
export interface RowsGatewayOrder extends Pick<ReadyBank, 'connections' | 'contextSecret' | 'auditLogKey'> {
  /** Where core banking is served; null: it is in the gateway's process. */
  readonly coreBankingUrl: string | null;
}

/** Long: a late answer is a slow one here, and no wrong one. */
const deadlines = { deadlineMs: 60_000, subgraphDeadlineMs: 50_000, drainDelayMs: 0 };

/**
 * The bank's gateway as `bankgraph start` runs it, with policies, audit log and tree, over core banking with rows in memory.
 * No other subgraph is there.
 */
async function startGateway(order: RowsGatewayOrder): Promise<Running<{ readonly url: string }>> {
  const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
  const secret = Buffer.from(order.contextSecret, 'hex');
  const { policies, audit, close } = await openSubgraphs([], order.connections, {
    service: 'bench',
    contextKeyOf: (name) => subgraphKey(secret, name),
    keptIn: null,
    logger,
    dev: false,
  });
  const coreBanking =
    order.coreBankingUrl === null
      ? await openRowsSubgraph(order.contextSecret)
      : httpSubgraphTransport({
          name: 'core-banking',
          url: order.coreBankingUrl,
          deadlineMs: deadlines.subgraphDeadlineMs,
        });
  const absent: SubgraphTransport = {
    handle: async () => {
      throw new Error('This subgraph is not asked.');
    },
  };
  const gateway = await serveGateway({
    connections: order.connections,
    policies,
    audit,
    subgraphs: {
      ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, absent])),
      'core-banking': coreBanking,
    },
    contextSecret: order.contextSecret,
    // The question is a text, of the customer's.
    adHocClasses: ['channel'],
    limits: sameForAll,
    deadlines,
    host: '127.0.0.1',
    port: 0,
    dev: false,
    logger,
  });
  const integrator = startIntegrator(
    { databaseUrl: order.connections.own.auditIntegrator, signer: readNoteSigner(order.auditLogKey) },
    logger,
  );
  return {
    ready: { url: gateway.url },
    stop: async () => {
      await gateway.close();
      await coreBanking.close();
      await close();
      await integrator.close();
    },
  };
}

work(startGateway);
