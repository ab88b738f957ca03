import type { Loan } from '../world/loans.js';
import type { WorldCustomer } from '../world/world.js';

/** A JSON number with exactly these digits, which JavaScript's own numbers would lose; see `fineractJson`. */
class ExactNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

const marker = '\u0001';

/** JSON with amounts as Fineract writes them: numbers with six decimals, never through a float. */
export function fineractJson(body: unknown): string {
  const text = JSON.stringify(body, (_key, value: unknown) =>
    value instanceof ExactNumber ? `${marker}${value.digits}${marker}` : value,
  );
  return text.replace(/"\\u0001([0-9.-]+)\\u0001"/g, '$1');
}

function amount(decimal: string): ExactNumber {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return new ExactNumber(`${whole}.${fraction.padEnd(6, '0')}`);
}

/** `"2024-03-09"` → `[2024, 3, 9]`. */
function dateParts(date: string): number[] {
  return date.slice(0, 10).split('-').map(Number);
}

const active = { id: 300, code: 'clientStatusType.active', value: 'Active' };

const loanStatuses = {
  PENDING: {
    id: 100,
    code: 'loanStatusType.submitted.and.pending.approval',
    value: 'Submitted and pending approval',
  },
  ACTIVE: { id: 300, code: 'loanStatusType.active', value: 'Active' },
  CLOSED: { id: 600, code: 'loanStatusType.closed.obligations.met', value: 'Closed (obligations met)' },
} as const;

function loanStatus(loan: Loan): Record<string, unknown> {
  return {
    ...loanStatuses[loan.status],
    pendingApproval: loan.status === 'PENDING',
    waitingForDisbursal: false,
    active: loan.status === 'ACTIVE',
    closedObligationsMet: loan.status === 'CLOSED',
    closed: loan.status === 'CLOSED',
    overpaid: false,
  };
}

function currency(code: string): Record<string, unknown> {
  return { code, decimalPlaces: 2, nameCode: `currency.${code}`, displayLabel: code };
}

/** A client; undefined for a customer whom the loan system does not know. */
export function clientBody(customer: WorldCustomer): Record<string, unknown> | undefined {
  const { loanClient: client, party } = customer;
  if (client === null) return undefined;
  return {
    id: client.clientId,
    accountNo: String(client.clientId).padStart(9, '0'),
    externalId: customer.customerId,
    status: active,
    active: true,
    activationDate: dateParts(client.activatedOn),
    firstname: party.firstName,
    lastname: party.lastName,
    displayName: party.fullName,
    dateOfBirth: dateParts(party.birthDate),
    officeId: 1,
    officeName: client.officeName,
  };
}

/** The list of a client's accounts: a summary of each loan. */
export function accountsBody(customer: WorldCustomer): Record<string, unknown> {
  return {
    loanAccounts: (customer.loanClient?.loans ?? []).map((loan) => ({
      id: loan.id,
      accountNo: loan.accountNo,
      productId: 1,
      productName: loan.productName,
      status: loanStatus(loan),
      loanType: { id: 1, code: 'accountType.individual', value: 'Individual' },
      currency: currency(loan.principal.currency),
      originalLoan: amount(loan.principal.amount),
      loanBalance: amount(loan.outstanding.amount),
      inArrears: loan.inArrears,
    })),
  };
}

/** One loan in full. */
export function loanBody(customer: WorldCustomer, loan: Loan): Record<string, unknown> {
  const money = currency(loan.principal.currency);
  return {
    id: loan.id,
    accountNo: loan.accountNo,
    status: loanStatus(loan),
    clientId: customer.loanClient?.clientId,
    clientExternalId: customer.customerId,
    clientName: customer.party.fullName,
    clientOfficeId: 1,
    loanProductId: 1,
    loanProductName: loan.productName,
    loanType: { id: 1, code: 'accountType.individual', value: 'Individual' },
    currency: money,
    principal: amount(loan.principal.amount),
    approvedPrincipal: amount(loan.principal.amount),
    numberOfRepayments: loan.numberOfRepayments,
    annualInterestRate: amount(loan.annualInterestRate),
    timeline: {
      submittedOnDate: dateParts(loan.submittedOn),
      ...(loan.disbursedOn === null ? {} : { actualDisbursementDate: dateParts(loan.disbursedOn) }),
      expectedMaturityDate: dateParts(loan.maturesOn),
    },
    summary: {
      currency: money,
      principalDisbursed: amount(loan.disbursedOn === null ? '0' : loan.principal.amount),
      principalOutstanding: amount(loan.outstanding.amount),
      totalOutstanding: amount(loan.outstanding.amount),
    },
    inArrears: loan.inArrears,
  };
}
