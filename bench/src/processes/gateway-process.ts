import { setTimeout as sleep } from 'node:timers/promises';
import { subgraphKey } from '@bankgraph/identity';
import { CLIENT_CLASSES, SUBGRAPH_NAMES } from '@bankgraph/schema';
import { openSubgraphs, sameForAll, serveGateway, startIntegrator } from '@bankgraph/server';
import type { Subgraph } from '@bankgraph/subgraph-kit';
import { openUngovernedSubgraph } from '@bankgraph/subgraph-kit/ungoverned';
import { readNoteSigner } from '@bankgraph/transparency-log';
import { pino } from 'pino';
import type { ReadyBank } from './bank-process.js';
import { type Running, work } from './worker.js';

/** A gateway with its seven subgraphs in one process, as `bankgraph start` runs them, over a bank elsewhere. */
export interface GatewayOrder extends Pick<ReadyBank, 'connections' | 'contextSecret' | 'auditLogKey'> {
  /** Off: the same resolvers with no decision, no mask, nothing cut and nothing to disclose. */
  readonly policies: 'on' | 'off';
  /** None: records go nowhere. Records and tree: this process takes them into the tree too, as `bankgraph start` does. */
  readonly audit: 'none' | 'records' | 'records and tree';
  /** Where the bank's data is kept for a while; null: every question goes to the bank's systems. */
  readonly keptIn: 'memory' | null;
  /** A difference in time that somebody made on purpose, to see whether the measurement finds it. */
  readonly planted: PlantedDelay | null;
}

/** Every question to core banking that names this customer waits. */
export interface PlantedDelay {
  readonly customerId: string;
  readonly milliseconds: number;
}

/** Where the gateway is. */
export interface ReadyGateway {
  readonly url: string;
}

async function startGateway(order: GatewayOrder): Promise<Running<ReadyGateway>> {
  const secret = Buffer.from(order.contextSecret, 'hex');
  const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
  const opened = await openSubgraphs(SUBGRAPH_NAMES, order.connections, {
    service: 'bench',
    contextKeyOf: (name) => subgraphKey(secret, name),
    keptIn: order.keptIn,
    logger,
    dev: false,
    ...(order.policies === 'off' ? { open: openUngovernedSubgraph } : {}),
  });
  try {
    const subgraphs = [...opened.subgraphs].map(([name, subgraph]) => [
      name,
      planted(subgraph, order.planted),
    ]);
    const gateway = await serveGateway({
      connections: order.connections,
      policies: opened.policies,
      audit: order.audit !== 'none' ? opened.audit : { commit: async () => undefined },
      subgraphs: Object.fromEntries(subgraphs),
      contextSecret: order.contextSecret,
      staticCut: order.policies === 'on',
      // The twins are compared by their numbers, for partners too.
      pairwiseIds: false,
      // The questions are texts, whoever asks.
      adHocClasses: CLIENT_CLASSES,
      limits: sameForAll,
      host: '127.0.0.1',
      port: 0,
      dev: false,
      logger,
    });
    const integrator =
      order.audit === 'records and tree'
        ? startIntegrator(
            {
              databaseUrl: order.connections.own.auditIntegrator,
              signer: readNoteSigner(order.auditLogKey),
            },
            logger,
          )
        : null;
    return {
      ready: { url: gateway.url },
      stop: async () => {
        await gateway.close();
        await opened.close();
        await integrator?.close();
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function planted(subgraph: Subgraph, delay: PlantedDelay | null): Subgraph {
  if (delay === null || subgraph.name !== 'core-banking') return subgraph;
  const named = JSON.stringify(delay.customerId);
  const delayed = async (asked: string) => {
    if (asked.includes(named)) await sleep(delay.milliseconds);
  };
  return {
    name: subgraph.name,
    handle: async (request) => {
      await delayed(request.body);
      return subgraph.handle(request);
    },
    execute: async (question) => {
      await delayed(JSON.stringify(question.variables));
      return subgraph.execute(question);
    },
    close: () => subgraph.close(),
  };
}

work(startGateway);
