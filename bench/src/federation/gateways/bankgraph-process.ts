import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AnswerDigest } from '@bankgraph/audit-log';
import { StaticPolicy } from '@bankgraph/authorization';
import { type AuditSink, httpSubgraphTransport, startGateway } from '@bankgraph/gateway';
import { tokenVerifier } from '@bankgraph/identity';
import { CLIENT_CLASSES } from '@bankgraph/schema';
import { pino } from 'pino';
import { type Running, work } from '../../processes/worker.js';
import { shopSubgraphs } from '../federation-folder.js';
import type { FederationOrder, ReadyFederation } from '../gateway-order.js';
import { readShopPolicies } from '../shop-policies.js';

/** What has been put on record. */
export interface RecordedAnswers {
  readonly entries: number;
  /** Of the last one. */
  readonly digest: AnswerDigest | null;
}

/** Longer than any answer takes on a busy machine: one that is late is a slow answer here, and no wrong one. */
const [deadlineMs, subgraphDeadlineMs] = [60_000, 50_000];

/** Our gateway with all that it does for a bank: identity, policies, and one record for each answer with its digest. */
async function startBankgraph(order: FederationOrder): Promise<Running<ReadyFederation>> {
  const policies = await readShopPolicies();
  const transports = shopSubgraphs.map(
    (name) =>
      [name, httpSubgraphTransport({ name, url: order.urls[name], deadlineMs: subgraphDeadlineMs })] as const,
  );
  const record = countedRecord();
  const gateway = await startGateway({
    supergraphSdl: order.supergraphSdl,
    subgraphs: Object.fromEntries(transports),
    tokenVerifier: tokenVerifier(order.issuer),
    rolePurposes: new Map([...policies.roles].map(([role, { purposes }]) => [role, purposes])),
    staticCut: { policy: new StaticPolicy(policies), rootSubjects: {} },
    policyVersion: policies.version,
    contextSecret: Buffer.alloc(32, 1),
    audit: record.audit,
    // The questions are texts, and whoever sends its id with it has it registered.
    adHocClasses: CLIENT_CLASSES,
    automaticClasses: CLIENT_CLASSES,
    disclosures: 'optional',
    deadlineMs,
    subgraphDeadlineMs,
    host: '127.0.0.1',
    port: 0,
    logger: pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true })),
  });
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify(record.recorded()));
      return;
    }
    try {
      await gateway.reload(await text(request));
      response.writeHead(204).end();
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ready: { url: gateway.url, recordUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await gateway.close();
      await Promise.all(transports.map(([, transport]) => transport.close()));
    },
  };
}

/** Takes every entry, and tells how many there were. */
function countedRecord(): { readonly audit: AuditSink; recorded(): RecordedAnswers } {
  let entries = 0;
  let digest: AnswerDigest | null = null;
  return {
    audit: {
      async commit(given) {
        entries += given.length;
        digest = given.at(-1)?.answer ?? null;
      },
    },
    recorded: () => ({ entries, digest }),
  };
}

work(startBankgraph);
