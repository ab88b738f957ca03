import type { Play } from './play.js';

/** A workflow of the bank from its first event to the answer of an audit, told step by step and held against a running server. */
export interface Story {
  /** As in the list of workflows: 1 to 6. */
  readonly number: number;
  readonly title: string;
  /** Whom it is about, unless somebody else is named. */
  readonly customerId: string;
  /** @throws StoryDiffers at the first step at which the server does not do or answer what is told */
  play(play: Play): Promise<void>;
}

/** The server did not do or answer what the story tells. */
export class StoryDiffers extends Error {
  override readonly name = 'StoryDiffers';

  constructor(
    readonly step: string,
    readonly difference: string,
  ) {
    super(`It differs at "${step}"\n${difference}`);
  }
}
