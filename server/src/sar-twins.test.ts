import { createHash } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type PolicySet, readPolicies } from '@bankgraph/authorization';
import type { Knex } from '@bankgraph/database';
import { randomOperation } from '@bankgraph/gateway/testing';
import { type Role, roles } from '@bankgraph/identity';
import { apiSdlOf, readSubgraph, readSupergraph, SUBGRAPH_NAMES, type SubgraphName } from '@bankgraph/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, isObjectType, parse, validate } from 'graphql';
import { policiesFolder } from './project-folder.js';
import { actorOf, askSubgraph } from './testing/ask-subgraph.js';
import { bankOwner } from './testing/bank-owner.js';
import { everythingOf, everythingQuery } from './testing/everything-query.js';
import { operationCorpus } from './testing/operation-corpus.js';
import { type Bank, startBank, type Topology } from './testing/start-bank.js';

const reported = 'C-1007';
const other = 'C-1008';

/** Assigned to both customers, and to no case of theirs. */
const offTheCase = 'S-aml-investigator-2';

/** Somebody who is not cleared for the report. */
interface Uncleared {
  readonly role: Role;
  readonly purpose?: string;
  readonly sub?: string;
  readonly clientId?: string;
  /** A customer asks as the twin that is asked about, unless it is somebody else. */
  readonly customer?: string;
}

const unclearedRoles = roles.filter((role) => role !== 'mlro');

/** Everybody who works in a role, is its customer or its client. The investigator of the case is the one who is cleared. */
function personsOf(role: Role): readonly Omit<Uncleared, 'role' | 'purpose'>[] {
  if (role === 'customer') return [{}, { customer: 'C-1001' }];
  if (role === 'partner') return [{ clientId: 'P-moneywise' }, { clientId: 'P-brightloans' }];
  const staff = [1, 2, 3].map((number) => ({ sub: `S-${role}-${number}` }));
  return role === 'aml-investigator' ? staff.slice(1) : staff;
}

/** One of each role, the one who sees most: assigned, with the first purpose of the role. */
function oneOfEach(policies: PolicySet): readonly Uncleared[] {
  return unclearedRoles.map((role) => {
    const [person = {}] = personsOf(role);
    const [purpose = ''] = policies.roles.get(role)?.purposes ?? [];
    return { role, purpose, ...person };
  });
}

/**
 * An answer without what differs between any two customers and any two moments: the customers' numbers, also within
 * cursors; hashes, which are of texts that name the case; and when and under which id an access went on record.
 */
function neutral(text: string, since: number): string {
  return text
    .replace(/"([\w-]{8,})"/g, (whole, token) => {
      const decoded = Buffer.from(token, 'base64url').toString('utf8');
      return /^[\x20-\x7e]+$/.test(decoded) && /\d/.test(decoded) ? `"cursor of ${decoded}"` : whole;
    })
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'some id')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (moment) =>
      Date.parse(moment) >= since && Date.parse(moment) <= Date.now() ? 'just now' : moment,
    )
    .replace(/"[0-9a-f]{64}"/g, '"some hash"')
    .replace(/100[78]/g, '100#');
}

/** What somebody gets to know by asking about a customer, time excepted. */
async function look(
  bank: Bank,
  since: number,
  asker: Uncleared,
  customer: string,
  document: string,
  variables: object,
) {
  bank.resetCalls();
  const { role, purpose, ...person } = asker;
  const own = role === 'customer' ? { customer: person.customer ?? customer } : person;
  const answer = await bank.as(role, purpose, own).query(document, variables, { 'x-request-id': 'twins' });
  return {
    asker,
    status: answer.status,
    headers: [...answer.headers].filter(([name]) => name !== 'date'),
    bytes: Buffer.byteLength(answer.text),
    body: neutral(answer.text, since),
    calls: bank.calls(),
    questions: bank.questions(),
  };
}

/** Both twins in the same order each time, so that what is known of who looked grows for both alike. */
async function lookAtBoth(
  bank: Bank,
  since: number,
  asker: Uncleared,
  documentFor: (customer: string) => string,
  variablesFor: (customer: string, twin: string) => object = (id) => ({ id }),
) {
  return {
    ofReported: await look(
      bank,
      since,
      asker,
      reported,
      documentFor(reported),
      variablesFor(reported, other),
    ),
    ofOther: await look(bank, since, asker, other, documentFor(other), variablesFor(other, reported)),
  };
}

/** Everybody for their first purpose. */
function everyUncleared(policies: PolicySet): readonly Uncleared[] {
  return unclearedRoles.flatMap((role) => {
    const [purpose = ''] = policies.roles.get(role)?.purposes ?? [];
    return personsOf(role).map((person) => ({ role, purpose, ...person }));
  });
}

/** Those of the uncleared who are shown the case itself: only the report is kept from them. */
function isShownCases({ role, sub }: Uncleared): boolean {
  return sub === offTheCase || role === 'auditor';
}

/** Records about the report that break their format, how they come to be and go again, and what they are named by. */
const brokenRows = {
  report: {
    id: 'SAR-1007-1',
    how: `update aml_register.sar set deadline_at = 'infinity' where id = 'SAR-1007-1'`,
    undo: `update aml_register.sar set deadline_at = filed_at + interval '16 days' where id = 'SAR-1007-1'`,
  },
  task: {
    id: 'TASK-1007-9',
    how: `insert into aml_register.case_task (id, case_id, customer_id, title, due_at, assignee)
      select 'TASK-1007-9', case_id, customer_id, 'Prepare the report', 'infinity', 'S-mlro-1'
      from aml_register.sar where id = 'SAR-1007-1'`,
    undo: `delete from aml_register.case_task where id = 'TASK-1007-9'`,
  },
  decision: {
    id: 'NR-1007-9',
    how: `insert into aml_register.no_report_decision
      (id, case_id, customer_id, decided_at, decided_by, approved_by, rationale)
      select 'NR-1007-9', case_id, customer_id, 'infinity', 'S-mlro-1', 'S-mlro-2', 'Not this time'
      from aml_register.sar where id = 'SAR-1007-1'`,
    undo: `delete from aml_register.no_report_decision where id = 'NR-1007-9'`,
  },
} as const;

/** Everything that a subgraph has of a customer: `query ($these: [_Any!]!)`. */
function entityQuery(name: SubgraphName): string {
  const schema = buildSubgraphSchema(readSubgraph(name).document);
  const customer = schema.getType('Customer');
  if (!isObjectType(customer)) throw new Error(`${name} has no Customer.`);
  return `query ($these: [_Any!]!) { _entities(representations: $these) { ... on Customer ${everythingOf(customer)} } }`;
}

const tellsOfReport = /SAR-|suspicious|31000064273315|report-filed/i;

describe.each<Topology>(['in-process', 'http'])(
  'the twins, of whom one is reported, subgraphs %s',
  (topology) => {
    const since = Date.now();
    const everything = everythingQuery();
    let bank: Bank;
    let owner: Knex;
    let policies: PolicySet;

    beforeAll(async () => {
      [bank, policies] = await Promise.all([startBank({ topology }), readPolicies(policiesFolder)]);
      owner = bankOwner(bank);
      await owner('staffing.customer_assignment').insert(
        [reported, other].map((customer_id) => ({
          staff_id: offTheCase,
          customer_id,
          kind: 'CASE_WORK',
          since: '2020-01-01Z',
          until: null,
        })),
      );
      // Those who are cleared have looked, as they do in a bank, and every system has been asked before.
      for (const id of [reported, other]) {
        await bank.as('mlro', 'CounterMoneyLaundering').query(everything, { id });
        await bank.as('aml-investigator', 'CounterMoneyLaundering').query(everything, { id });
      }
    }, 60_000);

    afterEach(async () => {
      for (const system of Object.values(bank.sandbox.systems)) {
        system.behave();
        await system.restart();
      }
      // What was spared by a breaker is asked for again once it has rested. Who asks for reports is seen by the cleared only.
      const cases =
        'query ($id: ID!) { customer(id: $id) { amlCases { nodes { evidence { id } } } amlAlerts { totalCount } sars { totalCount } } }';
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const answers = [];
        for (const id of [reported, other]) {
          answers.push(await bank.as('mlro', 'CounterMoneyLaundering').query(cases, { id }));
        }
        if (answers.every(({ errors }) => errors === undefined)) return;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      throw new Error('The graph has not recovered.');
    });

    afterAll(async () => {
      await owner?.destroy();
      await bank?.[Symbol.asyncDispose]();
    });

    it.each(unclearedRoles)(
      'look the same to every %s for every purpose, to the last byte',
      async (role) => {
        for (const purpose of [undefined, ...(policies.roles.get(role)?.purposes ?? [])]) {
          for (const person of personsOf(role)) {
            const asker = { role, ...(purpose === undefined ? {} : { purpose }), ...person };
            const { ofReported, ofOther } = await lookAtBoth(bank, since, asker, () => everything);
            expect(ofReported).toEqual(ofOther);
            expect(ofReported.status).toBe(200);
            expect(ofReported.body).not.toMatch(tellsOfReport);
          }
        }
      },
      120_000,
    );

    it('differ for the MLRO, so that the comparison means something', async () => {
      const asker = { role: 'mlro', purpose: 'CounterMoneyLaundering' } as const;
      const { ofReported, ofOther } = await lookAtBoth(bank, since, asker, () => everything);
      expect(ofReported.body).toMatch(tellsOfReport);
      expect(ofOther.body).not.toMatch(tellsOfReport);
      const cleared = { role: 'aml-investigator', purpose: 'CounterMoneyLaundering' } as const;
      const onTheCase = await lookAtBoth(bank, since, cleared, () => everything);
      expect(onTheCase.ofReported.body).toMatch(tellsOfReport);
      // The one who is not on the case is shown much of it, so that it is the report alone that is kept from them.
      const offIt = await lookAtBoth(bank, since, { ...cleared, sub: offTheCase }, () => everything);
      expect(offIt.ofReported.body).toContain('Rapid movement of funds');
    });

    if (topology === 'in-process') {
      it('look the same in every operation that this project knows', async () => {
        const corpus = operationCorpus();
        expect(corpus.length).toBeGreaterThan(20);
        for (const { at, document, variables } of corpus) {
          for (const asker of oneOfEach(policies)) {
            const { ofReported, ofOther } = await lookAtBoth(bank, since, asker, document, variables);
            expect({ at, ...ofReported }).toEqual({ at, ...ofOther });
          }
        }
      }, 300_000);

      it(
        'look the same in whatever else is asked',
        () => lookAlikeInRandomOperations({ about: ['$id', '$id', '$decision'], without: '$twin' }),
        180_000,
      );
    }

    describe('when something is broken', () => {
      // What a broken system makes of an answer is made before it goes over HTTP, so two of them are enough there.
      const ways =
        topology === 'http'
          ? (['stopped', 'wrong-shape'] as const)
          : (['stopped', '500', 'cut-body', 'wrong-json', 'wrong-shape', 'slow'] as const);
      it.each(ways)(
        'have the same errors while case management is broken (%s)',
        async (way) => {
          const aml = bank.sandbox.systems.aml;
          for (const asker of oneOfEach(policies)) {
            if (way === 'stopped') await aml.stop();
            else if (way === 'slow') aml.misbehave({ mode: 'slow', ms: 150 });
            else aml.misbehave({ mode: way });
            const { ofReported, ofOther } = await lookAtBoth(bank, since, asker, () => everything);
            // A breaker that opens meanwhile spares the second one calls; those who are shown cases may see that it did.
            const calls = isShownCases(asker) ? { calls: undefined } : {};
            expect({ ...ofReported, ...calls }).toEqual({ ...ofOther, ...calls });
            expect(ofReported.body).not.toMatch(tellsOfReport);
          }
        },
        120_000,
      );

      it('have the same errors while the register of reports is away', async () => {
        await owner.raw('alter role aml_register_reader nologin');
        await owner.raw(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'aml_register_reader'`,
        );
        try {
          for (const asker of everyUncleared(policies)) {
            const { ofReported, ofOther } = await lookAtBoth(bank, since, asker, () => everything);
            expect(ofReported).toEqual(ofOther);
            expect(ofReported.body.includes('aml_register')).toBe(isShownCases(asker));
          }
        } finally {
          await owner.raw('alter role aml_register_reader login');
        }
      }, 120_000);

      it.each(Object.keys(brokenRows) as (keyof typeof brokenRows)[])(
        'look the same when the reported one has a broken %s, and only those who are cleared are told',
        async (record) => {
          await owner.raw(brokenRows[record].how);
          try {
            for (const asker of everyUncleared(policies)) {
              const { ofReported, ofOther } = await lookAtBoth(bank, since, asker, () => everything);
              expect(ofReported).toEqual(ofOther);
              expect(ofReported.body).not.toContain('"errors"');
            }
            const cleared = await bank
              .as('mlro', 'CounterMoneyLaundering')
              .query(everything, { id: reported });
            expect(cleared.errors?.map(({ extensions }) => [extensions.code, extensions.recordId])).toEqual([
              ['UPSTREAM_INVALID', brokenRows[record].id],
            ]);
          } finally {
            await owner.raw(brokenRows[record].undo);
          }
        },
        120_000,
      );
    });

    if (topology === 'http') {
      it('look the same to every subgraph that is asked for them as entities', async () => {
        for (const name of SUBGRAPH_NAMES.filter(
          (subgraph) => subgraph !== 'access' && subgraph !== 'decisions',
        )) {
          const query = entityQuery(name);
          for (const asker of everyUncleared(policies)) {
            const { role, purpose = null, sub, clientId, customer } = asker;
            const ask = async (id: string) => {
              const self = customer ?? id;
              const person =
                role === 'customer' ? { id: self, customerId: self } : { id: sub ?? clientId ?? '' };
              const actor = actorOf(role, purpose, {
                ...person,
                ...(clientId === undefined ? {} : { clientId }),
              });
              bank.resetCalls();
              const answer = await askSubgraph(bank, name, actor, {
                query,
                variables: { these: [{ __typename: 'Customer', id }] },
              });
              const { status, headers, data, errors, extensions } = answer;
              // For the gateway's record alone, where those who see the case may be refused one row more. Counted in any
              // order; the gateway sorts them.
              const disclosures = (extensions?.disclosures ?? []).filter(
                ({ decision }) => !(isShownCases(asker) && decision === 'deny'),
              );
              return {
                name,
                asker,
                status,
                headers: headers.filter(([header]) => header !== 'content-length'),
                body: neutral(JSON.stringify({ data, errors }), since),
                disclosures: disclosures
                  .map(({ count, ...one }) =>
                    neutral(JSON.stringify(one.decision === 'deny' ? one : { ...one, count }), since),
                  )
                  .sort(),
                calls: bank.calls(),
              };
            };
            const ofReported = await ask(reported);
            expect(ofReported).toEqual(await ask(other));
            expect(ofReported.body).not.toMatch(tellsOfReport);
          }
        }
      }, 120_000);

      it('look the same to those who ask for access to them', async () => {
        const request = `mutation ($input: RequestAccessInput!) { requestAccess(input: $input) { kind status customer { id name sars { totalCount } } } }`;
        const inputFor = (customerId: string, asker: string) => ({
          kind: 'BREAK_GLASS',
          customerId,
          reason: 'The customer is on the telephone and nobody else is here.',
          minutes: 5,
          idempotencyKey: `twins-${asker}-${customerId}`,
        });
        for (const asker of everyUncleared(policies)) {
          const name = `${asker.role}-${asker.purpose}-${asker.sub ?? asker.clientId ?? asker.customer ?? 'self'}`;
          const { ofReported, ofOther } = await lookAtBoth(
            bank,
            since,
            asker,
            () => request,
            (id) => ({ input: inputFor(id, createHash('sha256').update(name).digest('hex').slice(0, 40)) }),
          );
          expect(ofReported).toEqual(ofOther);
        }
      }, 120_000);
    }

    if (topology === 'in-process') {
      // The last: of two customers in one operation the list of those who looked is in another order for the one and the other.
      it(
        'look the same beside each other',
        () => lookAlikeInRandomOperations({ about: ['$id', '$id', '$twin'], without: 'accessHistory' }),
        180_000,
      );
    }

    /** Asks random operations about the one and the other, of which those without the given text. */
    async function lookAlikeInRandomOperations({
      about,
      without,
    }: {
      about: readonly string[];
      without: string;
    }) {
      const schema = buildSchema(apiSdlOf(readSupergraph()));
      const values = {
        declared: '$id: ID!, $twin: ID!, $decision: ID!, $text: String!, $count: Int = 3',
        of: { ID: [...about, '"C-1001"'], String: ['$text'], Int: ['$count', '1', '100'] },
      };
      const variablesFor = (yes: boolean) => (id: string, twin: string) => ({
        id,
        twin,
        decision: `LE-${id.slice(2)}-report-filed`,
        text: id,
        yes,
      });
      let compared = 0;
      let withData = 0;
      await fc.assert(
        fc.asyncProperty(
          randomOperation(schema, values),
          fc.constantFrom(...oneOfEach(policies)),
          fc.boolean(),
          async (query, asker, yes) => {
            // The log without a filter is everybody's: the question about the one is in the answer about the other.
            fc.pre(!query.includes('auditEntries'));
            fc.pre(!query.includes(without) && query.includes('customer(id: $id)'));
            fc.pre(validate(schema, parse(query)).length === 0);
            const { ofReported, ofOther } = await lookAtBoth(
              bank,
              since,
              asker,
              () => query,
              variablesFor(yes),
            );
            expect(ofReported).toEqual(ofOther);
            compared += 1;
            if (/"data":\{.*:\{/.test(ofReported.body)) withData += 1;
          },
        ),
        { seed: 1007, numRuns: 75, interruptAfterTimeLimit: 60_000, endOnFailure: true },
      );
      expect(compared).toBeGreaterThan(50);
      expect(withData).toBeGreaterThan(compared / 4);
    }
  },
);
