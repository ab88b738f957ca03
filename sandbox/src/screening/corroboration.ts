import { countryCode } from './country-code.js';
import type { QueryEntity } from './list-entity.js';

/** Something besides the name that speaks for or against two entities being one. */
export interface Corroboration {
  readonly feature: 'birth_date' | 'country' | 'gender' | 'identifier';
  /** Added to the name's score. */
  readonly weight: number;
  readonly detail: string;
}

const identifiers = ['passportNumber', 'idNumber', 'taxNumber', 'registrationNumber', 'imoNumber', 'innCode'];

/** What birth dates, countries, genders and identity numbers say; nothing where one side does not know. */
export function corroborate(query: QueryEntity, listed: QueryEntity): Corroboration[] {
  return [
    births(query, listed),
    countries(query, listed),
    genders(query, listed),
    numbers(query, listed),
  ].flatMap((one) => one ?? []);
}

function births(query: QueryEntity, listed: QueryEntity): Corroboration | undefined {
  const asked = query.properties.birthDate ?? [];
  const known = listed.properties.birthDate ?? [];
  if (asked.length === 0 || known.length === 0) return undefined;
  const best = Math.max(...asked.flatMap((left) => known.map((right) => birthWeight(left, right))));
  const says = best >= 0.1 ? 'same date of birth' : best > 0 ? 'date of birth near' : 'date of birth differs';
  return { feature: 'birth_date', weight: best, detail: says };
}

function birthWeight(left: string, right: string): number {
  const [leftYear, leftMonth, leftDay] = left.split('-').map(Number);
  const [rightYear, rightMonth, rightDay] = right.split('-').map(Number);
  if (leftYear === undefined || rightYear === undefined) return 0;
  const apart = Math.abs(leftYear - rightYear);
  if (apart > 1) return apart <= 3 ? -0.2 : -0.3;
  if (apart === 1) return leftMonth === rightMonth && leftDay === rightDay ? 0 : -0.1;
  if (leftMonth === undefined || rightMonth === undefined) return 0.05;
  if (leftMonth === rightMonth && (leftDay === rightDay || leftDay === undefined || rightDay === undefined)) {
    return 0.12;
  }
  if (leftMonth === rightDay && leftDay === rightMonth) return 0.06;
  // Lists often know the year alone and write the first of January.
  return rightMonth === 1 && rightDay === 1 ? 0.03 : -0.12;
}

function countriesOf(entity: QueryEntity): Set<string> {
  const { nationality = [], citizenship = [], country = [], jurisdiction = [] } = entity.properties;
  return new Set(
    [...nationality, ...citizenship, ...country, ...jurisdiction].flatMap((one) => countryCode(one) ?? []),
  );
}

function countries(query: QueryEntity, listed: QueryEntity): Corroboration | undefined {
  const [asked, known] = [countriesOf(query), countriesOf(listed)];
  if (asked.size === 0 || known.size === 0) return undefined;
  const shared = [...asked].filter((code) => known.has(code));
  return shared.length > 0
    ? { feature: 'country', weight: 0.04, detail: `both ${shared.join(', ')}` }
    : { feature: 'country', weight: -0.08, detail: 'no country in common' };
}

function genders(query: QueryEntity, listed: QueryEntity): Corroboration | undefined {
  const [asked, known] = [query.properties.gender?.[0], listed.properties.gender?.[0]];
  const sides = [asked, known];
  if (!sides.every((side) => side === 'male' || side === 'female') || asked === known) return undefined;
  return { feature: 'gender', weight: -0.1, detail: 'gender differs' };
}

function numbers(query: QueryEntity, listed: QueryEntity): Corroboration | undefined {
  const plain = (value: string): string => value.toLowerCase().replace(/[^a-z0-9]/g, '');
  const known = new Set(identifiers.flatMap((one) => listed.properties[one] ?? []).map(plain));
  const asked = identifiers.flatMap((one) => query.properties[one] ?? []).map(plain);
  return asked.some((one) => one.length >= 5 && known.has(one))
    ? { feature: 'identifier', weight: 0.3, detail: 'same identity number' }
    : undefined;
}
