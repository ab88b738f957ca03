import { openBankingPath } from '@bankgraph/sandbox';
import { SignJWT } from 'jose';

/** How much of the data a token is good for. */
export type View = 'basic' | 'detail' | 'detail-pan' | 'none';

const views = [
  'Accounts',
  'Beneficiaries',
  'ScheduledPayments',
  'StandingOrders',
  'Statements',
  'Transactions',
];
const others = [
  'ReadBalances',
  'ReadDirectDebits',
  'ReadOffers',
  'ReadParty',
  'ReadPartyPSU',
  'ReadProducts',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
];

/** An answer as it came. */
export interface BankAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly interactionId: string | null;
  readonly text: string;
  /** Undefined when the text is not JSON. */
  readonly body: unknown;
}

/** Asks core banking over HTTP, as its published profile demands. */
export class BankCaller {
  readonly #base: string;
  readonly #secret: Uint8Array;
  readonly #tokens = new Map<string, Promise<string>>();

  /** @param url where core banking runs, without path */
  constructor(url: string, clientSecret: string) {
    this.#base = `${url}${openBankingPath}`;
    this.#secret = new TextEncoder().encode(clientSecret);
  }

  /** @param target path below the API's base, or an absolute link of an earlier answer */
  async ask(target: string, authorization: string | null, method = 'GET'): Promise<BankAnswer> {
    const response = await fetch(target.startsWith('http') ? target : this.#base + target, {
      method,
      headers: authorization === null ? {} : { authorization },
    });
    const text = await response.text();
    return {
      status: response.status,
      contentType: response.headers.get('content-type'),
      interactionId: response.headers.get('x-fapi-interaction-id'),
      text,
      body: parsed(text),
    };
  }

  /** `Authorization` of somebody who may see a customer's data in a view. */
  async authorization(customerId: string, view: View): Promise<string> {
    const key = `${customerId} ${view}`;
    const known = this.#tokens.get(key) ?? this.#sign(customerId, permissionsOf(view));
    this.#tokens.set(key, known);
    return `Bearer ${await known}`;
  }

  #sign(customerId: string, permissions: readonly string[]): Promise<string> {
    return new SignJWT({ permissions })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('conformance')
      .setSubject(customerId)
      .setAudience('core-banking')
      .setExpirationTime('30m')
      .sign(this.#secret);
  }
}

function permissionsOf(view: View): readonly string[] {
  if (view === 'none') return [];
  const level = view === 'basic' ? 'Basic' : 'Detail';
  return [
    ...views.map((name) => `Read${name}${level}`),
    ...others,
    ...(view === 'detail-pan' ? ['ReadPAN'] : []),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
