import { request } from 'undici';
import { gatewayClient, type Question } from '../load/client.js';
import { readOperation } from '../load/operation.js';
import { machine } from '../machine.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import { type StartedProcess, startProcess } from '../processes/start-process.js';
import type { Progress } from '../progress.js';
import { AnswerCheck } from './answer-check.js';
import { compare, type FederationReport, federationTargets } from './federation-report.js';
import type { FederationOrder, ReadyFederation } from './gateway-order.js';
import type { RecordedAnswers } from './gateways/bankgraph-process.js';
import { installedPeers, installPeers } from './installed-peers.js';
import { type FederationEffort, measureGateways, type StartedGateway } from './measure-gateways.js';
import { bankgraph, type MeasuredGateway, peerGateways, speedOfLight } from './measured-gateway.js';
import { monolithAnswer } from './monolith.js';
import { productFlags } from './product-flags.js';
import { recordFault } from './record-fault.js';
import type { AskedSubgraphs, ReadySubgraphs, SubgraphQuestion } from './subgraphs/subgraphs-process.js';
import { shopSupergraph } from './supergraph.js';
import { startTokenIssuer } from './token-issuer.js';

/**
 * Measures federated execution: our gateway with all that it does for a bank, against other gateways on Node as they
 * come, over the same subgraphs. Installs the others the first time; a quick run does with those that are there.
 *
 * @throws Error when an answer is not the right one, or our record is not whole
 */
export async function measureFederation(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<FederationReport> {
  const effort: FederationEffort = quick
    ? { rounds: 2, connections: 10, warmUpSeconds: 0, roundSeconds: 0 }
    : { rounds: 7, connections: 50, warmUpSeconds: 10, roundSeconds: 4 };
  const started: StartedProcess<unknown>[] = [];
  try {
    const versions = quick ? installedPeers() : await installPeers(progress);
    const placement = quick ? anywhere : placeProcesses('subgraphs and load');
    const flags = productFlags();
    await using issuer = await startTokenIssuer();
    progress.step('Starting subgraphs and gateways');
    const subgraphs = await startProcess<null, ReadySubgraphs>(
      '../federation/subgraphs/subgraphs-process.js',
      null,
      placement.others,
    );
    started.push(subgraphs);
    const { urls, askedUrl } = subgraphs.ready;
    const asked = () => getJson<AskedSubgraphs>(askedUrl);
    const query = readOperation('test-query');
    const body = JSON.stringify({ query });
    const answer = await monolithAnswer(query);
    const supergraphSdl = shopSupergraph(urls);
    const oneToken = async () => (await issuer.tokens(1))[0] ?? '';

    const start = async (
      gateway: MeasuredGateway,
      questions: readonly SubgraphQuestion[] = [],
    ): Promise<StartedGateway> => {
      progress.step(`Starting ${gateway.title}`);
      const process = await startProcess<FederationOrder, ReadyFederation>(
        gateway.script,
        { supergraphSdl, urls, issuer: issuer.options, questions, answer },
        placement.gateway,
        flags,
      );
      started.push(process);
      const check = new AnswerCheck(answer);
      // The second time, when whatever is read or planned once has been.
      await askOnce(process.ready.url, { token: await oneToken(), body }, check);
      await asked();
      let alone: AskedSubgraphs | null = null;
      // A gateway may join calls that happen to become ready together: the fewest are what all of them are held against.
      for (let again = 0; again < 20; again += 1) {
        await askOnce(process.ready.url, { token: await oneToken(), body }, check);
        const once = await asked();
        if (alone === null || once.calls < alone.calls) alone = once;
      }
      if (alone === null) throw new Error('Nothing was asked.');
      return { ...gateway, process, check, alone };
    };
    const ours = await start(bankgraph);
    const gateways: [StartedGateway, ...StartedGateway[]] = [ours];
    for (const peer of versions === null ? [] : peerGateways) gateways.push(await start(peer));
    gateways.push(await start(speedOfLight, ours.alone.questions));
    const results = await measureGateways(gateways, { body, issuer, asked }, effort, progress);
    const fault = recordFault(await getJson<RecordedAnswers>(ours.process.ready.recordUrl ?? ''), ours.check);
    if (fault !== null) throw new Error(fault);

    const found = compare(results);
    return {
      benchmark: 'federation',
      ...found,
      targets: federationTargets,
      gateways: results.map((result, at) => ({
        ...result,
        version: versions?.get(gateways[at]?.peer ?? '') ?? null,
      })),
      answerBytes: ours.check.right[0]?.length ?? 0,
      connections: effort.connections,
      flags,
      quick,
      machine: machine(placement.text),
    };
  } finally {
    progress.end();
    for (const one of started.reverse()) await one.stop();
  }
}

async function askOnce(url: string, question: Question, check: AnswerCheck): Promise<void> {
  const client = gatewayClient(url);
  try {
    check.examine(await client.ask(question));
  } finally {
    await client.close();
  }
}

async function getJson<Content>(url: string): Promise<Content> {
  const { body } = await request(url);
  return (await body.json()) as Content;
}
