import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Gateway, startOpenGateway } from '@bankgraph/gateway';
import type { Logger } from 'pino';

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
  async function reload(): Promise<void> {
    try {
      await gateway.reload(await readSupergraphFile(file));
      logger.info({ supergraph: file }, 'supergraph served');
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      logger.error({ supergraph: file, message }, 'supergraph not served: the one before goes on');
    }
  }
  const onChange = () => void reload();
  watchFile(file, { interval: watchEveryMs, persistent: false }, onChange);
  process.on('SIGHUP', onChange);
  return {
    ...gateway,
    close: async () => {
      unwatchFile(file, onChange);
      process.off('SIGHUP', onChange);
      await gateway.close();
    },
  };
}

async function readSupergraphFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(
      `Cannot read the supergraph ${file}. Compose one (rover supergraph compose) and name its file.`,
      {
        cause,
      },
    );
  }
}
