import { describe, expect, it } from '@jest/globals';
import { caseFileOf, exportedDecision } from './case-file.fixture.js';
import { caseFilePage } from './case-file-page.js';

const evil = `<script>alert("x")</script>'&`;
const safe = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&amp;';
const notes = { provFaults: [], proofsChecked: true };

const checkpoint = {
  origin: evil,
  size: evil,
  root: evil,
  note: evil,
  signedAt: evil,
  witness: evil,
  cosignedAt: evil,
};

/** A file in which every text is an attack, but for those that are compared. */
const attack = caseFileOf(
  [
    exportedDecision(evil, {
      domain: evil,
      kind: evil,
      decision: evil,
      actor: { type: 'HUMAN', id: evil, role: evil, onBehalfOf: evil },
      inputs: [{ system: evil, externalId: evil, hash: evil, asOf: evil, class: evil }],
      plan: { type: evil, id: evil, version: evil },
      outcome: evil,
      reasonForCustomer: evil,
      reasonInternal: evil,
      causedBy: [evil],
      supersedes: evil,
      approvals: [{ by: evil, role: evil, at: evil }],
      class: evil,
      anchoredBy: evil,
    }),
  ],
  {
    customerId: evil,
    caseId: evil,
    anchors: [
      {
        id: evil,
        at: evil,
        kind: evil,
        actor: evil,
        roles: [evil],
        purpose: evil,
        requestId: evil,
        operationName: evil,
        outcome: evil,
        inclusion: {
          index: evil,
          leafHash: evil,
          hashes: [evil],
          checkpoint: { ...checkpoint, note: `${evil}2` },
        },
      },
    ],
    checkpoint,
    export: { at: evil, role: evil, purpose: evil, requestId: evil },
  },
);

describe('the page of a case file', () => {
  it('has no script, takes nothing from elsewhere, and escapes every value', () => {
    const page = caseFilePage(attack, { provFaults: [evil], proofsChecked: false });
    expect(page).not.toMatch(/<script|<img|<link|<iframe|src=|href=|\bon\w+=/i);
    expect(page).toContain(`default-src 'none'`);
    expect(page).not.toContain(evil);
    // Every text of the file is on it, and in no other way.
    expect(page.split(safe).length - 1).toBeGreaterThan(50);
    expect(page).toContain('nobody has checked these proofs yet');
  });

  it('says when something was first identified, and flags what the bank recorded only later', () => {
    const late = exportedDecision('LE-1', { recordedAt: '2026-06-01T10:05:00.000Z' });
    const flag = '<span class="flag">recorded later: 2026-06-01T10:05:00.000Z</span>';
    const first = (page: string) => /First identified<\/th><td>(.*)<\/td>/.exec(page)?.[1];
    expect(first(caseFilePage(caseFileOf([late, exportedDecision('LE-2')]), notes))).toBe(
      `2026-06-01T10:00:00.000Z by S-kyc-analyst-1 (kyc.risk-rating) ${flag}`,
    );
    expect(first(caseFilePage(caseFileOf([exportedDecision('LE-2')]), notes))).not.toContain('flag');
  });

  it('says what was left out, and only then', () => {
    const decisions = [exportedDecision('LE-1')];
    expect(caseFilePage(caseFileOf(decisions, { openPartOnly: true }), notes)).toContain('Open part only');
    expect(caseFilePage(caseFileOf(decisions), notes)).not.toContain('Open part only');
  });
});
