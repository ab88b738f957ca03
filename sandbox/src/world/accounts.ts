import type { Money } from './money.js';

/** Who holds an account, and as what. */
export interface AccountHolder {
  readonly customerId: string;
  readonly role: 'PRINCIPAL' | 'JOINT';
}

/** One way to name an account: an IBAN, a UK sort code and number, or the PAN of a card. */
export interface AccountIdentification {
  readonly scheme: 'UK.OBIE.IBAN' | 'UK.OBIE.SortCodeAccountNumber' | 'UK.OBIE.PAN';
  /** In full; only the graph above masks it. */
  readonly identification: string;
  readonly name: string;
}

/** An account as core banking keeps it, with everything that hangs on it. */
export interface Account {
  /** `A-<customer number>-<ordinal>`; a joint account carries its principal's number. */
  readonly accountId: string;
  readonly holders: readonly AccountHolder[];
  readonly status: 'Enabled' | 'Disabled' | 'Deleted' | 'Pending';
  readonly statusUpdatedAt: string;
  readonly currency: string;
  readonly category: 'Personal' | 'Business';
  readonly typeCode: 'CACC' | 'SVGS' | 'CARD';
  readonly productId: string;
  readonly productName: string;
  readonly nickname: string | null;
  readonly description: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly identifications: readonly AccountIdentification[];
  readonly balances: readonly Balance[];
  /** Newest first. */
  readonly transactions: readonly Transaction[];
  readonly beneficiaries: readonly Beneficiary[];
  readonly standingOrders: readonly StandingOrder[];
  readonly directDebits: readonly DirectDebit[];
  readonly statements: readonly Statement[];
}

/** Codes of ISO 20022 external balance type 1 that this bank reports. */
export interface Balance {
  readonly type: 'CLBD' | 'ITAV' | 'CLAV' | 'OPBD';
  readonly creditDebit: 'Credit' | 'Debit';
  readonly amount: Money;
  readonly dateTime: string;
}

/** A booked or pending movement on an account. */
export interface Transaction {
  /** `T-<customer number>-<account ordinal>-<ordinal>`. */
  readonly transactionId: string;
  readonly bookedAt: string;
  readonly valueAt: string | null;
  readonly status: 'BOOK' | 'PDNG';
  readonly creditDebit: 'Credit' | 'Debit';
  readonly amount: Money;
  readonly information: string;
  /** ISO 20022 domain/family/sub-family, e.g. `PMNT`/`ICDT`/`ESCT` folded to code and sub-code. */
  readonly bankTransactionCode: { readonly code: string; readonly subCode: string };
  readonly merchant: { readonly name: string; readonly categoryCode: string } | null;
  /** The other side: creditor of a debit, debtor of a credit. */
  readonly counterparty: { readonly name: string; readonly iban: string } | null;
}

export interface Beneficiary {
  /** `B-<customer number>-<account ordinal>-<ordinal>`. */
  readonly beneficiaryId: string;
  readonly name: string;
  readonly iban: string;
  readonly reference: string;
}

export interface StandingOrder {
  /** `SO-<customer number>-<account ordinal>-<ordinal>`. */
  readonly standingOrderId: string;
  readonly reference: string;
  readonly frequency: 'MNTH' | 'WEEK';
  readonly active: boolean;
  readonly nextPaymentAt: string;
  readonly amount: Money;
  readonly creditorName: string;
  readonly creditorIban: string;
}

export interface DirectDebit {
  /** `DD-<customer number>-<account ordinal>-<ordinal>`. */
  readonly directDebitId: string;
  readonly mandateId: string;
  readonly name: string;
  readonly active: boolean;
  readonly previousPaymentAt: string;
  readonly previousAmount: Money;
}

export interface Statement {
  /** `ST-<customer number>-<account ordinal>-<ordinal>`. */
  readonly statementId: string;
  readonly startAt: string;
  readonly endAt: string;
  readonly createdAt: string;
  readonly closingBalance: Money;
  readonly closingCreditDebit: 'Credit' | 'Debit';
}
