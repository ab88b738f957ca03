import {
  type ConflictOfInterest,
  type CustomerWall,
  type StaffRole,
  staffRoles,
  type WallClearance,
} from './staff.js';
import type { Subject } from './subject.js';

const since = '2019-01-01T00:00:00Z';

/** Their offices oversee, so their first people are cleared for everybody. */
const overseers: readonly StaffRole[] = ['mlro', 'dpo', 'auditor'];

function clearancesOf(role: StaffRole): readonly WallClearance[] {
  const clearance = (ordinal: number, wall: CustomerWall) => ({
    staffId: `S-${role}-${ordinal}`,
    wall,
    since,
    until: null,
  });
  return [
    ...(overseers.includes(role) ? [clearance(1, 'VIP'), clearance(1, 'STAFF')] : []),
    clearance(2, 'VIP'),
    // The second agent is himself a customer on staff.
    ...(role === 'frontline-agent' ? [] : [clearance(2, 'STAFF')]),
  ];
}

/** Who may see customers behind walls. */
export const wallClearances: readonly WallClearance[] = staffRoles.flatMap(clearancesOf);

/** Whether a member of staff is cleared for all of the walls. */
export function isCleared(staffId: string, walls: readonly CustomerWall[]): boolean {
  return walls.every((wall) =>
    wallClearances.some((clearance) => clearance.staffId === staffId && clearance.wall === wall),
  );
}

/** The relationship manager who is married to Priscilla Owusu. */
export const conflictsOfInterest: readonly ConflictOfInterest[] = [
  { staffId: 'S-relationship-manager-1', customerId: 'C-1017', since: '2024-09-14T00:00:00Z', until: null },
];

/** The walls of an ordinary customer: a few are well known, a few work in a part of the bank that is not in this graph. */
export function wallsOf(subject: Subject): readonly CustomerWall[] {
  const random = subject.random('walls');
  if (random.chance(0.02)) return ['VIP'];
  return random.chance(0.02) ? ['STAFF'] : [];
}
