import luhn from 'fast-luhn';
import { composeIBAN } from 'ibantools';
import type { Random } from './random.js';

/** A UK account's three names: the sort code and number, and the IBAN that contains both. */
export function ukAccount(random: Random): { sortCodeAndNumber: string; iban: string } {
  const sortCode = `04${random.digits(4)}`;
  const accountNumber = random.digits(8);
  return {
    sortCodeAndNumber: `${sortCode}${accountNumber}`,
    iban: iban('GB', `BKGR${sortCode}${accountNumber}`),
  };
}

/** The IBAN of somebody at another bank. */
export function foreignIban(random: Random, country: 'GB' | 'DE' | 'FR' | 'AE' | 'CY'): string {
  switch (country) {
    case 'GB':
      return iban('GB', `${random.pick(['NWBK', 'LOYD', 'HBUK', 'MIDL'])}${random.digits(14)}`);
    case 'DE':
      return iban('DE', `37040044${random.digits(10)}`);
    case 'FR': {
      const account = `20041${random.digits(5)}${random.digits(11)}`;
      return iban('FR', `${account}${frenchKey(account)}`);
    }
    case 'AE':
      return iban('AE', `033${random.digits(16)}`);
    case 'CY':
      return iban('CY', `00200128${random.digits(16)}`);
  }
}

/** A card number that passes the Luhn check, on an issuer number that starts with 453900. */
export function cardNumber(random: Random): string {
  const body = `453900${random.digits(9)}`;
  for (let check = 0; check <= 9; check++) if (luhn(`${body}${check}`)) return `${body}${check}`;
  throw new Error('No Luhn check digit fits');
}

function iban(countryCode: string, bban: string): string {
  const composed = composeIBAN({ countryCode, bban });
  if (composed === null) throw new Error(`No IBAN of ${countryCode} can be composed`);
  return composed;
}

/** The key (clé RIB) of a French account: makes the whole number divisible by 97. */
function frenchKey(account: string): string {
  const bank = Number(account.slice(0, 5));
  const branch = Number(account.slice(5, 10));
  const number = Number(account.slice(10, 21));
  const key = 97 - ((89 * bank + 15 * branch + 3 * number) % 97);
  return String(key).padStart(2, '0');
}
