/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "subscription CustomerChanged($id: ID!) {\n  customerChanged(id: $id) {\n    at\n    kind\n    domain\n    customer {\n      kyc {\n        status\n      }\n      restrictions {\n        scope\n        reason\n      }\n    }\n  }\n}": typeof types.CustomerChangedDocument,
    "query CustomerOverview($id: ID!) {\n  customer(id: $id) {\n    id\n    name\n    accounts(first: 10) {\n      totalCount\n      nodes {\n        id\n        product\n        nickname\n        status\n        balances {\n          type\n          amount {\n            amount\n            currency\n          }\n          creditDebit\n        }\n      }\n    }\n    kyc {\n      status\n      nextReviewAt\n    }\n    restrictions {\n      reason\n      scope\n      since\n    }\n    consents {\n      id\n      kind\n      status\n      purpose\n      grantee\n      expiresAt\n    }\n  }\n}": typeof types.CustomerOverviewDocument,
};
const documents: Documents = {
    "subscription CustomerChanged($id: ID!) {\n  customerChanged(id: $id) {\n    at\n    kind\n    domain\n    customer {\n      kyc {\n        status\n      }\n      restrictions {\n        scope\n        reason\n      }\n    }\n  }\n}": types.CustomerChangedDocument,
    "query CustomerOverview($id: ID!) {\n  customer(id: $id) {\n    id\n    name\n    accounts(first: 10) {\n      totalCount\n      nodes {\n        id\n        product\n        nickname\n        status\n        balances {\n          type\n          amount {\n            amount\n            currency\n          }\n          creditDebit\n        }\n      }\n    }\n    kyc {\n      status\n      nextReviewAt\n    }\n    restrictions {\n      reason\n      scope\n      since\n    }\n    consents {\n      id\n      kind\n      status\n      purpose\n      grantee\n      expiresAt\n    }\n  }\n}": types.CustomerOverviewDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription CustomerChanged($id: ID!) {\n  customerChanged(id: $id) {\n    at\n    kind\n    domain\n    customer {\n      kyc {\n        status\n      }\n      restrictions {\n        scope\n        reason\n      }\n    }\n  }\n}"): typeof import('./graphql.js').CustomerChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CustomerOverview($id: ID!) {\n  customer(id: $id) {\n    id\n    name\n    accounts(first: 10) {\n      totalCount\n      nodes {\n        id\n        product\n        nickname\n        status\n        balances {\n          type\n          amount {\n            amount\n            currency\n          }\n          creditDebit\n        }\n      }\n    }\n    kyc {\n      status\n      nextReviewAt\n    }\n    restrictions {\n      reason\n      scope\n      since\n    }\n    consents {\n      id\n      kind\n      status\n      purpose\n      grantee\n      expiresAt\n    }\n  }\n}"): typeof import('./graphql.js').CustomerOverviewDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
