import { nameFault } from '@bankgraph/errors';
import type { Logger } from 'pino';
import type { CustomerEvent } from './customer-event.js';
import type { EventListener } from './event-bus.js';

/** Tells a listener of an event. Its fault is not the bus's: the next event is told all the same. */
export function tellListener(
  listener: EventListener,
  event: CustomerEvent,
  position: string,
  logger: Logger,
): void {
  try {
    listener(event, position);
  } catch (error) {
    logger.error(nameFault(error, false), 'a listener to events failed');
  }
}
