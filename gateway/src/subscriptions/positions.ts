import { createSecretKey } from 'node:crypto';
import { BankgraphError } from '@bankgraph/errors';
import type { EventFeed } from '@bankgraph/events';
import { SealedTexts } from '@bankgraph/identity';

/**
 * Places on the bus as subscribers have them: sealed for one holder, with a random nonce, since a counter would show the gap that
 * a hidden event leaves.
 */
export class Positions {
  readonly #bus: Pick<EventFeed, 'keepsAllAfter'>;
  readonly #seals: SealedTexts;

  /** @param secret that all gateways share, so that a subscriber can go on at another one */
  constructor(bus: Pick<EventFeed, 'keepsAllAfter'>, secret: Uint8Array) {
    this.#bus = bus;
    this.#seals = new SealedTexts(createSecretKey(secret), 'positions');
  }

  /** @param holder of the position: who, by which client, of which subscription */
  seal(position: string, holder: string): string {
    return this.#seals.seal(position, holder);
  }

  /**
   * The place after which a subscriber goes on, missing nothing.
   *
   * @throws BAD_USER_INPUT for what is no position of this holder; POSITION_GONE when something after it is not kept any more;
   *   UPSTREAM_UNAVAILABLE when the bus does not say
   */
  async open(sealed: string, holder: string): Promise<string> {
    const position = this.#seals.open(sealed, holder);
    if (position === null) {
      throw new BankgraphError('BAD_USER_INPUT', { advice: 'This is no position of this subscription.' });
    }
    if (!(await this.#keepsAllAfter(position))) throw new BankgraphError('POSITION_GONE');
    return position;
  }

  async #keepsAllAfter(position: string): Promise<boolean> {
    try {
      return await this.#bus.keepsAllAfter(position);
    } catch (error) {
      throw new BankgraphError('UPSTREAM_UNAVAILABLE', {}, { cause: error });
    }
  }
}
