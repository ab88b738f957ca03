import { randomUUID } from 'node:crypto';
import type { CaseEvent, MarbleCase } from '../world/aml.js';
import type { World } from '../world/world.js';

/** Who changes a case through the public API: Marble knows no person there, only the key. */
const apiUser = 'api-key';

/** What became of an order to change a case. */
export type Changed = MarbleCase | 'no such case' | 'closed already';

/**
 * The cases of the world, and what was changed in them since: in memory, for one sandbox. A restart of the system keeps it,
 * as a database would.
 */
export class CaseBook {
  readonly #world: World;
  readonly #changed = new Map<string, MarbleCase>();

  constructor(world: World) {
    this.#world = world;
  }

  /** As it is now; undefined when there is none. */
  find(id: string): MarbleCase | undefined {
    const changed = this.#changed.get(id);
    return changed ?? this.#world.ownerOf(id)?.marbleCases.find((one) => one.id === id);
  }

  /** As they are now. */
  now(cases: readonly MarbleCase[]): readonly MarbleCase[] {
    return this.#changed.size === 0 ? cases : cases.map((one) => this.#changed.get(one.id) ?? one);
  }

  comment(id: string, comment: string): Changed {
    return this.#change(id, 'comment_added', (found, at) => ({
      ...found,
      comments: [...found.comments, { id: randomUUID(), at, by: apiUser, comment }],
    }));
  }

  escalate(id: string): Changed {
    if (this.find(id)?.status === 'closed') return 'closed already';
    return this.#change(id, 'escalated', (found) => ({ ...found, reviewLevel: 'escalate' }));
  }

  /** Closed again it says the same; with another outcome it says that. */
  close(id: string, outcome: MarbleCase['outcome']): Changed {
    const { status, outcome: before } = this.find(id) ?? {};
    if (status === 'closed' && before === outcome) return this.find(id) ?? 'no such case';
    return this.#change(id, 'outcome_updated', (found) => ({ ...found, status: 'closed', outcome }));
  }

  #change(
    id: string,
    type: CaseEvent['type'],
    change: (found: MarbleCase, at: string) => MarbleCase,
  ): Changed {
    const found = this.find(id);
    if (found === undefined) return 'no such case';
    const at = new Date().toISOString();
    const changed = change(found, at);
    const event: CaseEvent = { id: randomUUID(), type, at, by: apiUser, note: '' };
    const kept = { ...changed, events: [...found.events, event] };
    this.#changed.set(id, kept);
    return kept;
  }
}
