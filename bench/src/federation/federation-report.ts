import type { Machine } from '../machine.js';
import type { GatewayResult } from './measure-gateways.js';
import { apolloGateway, peerGateways, speedOfLight } from './measured-gateway.js';

/** The least that our throughput may be of that of others. */
export const federationTargets = { apolloGateway: 12, bestNodePeer: 3.5, speedOfLight: 0.5 } as const;

/** What `bench -- federation` prints. */
export interface FederationReport {
  readonly benchmark: 'federation';
  /** Our throughput over that of each; null when it was not measured. */
  readonly ratios: Readonly<Record<keyof typeof federationTargets, number | null>>;
  readonly targets: typeof federationTargets;
  /** All ratios, and: our p99 is below the p50 of each peer, our peak memory below Apollo Gateway's. */
  readonly reached: boolean;
  /** Name of the fastest peer. */
  readonly bestNodePeer: string | null;
  /** Ours first. */
  readonly gateways: readonly (GatewayResult & { readonly version: string | null })[];
  readonly answerBytes: number;
  readonly connections: number;
  /** Flags of Node, the same for all gateways: those of `npm start`. */
  readonly flags: readonly string[];
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

/**
 * The ratios, and whether all targets are reached.
 *
 * @param results ours first
 */
export function compare(
  results: readonly GatewayResult[],
): Pick<FederationReport, 'ratios' | 'reached' | 'bestNodePeer'> {
  const [ours] = results;
  const ratioTo = (name: string | undefined) => results.find((one) => one.name === name)?.ratio.ratio ?? null;
  const peers = results.filter(({ name }) => peerGateways.some((peer) => peer.name === name));
  const best = peers.toSorted((one, other) => other.throughput.median - one.throughput.median)[0];
  const apollo = results.find(({ name }) => name === apolloGateway.name);
  const ratios = {
    apolloGateway: ratioTo(apolloGateway.name),
    bestNodePeer: ratioTo(best?.name),
    speedOfLight: ratioTo(speedOfLight.name),
  };
  const reached =
    ours !== undefined &&
    (Object.keys(ratios) as (keyof typeof ratios)[]).every(
      (name) => (ratios[name] ?? 0) >= federationTargets[name],
    ) &&
    peers.every(({ latency }) => ours.latency.p99 < latency.p50) &&
    ours.peakMb !== null &&
    ours.peakMb < (apollo?.peakMb ?? 0);
  return { ratios, reached, bestNodePeer: best?.name ?? null };
}
