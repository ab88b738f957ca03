import type { IncomingHttpHeaders } from 'node:http';

/** Headers by which the parts of Bankgraph, or a proxy in front of it, tell each other who asks. */
const internalHeader = /^x-(?:bankgraph|user)-/;

/** Removes from a client's request the headers that only we ourselves may set. */
export function stripInternalHeaders(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) {
    if (internalHeader.test(name)) delete headers[name];
  }
}
