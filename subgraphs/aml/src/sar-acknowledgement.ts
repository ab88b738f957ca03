import { UpstreamInvalid } from '@bankgraph/bank-sources';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** The regulator's acknowledgement of a report. */
export interface SarAcknowledgement {
  /** Number given by the regulator; null when the report was not taken. */
  readonly bsaId: string | null;
  readonly accepted: boolean;
  readonly warnings: readonly string[];
}

const registered = z
  .object({
    bsaId: z.string().nullish(),
    accepted: z.boolean(),
    warnings: z.array(z.string()).default([]),
  })
  .transform(
    (found): SarAcknowledgement => ({
      bsaId: found.bsaId ?? null,
      accepted: found.accepted,
      warnings: found.warnings,
    }),
  );

/**
 * The acknowledgement as the register keeps it (`{bsaId, accepted, warnings}`); null when there is none yet.
 *
 * @throws UpstreamInvalid when it is something else
 */
export function acknowledgementOf(sarId: string, kept: unknown): SarAcknowledgement | null {
  if (kept === null || kept === undefined) return null;
  const result = registered.safeParse(kept);
  if (result.success) return result.data;
  throw new UpstreamInvalid('aml_register', sarId, ['acknowledgement is not {bsaId, accepted, warnings}']);
}

/** Largest acknowledgement read, in characters: a batch of thousands of reports is well below. */
const longest = 5 * 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  isArray: (name) =>
    ['EFilingSubmissionXML', 'EFilingActivityXML', 'EFilingActivityErrorXML'].includes(String(name)),
});

const statusCode = z.string().optional();
const fault = z.union([
  z.literal(''),
  z.looseObject({
    ErrorElementNameText: z.string().optional(),
    ErrorLevelText: z.string().optional(),
    ErrorText: z.string().optional(),
    ErrorTypeCode: z.string().optional(),
  }),
]);
const activity = z.looseObject({
  BSAID: z
    .string()
    .regex(/^\d{14}$/)
    .or(z.literal('').transform(() => undefined))
    .optional(),
  EFilingActivityErrorXML: z.array(fault).default([]),
});
const document = z.looseObject({
  EFilingBatchXML: z.looseObject({
    '@StatusCode': statusCode,
    EFilingSubmissionXML: z
      .array(z.looseObject({ '@StatusCode': statusCode, EFilingActivityXML: z.array(activity).default([]) }))
      .min(1),
  }),
});

/**
 * Reads FinCEN's acknowledgement of a batch of reports (BSA E-Filing, acknowledgement file in XML): one entry per
 * activity, in the order of the file. A report is taken when batch and submission are (`StatusCode` A), none of its
 * errors is fatal and it got a number.
 *
 * Entities are not processed, and a document type is refused: nothing in the file makes us read or expand anything.
 *
 * @throws UpstreamInvalid when the text is no such file, with what is missing and no value
 */
export function acknowledgementsOfFinCen(xml: string): readonly SarAcknowledgement[] {
  const refuse = (issue: string) => new UpstreamInvalid('aml_register', 'acknowledgement', [issue]);
  if (xml.length > longest) throw refuse('longer than an acknowledgement is');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    throw refuse('has a document type, which an acknowledgement never has');
  let parsed: unknown;
  try {
    parsed = parser.parse(xml, true);
  } catch {
    throw refuse('is not well-formed XML');
  }
  const result = document.safeParse(parsed);
  if (!result.success) {
    throw refuse(`breaks its format at ${result.error.issues[0]?.path.join('.') ?? 'the root'}`);
  }
  const batch = result.data.EFilingBatchXML;
  return batch.EFilingSubmissionXML.flatMap((submission) => {
    const taken = batch['@StatusCode'] === 'A' && submission['@StatusCode'] === 'A';
    return submission.EFilingActivityXML.map((one): SarAcknowledgement => {
      // An activity without errors has an empty element all the same.
      const errors = one.EFilingActivityErrorXML.filter((error) => typeof error === 'object').filter(
        (error) => error.ErrorText !== undefined || error.ErrorTypeCode !== undefined,
      );
      const fatal = errors.some((error) => error.ErrorLevelText?.toUpperCase() === 'FATAL');
      return {
        bsaId: one.BSAID ?? null,
        accepted: taken && !fatal && one.BSAID !== undefined,
        warnings: errors.map(
          ({ ErrorTypeCode: code, ErrorElementNameText: element, ErrorText: said }) =>
            `${code ?? 'no code'} ${element ?? 'no element'}: ${plainText(said ?? '')}`,
        ),
      };
    });
  });
}

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The five entities that XML itself defines, and no others. */
function plainText(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_whole, name: string) => predefined[name] ?? '');
}
