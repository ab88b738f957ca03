import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/** A VIP behind a wall; of each role only the second person is assigned, and cleared for it. */
export const vip: Story = (seed) => ({
  ...ground(new Subject(seed, 1019), {
    name: { title: 'Dame', firstName: 'Sybil', lastName: 'Ashcombe', gender: 'female' },
    birthDate: '1953-11-11',
    sinceDaysAgo: 7_000,
    accounts: [
      { kind: 'current', ordinal: 1, nickname: null, transactions: 30 },
      { kind: 'current', ordinal: 2, currency: 'USD', nickname: 'Dollars', transactions: 10 },
      { kind: 'savings', ordinal: 3, nickname: null, transactions: 8 },
    ],
    marketing: 'DENIED',
  }),
  walls: ['VIP'],
});

/**
 * A member of staff (S-frontline-agent-2) who banks here: colleagues must not look. The first person of each role is
 * assigned and stands outside; the second is assigned and cleared.
 */
export const staffMember: Story = (seed) => ({
  ...ground(new Subject(seed, 1020), {
    name: { title: 'Mr', firstName: 'Theo', lastName: 'Nakamura', gender: 'male' },
    birthDate: '1996-06-06',
    sinceDaysAgo: 1_300,
  }),
  walls: ['STAFF'],
});
