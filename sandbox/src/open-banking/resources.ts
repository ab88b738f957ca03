import type { Account, AccountIdentification } from '../world/accounts.js';
import type { Money } from '../world/money.js';
import type { WorldCustomer } from '../world/world.js';

/** The bank's own identification as servicer of the accounts. */
const servicer = {
  SchemeName: 'UK.OBIE.BICFI',
  Identification: 'BKGRGB2LXXX',
  Name: 'Bankgraph Sandbox Bank',
};

type View = 'basic' | 'detail';

/** Shows the PAN in full only with `ReadPAN`. */
function identification(one: AccountIdentification, pan: boolean) {
  const masked = one.scheme === 'UK.OBIE.PAN' && !pan;
  return {
    SchemeName: one.scheme,
    Identification: masked ? one.identification.replace(/\d(?=\d{4})/g, 'x') : one.identification,
    Name: one.name,
  };
}

/** OBAccount6, Basic or Detail. */
export function accountResource(account: Account, view: View, pan: boolean) {
  return {
    AccountId: account.accountId,
    Status: account.status,
    StatusUpdateDateTime: account.statusUpdatedAt,
    Currency: account.currency,
    AccountCategory: account.category,
    AccountTypeCode: account.typeCode,
    Description: account.description,
    ...(account.nickname === null ? {} : { Nickname: account.nickname }),
    OpeningDate: account.openedAt,
    ...(view === 'detail'
      ? { Account: account.identifications.map((one) => identification(one, pan)), Servicer: servicer }
      : {}),
  };
}

/** The balances of OBReadBalance1. */
export function balanceResources(account: Account) {
  return account.balances.map((balance) => ({
    AccountId: account.accountId,
    CreditDebitIndicator: balance.creditDebit,
    Type: balance.type,
    DateTime: balance.dateTime,
    Amount: money(balance.amount),
  }));
}

/** OBTransaction6, Basic or Detail. */
export function transactionResource(
  account: Account,
  transaction: Account['transactions'][number],
  view: View,
  pan: boolean,
) {
  const other =
    transaction.counterparty === null
      ? undefined
      : {
          SchemeName: 'UK.OBIE.IBAN',
          Identification: transaction.counterparty.iban,
          Name: transaction.counterparty.name,
        };
  const card = account.identifications.find((one) => one.scheme === 'UK.OBIE.PAN');
  return {
    AccountId: account.accountId,
    TransactionId: transaction.transactionId,
    CreditDebitIndicator: transaction.creditDebit,
    Status: transaction.status,
    TransactionMutability: transaction.status === 'BOOK' ? 'Immutable' : 'Mutable',
    BookingDateTime: transaction.bookedAt,
    ...(transaction.valueAt === null ? {} : { ValueDateTime: transaction.valueAt }),
    Amount: money(transaction.amount),
    BankTransactionCode: {
      Code: transaction.bankTransactionCode.code,
      SubCode: transaction.bankTransactionCode.subCode,
    },
    ...(card === undefined
      ? {}
      : {
          CardInstrument: {
            CardSchemeName: 'VISA',
            Name: card.name.slice(0, 70),
            Identification: identification(card, pan).Identification,
          },
        }),
    ...(view === 'detail'
      ? {
          TransactionInformation: transaction.information,
          ...(transaction.merchant === null
            ? {}
            : {
                MerchantDetails: {
                  MerchantName: transaction.merchant.name,
                  MerchantCategoryCode: transaction.merchant.categoryCode,
                },
              }),
          ...(other === undefined
            ? {}
            : { [transaction.creditDebit === 'Debit' ? 'CreditorAccount' : 'DebtorAccount']: other }),
        }
      : {}),
  };
}

/** The beneficiaries of OBReadBeneficiary5, Basic or Detail. */
export function beneficiaryResources(account: Account, view: View) {
  return account.beneficiaries.map((beneficiary) => ({
    AccountId: account.accountId,
    BeneficiaryId: beneficiary.beneficiaryId,
    BeneficiaryType: 'Ordinary',
    Reference: beneficiary.reference,
    ...(view === 'detail' ? { CreditorAccount: iban(beneficiary.iban, beneficiary.name) } : {}),
  }));
}

/** The standing orders of OBReadStandingOrder6, Basic or Detail. */
export function standingOrderResources(account: Account, view: View) {
  return account.standingOrders.map((order) => ({
    AccountId: account.accountId,
    StandingOrderId: order.standingOrderId,
    NextPaymentDateTime: order.nextPaymentAt,
    StandingOrderStatusCode: order.active ? 'ACTV' : 'CANC',
    NextPaymentAmount: money(order.amount),
    MandateRelatedInformation: { Frequency: { Type: order.frequency, CountPerPeriod: 1 } },
    RemittanceInformation: { Unstructured: [order.reference] },
    ...(view === 'detail' ? { CreditorAccount: iban(order.creditorIban, order.creditorName) } : {}),
  }));
}

/** The direct debits of OBReadDirectDebit2. */
export function directDebitResources(account: Account) {
  return account.directDebits.map((debit) => ({
    AccountId: account.accountId,
    DirectDebitId: debit.directDebitId,
    DirectDebitStatusCode: debit.active ? 'ACTV' : 'CANC',
    MandateRelatedInformation: {
      MandateIdentification: debit.mandateId,
      Frequency: { Type: 'MNTH', CountPerPeriod: 1 },
    },
    Name: debit.name,
    PreviousPaymentDateTime: debit.previousPaymentAt,
    PreviousPaymentAmount: money(debit.previousAmount),
  }));
}

/** The statements of OBReadStatement2, Basic or Detail. */
export function statementResource(account: Account, statement: Account['statements'][number], view: View) {
  return {
    AccountId: account.accountId,
    StatementId: statement.statementId,
    Type: 'RegularPeriodic',
    StartDateTime: statement.startAt,
    EndDateTime: statement.endAt,
    CreationDateTime: statement.createdAt,
    ...(view === 'detail'
      ? {
          StatementAmount: [
            {
              CreditDebitIndicator: statement.closingCreditDebit,
              Type: 'UK.OBIE.ClosingBalance',
              Amount: money(statement.closingBalance),
            },
          ],
        }
      : {}),
  };
}

/** The product of OBReadProduct2. */
export function productResource(account: Account) {
  const current = account.typeCode === 'CACC';
  return {
    AccountId: account.accountId,
    ProductId: account.productId,
    ProductName: account.productName,
    ProductType: current ? 'PersonalCurrentAccount' : 'Other',
    ...(current ? {} : { OtherProductType: { Name: account.productName, Description: account.description } }),
  };
}

/** OBParty2; with the party's role when it is asked for by account. */
export function partyResource(customer: WorldCustomer, account?: Account) {
  const { party } = customer;
  const holder = account?.holders.find((one) => one.customerId === customer.customerId);
  return {
    PartyId: party.partyId,
    PartyNumber: customer.customerId,
    PartyType: account !== undefined && account.holders.length > 1 ? 'Joint' : 'Sole',
    Name: party.fullName,
    FullLegalName: party.fullName,
    LegalStructure: 'UK.OBIE.Individual',
    ...(holder === undefined
      ? {}
      : { AccountRole: holder.role === 'PRINCIPAL' ? 'UK.OBIE.Principal' : 'UK.OBIE.SecondaryOwner' }),
    EmailAddress: party.emailAddress,
    Mobile: party.mobile,
    Address: [
      {
        AddressType: 'HOME',
        StreetName: party.address.streetName,
        BuildingNumber: party.address.buildingNumber,
        PostCode: party.address.postCode,
        TownName: party.address.townName,
        Country: party.address.country,
      },
    ],
  };
}

function money(amount: Money) {
  return { Amount: amount.amount, Currency: amount.currency };
}

function iban(identification: string, name: string) {
  return { SchemeName: 'UK.OBIE.IBAN', Identification: identification, Name: name };
}
