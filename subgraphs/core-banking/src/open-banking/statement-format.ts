import { fieldNormaliser, isoDateTime } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { dateTimeRepairs, identifier } from './record-fields.js';
import { recordFormat } from './record-format.js';

/** `OBStatement2`: which statement it is, not what it says. */
const statement = z
  .object({
    AccountId: identifier(),
    StatementId: identifier().nullish(),
    Type: z.enum(['AccountClosure', 'AccountOpening', 'Annual', 'Interim', 'RegularPeriodic']),
    StartDateTime: isoDateTime,
    EndDateTime: isoDateTime,
    CreationDateTime: isoDateTime,
  })
  .refine(({ StartDateTime, EndDateTime }) => Date.parse(StartDateTime) <= Date.parse(EndDateTime), {
    path: ['EndDateTime'],
  })
  .transform((record) => ({
    accountId: record.AccountId,
    id: record.StatementId ?? null,
    type: record.Type,
    startDateTime: record.StartDateTime,
    endDateTime: record.EndDateTime,
    createdAt: record.CreationDateTime,
  }));

/** A statement as core banking has it. */
export type StatementRecord = z.output<typeof statement>;

/** `/statements` */
export const statementFormat = recordFormat({
  resource: 'statements',
  dataKey: 'Statement',
  schema: statement,
  idOf: ({ StatementId }) => StatementId,
  normalisers: [
    fieldNormaliser('statement-type-without-name-space', ['Type'], (type) =>
      typeof type === 'string' && type.startsWith('UK.OBIE.') ? type.slice('UK.OBIE.'.length) : undefined,
    ),
    ...dateTimeRepairs('StartDateTime', 'EndDateTime', 'CreationDateTime'),
  ],
});
