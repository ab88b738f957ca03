/**
 * The operation that was agreed with the bank, by its id: the SHA-256 of its text. A partner sends no text of its own.
 * schema/operations/P-moneywise/AccountBalances.graphql
 */
const accountBalancesId = '79b18bcced29fb722c2d6d8de4f52e111e10b26aba6643c33970299846c373db';

/** A balance: the amount as text, exact to the last digit. */
export interface Balance {
  /** ISO 20022 code, for example `CLBD` for the closing balance. */
  readonly type: string | null;
  readonly creditDebit: 'CREDIT' | 'DEBIT' | null;
  readonly amount: { readonly amount: string; readonly currency: string } | null;
}

/** An account that the customer's consent covers. */
export interface Account {
  /** The account's id for this partner; another partner knows it by another. */
  readonly id: string;
  readonly nickname: string | null;
  readonly balances: readonly Balance[] | null;
}

/** Where the graph is, and as whom it is asked. */
export interface Asked {
  readonly graphUrl: string;
  readonly token: string;
  /** The customer's id for this partner (`px-…`), from the consent. */
  readonly customer: string;
}

interface Body {
  readonly data?: {
    readonly customer: { readonly accounts: { readonly nodes: readonly Account[] } | null } | null;
  };
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/**
 * Asks for the accounts in the customer's consent and what is on them; null when no live consent lets this partner see the
 * customer, or there is none: the two look alike.
 *
 * @throws Error with the codes of what is missing or refused
 */
export async function accountBalances({
  graphUrl,
  token,
  customer,
}: Asked): Promise<readonly Account[] | null> {
  const response = await fetch(graphUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      operationName: 'AccountBalances',
      variables: { id: customer },
      extensions: { persistedQuery: { version: 1, sha256Hash: accountBalancesId } },
    }),
    signal: AbortSignal.timeout(10_000),
  });
  const { data, errors = [] } = (await response.json()) as Body;
  if (errors.length > 0 || data === undefined) {
    const codes = errors.map(({ message, extensions }) => `${extensions?.code ?? 'INTERNAL'}: ${message}`);
    throw new Error(codes.join('\n') || `The graph answered ${response.status}.`);
  }
  return data.customer?.accounts?.nodes ?? null;
}
