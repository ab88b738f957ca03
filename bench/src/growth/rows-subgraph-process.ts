import { serveSubgraph } from '@bankgraph/subgraph-kit';
import { pino } from 'pino';
import { type Running, work } from '../processes/worker.js';
import { openRowsSubgraph } from './rows-subgraph.js';

/** What the subgraph is told. */
export interface RowsSubgraphOrder {
  /** 64 hexadecimal digits. */
  readonly contextSecret: string;
}

/** The subgraph over HTTP, as a process of its own. */
async function startSubgraph({
  contextSecret,
}: RowsSubgraphOrder): Promise<Running<{ readonly url: string }>> {
  const subgraph = await openRowsSubgraph(contextSecret);
  const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
  const served = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, logger });
  return {
    ready: { url: served.url },
    stop: async () => {
      await served.close();
      await subgraph.close();
    },
  };
}

work(startSubgraph);
