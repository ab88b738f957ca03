import { BankgraphError } from '@bankgraph/errors';
import type { RequestContext } from './request-context.js';

/**
 * On whose behalf a gateway asks the subgraphs of its own process, in place of a signed context: whoever could forge
 * it runs code here and holds the keys anyway. Nothing that comes from outside can be one, whatever its shape: the
 * private field is there only when this constructor has run. Made once for a request, for all subgraphs.
 */
export class InProcessContext {
  readonly #context: RequestContext;

  /** @param context whose actor is frozen, as `tokenVerifier` makes it: all subgraphs get the same one */
  constructor(context: RequestContext) {
    this.#context = Object.freeze({ ...context });
  }

  /** @throws UNAUTHENTICATED for anything that was not made by the constructor */
  static open(given: unknown): RequestContext {
    if (typeof given !== 'object' || given === null || !(#context in given)) {
      throw new BankgraphError('UNAUTHENTICATED', {}, { cause: new Error('not made in this process') });
    }
    return given.#context;
  }
}
