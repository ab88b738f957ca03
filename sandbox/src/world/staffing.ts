import { base, en, en_GB, Faker } from '@faker-js/faker';
import {
  type CaseAssignment,
  type CustomerAssignment,
  type StaffMember,
  type StaffRole,
  staffRoles,
} from './staff.js';
import type { WorldCustomer } from './world.js';

const lastStory = 1020;
const vip = 1019;

/** The agent who is also the customer C-1020. */
const customerOnStaff = { staffId: 'S-frontline-agent-2', name: 'Theo Nakamura' };

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
      })),
    )
    .map((member) =>
      member.staffId === customerOnStaff.staffId ? { ...member, name: customerOnStaff.name } : member,
    );
}

/** Who looks after a customer: one person of each role. */
export function assignmentsOf(customer: WorldCustomer): readonly CustomerAssignment[] {
  return staffRoles.map((role) => ({
    staffId: staffFor(role, customer.number),
    customerId: customer.customerId,
    kind: hasPortfolio(role) ? 'PORTFOLIO' : 'CASE_WORK',
    since: customer.since,
    until: null,
  }));
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
