import type { Answer, Relationships } from './relationships.js';

/**
 * Remembers every answer for the life of the object. Once an answer has been looked up it is given at once, so that
 * the next thousand rows need not wait for a turn of the event loop each. A failed lookup is not remembered here.
 */
export function rememberedRelationships(asked: Relationships): Relationships {
  return {
    assignedToCustomer: remembered((staff, customer) => asked.assignedToCustomer(staff, customer)),
    relationshipManagerOf: remembered((staff, customer) => asked.relationshipManagerOf(staff, customer)),
    assignedToCase: remembered((staff, id) => asked.assignedToCase(staff, id)),
    purposeConsents: remembered((customer, purpose) => asked.purposeConsents(customer, purpose)),
    accessConsents: remembered((customer, grantee) => asked.accessConsents(customer, grantee)),
    wallsAgainst: remembered((staff, customer) => asked.wallsAgainst(staff, customer)),
    breakGlassOpen: remembered((staff, customer) => asked.breakGlassOpen(staff, customer)),
    fourEyesGiven: remembered((staff, customer) => asked.fourEyesGiven(staff, customer)),
    exportApproved: remembered((staff, customer) => asked.exportApproved(staff, customer)),
  };
}

function remembered<Value>(
  ask: (one: string, other: string) => Answer<Value>,
): (one: string, other: string) => Answer<Value> {
  const answers = new Map<string, Answer<Value>>();
  return (one, other) => {
    const key = JSON.stringify([one, other]);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(one, other);
    answers.set(key, answer);
    if (answer instanceof Promise) {
      answer.then(
        (value) => answers.set(key, value),
        () => answers.delete(key),
      );
    }
    return answer;
  };
}
