import { openAccount } from './account-book.js';
import { modelInventory } from './model-inventory.js';
import { ordinaryCustomer } from './ordinary-customer.js';
import { customerNumberOf } from './record-id.js';
import { assignmentsOf, caseAssignmentsOf, staffMembers } from './staffing.js';
import { stories } from './stories/stories.js';
import { Subject } from './subject.js';
import { conflictsOfInterest, wallClearances } from './walls.js';
import type { World, WorldCustomer } from './world.js';

const firstNumber = 1001;
const cacheSize = 512;

/**
 * The bank's world: a pure function of seed and size. Customers are made when asked for; the last few
 * hundred are kept, so ten thousand customers need no memory.
 * @throws RangeError when there are fewer customers than stories.
 */
export function createWorld({ seed, customers: size }: { seed: number; customers: number }): World {
  const lastNumber = firstNumber + size - 1;
  if (!Number.isInteger(size) || size < stories.size) {
    throw new RangeError(`A sandbox has at least ${stories.size} customers (the stories), not ${size}`);
  }
  const cache = new Map<number, WorldCustomer>();

  function make(number: number): WorldCustomer {
    const story = stories.get(number);
    if (story !== undefined) return inOrder(story(seed));
    const customer = ordinaryCustomer(new Subject(seed, number));
    const principal = principalOfJointAccount(number, lastNumber);
    if (principal === undefined) return inOrder(customer);
    return { ...inOrder(customer), accounts: [...customer.accounts, jointAccount(seed, principal)] };
  }

  function byNumber(number: number): WorldCustomer | undefined {
    if (!(number >= firstNumber && number <= lastNumber)) return undefined;
    const kept = cache.get(number);
    const customer = kept ?? make(number);
    // Re-inserting keeps the map in order of last use.
    cache.delete(number);
    cache.set(number, customer);
    if (cache.size > cacheSize) {
      const oldest = cache.keys().next();
      if (!oldest.done) cache.delete(oldest.value);
    }
    return customer;
  }

  return {
    seed,
    size,
    staff: staffMembers(seed),
    wallClearances,
    conflictsOfInterest,
    modelVersions: modelInventory,
    customer(customerId) {
      const digits = /^C-([1-9]\d{3,8})$/.exec(customerId)?.[1];
      return digits === undefined ? undefined : byNumber(Number(digits));
    },
    ownerOf(recordId) {
      const number = customerNumberOf(recordId);
      return number === undefined ? undefined : byNumber(number);
    },
    *customers() {
      for (let number = firstNumber; number <= lastNumber; number++) {
        // Not by way of the cache: a walk over everybody would empty it.
        yield cache.get(number) ?? make(number);
      }
    },
    customerAssignments: assignmentsOf,
    caseAssignments: caseAssignmentsOf,
  };
}

/** With the ledger oldest first, in whatever order the story tells it. */
function inOrder(customer: WorldCustomer): WorldCustomer {
  const ledgerEvents = customer.ledgerEvents.toSorted((one, other) =>
    one.occurredAt < other.occurredAt ? -1 : one.occurredAt > other.occurredAt ? 1 : 0,
  );
  return { ...customer, ledgerEvents };
}

/** One couple in twenty generated customers shares an account: the one whose number ends in 27, 47 … */
function principalOfJointAccount(number: number, lastNumber: number): number | undefined {
  const principal = number % 20 === 7 ? number : number % 20 === 8 ? number - 1 : undefined;
  if (principal === undefined || stories.has(principal) || principal + 1 > lastNumber) return undefined;
  return principal;
}

function jointAccount(seed: number, principal: number) {
  const first = new Subject(seed, principal);
  const second = new Subject(seed, principal + 1);
  const names = [first, second].map((one) => ordinaryCustomer(one).party.latinName).join(' and ');
  return openAccount(first, names, {
    kind: 'current',
    ordinal: 9,
    nickname: 'Household',
    holders: [
      { customerId: first.customerId, role: 'PRINCIPAL' },
      { customerId: second.customerId, role: 'JOINT' },
    ],
  });
}
