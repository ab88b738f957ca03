import type { Role } from '@bankgraph/identity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everythingQuery } from './testing/everything-query.js';
import { type Bank, startBank } from './testing/start-bank.js';

const twinWithReport = 'C-1007';
const twinWithout = 'C-1008';

/** Everyone but the MLRO and the investigators of the case; the auditor until the MLRO has released the report. */
const uncleared: readonly [Role, string | undefined][] = [
  ['customer', undefined],
  ['frontline-agent', 'CustomerCare'],
  ['relationship-manager', 'CustomerRelationshipManagement'],
  ['fraud-analyst', 'FraudPreventionAndDetection'],
  ['kyc-analyst', 'IdentityVerification'],
  ['dpo', 'RightsFulfilment'],
  ['auditor', 'LegalCompliance'],
  ['marketing', 'DirectMarketing'],
  ['partner', 'ServiceProvision'],
];

/** The one and the other, the customer's number taken out, also where a cursor holds an id. */
const neutral = (text: string) =>
  text
    .replace(
      /"(\w*[cC]ursor)":"([\w-]+)"/g,
      (_, name, cursor) => `"${name}":"${Buffer.from(cursor, 'base64url')}"`,
    )
    // A hash of evidence is of text that names the case, and the case's id has the customer's number in it.
    .replace(/"hash":"[0-9a-f]{64}"/g, '"hash":""')
    .replaceAll('1007', '100#')
    .replaceAll('1008', '100#');

describe('the twins, of whom one is reported', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank();
  }, 60_000);
  afterAll(() => bank?.[Symbol.asyncDispose]());

  it.each(uncleared)('look the same to the %s, to the last byte', async (role, purpose) => {
    const everything = everythingQuery();
    const ask = async (id: string) => {
      bank.resetCalls();
      const asker = role === 'customer' ? bank.as(role, purpose, { customer: id }) : bank.as(role, purpose);
      const answer = await asker.query(everything, { id }, { 'x-request-id': 'twins' });
      const headers = [...answer.headers].filter(([name]) => name !== 'date');
      return { ...answer, headers, calls: bank.calls() };
    };
    const reported = await ask(twinWithReport);
    const other = await ask(twinWithout);
    // Who looked grows with every question, so both are compared as the first of this role.
    expect(JSON.parse(neutral(withoutAccess(reported.text)))).toEqual(
      JSON.parse(neutral(withoutAccess(other.text))),
    );
    expect(neutral(withoutAccess(reported.text))).toBe(neutral(withoutAccess(other.text)));
    expect(reported.errors).toBeUndefined();
    expect([reported.status, reported.headers]).toEqual([other.status, other.headers]);
    expect(reported.calls).toEqual(other.calls);
    expect(reported.data.customer?.sars ?? { totalCount: 0 }).toMatchObject({ totalCount: 0 });
    expect(reported.text).not.toMatch(/SAR-|suspicious/i);
  });

  it('differ for the MLRO, so that the comparison means something', async () => {
    const sars =
      'query ($id: ID!) { customer(id: $id) { sars { totalCount nodes { status regulatorRef } } } }';
    const mlro = bank.as('mlro', 'CounterMoneyLaundering');
    expect((await mlro.query(sars, { id: twinWithReport })).data.customer.sars.totalCount).toBe(1);
    expect((await mlro.query(sars, { id: twinWithout })).data.customer.sars.totalCount).toBe(0);
  });
});

/** Access records carry the time and a random id of each access. */
function withoutAccess(text: string): string {
  const body = JSON.parse(text) as {
    data?: {
      customer?: { accessHistory?: { nodes?: object[]; edges?: unknown; pageInfo?: unknown } } | null;
    };
  };
  const history = body.data?.customer?.accessHistory;
  if (history?.nodes !== undefined) {
    history.nodes = history.nodes.map((node) => ({ ...node, id: '', at: '' }));
    history.edges = [];
    history.pageInfo = {};
  }
  return JSON.stringify(body);
}
