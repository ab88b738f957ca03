import type { Transaction } from './accounts.js';
import { foreignIban } from './identifiers.js';
import { daysAgo } from './moment.js';
import type { Random } from './random.js';
import { minorToDecimal } from './random.js';
import { recordId } from './record-id.js';

const merchants = [
  { name: 'Hedgerow Grocers', categoryCode: '5411', from: 350, to: 9_500 },
  { name: 'Northern Line Cafe', categoryCode: '5814', from: 240, to: 1_450 },
  { name: 'Brightwater Energy', categoryCode: '4900', from: 4_200, to: 18_000 },
  { name: 'Fleet Street Books', categoryCode: '5942', from: 699, to: 4_500 },
  { name: 'Cityhopper Rail', categoryCode: '4111', from: 280, to: 8_900 },
  { name: 'Oakfield Fuel', categoryCode: '5541', from: 2_000, to: 9_000 },
  { name: 'Pixel and Pine', categoryCode: '5732', from: 1_500, to: 89_900 },
  { name: 'Harbour Pharmacy', categoryCode: '5912', from: 299, to: 3_200 },
  { name: 'The Copper Kettle', categoryCode: '5812', from: 1_200, to: 8_400 },
  { name: 'Streamhouse', categoryCode: '4899', from: 799, to: 1_799 },
] as const;

const people = ['A Okafor', 'J Whitfield', 'M Castellan', 'R Banerjee', 'L Novak', 'S Duarte'] as const;

/** What is known of the account while its movements are made. */
export interface TransactionOptions {
  readonly customerNumber: number;
  readonly accountOrdinal: number;
  readonly currency: string;
  readonly kind: 'current' | 'savings' | 'card';
  readonly count: number;
  /** Days before the world's today of the newest movement. */
  readonly newestDaysAgo: number;
}

/** Movements of an account over about half a year, newest first; a few of the newest are still pending. */
export function transactionsOf(random: Random, options: TransactionOptions): readonly Transaction[] {
  const { customerNumber, accountOrdinal, count, newestDaysAgo } = options;
  const transactions: Transaction[] = [];
  for (let ordinal = count; ordinal >= 1; ordinal--) {
    const daysBack = newestDaysAgo + Math.floor(((count - ordinal) * 180) / Math.max(count, 1));
    const bookedAt = daysAgo(daysBack + 1, random.int(6 * 60, 22 * 60));
    const pending = newestDaysAgo === 0 && daysBack === 0 && random.chance(0.5);
    transactions.push({
      transactionId: recordId('T', customerNumber, accountOrdinal, ordinal),
      bookedAt,
      valueAt: pending ? null : bookedAt,
      status: pending ? 'PDNG' : 'BOOK',
      ...movement(random, options),
    });
  }
  return transactions.sort((one, other) => other.bookedAt.localeCompare(one.bookedAt));
}

type Movement = Pick<
  Transaction,
  'creditDebit' | 'amount' | 'information' | 'bankTransactionCode' | 'merchant' | 'counterparty'
>;

function movement(random: Random, { kind, currency }: TransactionOptions): Movement {
  const money = (minor: number) => ({ amount: minorToDecimal(minor), currency });
  const roll = random.next();
  if (kind === 'savings') {
    return {
      creditDebit: roll < 0.8 ? 'Credit' : 'Debit',
      amount: money(random.int(5_000, 80_000)),
      information: roll < 0.8 ? 'Regular saving' : 'Withdrawal to current account',
      bankTransactionCode: { code: 'PMNT', subCode: 'BOOK' },
      merchant: null,
      counterparty: null,
    };
  }
  if (kind === 'card' || roll < 0.7) {
    const merchant = random.pick(merchants);
    return {
      creditDebit: 'Debit',
      amount: money(random.int(merchant.from, merchant.to)),
      information: `Card purchase ${merchant.name}`,
      bankTransactionCode: { code: 'PMNT', subCode: 'POSD' },
      merchant: { name: merchant.name, categoryCode: merchant.categoryCode },
      counterparty: null,
    };
  }
  if (roll < 0.78) {
    return {
      creditDebit: 'Credit',
      amount: money(random.int(140_000, 420_000)),
      information: 'Salary',
      bankTransactionCode: { code: 'PMNT', subCode: 'SALA' },
      merchant: null,
      counterparty: { name: 'Ashdown Services Ltd', iban: foreignIban(random, 'GB') },
    };
  }
  const outgoing = roll < 0.92;
  return {
    creditDebit: outgoing ? 'Debit' : 'Credit',
    amount: money(random.int(1_000, 60_000)),
    information: outgoing ? 'Faster payment sent' : 'Faster payment received',
    bankTransactionCode: { code: 'PMNT', subCode: outgoing ? 'ICDT' : 'RCDT' },
    merchant: null,
    counterparty: {
      name: random.pick(people),
      iban: foreignIban(random, random.chance(0.85) ? 'GB' : random.pick(['DE', 'FR'])),
    },
  };
}
