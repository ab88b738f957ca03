import type { World, WorldCustomer } from '../world/world.js';

/** Rows to insert, by qualified table name; a table comes after those that it refers to. */
export type BankRows = ReadonlyMap<string, readonly object[]>;

/** Every table that customers have rows in, in the order in which they can be filled. */
export const customerTables = [
  'directory.customer',
  'directory.customer_external_id',
  'directory.account_holder',
  'directory.service_restriction',
  'staffing.customer_assignment',
  'staffing.case_assignment',
  'kyc.profile',
  'kyc.risk_rating',
  'segments.membership',
  'segments.membership_override',
  'segments.prediction',
  'aml_register.sar',
  'aml_register.no_report_decision',
  'aml_register.case_task',
  'interactions.interaction',
] as const;

/** The tables that are filled once, before the customers. */
export function bankRows(world: World): BankRows {
  return new Map<string, readonly object[]>([
    ['staffing.staff', world.staff.map((member) => snakeCase(member))],
    ['staffing.wall_clearance', world.wallClearances.map((clearance) => snakeCase(clearance))],
    ['staffing.conflict_of_interest', world.conflictsOfInterest.map((conflict) => snakeCase(conflict))],
    ['segments.model_version', world.modelVersions.map((model) => snakeCase(model))],
  ]);
}

/** What the bank's SQL systems keep of one customer. */
export function customerRows(
  world: World,
  customer: WorldCustomer,
): Readonly<Record<(typeof customerTables)[number], readonly object[]>> {
  const { customerId, party } = customer;
  const own = (records: readonly object[]) =>
    records.map((record) => ({ customer_id: customerId, ...snakeCase(record) }));
  return {
    'directory.customer': [
      {
        customer_id: customerId,
        display_name: party.fullName,
        search_name: searchName(party.fullName, party.latinName),
        kind: customer.kind,
        date_of_birth: party.birthDate,
        since: customer.since,
        walls: customer.walls,
      },
    ],
    'directory.customer_external_id': Object.entries(customer.externalIds).map(([system, externalId]) => ({
      customer_id: customerId,
      system,
      external_id: externalId,
    })),
    'directory.account_holder': customer.accounts.flatMap((account) =>
      account.holders
        .filter((holder) => holder.customerId === customerId)
        .map((holder) => ({ account_id: account.accountId, customer_id: customerId, role: holder.role })),
    ),
    'directory.service_restriction': own(customer.restrictions),
    'staffing.customer_assignment': world.customerAssignments(customer).map((one) => snakeCase(one)),
    'staffing.case_assignment': world.caseAssignments(customer).map((one) => snakeCase(one)),
    'kyc.profile': own([customer.kycProfile]),
    'kyc.risk_rating': own(customer.riskRatings),
    'segments.membership': own(customer.memberships),
    'segments.membership_override': own(customer.overrides),
    'segments.prediction': own(customer.predictions),
    'aml_register.sar': own(customer.sars),
    'aml_register.no_report_decision': own(customer.noReportDecisions),
    'aml_register.case_task': own(customer.caseTasks),
    'interactions.interaction': own(customer.interactions),
  };
}

/** Lower case, without accents, in both scripts: what a search is compared with. */
function searchName(fullName: string, latinName: string): string {
  return [...new Set([fullName, latinName])]
    .join(' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase();
}

/** The record with its keys as columns: `nextReviewAt` is `next_review_at`. Values stay as they are. */
function snakeCase(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
