import { describe, expect, it } from '@jest/globals';
import { caseFileOf, exportedDecision } from './case-file.fixture.js';
import { provFaults } from './check-prov.js';
import { provDocument } from './prov-document.js';

const evidence = {
  system: 'ofac',
  externalId: 'list 7/12 ü',
  hash: 'a'.repeat(64),
  asOf: '2026-05-31T00:00:00Z',
  class: 'CONFIDENTIAL',
};

/** An engine alerts, an analyst rates anew on its behalf, somebody approves: everything that PROV has words for. */
function soundFile() {
  return caseFileOf([
    exportedDecision('LE-1', {
      kind: 'kyc.screening',
      actor: { type: 'SYSTEM', id: 'yente', role: 'engine', onBehalfOf: 'bank' },
      inputs: [evidence],
      plan: { type: 'rule', id: 'name-match', version: '4' },
    }),
    exportedDecision('LE-2', {
      occurredAt: '2026-06-02T10:00:00+02:00',
      inputs: [evidence],
      causedBy: ['LE-1'],
      supersedes: 'LE-1',
      approvals: [{ by: 'S-mlro-1', role: 'mlro', at: '2026-06-02T11:00:00Z' }],
      reasonInternal: 'A hit',
    }),
  ]);
}

/** The document as JSON has it, for faults to be planted. */
function sound() {
  return JSON.parse(JSON.stringify(provDocument(soundFile())));
}

describe('a case file in PROV-JSON', () => {
  it('is valid, and says in its words who did what with what, by which plan, and who agreed', () => {
    const document = sound();
    expect(provFaults(document)).toEqual([]);
    const name = `evidence:ofac/${encodeURIComponent('list 7/12 ü')}/${'a'.repeat(64)}`;
    expect(Object.keys(document.entity)).toEqual([
      'outcome:LE-1',
      'plan:rule/name-match/4',
      name,
      'outcome:LE-2',
    ]);
    expect(Object.values(document.used)).toEqual([
      { 'prov:activity': 'decision:LE-1', 'prov:entity': name, 'prov:time': '2026-06-01T10:00:00.000Z' },
      { 'prov:activity': 'decision:LE-2', 'prov:entity': name, 'prov:time': '2026-06-02T08:00:00.000Z' },
    ]);
    expect(Object.values(document.wasInformedBy)).toEqual([
      { 'prov:informed': 'decision:LE-2', 'prov:informant': 'decision:LE-1' },
    ]);
    expect(Object.values(document.wasDerivedFrom)).toEqual([
      {
        'prov:generatedEntity': 'outcome:LE-2',
        'prov:usedEntity': 'outcome:LE-1',
        'prov:activity': 'decision:LE-2',
        'prov:type': { $: 'prov:Revision', type: 'prov:QUALIFIED_NAME' },
      },
    ]);
    expect(Object.values(document.actedOnBehalfOf)).toEqual([
      { 'prov:delegate': 'agent:yente', 'prov:responsible': 'agent:bank', 'prov:activity': 'decision:LE-1' },
    ]);
    expect(Object.values(document.wasAssociatedWith)).toMatchObject([
      {
        'prov:activity': 'decision:LE-1',
        'prov:agent': 'agent:yente',
        'prov:plan': 'plan:rule/name-match/4',
      },
      { 'prov:activity': 'decision:LE-2', 'prov:agent': 'agent:S-kyc-analyst-1', 'prov:role': 'kyc-analyst' },
      { 'prov:agent': 'agent:S-mlro-1', 'prov:type': { $: 'bankgraph:approval' } },
    ]);
  });

  it('keeps apart what only looks alike once it is put together', () => {
    const a = exportedDecision('LE-1', { inputs: [{ ...evidence, system: 'x', externalId: 'y/z' }] });
    const b = exportedDecision('LE-2', { inputs: [{ ...evidence, system: 'x/y', externalId: 'z' }] });
    const names = Object.keys(provDocument(caseFileOf([a, b])).entity).filter((id) =>
      id.startsWith('evidence:'),
    );
    expect(new Set(names).size).toBe(2);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: faults are planted into plain JSON
type Planted = any;
const firstOf = (records: Planted) => Object.values(records)[0] as Planted;

describe('the validator of PROV-JSON', () => {
  it.each<[string, (document: Planted) => void, RegExp]>([
    ['no prefixes', (d) => void delete d.prefix, /^prefix: /],
    ['a member that PROV-JSON does not know', (d) => Object.assign(d, { wasMadeBy: {} }), /wasMadeBy/],
    [
      'an activity whose start is no time',
      (d) => {
        firstOf(d.activity)['prov:startTime'] = 'June';
      },
      /prov:startTime/,
    ],
    [
      'a use without its activity',
      (d) => void delete firstOf(d.used)['prov:activity'],
      /^used → .*prov:activity/,
    ],
    [
      'a derivation without its source',
      (d) => void delete firstOf(d.wasDerivedFrom)['prov:usedEntity'],
      /usedEntity/,
    ],
    ['an identifier without a prefix', (d) => Object.assign(d.entity, { nothing: {} }), /entity → nothing/],
    [
      'a value that is none',
      (d) => {
        firstOf(d.entity)['bankgraph:outcome'] = { text: 'x' };
      },
      /bankgraph:outcome/,
    ],
    [
      'a prefix that nobody declared',
      (d) => {
        d.entity['bank:1'] = {};
      },
      /^entity → bank:1: the prefix bank is not declared/,
    ],
    [
      'an attribute without a prefix',
      (d) => {
        firstOf(d.entity).outcome = 'x';
      },
      /the attribute outcome has no prefix/,
    ],
    [
      'evidence that is not there',
      (d) => {
        firstOf(d.used)['prov:entity'] = 'evidence:gone';
      },
      /evidence:gone, which is no entity/,
    ],
    [
      'a cause that is not there',
      (d) => {
        firstOf(d.wasInformedBy)['prov:informant'] = 'decision:LE-0';
      },
      /decision:LE-0, which is no activity/,
    ],
    [
      'an agent who is not there',
      (d) => {
        firstOf(d.wasAssociatedWith)['prov:agent'] = 'agent:nobody';
      },
      /agent:nobody, which is no agent/,
    ],
    [
      'a plan that is not there',
      (d) => {
        firstOf(d.wasAssociatedWith)['prov:plan'] = 'plan:none';
      },
      /plan:none, which is no entity/,
    ],
    [
      'a plan that is an agent',
      (d) => {
        firstOf(d.wasAssociatedWith)['prov:plan'] = 'agent:yente';
      },
      /agent:yente, which is no entity/,
    ],
    [
      'somebody responsible who is not there',
      (d) => {
        firstOf(d.actedOnBehalfOf)['prov:responsible'] = 'agent:x';
      },
      /agent:x, which is no agent/,
    ],
    [
      'a revision of what is not there',
      (d) => {
        firstOf(d.wasDerivedFrom)['prov:usedEntity'] = 'outcome:x';
      },
      /outcome:x, which is no entity/,
    ],
    [
      'one that is entity and activity',
      (d) => {
        d.entity['decision:LE-1'] = {};
      },
      /decision:LE-1 is an entity and an activity/,
    ],
    [
      'an outcome that is generated twice',
      (d) => {
        d.wasGeneratedBy['_:again'] = { ...firstOf(d.wasGeneratedBy) };
      },
      /generated twice/,
    ],
    [
      'an end before the start',
      (d) => {
        d.activity['decision:LE-1']['prov:endTime'] = '2026-01-01T00:00:00Z';
      },
      /constraint 30/,
    ],
    [
      'a use after the end',
      (d) => {
        firstOf(d.used)['prov:time'] = '2026-06-01T10:00:00.001Z';
      },
      /constraint 33/,
    ],
    [
      'an outcome before the start',
      (d) => {
        firstOf(d.wasGeneratedBy)['prov:time'] = '2026-06-01T09:59:59.999Z';
      },
      /constraint 34/,
    ],
    [
      'a cause that comes after',
      (d) => {
        const [informed] = Object.values(d.wasInformedBy) as Planted[];
        [informed['prov:informed'], informed['prov:informant']] = [
          informed['prov:informant'],
          informed['prov:informed'],
        ];
      },
      /constraint 35/,
    ],
    [
      'evidence that is used before it is made',
      (d) => {
        d.used['_:early'] = {
          'prov:activity': 'decision:LE-1',
          'prov:entity': 'outcome:LE-2',
          'prov:time': '2026-06-01T10:00:00Z',
        };
      },
      /constraint 37/,
    ],
    [
      'a revision of what comes later',
      (d) => {
        Object.assign(firstOf(d.wasDerivedFrom), {
          'prov:generatedEntity': 'outcome:LE-1',
          'prov:usedEntity': 'outcome:LE-2',
        });
      },
      /constraint 42/,
    ],
    [
      'revisions in a circle',
      (d) => {
        d.wasDerivedFrom['_:back'] = {
          'prov:generatedEntity': 'outcome:LE-1',
          'prov:usedEntity': 'outcome:LE-2',
        };
      },
      /derived from itself/,
    ],
  ])('refuses %s', (_, plant, told) => {
    const document = sound();
    plant(document);
    expect(provFaults(document).join('\n')).toMatch(told);
  });

  it.each([null, [], 'text', 7])('refuses %j', (nothing) => {
    expect(provFaults(nothing)).not.toEqual([]);
  });
});
