import { createHash } from 'node:crypto';
import { UpstreamUnavailable } from '@bankgraph/bank-sources';
import { describe, expect, it } from '@jest/globals';
import { serveBank } from './bank-systems.fixture.js';
import { caseRecord, decisionRecord, eventRecord, marblePage } from './marble.fixture.js';
import { decisionWindows, marbleSource } from './marble-source.js';

const now = () => new Date('2026-06-30T00:00:00Z');
const { signal } = new AbortController();

describe('decisions of a customer', () => {
  it('are asked for in windows that Marble answers, which touch and cover the look-back', () => {
    const windows = decisionWindows(now(), 365);
    expect(windows).toEqual([
      { start: '2026-04-01T00:00:00.000Z', end: '2026-06-30T00:00:00.000Z' },
      { start: '2026-01-01T00:00:00.000Z', end: '2026-04-01T00:00:00.000Z' },
      { start: '2025-10-03T00:00:00.000Z', end: '2026-01-01T00:00:00.000Z' },
      { start: '2025-07-05T00:00:00.000Z', end: '2025-10-03T00:00:00.000Z' },
      { start: '2025-06-30T00:00:00.000Z', end: '2025-07-05T00:00:00.000Z' },
    ]);
  });

  it('are alerts unless they approved, each once, the newest first; a broken one is set aside', async () => {
    const onTheEdge = decisionRecord(1, { created_at: '2026-04-01T00:00:00.000Z' });
    const records = [
      decisionRecord(3, { created_at: '2026-06-20T10:00:00+02:00', case: undefined, outcome: 'decline' }),
      decisionRecord(2, { outcome: 'approve', case: undefined, score: 35 }),
      decisionRecord(4, { score: 'very high', created_at: undefined }),
      onTheEdge,
    ];
    await using bank = await serveBank((url) => {
      const end = url.searchParams.get('end') ?? '';
      expect([url.pathname, url.searchParams.get('pivot_value')]).toEqual(['/v1/decisions', 'C-1']);
      // Pages of two, the second beginning with what ended the first: pages are not isolated from each other.
      if (end.startsWith('2026-06-30')) {
        const page = marblePage(url, records, 2) as { data: object[] };
        return url.searchParams.has('after') ? { ...page, data: [records[1], ...page.data] } : page;
      }
      return marblePage(url, end.startsWith('2026-04-01') ? [onTheEdge] : []);
    });
    const { rows, setAside } = await marbleSource({ system: bank.system, now }).alerts('C-1', signal);
    const alert = {
      source: 'marble',
      typology: 'Payments out',
      typologyVersion: '4',
      ruleHits: null,
      score: '75',
      alertThreshold: '40',
      interdictionThreshold: '80',
    };
    expect(rows).toEqual([
      { ...alert, id: 'dec-3', raisedAt: '2026-06-20T10:00:00+02:00', caseId: null },
      { ...alert, id: 'dec-1', raisedAt: '2026-04-01T00:00:00.000Z', caseId: 'case-1' },
    ]);
    expect(setAside.map(({ error }) => [error.code, error.recordId])).toEqual([
      ['UPSTREAM_INVALID', 'dec-4'],
    ]);
    expect(bank.paths()).toHaveLength(6);
  });

  it('tell which rules hit when asked one by one', async () => {
    const rules = [
      { rule_id: 'rule-40', name: 'Structuring', outcome: 'hit', score_modifier: 40 },
      { rule_id: 'rule-35', name: 'Rapid movement', outcome: 'snoozed', score_modifier: 0 },
      { rule_id: 'rule-20', name: 'New payee', outcome: 'no_hit', score_modifier: 0 },
    ];
    await using bank = await serveBank(({ pathname }) =>
      pathname === '/v1/decisions/dec-1'
        ? { data: { ...decisionRecord(1), rules } }
        : { data: { id: 'dec-2' } },
    );
    const source = marbleSource({ system: bank.system, now });
    expect(await source.ruleHits('dec-1', signal)).toEqual([
      { ruleId: 'rule-40', version: '4', outcome: 'hit', weight: '40' },
    ]);
    await expect(source.ruleHits('dec-2', signal)).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      details: { system: 'aml', recordId: 'dec-2' },
    });
  });

  it('fail as a whole when Marble does, without its text', async () => {
    await using bank = await serveBank(() => undefined);
    const failure = await marbleSource({ system: bank.system, now })
      .alerts('C-1', signal)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UpstreamUnavailable);
    expect(JSON.stringify(failure) + String(failure)).not.toContain('secret');
  });
});

describe('cases of a customer', () => {
  it('have states and outcomes of the contract, and events that say whether they are about a report', async () => {
    const events = [
      eventRecord(4, { event_type: 'sar_created', created_at: '2026-06-09T10:00:00Z', user: { id: 'S-1' } }),
      eventRecord(3, {
        event_type: 'comment_added',
        created_at: '2026-06-08T10:00:00Z',
        additional_note: 'SAR drafted',
      }),
      eventRecord(2, {
        event_type: 'outcome_updated',
        created_at: '2026-06-07T10:00:00Z',
        new_value: 'confirmed_risk',
      }),
      eventRecord(1),
      eventRecord(5, { event_type: 'status_updated', created_at: 'yesterday' }),
      eventRecord(6, { event_type: 'Sar filed!', created_at: 'yesterday' }),
    ];
    await using bank = await serveBank((url) =>
      marblePage(url, [
        caseRecord('case-1', { events }),
        caseRecord('case-2', { snoozed_until: '2026-07-10T00:00:00Z', outcome: undefined }),
        caseRecord('case-3', {
          status: 'closed',
          outcome: 'false_positive',
          snoozed_until: '2026-07-10T00:00:00Z',
          created_at: '2026-06-05T10:00:00Z',
          assignee: null,
          due_at: null,
          review_level: null,
        }),
        caseRecord('case-4', { status: 'lost' }),
        caseRecord('case-5', { outcome: 'won' }),
      ]),
    );
    const { rows, setAside } = await marbleSource({ system: bank.system, now }).cases('C-1', signal);
    expect(
      rows.map(({ id, status, outcome, assignee, dueAt }) => [id, status, outcome, assignee, dueAt]),
    ).toEqual([
      ['case-3', 'CLOSED', 'FALSE_POSITIVE', null, null],
      ['case-1', 'INVESTIGATING', 'UNSET', 'S-1', '2026-07-02T10:00:00Z'],
      ['case-2', 'SNOOZED', 'UNSET', 'S-1', '2026-07-02T10:00:00Z'],
    ]);
    expect(setAside.map(({ error }) => error.recordId)).toEqual(['case-4', 'case-5']);
    const found = rows.find(({ id }) => id === 'case-1')?.caseEvents;
    expect(
      found?.rows.map(({ id, type, newValue, aboutReport }) => [id, type, newValue, aboutReport]),
    ).toEqual([
      ['event-1', 'case_created', null, false],
      ['event-2', 'outcome_updated', 'confirmed_risk', false],
      ['event-3', 'comment_added', null, true],
      ['event-4', 'sar_created', null, true],
    ]);
    expect(found?.setAside.map(({ error, row }) => [error.recordId, row])).toEqual([
      ['event-5', { aboutReport: false, customerId: 'C-1', caseId: 'case-1' }],
      ['event-6', { aboutReport: true, customerId: 'C-1', caseId: 'case-1' }],
    ]);
  });

  it('show comments and files by the hash of what Marble tells of them, however it orders that', async () => {
    const comment = {
      id: 'c-1',
      user: { id: 'S-1', name: 'S-1' },
      comment: 'Secret.',
      created_at: '2026-06-09T10:00:00Z',
    };
    const file = {
      sha256: 'ab',
      created_at: '2026-06-08T10:00:00Z',
      id: 'f-1',
      file_name: 'estate.pdf',
      size: 1.5,
    };
    await using bank = await serveBank(({ pathname }) =>
      pathname.endsWith('/comments')
        ? { data: [comment, { id: 'c-2', comment: null }], pagination: { has_more: false } }
        : {
            data: [
              file,
              { ...file, id: 'f-2', file_name: 'SAR_draft.pdf', created_at: '2026-06-10T10:00:00Z' },
            ],
          },
    );
    const { rows, setAside } = await marbleSource({ system: bank.system, now }).evidence('case-1', signal);
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(rows.slice(0, 2)).toEqual([
      {
        id: 'f-1',
        kind: 'file',
        name: 'estate.pdf',
        addedAt: file.created_at,
        hash: hash(
          '{"created_at":"2026-06-08T10:00:00Z","file_name":"estate.pdf","id":"f-1","sha256":"ab","size":1.5}',
        ),
        aboutReport: false,
      },
      {
        id: 'c-1',
        kind: 'comment',
        name: null,
        addedAt: comment.created_at,
        hash: hash(
          '{"comment":"Secret.","created_at":"2026-06-09T10:00:00Z","id":"c-1","user":{"id":"S-1","name":"S-1"}}',
        ),
        aboutReport: false,
      },
    ]);
    expect(rows[2]).toMatchObject({ id: 'f-2', aboutReport: true });
    expect(setAside.map(({ error }) => error.recordId)).toEqual(['c-2']);
    expect(bank.paths()).toEqual(['/v1/cases/case-1/comments', '/v1/cases/case-1/files']);
  });
});
