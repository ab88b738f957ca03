import { unwatchFile, watchFile } from 'node:fs';
import { type Gateway, startOpenGateway } from '@bankgraph/gateway';
import type { Logger } from 'pino';
import { onHangUp } from '../hang-up.js';
import { readSupergraphFile, reloadSupergraph } from '../supergraph-file.js';

/** How to serve a supergraph. */
export interface GatewayCommandOptions {
  /** File of a composed Federation 2 supergraph. */
  readonly supergraph: string;
  readonly host: string;
  readonly port: number;
  /** Headers of clients that subgraphs get. */
  readonly forward: readonly string[];
  readonly dev: boolean;
  readonly deadlineMs: number;
  readonly subgraphDeadlineMs: number;
  readonly drainDelayMs: number;
  readonly logger: Logger;
}

/** How often the file is looked at, in milliseconds. */
const watchEveryMs = 1_000;

/**
 * Serves a supergraph, and whatever its file becomes: when the file changes, and on SIGHUP. A supergraph that cannot be
 * served changes nothing; the log says why.
 *
 * @throws when the file cannot be read or its supergraph cannot be served
 */
export async function serveSupergraph(options: GatewayCommandOptions): Promise<Gateway> {
  const { supergraph: file, forward, logger, ...serving } = options;
  const gateway = await startOpenGateway({
    ...serving,
    logger,
    supergraphSdl: await readSupergraphFile(file),
    forwardedHeaders: forward.map((name) => name.toLowerCase()),
  });
  const reload = () => void reloadSupergraph(gateway, file, logger);
  watchFile(file, { interval: watchEveryMs, persistent: false }, reload);
  const forgetHangUp = onHangUp(reload);
  return {
    ...gateway,
    close: async () => {
      unwatchFile(file, reload);
      forgetHangUp();
      await gateway.close();
    },
  };
}
