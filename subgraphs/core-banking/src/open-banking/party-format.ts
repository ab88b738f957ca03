import { fieldNormaliser, legacyCodes } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { singleAsList } from './field-repairs.js';
import { identifier, optionalText } from './record-fields.js';
import { recordFormat } from './record-format.js';

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** `OBPostalAddress7`, in the parts that the contract has. */
const postalAddress = z
  .object({
    AddressType: z.enum(['BIZZ', 'DLVY', 'MLTO', 'PBOX', 'ADDR', 'HOME', 'CORR', 'STAT']).nullish(),
    StreetName: optionalText(140),
    BuildingNumber: optionalText(16),
    PostCode: optionalText(16),
    TownName: optionalText(140),
    Country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      // UK is reserved in ISO 3166-1 for what GB names, so it is never an answer of its own.
      .refine((code) => code !== 'UK' && regions.of(code) !== undefined)
      .nullish(),
  })
  .transform((address) => ({
    addressType: address.AddressType ?? null,
    streetName: address.StreetName,
    buildingNumber: address.BuildingNumber,
    postCode: address.PostCode,
    townName: address.TownName,
    country: address.Country ?? null,
  }));

/** `OBAddressTypeCode` of v3.1. */
const legacyAddressTypes = {
  Business: 'BIZZ',
  Correspondence: 'CORR',
  DeliveryTo: 'DLVY',
  MailTo: 'MLTO',
  POBox: 'PBOX',
  Postal: 'ADDR',
  Residential: 'HOME',
  Statement: 'STAT',
};

const phone = z
  .string()
  .regex(/^\+[0-9]{1,3}-[0-9()+-]{1,30}$/)
  .nullish()
  .transform((text) => text ?? null);

const partyTypes = { Delegate: 'DELEGATE', Joint: 'JOINT', Sole: 'SOLE' } as const;

/** `OBParty2` */
const party = z
  .object({
    PartyId: identifier(),
    PartyNumber: optionalText(35),
    PartyType: z.enum(['Delegate', 'Joint', 'Sole']).nullish(),
    FullLegalName: optionalText(350),
    EmailAddress: z
      .string()
      .max(256)
      .regex(/^[^\s@]+@[^\s@]+$/)
      .nullish(),
    Phone: phone,
    Mobile: phone,
    Address: z.array(postalAddress).nullish(),
  })
  .transform((record) => ({
    partyNumber: record.PartyNumber,
    partyType: record.PartyType ? partyTypes[record.PartyType] : null,
    fullLegalName: record.FullLegalName,
    emailAddress: record.EmailAddress ?? null,
    phone: record.Phone,
    mobile: record.Mobile,
    addresses: record.Address ?? null,
  }));

/** A party as core banking has it. It has no date of birth. */
export type PartyRecord = z.output<typeof party>;

const definition = {
  dataKey: 'Party',
  schema: party,
  idOf: ({ PartyId }: Readonly<Record<string, unknown>>) => PartyId,
  normalisers: [
    singleAsList('single-record-as-list', 'Address'),
    fieldNormaliser('v3.1-address-type', ['Address[].AddressType'], legacyCodes(legacyAddressTypes)),
    fieldNormaliser('country-uk-as-gb', ['Address[].Country'], legacyCodes({ UK: 'GB' })),
    // The standard wants a hyphen after the country code; here it is put in where there is a space.
    fieldNormaliser('phone-hyphen-after-country-code', ['Phone', 'Mobile'], (text) =>
      typeof text === 'string' && /^\+\d{1,3} [\d ()-]+$/.test(text)
        ? text.replace(' ', '-').replaceAll(' ', '')
        : undefined,
    ),
  ],
};

/** `/party`: the customer of the token. */
export const partyFormat = recordFormat({ resource: 'party', ...definition });

/** `/accounts/{id}/parties` */
export const partiesFormat = recordFormat({ resource: 'parties', ...definition });
