import { z } from 'zod';
import {
  amount,
  amountRepairs,
  dateTimeRepairs,
  identifier,
  optionalDateTime,
  optionalText,
} from './record-fields.js';
import { recordFormat } from './record-format.js';

/** One offer of `OBReadOffer1`. The contract has no field for it yet. */
const offer = z
  .object({
    AccountId: identifier(),
    OfferId: identifier().nullish(),
    OfferType: z
      .enum(['BalanceTransfer', 'LimitIncrease', 'MoneyTransfer', 'Other', 'PromotionalRate'])
      .nullish(),
    Description: optionalText(500),
    StartDateTime: optionalDateTime,
    EndDateTime: optionalDateTime,
    Amount: amount.nullish(),
    Fee: amount.nullish(),
  })
  .transform((record) => ({
    accountId: record.AccountId,
    id: record.OfferId ?? null,
    type: record.OfferType ?? null,
    description: record.Description,
    startDateTime: record.StartDateTime,
    endDateTime: record.EndDateTime,
    amount: record.Amount ?? null,
    fee: record.Fee ?? null,
  }));

/** `/offers` */
export const offerFormat = recordFormat({
  resource: 'offers',
  dataKey: 'Offer',
  schema: offer,
  idOf: ({ OfferId }) => OfferId,
  normalisers: [...amountRepairs('Amount', 'Fee'), ...dateTimeRepairs('StartDateTime', 'EndDateTime')],
});
