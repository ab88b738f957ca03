import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Knex } from '@bankgraph/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { senderTo } from './asked-databases.js';
import { sendEvent } from './commands/sandbox-send.js';
import { type Running, readRunning } from './data-folder.js';
import { projectFolder } from './project-folder.js';
import { type Outcome, outcomeOf } from './testing/outcome-of.js';

const command = join(projectFolder, 'server/bin/bankgraph.js');
let folder: string;
let server: ChildProcess;
let running: Running;
let knex: Knex;
let said = '';

const environment = () => ({ ...process.env, BANKGRAPH_DATA: folder, PORT: '0', NODE_OPTIONS: '' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-events-'));
  server = spawn(process.execPath, [command, 'start', '--customers', '25'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text;
      if (said.includes('Bankgraph is ready')) resolve();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${said}`)));
  });
  running = await readRunning(folder);
  knex = connect(running.events.eventKeeper, { poolMax: 1, applicationName: 'test' });
}, 300_000);

afterAll(async () => {
  await knex?.destroy();
  const ended = new Promise((resolve) => server?.once('exit', resolve));
  server?.kill('SIGINT');
  await ended;
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function run(...words: string[]): Promise<Outcome> {
  return outcomeOf(spawn(process.execPath, [command, ...words], { env: environment(), stdio: 'pipe' }));
}

const decisions = (subject: string) =>
  knex('ledger.decision_event').select('*').where({ subject }).orderBy('occurred_at', 'desc');

/** Somebody who is told of changes of C-1001. */
async function subscriberOf(role: readonly string[]) {
  const { out } = await run('token', '--role', ...role);
  const send = (url: string, query: string, variables: object = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${out.trim()}` },
      body: JSON.stringify({ query, variables }),
    });
  const query = `subscription { customerChanged(id: "C-1001") {
    kind domain decisions { kind actor { type id } } customer { kyc { status } } } }`;
  const stream = await send(`${running.graphql}/stream`, query);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect([stream.status, (await reader?.read())?.value]).toEqual([200, ':\n\n']);
  return {
    ask: async (document: string, variables?: object) =>
      (await (await send(running.graphql, document, variables)).json()) as {
        // biome-ignore lint/suspicious/noExplicitAny: tests compare whole results, whatever their shape
        readonly data: any;
        readonly errors?: unknown;
      },
    /** The next change. */
    told: async () => {
      for (;;) {
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
        if (done) throw new Error('The subscription is over.');
        const [, data] = /^data: (.*)$/m.exec(value ?? '') ?? [];
        if (data !== undefined) return JSON.parse(data).data?.customerChanged;
      }
    },
    stop: async () => reader?.cancel(),
  };
}

describe('events of a running bank', () => {
  it('become decisions that replace what the bank knew, and are published', async () => {
    const [before] = await decisions('C-1001').where({ kind: 'kyc.verification' });
    const sent = await run('sandbox', 'send', 'verification-final', '--customer', 'C-1001');
    expect([sent.code, sent.err]).toEqual([0, '']);
    expect((await decisions('C-1001'))[0]).toMatchObject({
      kind: 'kyc.verification',
      decision: 'RED_FINAL',
      supersedes: before.id,
    });
    for (const event of ['evaluation-alert', 'risk-step-up', 'session-revoked']) {
      expect((await run('sandbox', 'send', event, '--customer', 'C-1001')).code).toBe(0);
    }
    // Shared signals tell times by the second.
    const latest = (await decisions('C-1001')).filter(({ kind }) => kind !== 'fraud.signal.session-revoked');
    expect(await decisions('C-1001').where({ kind: 'fraud.signal.session-revoked' })).toMatchObject([
      { decision: 'REVOKED', class: 'C', domain: 'fraud' },
    ]);
    expect(latest.slice(0, 2).map(({ kind }) => kind)).toEqual(['fraud.risk-decision', 'aml.alert']);
    const replayed = await run('events', 'list');
    expect([replayed.code, replayed.out.trim()]).toEqual([0, 'Nothing waits.']);
  }, 120_000);

  it('of which nothing can be made wait, are shown to people and taken in again', async () => {
    const sent = await run('sandbox', 'send', 'alert', '--customer', 'C-9999');
    expect(sent.code).toBe(0);
    const listed = JSON.parse((await run('events', 'list', '--json')).out);
    expect(listed).toMatchObject([{ system: 'marble', reason: 'unknown-customer' }]);
    const id = String(listed[0].id);
    expect((await run('events', 'show', id)).out).toContain('"pivot_value":"C-9999"');
    expect((await run('events', 'show', '999999')).code).toBe(1);
    const replayed = await run('events', 'replay', '--all', '--json');
    expect(replayed.code).toBe(1);
    expect(JSON.parse(replayed.err)).toEqual([{ id: listed[0].id, received: 'unknown-customer' }]);
    expect((await run('events', 'replay')).code).toBe(1);
    expect(await decisions('C-9999')).toEqual([]);
    expect(said).not.toContain('C-9999');
  }, 120_000);

  it('of the rating engine and of screening stand in the systems of record and in the ledger alike', async () => {
    const analyst = await subscriberOf(['kyc-analyst', '--purpose', 'IdentityVerification']);
    for (const event of ['rating-raised', 'screening-match', 'screening-clear'] as const) {
      await sendEvent(senderTo(running), event, { customer: 'C-1001' });
      expect(await analyst.told()).toMatchObject({
        kind: `bankgraph.kyc.${event === 'rating-raised' ? 'risk-rating' : 'screening'}`,
        domain: 'KYC',
      });
    }
    const query = `{ customer(id: "C-1001") {
      kyc { riskRating { band modelVersion validFrom reason } screenings { id status listVersion screenedAt } }
      riskHistory { current { decisionId level validFrom reason } }
      decisions(filter: { kinds: ["kyc.risk-rating", "kyc.screening"] }, first: 3) { nodes {
        id kind decision occurredAt reasonInternal class supersedes plan { id version } inputs { system externalId }
      } } } }`;
    const { errors, data } = await analyst.ask(query);
    expect(errors).toBeUndefined();
    const { kyc, riskHistory, decisions } = data.customer;
    const [clear, match, rated] = decisions.nodes;
    expect(rated).toMatchObject({ kind: 'kyc.risk-rating', decision: 'HIGH', class: 'CONFIDENTIAL' });
    expect(riskHistory.current).toEqual({
      decisionId: rated.id,
      level: 'HIGH',
      validFrom: rated.occurredAt,
      reason: rated.reasonInternal,
    });
    expect(kyc.riskRating).toEqual({
      band: 'HIGH',
      modelVersion: `${rated.plan.id}@${rated.plan.version}`,
      validFrom: rated.occurredAt,
      reason: rated.reasonInternal,
    });
    const [ratingBefore] = await knex('ledger.decision_event')
      .where({ subject: 'C-1001', kind: 'kyc.risk-rating', decision: 'MEDIUM' })
      .pluck('id');
    expect(rated.supersedes).toBe(ratingBefore);
    const told = [clear, match].map(({ inputs, plan, occurredAt }) => ({
      id: inputs[0].externalId,
      listVersion: plan.version,
      screenedAt: occurredAt,
    }));
    expect(kyc.screenings.slice(0, 2)).toEqual([
      { ...told[0], status: 'CLEAR' },
      { ...told[1], status: 'IN_REVIEW' },
    ]);
    expect([match.decision, clear.decision, clear.supersedes]).toEqual([
      'POTENTIAL_MATCH',
      'NO_MATCH',
      match.id,
    ]);
    await analyst.stop();
    const customer = await subscriberOf(['customer', '--customer', 'C-1001']);
    const shown = (await customer.ask(query)).data.customer;
    expect([shown.kyc.riskRating, shown.kyc.screenings, shown.decisions.nodes, shown.riskHistory]).toEqual([
      null,
      [],
      [],
      null,
    ]);
    await customer.stop();
    for (const [event, said] of [
      ['rating-raised', 'no risk rating of C-9999'],
      ['screening-match', 'does not know C-9999'],
    ] as const) {
      await expect(sendEvent(senderTo(running), event, { customer: 'C-9999' })).rejects.toThrow(said);
    }
  }, 120_000);

  it('and of people are told to subscribers, when they may see them: outbox, relay, bus, gateway', async () => {
    const analyst = await subscriberOf(['kyc-analyst', '--purpose', 'IdentityVerification']);
    const customer = await subscriberOf(['customer', '--customer', 'C-1001']);
    const reviewed = await analyst.ask(
      'mutation ($input: KycReviewInput!) { recordKycReview(input: $input) { id } }',
      {
        input: {
          customerId: 'C-1001',
          outcome: 'REJECTED',
          reason: 'It was looked into by two of us.',
          evidence: [],
          version: 0,
          idempotencyKey: 'reviewed-once-0001',
        },
      },
    );
    expect(reviewed.errors).toBeUndefined();
    expect(await analyst.told()).toEqual({
      kind: 'bankgraph.decision',
      domain: 'KYC',
      decisions: [{ kind: 'kyc.review', actor: { type: 'HUMAN', id: 'S-kyc-analyst-1' } }],
      customer: { kyc: { status: 'REJECTED' } },
    });
    const sent = await run('sandbox', 'send', 'screening-match', '--customer', 'C-1001');
    expect([sent.code, sent.err]).toEqual([0, '']);
    expect(await analyst.told()).toMatchObject({ decisions: [{ kind: 'kyc.screening' }] });
    const { data } = await customer.ask('{ customer(id: "C-1001") { consents { id version status } } }');
    const { id, version } = data.customer.consents.find(
      ({ status }: { readonly status: string }) => status === 'AUTH',
    );
    const withdrawn = await customer.ask(
      `mutation ($id: ID!, $version: Int!) {
        withdrawConsent(customerId: "C-1001", id: $id, version: $version, idempotencyKey: "withdrawn-once-0001") { id }
      }`,
      { id, version },
    );
    expect(withdrawn.errors).toBeUndefined();
    // The first that the customer hears of: not of the work on a check.
    expect(await customer.told()).toMatchObject({ kind: 'bankgraph.consent', domain: 'CONSENT' });
    await analyst.stop();
    await customer.stop();
  }, 120_000);

  it('of the system of consents end one in the register', async () => {
    const [subject] = await knex('consent.consent')
      .where({ status: 'AUTH' })
      .whereNot({ customer_id: 'C-1001' })
      .orderBy('customer_id')
      .pluck('customer_id');
    const held = async () =>
      (await knex('consent.consent').where({ customer_id: subject, status: 'AUTH' })).length;
    const before = await held();
    await sendEvent(senderTo(running), 'consent-withdrawn', { customer: subject });
    expect(await held()).toBe(before - 1);
    expect((await decisions(subject))[0]).toMatchObject({ kind: 'consent.withdrawn', class: 'C' });
    await expect(sendEvent(senderTo(running), 'consent-withdrawn', { customer: 'C-9999' })).rejects.toThrow(
      'C-9999 has no consent that holds.',
    );
  });

  it('are refused without a signature', async () => {
    const answer = await fetch(`${running.events.url}/marble`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(401);
  });

  it('are not served at the address of the graph', async () => {
    const url = new URL('/events/marble', running.graphql);
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).not.toBe(202);
  });
});
