import { readFile } from 'node:fs/promises';
import type { Gateway } from '@bankgraph/gateway';
import type { Logger } from 'pino';

/** @throws Error that names the file when it cannot be read */
export async function readSupergraphFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(
      `Cannot read the supergraph ${file}. Compose one (rover supergraph compose) and name its file.`,
      { cause },
    );
  }
}

/** Serves what is in the file now. A supergraph that cannot be served changes nothing; the log says why. Never throws. */
export async function reloadSupergraph(
  gateway: Pick<Gateway, 'reload'>,
  file: string,
  logger: Logger,
): Promise<void> {
  try {
    await gateway.reload(await readSupergraphFile(file));
    logger.info({ supergraph: file }, 'supergraph served');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    logger.error({ supergraph: file, message }, 'supergraph not served: the one before goes on');
  }
}
