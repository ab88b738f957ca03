import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { z } from 'zod';
import { decimalAmount } from './decimal-amount.js';
import { currencyCode, isoDateTime } from './field-formats.js';
import { dateOnlyAsMidnightUtc, fieldNormaliser, legacyCodes, upperCaseCode } from './normaliser.js';
import { quarantine, quarantineErrors, requireValid } from './quarantine.js';
import { UpstreamInvalid } from './upstream-invalid.js';

const balance = z.object({
  AccountId: z.string(),
  DateTime: isoDateTime,
  Type: z.enum(['CLBD', 'ITAV']),
  Amount: z.object({ Amount: decimalAmount, Currency: currencyCode }),
});
const good = {
  AccountId: 'A-1',
  DateTime: '2026-06-30T00:00:00Z',
  Type: 'CLBD',
  Amount: { Amount: '1.00', Currency: 'GBP' },
};
const idOf = (record: { AccountId?: unknown }) => record.AccountId;
const normalisers = [
  fieldNormaliser('date-only-as-midnight-utc', ['DateTime'], dateOnlyAsMidnightUtc),
  fieldNormaliser('v3-balance-type', ['Type'], legacyCodes({ InterimAvailable: 'ITAV' })),
  fieldNormaliser('code-in-lower-case', ['Type', 'Amount.Currency'], upperCaseCode),
];

describe('quarantine', () => {
  it('passes the good records on, and names the bad ones without their values', () => {
    const iban = 'GB33BUKB20201555555555';
    const records = [
      good,
      { ...good, AccountId: 'A-2', Type: iban, Amount: { Amount: 1.5, Currency: iban } },
      { ...good, AccountId: undefined },
      null,
      'text',
      { ...good, AccountId: `A-5\nINFO forged ${iban}`, DateTime: iban },
      { ...good, AccountId: 'A-6' },
    ];

    const sorted = quarantine('core-banking', balance, records, idOf, normalisers);

    expect(sorted).toEqual({
      system: 'core-banking',
      accepted: [good, { ...good, AccountId: 'A-6' }],
      quarantined: [
        {
          recordId: 'A-2',
          issues: ['Type invalid_value', 'Amount.Amount invalid_union', 'Amount.Currency custom'],
        },
        { recordId: '[2]', issues: ['AccountId invalid_type'] },
        { recordId: '[3]', issues: ['(record) invalid_type'] },
        { recordId: '[4]', issues: ['(record) invalid_type'] },
        { recordId: '[5]', issues: ['DateTime invalid_format'] },
      ],
      normalisations: [],
    });
    expect(quarantineErrors(sorted)[0]).toMatchObject({
      code: 'UPSTREAM_INVALID',
      system: 'core-banking',
      recordId: 'A-2',
      details: { system: 'core-banking', recordId: 'A-2' },
    });
    expect(JSON.stringify([sorted.quarantined, quarantineErrors(sorted)])).not.toContain(iban);
  });

  it('repairs known dirt, says where, and leaves what it was given as it was', () => {
    const dirty = Object.freeze({
      AccountId: 'A-1',
      DateTime: '2026-06-30',
      Type: 'InterimAvailable',
      Amount: Object.freeze({ Amount: '1.00', Currency: 'gbp' }),
    });

    expect(quarantine('core-banking', balance, [dirty, good], idOf, normalisers)).toEqual({
      system: 'core-banking',
      accepted: [{ ...good, Type: 'ITAV' }, good],
      quarantined: [],
      normalisations: [
        { recordId: 'A-1', rule: 'date-only-as-midnight-utc' },
        { recordId: 'A-1', rule: 'v3-balance-type' },
        { recordId: 'A-1', rule: 'code-in-lower-case' },
      ],
    });
  });

  it('reaches into lists', () => {
    const upper = fieldNormaliser('scheme', ['Account[].SchemeName'], upperCaseCode);

    expect(upper.apply({ Account: [{ SchemeName: 'iban' }, { SchemeName: 'PAN' }, null] })).toEqual({
      Account: [{ SchemeName: 'IBAN' }, { SchemeName: 'PAN' }, null],
    });
  });

  it('loses no record, whatever a system sends', async () => {
    await fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(good), fc.jsonValue())), (records) => {
        const { accepted, quarantined } = quarantine('x', balance, records, idOf, normalisers);
        expect(accepted.length + quarantined.length).toBe(records.length);
        for (const record of accepted) expect(balance.safeParse(record).success).toBe(true);
      }),
    );
  });

  it('refuses a single value that must fit', () => {
    expect(() => requireValid('core-banking', balance, { ...good, Type: 'x' }, 'A-1')).toThrow(
      new UpstreamInvalid('core-banking', 'A-1', ['Type invalid_value']),
    );
    expect(requireValid('core-banking', balance, good, 'A-1')).toEqual(good);
  });
});
