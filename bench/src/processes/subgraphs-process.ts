import { subgraphKey } from '@bankgraph/identity';
import { SUBGRAPH_NAMES } from '@bankgraph/schema';
import { openSubgraphs } from '@bankgraph/server';
import { serveSubgraph } from '@bankgraph/subgraph-kit';
import { pino } from 'pino';
import type { ReadyBank } from './bank-process.js';
import type { SubgraphUrls } from './gateway-process.js';
import { type Running, work } from './worker.js';

/** All subgraphs over HTTP in one process, over a bank elsewhere, under their policies and without caches. */
async function startSubgraphs(
  order: Pick<ReadyBank, 'connections' | 'contextSecret'>,
): Promise<Running<{ readonly urls: SubgraphUrls }>> {
  const secret = Buffer.from(order.contextSecret, 'hex');
  const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
  const opened = await openSubgraphs(SUBGRAPH_NAMES, order.connections, {
    service: 'bench subgraphs',
    contextKeyOf: (name) => subgraphKey(secret, name),
    keptIn: null,
    logger,
    dev: false,
  });
  const served = await Promise.all(
    [...opened.subgraphs].map(
      async ([name, subgraph]) =>
        [name, await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, logger })] as const,
    ),
  );
  return {
    ready: { urls: Object.fromEntries(served.map(([name, { url }]) => [name, url])) as SubgraphUrls },
    stop: async () => {
      await Promise.all(served.map(([, one]) => one.close()));
      await opened.close();
    },
  };
}

work(startSubgraphs);
