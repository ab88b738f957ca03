import { base, en, en_GB, Faker } from '@faker-js/faker';
import {
  type CaseAssignment,
  type CustomerAssignment,
  type StaffMember,
  type StaffRole,
  staffRoles,
} from './staff.js';
import { isCleared } from './walls.js';
import type { WorldCustomer } from './world.js';

const lastStory = 1020;
const vip = 1019;

/** The agent who is also a customer. */
const customerOnStaff = { staffId: 'S-frontline-agent-2', name: 'Theo Nakamura', customerId: 'C-1020' };

/** How many people there are in a role: a handful, and ten where each has a portfolio. */
function headcount(role: StaffRole): number {
  return hasPortfolio(role) ? 10 : 3;
}

function hasPortfolio(role: StaffRole): boolean {
  return role === 'frontline-agent' || role === 'relationship-manager';
}

/**
 * The person of a role who looks after a customer: the first one for the stories, the second for the VIP
 * C-1019 only, the third (or, with portfolios, the third to the tenth by number) for everybody else.
 */
export function staffFor(role: StaffRole, customerNumber: number): string {
  if (customerNumber === vip) return `S-${role}-2`;
  if (customerNumber <= lastStory) return `S-${role}-1`;
  return `S-${role}-${hasPortfolio(role) ? 3 + (customerNumber % 8) : 3}`;
}

/** Everybody who works at the bank. */
export function staffMembers(seed: number): readonly StaffMember[] {
  const faker = new Faker({ locale: [en_GB, en, base] });
  faker.seed(seed);
  return staffRoles
    .flatMap((role) =>
      Array.from({ length: headcount(role) }, (_, at) => ({
        staffId: `S-${role}-${at + 1}`,
        role,
        name: faker.person.fullName(),
        customerId: null,
      })),
    )
    .map((member) =>
      member.staffId === customerOnStaff.staffId ? { ...member, ...customerOnStaff } : member,
    );
}

/**
 * Who looks after a customer: one person of each role, and for a customer behind a wall also the second person, who is
 * cleared for it. Assignments are made by number, so the first may well stand outside of the wall.
 */
export function assignmentsOf(customer: WorldCustomer): readonly CustomerAssignment[] {
  return staffRoles.flatMap((role) =>
    staffOf(role, customer).map((staffId) => ({
      staffId,
      customerId: customer.customerId,
      kind: hasPortfolio(role) ? ('PORTFOLIO' as const) : ('CASE_WORK' as const),
      since: customer.since,
      until: null,
    })),
  );
}

function staffOf(role: StaffRole, { number, walls }: WorldCustomer): readonly string[] {
  const first = staffFor(role, number);
  const second = `S-${role}-2`;
  return walls.length > 0 && first !== second && isCleared(second, walls) ? [first, second] : [first];
}

/** Who works on a customer's cases: the assignees. */
export function caseAssignmentsOf(customer: WorldCustomer): readonly CaseAssignment[] {
  return customer.marbleCases.flatMap((theCase) =>
    theCase.assignee === null
      ? []
      : [
          {
            staffId: theCase.assignee,
            caseId: theCase.id,
            customerId: customer.customerId,
            since: theCase.createdAt,
            until: null,
          },
        ],
  );
}
