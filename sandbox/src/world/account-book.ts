import type { Account, AccountHolder, Balance, Statement, Transaction } from './accounts.js';
import { cardNumber, foreignIban, ukAccount } from './identifiers.js';
import { daysAfter, daysAgo } from './moment.js';
import type { Random } from './random.js';
import { minorToDecimal } from './random.js';
import { recordId } from './record-id.js';
import type { Subject } from './subject.js';
import { transactionsOf } from './transactions.js';

/** The products that the bank sells. */
export const products = {
  current: { productId: 'PCA-1', productName: 'Everyday Account', typeCode: 'CACC' },
  savings: { productId: 'SAV-2', productName: 'Rainy Day Saver', typeCode: 'SVGS' },
  card: { productId: 'CRD-3', productName: 'Classic Card', typeCode: 'CARD' },
} as const;

/** What to open. Anything left out is the ordinary case. */
export interface AccountPlan {
  readonly kind: keyof typeof products;
  readonly ordinal: number;
  readonly currency?: 'GBP' | 'EUR' | 'USD';
  readonly holders?: readonly AccountHolder[];
  readonly holderNames?: string;
  readonly nickname?: string | null;
  /** Days before the world's today. */
  readonly openedDaysAgo?: number;
  /** Closed so many days before the world's today. */
  readonly closedDaysAgo?: number;
  readonly transactions?: number;
}

/** Opens one account with everything that hangs on it, by the chance of its principal. */
export function openAccount(subject: Subject, holderName: string, plan: AccountPlan): Account {
  const random = subject.random(`account-${plan.ordinal}`);
  const { kind, ordinal, currency = 'GBP' } = plan;
  const number = subject.number;
  const openedAt = daysAgo(plan.openedDaysAgo ?? random.int(400, 4_000), 600);
  const closedAt = plan.closedDaysAgo === undefined ? null : daysAgo(plan.closedDaysAgo, 660);
  const name = plan.holderNames ?? holderName;
  const names = ukAccount(random);
  const pan = cardNumber(random);
  const active = closedAt === null;
  const count = plan.transactions ?? (kind === 'current' ? random.int(40, 110) : random.int(6, 40));
  let transactions: readonly Transaction[] | undefined;
  return {
    accountId: recordId('A', number, ordinal),
    holders: plan.holders ?? [{ customerId: subject.customerId, role: 'PRINCIPAL' }],
    status: active ? 'Enabled' : 'Deleted',
    statusUpdatedAt: closedAt ?? openedAt,
    currency,
    category: 'Personal',
    ...products[kind],
    nickname:
      plan.nickname === undefined ? random.pick([null, 'Bills', 'Household', 'Holidays']) : plan.nickname,
    description: `${products[kind].productName} ${currency}`,
    openedAt,
    closedAt,
    identifications:
      kind === 'card'
        ? [{ scheme: 'UK.OBIE.PAN', identification: pan, name }]
        : [
            { scheme: 'UK.OBIE.SortCodeAccountNumber', identification: names.sortCodeAndNumber, name },
            { scheme: 'UK.OBIE.IBAN', identification: names.iban, name },
          ],
    balances: balancesOf(random, kind, currency, closedAt),
    get transactions() {
      // Made when first asked for: seeding ten thousand customers never asks.
      transactions ??= transactionsOf(subject.random(`transactions-${ordinal}`), {
        customerNumber: number,
        accountOrdinal: ordinal,
        currency,
        kind,
        count,
        newestDaysAgo: plan.closedDaysAgo ?? 0,
      });
      return transactions;
    },
    beneficiaries: kind === 'current' && active ? beneficiariesOf(random, number, ordinal) : [],
    standingOrders: kind === 'current' && active ? standingOrdersOf(random, number, ordinal, currency) : [],
    directDebits: kind === 'current' && active ? directDebitsOf(random, number, ordinal, currency) : [],
    statements: statementsOf(random, number, ordinal, currency, plan.closedDaysAgo ?? 0),
  };
}

/** The accounts of an ordinary customer, joint ones excepted. */
export function accountsOf(subject: Subject, holderName: string, sinceDaysAgo: number): readonly Account[] {
  const random = subject.random('accounts');
  if (random.chance(0.02)) return [];
  const plans: AccountPlan[] = [{ kind: 'current', ordinal: 1 }];
  if (random.chance(0.6)) plans.push({ kind: 'savings', ordinal: 2 });
  if (random.chance(0.5)) plans.push({ kind: 'card', ordinal: 3 });
  if (random.chance(0.1)) plans.push({ kind: 'current', ordinal: 4, currency: 'EUR', transactions: 12 });
  if (random.chance(0.04)) plans.push({ kind: 'current', ordinal: 5, currency: 'USD', transactions: 8 });
  if (random.chance(0.05)) plans.push({ kind: 'savings', ordinal: 6, closedDaysAgo: random.int(200, 900) });
  return plans.map((plan) => openAccount(subject, holderName, { openedDaysAgo: sinceDaysAgo, ...plan }));
}

function balancesOf(
  random: Random,
  kind: AccountPlan['kind'],
  currency: string,
  closedAt: string | null,
): readonly Balance[] {
  if (closedAt !== null) {
    return [
      { type: 'CLBD', creditDebit: 'Credit', amount: { amount: '0.00', currency }, dateTime: closedAt },
    ];
  }
  const booked = random.int(kind === 'savings' ? 100_000 : 2_000, kind === 'savings' ? 4_000_000 : 650_000);
  const creditDebit = kind === 'card' || (kind === 'current' && random.chance(0.08)) ? 'Debit' : 'Credit';
  const pending = random.int(0, 1_900);
  const available = Math.max(0, creditDebit === 'Credit' ? booked - pending : booked + pending);
  return [
    {
      type: 'CLBD',
      creditDebit,
      amount: { amount: minorToDecimal(booked), currency },
      dateTime: daysAgo(1, 1_439),
    },
    {
      type: 'ITAV',
      creditDebit,
      amount: { amount: minorToDecimal(available), currency },
      dateTime: daysAgo(0, 0),
    },
  ];
}

function beneficiariesOf(random: Random, number: number, ordinal: number): Account['beneficiaries'] {
  const names = ['Amelia Hart', 'Greenway Lettings', 'Tomasz Wolny', 'Kestrel Garage', 'Priya Raman'];
  return Array.from({ length: random.int(1, 4) }, (_, at) => ({
    beneficiaryId: recordId('B', number, ordinal, at + 1),
    name: names[at] ?? 'Payee',
    iban: foreignIban(random, at === 2 ? 'DE' : 'GB'),
    reference: random.pick(['Rent', 'Thanks', 'Invoice', 'Savings']),
  }));
}

function standingOrdersOf(
  random: Random,
  number: number,
  ordinal: number,
  currency: string,
): Account['standingOrders'] {
  return Array.from({ length: random.int(1, 2) }, (_, at) => ({
    standingOrderId: recordId('SO', number, ordinal, at + 1),
    reference: at === 0 ? 'Rent' : 'Pocket money',
    frequency: at === 0 ? 'MNTH' : 'WEEK',
    active: random.chance(0.9),
    nextPaymentAt: daysAgo(-random.int(1, 28)),
    amount: { amount: random.amount(1_000, 120_000), currency },
    creditorName: at === 0 ? 'Greenway Lettings' : 'Amelia Hart',
    creditorIban: foreignIban(random, 'GB'),
  }));
}

function directDebitsOf(
  random: Random,
  number: number,
  ordinal: number,
  currency: string,
): Account['directDebits'] {
  const names = ['Brightwater Energy', 'Borough Council Tax', 'Streamhouse', 'Fernhill Gym'];
  return Array.from({ length: random.int(1, 4) }, (_, at) => ({
    directDebitId: recordId('DD', number, ordinal, at + 1),
    mandateId: `BG${random.digits(8)}`,
    name: names[at] ?? 'Originator',
    active: random.chance(0.92),
    previousPaymentAt: daysAgo(random.int(2, 31), 300),
    previousAmount: { amount: random.amount(900, 19_000), currency },
  }));
}

function statementsOf(
  random: Random,
  number: number,
  ordinal: number,
  currency: string,
  untilDaysAgo: number,
): readonly Statement[] {
  return Array.from({ length: 3 }, (_, at) => {
    const endAt = daysAgo(untilDaysAgo + 30 * at);
    return {
      statementId: recordId('ST', number, ordinal, 3 - at),
      startAt: daysAfter(endAt, -30),
      endAt,
      createdAt: daysAfter(endAt, 1),
      closingBalance: { amount: random.amount(1_000, 900_000), currency },
      closingCreditDebit: 'Credit' as const,
    };
  });
}
