import { type JsonServer, serveJson } from '@bankgraph/bank-sources/testing';

/** A real HTTP server that speaks for Marble and Tazama to whoever has the key. @param answer undefined answers 500 */
export function serveBank(answer: (url: URL) => unknown): Promise<JsonServer> {
  const key = 'key of the test';
  return serveJson('aml', ({ url, headers }) => (headers['x-api-key'] === key ? answer(url) : undefined), {
    readOnly: true,
    headers: { 'x-api-key': key },
    breaker: { failures: 1_000 },
  });
}
