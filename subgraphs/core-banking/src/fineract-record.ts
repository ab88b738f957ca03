import { currencyCode, decimalAmount, fineractDate, jsonInteger } from '@bankgraph/bank-sources';
import { z } from 'zod';
import type { LoanDetails, LoanStatus, LoanSummary } from './loan.js';

/** Apache Fineract's LoanStatus by its code. A loan that changes hands between offices is still running. */
const statuses: Readonly<Record<string, LoanStatus>> = {
  'loanStatusType.submitted.and.pending.approval': 'SUBMITTED',
  'loanStatusType.approved': 'APPROVED',
  'loanStatusType.active': 'ACTIVE',
  'loanStatusType.transfer.in.progress': 'ACTIVE',
  'loanStatusType.transfer.on.hold': 'ACTIVE',
  'loanStatusType.withdrawn.by.client': 'WITHDRAWN',
  'loanStatusType.rejected': 'REJECTED',
  'loanStatusType.closed.obligations.met': 'CLOSED',
  'loanStatusType.closed.written.off': 'CLOSED',
  'loanStatusType.closed.reschedule.outstanding.amount': 'CLOSED',
  'loanStatusType.overpaid': 'OVERPAID',
};

/** Fineract's numeric id, as text. */
const id = jsonInteger.refine((value) => value > 0).transform(String);

const status = z
  .object({ code: z.string().refine((code) => Object.hasOwn(statuses, code)) })
  .transform(({ code }) => statuses[code] as LoanStatus);

const positive = decimalAmount.refine((text) => !text.startsWith('-'), 'never negative');

/** One entry of `loanAccounts` in a client's accounts. */
export const fineractLoanSummary = z
  .object({
    id,
    productName: z.string().max(350).nullish(),
    status,
    inArrears: z.boolean().nullish(),
  })
  .transform(
    (record): LoanSummary => ({
      id: record.id,
      product: record.productName ?? null,
      status: record.status,
      inArrears: record.inArrears ?? null,
    }),
  );

/** `/loans/{id}` */
export const fineractLoan = z
  .object({
    id,
    currency: z.object({ code: currencyCode, decimalPlaces: jsonInteger.nullish() }),
    principal: positive,
    annualInterestRate: decimalAmount.nullish(),
    timeline: z
      .object({
        actualDisbursementDate: fineractDate.nullish(),
        expectedMaturityDate: fineractDate.nullish(),
        actualMaturityDate: fineractDate.nullish(),
      })
      .nullish(),
    summary: z.object({ totalOutstanding: positive.nullish() }).nullish(),
    inArrears: z.boolean().nullish(),
  })
  .transform((record): LoanDetails => {
    const { code, decimalPlaces } = record.currency;
    const money = (decimal: string) => ({ amount: toScale(decimal, decimalPlaces ?? 2), currency: code });
    const outstanding = record.summary?.totalOutstanding;
    return {
      principal: money(record.principal),
      outstanding: outstanding == null ? null : money(outstanding),
      annualInterestRate: record.annualInterestRate == null ? null : toScale(record.annualInterestRate, 2),
      disbursedOn: record.timeline?.actualDisbursementDate ?? null,
      maturesOn: record.timeline?.actualMaturityDate ?? record.timeline?.expectedMaturityDate ?? null,
      inArrears: record.inArrears ?? null,
    };
  });

/** The six decimals that Fineract writes, cut to the currency's own; digits that mean something stay. */
function toScale(decimal: string, decimalPlaces: number): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(decimalPlaces, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}
