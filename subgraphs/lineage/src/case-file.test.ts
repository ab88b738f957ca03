import type { DecisionEventEntry } from '@bankgraph/decision-ledger';
import { insertDecisionEvents } from '@bankgraph/decision-ledger/testing';
import { type Ask, type Asker, asking } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Databases, decided, startDatabases } from './databases.fixture.js';
import {
  accessLogSource,
  auditTrailSource,
  integrityCheck,
  interactionsSource,
  ledgerSource,
  lineageSubgraph,
} from './subgraph.js';

const kyc: Asker = { role: 'kyc-analyst', purpose: 'IdentityVerification' };
const investigator: Asker = { role: 'aml-investigator', purpose: 'CounterMoneyLaundering' };
const offTheCase: Asker = { ...investigator, id: 'S-aml-investigator-2' };
const mlro: Asker = { role: 'mlro', purpose: 'CounterMoneyLaundering' };
const auditor: Asker = { role: 'auditor', purpose: 'LegalCompliance' };
const dpo: Asker = { role: 'dpo', purpose: 'RightsFulfilment' };
const agent: Asker = { role: 'frontline-agent', purpose: 'CustomerCare' };
const uncleared = { kyc, auditor, dpo, agent };

const file = `query ($customerId: ID!, $caseId: ID, $decisionId: ID) {
  caseFile(customerId: $customerId, caseId: $caseId, decisionId: $decisionId) {
    customer { id } caseId decisionId
    decisions { decision { id causedBy supersedes inputs { externalId } } }
  }
}`;

/** The decisions about a twin; about one of them there is an investigation, with a report. */
function story(subject: string, isInvestigated: boolean): DecisionEventEntry[] {
  const id = (name: string) => `LE-${subject}-${name}`;
  const evidence = (externalId: string, dataClass: 'C' | 'R') => ({
    system: 'x',
    externalId,
    hash: 'a'.repeat(64),
    asOf: '2026-06-01T00:00:00Z',
    class: dataClass,
  });
  const aml = { domain: 'aml', class: 'R', subject, caseId: `case-of-${subject}` } as const;
  const shared = [
    decided(id('first'), { subject, occurredAt: '2026-05-01T10:00:00Z' }),
    decided(id('rating'), {
      subject,
      occurredAt: '2026-05-04T10:00:00Z',
      causedBy: isInvestigated ? [id('alert')] : [],
      supersedes: id('first'),
      inputs: [evidence('passport', 'C'), ...(isInvestigated ? [evidence('dec-1', 'R')] : [])],
    }),
  ];
  if (!isInvestigated) return shared;
  return [
    ...shared,
    decided(id('alert'), {
      ...aml,
      kind: 'aml.alert',
      occurredAt: '2026-05-02T10:00:00Z',
      causedBy: [id('first')],
    }),
    decided(id('report-filed'), {
      ...aml,
      kind: 'aml.report-decided',
      occurredAt: '2026-05-05T10:00:00Z',
      causedBy: [id('rating')],
    }),
    // Open, and of the case.
    decided(id('restriction'), {
      subject,
      kind: 'core.restriction',
      domain: 'kyc',
      caseId: aml.caseId,
      occurredAt: '2026-05-06T10:00:00Z',
    }),
  ];
}

let databases: Databases;
let ask: Ask;
/** Who was given an export of C-1. */
let approved: readonly string[] = [];

beforeAll(async () => {
  databases = await startDatabases();
  const others = story('C-2', false);
  await insertDecisionEvents(databases.owner, [
    ...story('C-1', true),
    ...others,
    decided('LE-C-2-restriction', {
      subject: 'C-2',
      kind: 'core.restriction',
      occurredAt: '2026-05-06T10:00:00Z',
    }),
  ]);
  const definition = lineageSubgraph({
    ledger: ledgerSource({ knex: databases.ledger }),
    interactions: interactionsSource({ knex: databases.interactions }),
    accessLog: accessLogSource({ reader: databases.audit, restrictedFields: new Set() }),
    auditTrail: auditTrailSource({
      reader: databases.audit,
      knex: databases.auditKnex,
      restrictedFields: new Set(),
    }),
    integrity: integrityCheck({ ledger: databases.ledger, audit: databases.auditKnex }),
    // Nothing is subscribed to here.
    openEvent: () => null,
  });
  ask = await asking(definition, {
    assignedToCustomer: async () => true,
    assignedToCase: async (staff) => staff === 'S-aml-investigator-1',
    exportApproved: async (staff, customer) => customer === 'C-1' && approved.includes(staff),
  });
});
afterAll(async () => {
  await databases?.[Symbol.asyncDispose]();
});

/** What somebody may take out, and the codes of errors. */
async function taken(asker: Asker, of: object = {}, given: readonly string[] = []) {
  approved = given;
  const { data, errors } = JSON.parse(JSON.stringify(await ask(asker, file, { customerId: 'C-1', ...of })));
  type Decision = {
    id: string;
    causedBy: string[];
    supersedes: string | null;
    inputs: { externalId: string }[];
  };
  const decisions: Decision[] = (data.caseFile?.decisions ?? []).map(
    (row: { decision: Decision }) => row.decision,
  );
  return {
    ids: decisions.map(({ id }) => id.replace('LE-C-1-', '')),
    decisions,
    codes: (errors ?? []).map((error: { extensions: { code: string } }) => error.extensions.code),
  };
}

describe('a case file', () => {
  it('without a second person is refused in its restricted part to those who could see it', async () => {
    for (const asker of [investigator, offTheCase, mlro]) {
      expect(await taken(asker)).toMatchObject({
        ids: ['first', 'rating', 'restriction'],
        codes: ['FOUR_EYES_REQUIRED'],
      });
    }
  });

  it('is whole for them once somebody else has agreed: for this customer, and as far as they could see', async () => {
    const all = ['first', 'alert', 'rating', 'report-filed', 'restriction'];
    expect(await taken(mlro, {}, ['S-mlro-1'])).toMatchObject({ ids: all, codes: [] });
    expect(await taken(investigator, {}, ['S-aml-investigator-1'])).toMatchObject({ ids: all, codes: [] });
    expect(await taken(offTheCase, {}, ['S-aml-investigator-2'])).toMatchObject({
      ids: ['first', 'alert', 'rating', 'restriction'],
      codes: [],
    });
    expect((await taken(mlro, {}, ['S-mlro-2'])).codes).toEqual(['FOUR_EYES_REQUIRED']);
  });

  it.each(Object.entries(uncleared))(
    'says to %s of an investigated customer what it says of the other',
    async (_, asker) => {
      for (const given of [[], [`S-${asker.role}-1`]]) {
        for (const of of [
          {},
          { decisionId: 'rating' },
          { decisionId: 'alert' },
          { decisionId: 'none' },
          { caseId: 'case' },
        ]) {
          approved = given;
          const look = async (customerId: string) => {
            const named = {
              ...('decisionId' in of ? { decisionId: `LE-${customerId}-${of.decisionId}` } : {}),
              ...('caseId' in of ? { caseId: `case-of-${customerId}` } : {}),
            };
            const answer = JSON.stringify((await ask(asker, file, { customerId, ...named })).data);
            return answer.replaceAll(customerId, 'C-#');
          };
          expect(await look('C-1')).toBe(await look('C-2'));
        }
      }
    },
  );

  it('names of other decisions and restricted evidence only what is in it', async () => {
    const rating = ({ decisions }: Awaited<ReturnType<typeof taken>>) =>
      decisions.find(({ id }) => id === 'LE-C-1-rating');
    expect(rating(await taken(mlro))).toEqual({
      id: 'LE-C-1-rating',
      causedBy: [],
      supersedes: 'LE-C-1-first',
      inputs: [{ externalId: 'passport' }],
    });
    expect(rating(await taken(mlro, {}, ['S-mlro-1']))).toMatchObject({
      causedBy: ['LE-C-1-alert'],
      inputs: [{ externalId: 'passport' }, { externalId: 'dec-1' }],
    });
  });

  it('asks for a second person even when nothing but evidence is restricted', async () => {
    const { codes, ids } = await taken(mlro, { decisionId: 'LE-C-1-first' });
    expect([ids, codes]).toEqual([['first'], []]);
    const only = 'LE-C-3-only';
    await insertDecisionEvents(databases.owner, [
      decided(only, {
        subject: 'C-3',
        inputs: [
          {
            system: 'x',
            externalId: 'dec-9',
            hash: 'b'.repeat(64),
            asOf: '2026-06-01T00:00:00Z',
            class: 'R',
          },
        ],
      }),
    ]);
    const of = { customerId: 'C-3' };
    expect((await taken(mlro, of)).codes).toEqual(['FOUR_EYES_REQUIRED']);
    expect((await taken(kyc, of)).codes).toEqual([]);
  });

  it('of one decision has those that led to it, and of a case those of the case and what led to them', async () => {
    const given = ['S-mlro-1'];
    const one = (name: string) => taken(mlro, { decisionId: `LE-C-1-${name}` }, given);
    expect((await one('rating')).ids).toEqual(['first', 'alert', 'rating']);
    expect((await one('first')).ids).toEqual(['first']);
    expect((await taken(mlro, { caseId: 'case-of-C-1' }, given)).ids).toEqual([
      'first',
      'alert',
      'rating',
      'report-filed',
      'restriction',
    ]);
    expect((await taken(mlro, { caseId: 'case-of-C-2' }, given)).ids).toEqual([]);
    // What stays behind ties nothing together: the restriction is of the case, and nobody may take the case out.
    expect(await taken(mlro, { caseId: 'case-of-C-1' })).toMatchObject({
      ids: [],
      codes: ['FOUR_EYES_REQUIRED'],
    });
  });

  it('is refused while the ledger cannot be asked, and does not read as empty', async () => {
    await databases.owner.raw('revoke select on ledger.decision_event from ledger_reader');
    try {
      expect((await taken(mlro)).codes).toEqual(['UPSTREAM_UNAVAILABLE']);
    } finally {
      await databases.owner.raw('grant select on ledger.decision_event to ledger_reader');
    }
  });
});
