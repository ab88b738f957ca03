import type { TokenVerifierOptions } from '@bankgraph/identity';
import type { SubgraphUrls } from './federation-folder.js';
import type { SubgraphQuestion } from './subgraphs/subgraphs-process.js';

/** What a gateway of this benchmark is told. Each reads what it needs. */
export interface FederationOrder {
  readonly supergraphSdl: string;
  readonly urls: SubgraphUrls;
  readonly issuer: TokenVerifierOptions;
  /** What our gateway asks for one answer; for the speed of light. */
  readonly questions: readonly SubgraphQuestion[];
  /** The right answer; for the speed of light. */
  readonly answer: string;
}

/** Where a gateway is. */
export interface ReadyFederation {
  readonly url: string;
  /**
   * GET: what ours has put on record, as `RecordedAnswers`. POST of a supergraph: has it served, 204 when it is and 400 with the reason when
   * it cannot be. Absent for all others.
   */
  readonly recordUrl?: string;
}
