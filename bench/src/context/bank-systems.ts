import { createHmac } from 'node:crypto';
import type { BankConnections } from '@bankgraph/server';
import pg from 'pg';
import { Pool } from 'undici';

/** A record of a system, as it came. */
// biome-ignore lint/suspicious/noExplicitAny: a program of this kind takes what it needs and looks at nothing else
export type Raw = any;

/** A prepared statement about one customer, `$1`. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What a hand-written program asks of the bank's systems: what comes back is parsed and not looked at. */
export interface BankSystems {
  /** All records of one UK Open Banking resource, over all pages; none where the customer has none. */
  openBanking(resource: string, dataKey: string, customerId: string): Promise<readonly Raw[]>;
  applicant(customerId: string): Promise<Raw | undefined>;
  directory(statement: Statement, customerId: string): Promise<readonly Raw[]>;
  kyc(statement: Statement, customerId: string): Promise<readonly Raw[]>;
  journeys(statement: Statement, customerId: string): Promise<readonly Raw[]>;
  close(): Promise<void>;
}

const openBankingPath = '/open-banking/v4.0/aisp';

/** Permissions of everything that the channel context needs: one token serves for all of it. */
const permissions = [
  ...['ReadAccountsDetail', 'ReadBalances', 'ReadProducts'],
  ...['ReadTransactionsDetail', 'ReadTransactionsCredits', 'ReadTransactionsDebits'],
];

const tokenSeconds = 60;

/** Opens pools to the systems that the channel context is in. */
export function bankSystems({ systems, credentials, databases, own }: BankConnections): BankSystems {
  const core = new Pool(systems['core-banking'], { connections: 32 });
  const vendor = new Pool(systems['identity-verification'], { connections: 20 });
  const directory = new pg.Pool({ connectionString: databases.directory, max: 4 });
  const kyc = new pg.Pool({ connectionString: databases.kyc, max: 4 });
  const journeys = new pg.Pool({ connectionString: own.journeysWriter, max: 4 });
  const tokens = new Map<string, { readonly token: string; readonly until: number }>();
  const tokenFor = (customerId: string) => {
    const now = Math.floor(Date.now() / 1000);
    const known = tokens.get(customerId);
    if (known !== undefined && known.until > now) return known.token;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      permissions,
      sub: customerId,
      iss: 'bankgraph',
      aud: 'core-banking',
      iat: now,
      exp: now + tokenSeconds,
    };
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    const signature = createHmac('sha256', credentials.coreBankingClientSecret)
      .update(signed)
      .digest('base64url');
    const token = `${signed}.${signature}`;
    tokens.set(customerId, { token, until: now + tokenSeconds / 2 });
    return token;
  };
  return {
    async openBanking(resource, dataKey, customerId) {
      const headers = { accept: 'application/json', authorization: `Bearer ${tokenFor(customerId)}` };
      const records: Raw[] = [];
      let path: string | undefined = `${openBankingPath}/${resource}`;
      while (path !== undefined) {
        const answer = await core.request({ method: 'GET', path, headers });
        const body = (await answer.body.json()) as Raw;
        if (answer.statusCode === 404) return [];
        if (answer.statusCode !== 200) throw new Error(`core-banking: ${answer.statusCode}`);
        records.push(...body.Data[dataKey]);
        const next: string | undefined = body.Links?.Next;
        const url: URL | undefined = next === undefined ? undefined : new URL(next, systems['core-banking']);
        path = url && url.pathname + url.search;
      }
      return records;
    },
    async applicant(customerId) {
      const answer = await vendor.request({
        method: 'GET',
        path: `/resources/applicants?externalUserIds=${encodeURIComponent(customerId)}`,
        headers: { 'x-app-token': credentials.identityVerificationAppToken },
      });
      const body = (await answer.body.json()) as Raw;
      if (answer.statusCode !== 200) throw new Error(`identity-verification: ${answer.statusCode}`);
      return body.items[0];
    },
    directory: async (statement, customerId) =>
      (await directory.query({ ...statement, values: [customerId] })).rows,
    kyc: async (statement, customerId) => (await kyc.query({ ...statement, values: [customerId] })).rows,
    journeys: async (statement, customerId) =>
      (await journeys.query({ ...statement, values: [customerId] })).rows,
    close: async () => {
      await Promise.all([core.close(), vendor.close(), directory.end(), kyc.end(), journeys.end()]);
    },
  };
}
