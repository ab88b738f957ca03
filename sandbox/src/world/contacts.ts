import type { Interaction } from './interactions.js';
import { daysAgo } from './moment.js';
import { recordId } from './record-id.js';
import { staffFor } from './staffing.js';
import type { Subject } from './subject.js';

/** A contact at a moment. */
export function contact(
  subject: Subject,
  ordinal: number,
  channel: Interaction['channel'],
  occurredAt: string,
  summaryCode: string,
  handledBy: string | null = null,
): Interaction {
  return { id: recordId('INT', subject.number, ordinal), channel, occurredAt, summaryCode, handledBy };
}

/** The contacts of an ordinary customer, oldest first. */
export function contactsOf(subject: Subject): readonly Interaction[] {
  const random = subject.random('contacts');
  const count = random.int(1, 4);
  return Array.from({ length: count }, (_, at) => {
    const moment = daysAgo(20 * (count - at) + random.int(0, 15), random.int(540, 1_080));
    const channel = random.pick(['ONLINE', 'MOBILE', 'MOBILE', 'CALL_CENTRE', 'BRANCH'] as const);
    const selfService = channel === 'ONLINE' || channel === 'MOBILE';
    const code = selfService
      ? random.pick(['LOGIN', 'STATEMENT_DOWNLOADED', 'ADDRESS_CHANGED'])
      : random.pick(['BALANCE_ENQUIRY', 'CARD_REPLACEMENT', 'PRODUCT_ENQUIRY']);
    return contact(
      subject,
      at + 1,
      channel,
      moment,
      code,
      selfService ? null : staffFor('frontline-agent', subject.number),
    );
  });
}
