import { createSecretKey } from 'node:crypto';
import { hs256Header, signHs256 } from '@bankgraph/identity';

/** How this client of core banking proves itself. */
export interface OpenBankingCredentials {
  readonly clientId: string;
  /** Shared with core banking; at least 32 bytes. */
  readonly clientSecret: string;
}

/**
 * Permissions (UK Open Banking v4.0) for each resource: each call carries those of its own resource only. `ReadPAN`
 * is asked for nowhere: nobody is shown a whole card number, so it must not come into this process.
 */
const permissions: Readonly<Record<string, readonly string[]>> = {
  accounts: ['ReadAccountsDetail'],
  balances: ['ReadBalances'],
  transactions: ['ReadTransactionsDetail', 'ReadTransactionsCredits', 'ReadTransactionsDebits'],
  beneficiaries: ['ReadBeneficiariesDetail'],
  'standing-orders': ['ReadStandingOrdersDetail'],
  'direct-debits': ['ReadDirectDebits'],
  statements: ['ReadStatementsBasic'],
  party: ['ReadPartyPSU'],
  products: ['ReadProducts'],
};

const lifetimeSeconds = 60;
const header = hs256Header('JWT');

/**
 * Makes access tokens (JWT, HS256) that speak for one customer and one resource. They are made here rather than
 * asked for, so that nothing but GET ever goes to core banking.
 */
export function customerTokens(
  credentials: OpenBankingCredentials,
): (customerId: string, path: string) => string {
  const secret = Buffer.from(credentials.clientSecret);
  if (secret.byteLength < 32)
    throw new RangeError('The client secret of core banking needs at least 32 bytes.');
  const key = createSecretKey(secret);
  return (customerId, path) => {
    const resource = /\/([a-z-]+)(?:\?|$)/.exec(path)?.[1] ?? '';
    const iat = Math.floor(Date.now() / 1000);
    const claims = {
      permissions: permissions[resource] ?? [],
      sub: customerId,
      iss: credentials.clientId,
      aud: 'core-banking',
      iat,
      exp: iat + lifetimeSeconds,
    };
    return signHs256(header, claims, key);
  };
}
