import type { Loan, LoanClient } from './loans.js';
import { dateOf, daysAfter, daysAgo } from './moment.js';
import { minorToDecimal } from './random.js';
import type { Subject } from './subject.js';

/** The customer as a borrower: a client without loans, or with one, running or in arrears. */
export function loanClientOf(
  subject: Subject,
  plan: { readonly loans: 0 | 1; readonly inArrears?: boolean },
): LoanClient {
  const random = subject.random('loans');
  const submitted = daysAgo(random.int(200, 900));
  const principal = random.int(20, 250) * 10_000;
  const repaidShare = random.int(10, 80) / 100;
  const loan: Loan = {
    id: subject.number * 10 + 1,
    accountNo: String(subject.number * 10 + 1).padStart(9, '0'),
    productName: random.pick(['Personal Loan', 'Car Loan', 'Home Improvement Loan']),
    status: 'ACTIVE',
    principal: { amount: minorToDecimal(principal), currency: 'GBP' },
    outstanding: { amount: minorToDecimal(Math.round(principal * (1 - repaidShare))), currency: 'GBP' },
    annualInterestRate: `${random.int(3, 12)}.${random.pick(['25', '50', '90'])}`,
    numberOfRepayments: random.pick([24, 36, 48, 60]),
    submittedOn: dateOf(submitted),
    disbursedOn: dateOf(daysAfter(submitted, 9)),
    maturesOn: dateOf(daysAfter(submitted, 1_460)),
    inArrears: plan.inArrears ?? random.chance(0.06),
  };
  return {
    clientId: subject.number,
    activatedOn: dateOf(submitted),
    officeName: 'Head Office',
    loans: plan.loans === 0 ? [] : [loan],
  };
}
