/** Records as Marble's public API sends them; `change` replaces members. */
export function decisionRecord(number: number, change: object = {}): Record<string, unknown> {
  return {
    id: `dec-${number}`,
    case: { id: 'case-1', name: 'Structuring' },
    created_at: '2026-06-01T10:00:00Z',
    trigger_object_type: 'transactions',
    trigger_object: { object_id: 'T-1', amount: 9750 },
    outcome: 'review',
    review_status: 'pending',
    scenario: {
      id: 'scenario-1',
      iteration_id: 'iteration-4',
      version: '4',
      name: 'Payments out',
      score_review_threshold: 40,
      score_block_and_review_threshold: 80,
    },
    score: 75,
    ...change,
  };
}

export function caseRecord(id: string, change: object = {}): Record<string, unknown> {
  return {
    id,
    inbox: { id: 'inbox-1', name: 'Monitoring' },
    name: 'Structuring',
    assignee: { id: 'S-1', name: 'S-1' },
    status: 'investigating',
    outcome: 'unset',
    contributors: [],
    tags: [],
    created_at: '2026-06-02T10:00:00Z',
    review_level: 'investigate',
    due_at: '2026-07-02T10:00:00Z',
    events: [],
    ...change,
  };
}

export function eventRecord(number: number, change: object = {}): Record<string, unknown> {
  return {
    id: `event-${number}`,
    event_type: 'case_created',
    created_at: '2026-06-02T10:00:00Z',
    user: null,
    additional_note: null,
    ...change,
  };
}

/** The page of a list that starts after the record named by `after`. */
export function marblePage(url: URL, records: readonly Record<string, unknown>[], limit = 100): object {
  const after = url.searchParams.get('after');
  const start = records.findIndex(({ id }) => id === after) + 1;
  const data = records.slice(start, start + limit);
  const more = start + limit < records.length;
  return { data, pagination: { has_more: more, ...(more ? { next_page_id: data.at(-1)?.id } : {}) } };
}
