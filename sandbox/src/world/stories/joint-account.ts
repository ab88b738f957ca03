import { openAccount } from '../account-book.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

const joint = (seed: number) =>
  openAccount(new Subject(seed, 1009), 'Hannah Lindqvist and Isaac Lindqvist', {
    kind: 'current',
    ordinal: 2,
    nickname: 'Household',
    openedDaysAgo: 1_200,
    transactions: 130,
    holders: [
      { customerId: 'C-1009', role: 'PRINCIPAL' },
      { customerId: 'C-1010', role: 'JOINT' },
    ],
  });

/** A couple with a joint account of 130 transactions (six pages); she is its principal. */
export const jointPrincipal: Story = (seed) => {
  const base = ground(new Subject(seed, 1009), {
    name: { title: 'Mrs', firstName: 'Hannah', lastName: 'Lindqvist', gender: 'female' },
    birthDate: '1990-10-05',
    sinceDaysAgo: 1_500,
    accounts: [{ kind: 'current', ordinal: 1, nickname: 'Mine', transactions: 40 }],
  });
  return { ...base, accounts: [...base.accounts, joint(seed)] };
};

/** The other half: his only account is the joint one, whose id carries her number. */
export const jointHolder: Story = (seed) => {
  const base = ground(new Subject(seed, 1010), {
    name: { title: 'Mr', firstName: 'Isaac', lastName: 'Lindqvist', gender: 'male' },
    birthDate: '1987-12-14',
    sinceDaysAgo: 1_200,
    accounts: [],
    marketing: 'DENIED',
  });
  return { ...base, accounts: [joint(seed)] };
};
