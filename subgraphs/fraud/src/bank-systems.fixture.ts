import { type JsonServer, serveJson } from '@bankgraph/bank-sources/testing';

/** A real HTTP server that speaks for the bank's fraud services. @param answer undefined answers 500 */
export function serveBank(answer: (url: URL) => unknown): Promise<JsonServer> {
  return serveJson('fraud', ({ url }) => answer(url), { readOnly: true, breaker: { failures: 1_000 } });
}
