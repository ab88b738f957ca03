import { z } from 'zod';
import { identifier, optionalText } from './record-fields.js';
import { recordFormat } from './record-format.js';

/** One product of `OBReadProduct2`: which it is, without its conditions. */
const product = z
  .object({
    AccountId: identifier(),
    ProductId: identifier().nullish(),
    ProductType: z.enum([
      'BusinessCurrentAccount',
      'CommercialCreditCard',
      'Other',
      'PersonalCurrentAccount',
      'SMELoan',
    ]),
    ProductName: optionalText(350),
  })
  .transform((record) => ({ accountId: record.AccountId, name: record.ProductName }));

/** The product behind an account. */
export type ProductRecord = z.output<typeof product>;

/** `/products`. A product belongs to many accounts: reports name it by account. */
export const productFormat = recordFormat({
  resource: 'products',
  dataKey: 'Product',
  schema: product,
  idOf: ({ AccountId, ProductId }) =>
    typeof AccountId === 'string' && typeof ProductId === 'string' ? `${AccountId}/${ProductId}` : AccountId,
  normalisers: [],
});
