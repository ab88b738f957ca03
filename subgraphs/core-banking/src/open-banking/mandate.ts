import { fieldNormaliser, jsonInteger, legacyCodes, type Normaliser } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { movedField } from './field-repairs.js';
import { dateTimeRepairs, optionalDateTime, optionalText } from './record-fields.js';

/** `ExternalMandateStatus1Code` as the contract's MandateStatus; INACTIVE itself stands for v3.1's `Inactive`. */
const statuses = {
  ACTV: 'ACTIVE',
  CANC: 'INACTIVE',
  EXPI: 'INACTIVE',
  SUSP: 'INACTIVE',
  INACTIVE: 'INACTIVE',
} as const;

/** Status of a standing order or direct debit. */
export const mandateStatus = z
  .enum(['ACTV', 'CANC', 'EXPI', 'SUSP', 'INACTIVE'])
  .nullish()
  .transform((code) => (code ? statuses[code] : null));

/** `OBFrequency6Code`, and the patterns that v3.1 used and v4.0 still allows. */
const frequencyType = z.union([
  z.enum([
    'ADHO',
    'YEAR',
    'DAIL',
    'FRTN',
    'INDA',
    'MNTH',
    'QURT',
    'MIAN',
    'WEEK',
    'WODL',
    'FOWK',
    'TWMH',
    'FOMH',
    'FIMH',
    'ALMH',
    'NONE',
  ]),
  z
    .string()
    .regex(
      /^(?:NotKnown|EvryDay|EvryWorkgDay|IntrvlDay:(?:0[2-9]|[12]\d|3[01])|IntrvlWkDay:0[1-9]:0[1-7]|WkInMnthDay:0[1-5]:0[1-7]|IntrvlMnthDay:(?:0[1-6]|12|24):(?:-0[1-5]|0[1-9]|[12]\d|3[01])|QtrDay:(?:ENGLISH|SCOTTISH|RECEIVED))$/,
    ),
]);

/** `OBMandateRelatedInformation1`: number, rhythm and end of a mandate. */
export const mandate = z
  .object({
    MandateIdentification: optionalText(35),
    FinalPaymentDateTime: optionalDateTime,
    Frequency: z.object({ Type: frequencyType, CountPerPeriod: jsonInteger.nullish() }).nullish(),
  })
  .nullish();

/** The code alone, or with how many payments there are in a period: `MNTH`, `MNTH x2`. */
export function frequencyText(found: z.output<typeof mandate>): string | null {
  const frequency = found?.Frequency;
  if (!frequency) return null;
  const count = frequency.CountPerPeriod ?? 1;
  return count > 1 ? `${frequency.Type} x${count}` : frequency.Type;
}

/** What v3.1 has beside the mandate, v4.0 has inside; and names that published examples use for the same thing. */
export function mandateRepairs(statusField: string): readonly Normaliser[] {
  const inside = 'MandateRelatedInformation';
  return [
    fieldNormaliser(
      'v3.1-mandate-status',
      [statusField],
      legacyCodes({ Active: 'ACTV', Inactive: 'INACTIVE' }),
    ),
    movedField('v3.1-mandate-identification', 'MandateIdentification', `${inside}.MandateIdentification`),
    movedField('v3.1-frequency', 'Frequency', `${inside}.Frequency.Type`, (value) =>
      typeof value === 'string' ? value : undefined,
    ),
    movedField('v3.1-final-payment', 'FinalPaymentDateTime', `${inside}.FinalPaymentDateTime`),
    movedField('frequency-period-type-as-type', `${inside}.Frequency.PeriodType`, `${inside}.Frequency.Type`),
    ...dateTimeRepairs(`${inside}.FinalPaymentDateTime`),
  ];
}
