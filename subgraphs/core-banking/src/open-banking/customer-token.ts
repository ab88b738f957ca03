import { SignJWT } from 'jose';

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

/**
 * Makes access tokens (JWT, HS256) that speak for one customer and one resource. They are made here rather than
 * asked for, so that nothing but GET ever goes to core banking.
 */
export function customerTokens(
  credentials: OpenBankingCredentials,
): (customerId: string, path: string) => Promise<string> {
  const key = new TextEncoder().encode(credentials.clientSecret);
  if (key.byteLength < 32) throw new RangeError('The client secret of core banking needs at least 32 bytes.');
  return (customerId, path) => {
    const resource = /\/([a-z-]+)(?:\?|$)/.exec(path)?.[1] ?? '';
    return new SignJWT({ permissions: permissions[resource] ?? [] })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(customerId)
      .setIssuer(credentials.clientId)
      .setAudience('core-banking')
      .setIssuedAt()
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(key);
  };
}
