import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { parseExactJson } from './exact-json.js';
import {
  currencyCode,
  fineractDate,
  isoDate,
  isoDateTime,
  jsonInteger,
  jsonNumber,
} from './field-formats.js';

/** The value as it would come out of an answer, or `refused`. */
function read(schema: z.ZodType, json: string): unknown {
  const result = schema.safeParse(parseExactJson(json));
  return result.success ? result.data : 'refused';
}

describe('fields of the bank systems', () => {
  it.each<[string, z.ZodType, string, unknown]>([
    ['a currency', currencyCode, '"GBP"', 'GBP'],
    ['a currency in lower case', currencyCode, '"gbp"', 'refused'],
    ['a currency that does not exist', currencyCode, '"ZZZ"', 'refused'],
    ['a property of every object', currencyCode, '"toString"', 'refused'],
    ['a date-time', isoDateTime, '"2026-06-30T10:40:00+02:00"', '2026-06-30T10:40:00+02:00'],
    ['a date-time with milliseconds', isoDateTime, '"2026-06-30T10:40:00.123Z"', '2026-06-30T10:40:00.123Z'],
    ['a date-time without offset', isoDateTime, '"2026-06-30T10:40:00"', 'refused'],
    ['a date in place of a date-time', isoDateTime, '"2026-06-30"', 'refused'],
    ['a day that does not exist', isoDate, '"2026-02-29"', 'refused'],
    ['a leap day', isoDate, '"2028-02-29"', '2028-02-29'],
    ['a Fineract date', fineractDate, '[2026,6,3]', '2026-06-03'],
    ['a Fineract date that does not exist', fineractDate, '[2026,2,30]', 'refused'],
    ['half a Fineract date', fineractDate, '[2026,2]', 'refused'],
    ['a Fineract date with fractions', fineractDate, '[2026,2,1.5]', 'refused'],
    ['a count', jsonInteger, '42', 42],
    ['a count too large to be exact', jsonInteger, '9007199254740993', 'refused'],
    ['a count as string', jsonInteger, '"42"', 'refused'],
    ['a score', jsonNumber, '0.01', 0.01],
    ['a score with more digits than matter', jsonNumber, '0.123456789012345678901', 0.12345678901234568],
    ['a score out of range', jsonNumber, '1e999', 'refused'],
  ])('%s', (_, schema, json, expected) => {
    expect(read(schema, json)).toEqual(expected);
  });
});
