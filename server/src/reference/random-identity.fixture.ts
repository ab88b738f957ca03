import type { TokenRequest, TokenRole } from '@bankgraph/sandbox';
import fc from 'fast-check';
import type { Caller } from './plain-conditions.fixture.js';
import type { PlainPolicies } from './plain-policies.fixture.js';

/** Somebody who asks: as the issuer makes a token of them, and as the reference knows them. */
export interface Identity {
  readonly token: TokenRequest;
  readonly caller: Caller;
}

type StaffRole = Exclude<TokenRole, 'customer' | 'partner'>;

/** Roles of those who work at the bank. */
export const staffRoles: readonly StaffRole[] = [
  'frontline-agent',
  'relationship-manager',
  'fraud-analyst',
  'kyc-analyst',
  'aml-investigator',
  'mlro',
  'dpo',
  'auditor',
  'marketing',
];

/** A member of staff, `S-<first role>-<ordinal>`. */
export function staffMember(
  [role, ...others]: readonly [StaffRole, ...StaffRole[]],
  ordinal: number,
  purpose: string | null,
): Identity {
  const sub = `S-${role}-${ordinal}`;
  const alsoRoles = others.length === 0 ? {} : { alsoRoles: others };
  return {
    token: { role, sub, ...alsoRoles, ...declared(purpose) },
    caller: {
      kind: 'staff',
      id: sub,
      roles: [role, ...others],
      customerId: null,
      clientId: 'staff-desk',
      purpose,
    },
  };
}

/** A customer in the bank's app. */
export function customer(customerId: string, purpose: string | null): Identity {
  return {
    token: { role: 'customer', customerId, ...declared(purpose) },
    caller: {
      kind: 'customer',
      id: customerId,
      roles: ['customer'],
      customerId,
      clientId: 'mobile-app',
      purpose,
    },
  };
}

/** A third party. */
export function partner(clientId: string, purpose: string | null): Identity {
  return {
    token: { role: 'partner', clientId, ...declared(purpose) },
    caller: { kind: 'partner', id: clientId, roles: ['partner'], customerId: null, clientId, purpose },
  };
}

function declared(purpose: string | null): { readonly purpose?: string } {
  return purpose === null ? {} : { purpose };
}

/**
 * Customers, partners and members of staff: with one role or several at once, and with any purpose that they may declare
 * or none.
 */
export function randomIdentity(
  { roles }: PlainPolicies,
  known: { readonly customers: readonly string[]; readonly partners: readonly string[] },
): fc.Arbitrary<Identity> {
  const purposeOf = (names: readonly string[]) => {
    const purposes = names.flatMap((name) => roles[name]?.purposes ?? []);
    return fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...purposes) },
      // Without a purpose staff see next to nothing.
      { weight: 1, arbitrary: fc.constant(null) },
    );
  };
  const oneRole = fc.constantFrom(...staffRoles).map((role): [StaffRole, ...StaffRole[]] => [role]);
  const someRoles = fc
    .uniqueArray(fc.constantFrom(...staffRoles), { minLength: 2, maxLength: 3 })
    .map((some) => some as [StaffRole, ...StaffRole[]]);
  const staff = fc
    // The first person of each role has most of the stories.
    .tuple(
      fc.oneof({ weight: 4, arbitrary: oneRole }, { weight: 1, arbitrary: someRoles }),
      fc.constantFrom(1, 1, 1, 2, 3),
    )
    .chain(([some, ordinal]) => purposeOf(some).map((purpose) => staffMember(some, ordinal, purpose)));
  return fc.oneof(
    { weight: 9, arbitrary: staff },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...known.customers), purposeOf(['customer']))
        .map(([id, purpose]) => customer(id, purpose)),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...known.partners), purposeOf(['partner']))
        .map(([id, purpose]) => partner(id, purpose)),
    },
  );
}
