import { fieldNormaliser, type Normaliser } from '@bankgraph/bank-sources';
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools';
import { z } from 'zod';
import { optionalText } from './record-fields.js';

/** `OBInternalAccountIdentification4Code`, v4.0, as the contract's AccountIdentificationScheme. */
const schemes = {
  'UK.OBIE.BBAN': 'BBAN',
  'UK.OBIE.IBAN': 'IBAN',
  'UK.OBIE.PAN': 'PAN',
  'UK.OBIE.Paym': 'PAYM',
  'UK.OBIE.SortCodeAccountNumber': 'SORT_CODE_ACCOUNT_NUMBER',
  'UK.OBIE.Wallet': 'WALLET',
} as const;

type PublishedScheme = keyof typeof schemes;
type Scheme = (typeof schemes)[PublishedScheme] | 'OTHER';

const byBareName = new Map(
  Object.keys(schemes).map((name) => [name.slice(name.lastIndexOf('.') + 1).toLowerCase(), name]),
);

/** Banks may add schemes of their own in their own name space, for example `US.ABA.RoutingNumber`. */
const namespaced = /^[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+$/;

const patterns: Readonly<Partial<Record<Scheme, (text: string) => boolean>>> = {
  IBAN: isValidIBAN,
  SORT_CODE_ACCOUNT_NUMBER: (text) => /^\d{14}$/.test(text),
  // Most digits may be masked by the bank itself.
  PAN: (text) => /^[\dxX*•]{8,15}\d{4}$/.test(text),
};

/**
 * `OBCashAccount`: a number of an account. Its value is right for its scheme: an IBAN with valid check digits, 14
 * digits of sort code and account number. Whatever passes for a card number by length and Luhn's check is one, since
 * a card number under a scheme that nobody masks would be shown in full.
 */
export const accountNumber = z
  .object({
    SchemeName: z
      .string()
      .max(70)
      .refine((name) => Object.hasOwn(schemes, name) || namespaced.test(name)),
    Identification: z.string().min(1).max(256),
    Name: optionalText(350),
  })
  .transform(({ SchemeName, Identification, Name }) => ({
    scheme: schemeOf(SchemeName, Identification),
    value: Identification,
    name: Name,
  }))
  .refine(({ scheme, value }) => patterns[scheme]?.(value) ?? true, { path: ['Identification'] });

/** A number of somebody else's account as plain text; of a card number no more than its end. */
export function numberForOthers({ scheme, value }: z.output<typeof accountNumber>): string {
  return scheme === 'PAN' ? `****${value.slice(-4)}` : value;
}

/** Institution that services an account; a BIC (ISO 9362) where the scheme says so. */
export const servicer = z
  .object({ SchemeName: z.string().min(1).max(70), Identification: z.string().min(1).max(35) })
  .refine(({ SchemeName, Identification }) => SchemeName !== 'UK.OBIE.BICFI' || isValidBIC(Identification), {
    path: ['Identification'],
  })
  .transform(({ SchemeName, Identification }) => ({ scheme: SchemeName, identification: Identification }));

/** Schemes without their name space, as before v3.1, and numbers written for the eye. */
export function accountNumberRepairs(path: string): readonly Normaliser[] {
  return [
    fieldNormaliser('legacy-scheme-name', [`${path}.SchemeName`], fullSchemeName),
    {
      rule: 'account-number-without-separators',
      apply: fieldNormaliser('', [path], withoutSeparators).apply,
    },
  ];
}

/** BICFI without its name space. */
export function servicerRepairs(path: string): readonly Normaliser[] {
  return [
    fieldNormaliser('legacy-scheme-name', [`${path}.SchemeName`], (name) =>
      name === 'BICFI' ? 'UK.OBIE.BICFI' : undefined,
    ),
  ];
}

function schemeOf(name: string, value: string): Scheme {
  const scheme = Object.hasOwn(schemes, name) ? schemes[name as PublishedScheme] : 'OTHER';
  return (scheme === 'OTHER' || scheme === 'BBAN' || scheme === 'WALLET') && isCardNumber(value)
    ? 'PAN'
    : scheme;
}

function fullSchemeName(name: unknown): unknown {
  if (typeof name !== 'string' || Object.hasOwn(schemes, name)) return undefined;
  return byBareName.get(name.replace(/^UK\.OBIE\./i, '').toLowerCase());
}

function withoutSeparators(number: unknown): unknown {
  const { SchemeName, Identification } = (number ?? {}) as Record<string, unknown>;
  if (typeof Identification !== 'string') return undefined;
  const compact =
    SchemeName === 'UK.OBIE.IBAN'
      ? electronicFormatIBAN(Identification)
      : SchemeName === 'UK.OBIE.SortCodeAccountNumber' || SchemeName === 'UK.OBIE.PAN'
        ? Identification.replaceAll(/[ -]/g, '')
        : Identification;
  return compact === null || compact === Identification
    ? undefined
    : { ...(number as object), Identification: compact };
}

/** ISO/IEC 7812: 13 to 19 digits, the last of which is Luhn's check digit. */
function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/[ -]/g, '');
  if (!/^\d{13,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
