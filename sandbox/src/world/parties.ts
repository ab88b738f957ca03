import { base, en, en_GB, Faker } from '@faker-js/faker';
import type { Party } from './party.js';
import type { Subject } from './subject.js';

const faker = new Faker({ locale: [en_GB, en, base] });

const nationalities = ['GB', 'GB', 'GB', 'GB', 'GB', 'IE', 'IN', 'PL', 'FR', 'NG', 'PT', 'IT'] as const;

/** The person behind a customer number, by chance. Names are Latin; stories bring the other scripts. */
export function partyOf(subject: Subject): Party {
  const random = subject.random('party');
  faker.seed(random.int(1, 2_000_000_000));
  const gender = random.chance(0.5) ? 'female' : 'male';
  const firstName = faker.person.firstName(gender);
  const lastName = faker.person.lastName(gender);
  const year = random.int(1940, 2006);
  const name = `${firstName} ${lastName}`;
  return {
    partyId: `P-${subject.number}`,
    title: gender === 'female' ? 'Ms' : 'Mr',
    firstName,
    lastName,
    fullName: name,
    latinName: name,
    birthDate: `${year}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`,
    nationality: random.pick(nationalities),
    gender,
    emailAddress: emailOf(firstName, lastName, String(year % 100)),
    // Ofcom keeps 07700 900000 to 900999 for fiction.
    mobile: `+44-7700900${random.digits(3)}`,
    address: {
      buildingNumber: String(random.int(1, 180)),
      streetName: faker.location.street(),
      townName: faker.location.city(),
      postCode: faker.location.zipCode(),
      country: 'GB',
    },
  };
}

/** An address at a domain that nobody can own (RFC 2606). */
export function emailOf(firstName: string, lastName: string, suffix: string): string {
  const local = `${firstName}.${lastName}${suffix}`.toLowerCase().replaceAll(/[^a-z0-9.]/g, '');
  return `${local}@example.com`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
