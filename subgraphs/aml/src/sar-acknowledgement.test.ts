import { describe, expect, it } from '@jest/globals';
import { acknowledgementOf, acknowledgementsOfFinCen } from './sar-acknowledgement.js';

const warning = `
  <EFilingActivityErrorXML SeqNum="4">
    <ErrorContextText>EFilingBatchXML/Activity[1]/Party[25]</ErrorContextText>
    <ErrorElementNameText>PartyIdentificationNumberText</ErrorElementNameText>
    <ErrorLevelText>WARN</ErrorLevelText>
    <ErrorText>An invalid number &amp;amp; no &lt;name&gt;.</ErrorText>
    <ErrorTypeCode>C21</ErrorTypeCode>
  </EFilingActivityErrorXML>`;

function batch(activities: string, status = 'A', submission = 'A'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
    <EFilingBatchXML StatusCode="${status}" SeqNum="1">
      <EFilingSubmissionXML SeqNum="2" StatusCode="${submission}">${activities}</EFilingSubmissionXML>
    </EFilingBatchXML>`;
}

const activity = (bsaId: string, errors = '<EFilingActivityErrorXML SeqNum="7"/>') =>
  `<EFilingActivityXML SeqNum="3"><BSAID>${bsaId}</BSAID>${errors}</EFilingActivityXML>`;

describe('an acknowledgement of the regulator', () => {
  it('gives each report its number, and what was found wrong', () => {
    const text = batch(activity('31000055053784', warning + warning) + activity('31000055053785'));
    const found = 'C21 PartyIdentificationNumberText: An invalid number &amp; no <name>.';
    expect(acknowledgementsOfFinCen(text)).toEqual([
      { bsaId: '31000055053784', accepted: true, warnings: [found, found] },
      { bsaId: '31000055053785', accepted: true, warnings: [] },
    ]);
  });

  it('is none of acceptance when the batch, the submission or the report was not taken', () => {
    const fatal = warning.replace('WARN', 'FATAL');
    for (const text of [
      batch(activity('31000055053784'), 'R'),
      batch(activity('31000055053784'), 'A', 'R'),
      batch(activity('31000055053784', fatal)),
      batch(activity('')),
    ]) {
      expect(acknowledgementsOfFinCen(text)).toMatchObject([{ accepted: false }]);
    }
  });

  it('cannot make us read or expand anything', () => {
    const files = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${batch(activity('&f;'))}`;
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${batch(activity('31000055053784'))}`;
    for (const text of [files, bomb])
      expect(() => acknowledgementsOfFinCen(text)).toThrow(
        expect.objectContaining({ issues: ['has a document type, which an acknowledgement never has'] }),
      );
    const numeric = batch(activity('31000055053784', warning.replace('An invalid', '&#x41;&unknown;')));
    expect(acknowledgementsOfFinCen(numeric)[0]?.warnings[0]).toContain('&#x41;&unknown;');
  });

  it('is refused when it is something else, without a word of what it says', () => {
    for (const [text, issue] of [
      ['{"not": "xml"}', /well-formed|breaks/],
      [batch('<EFilingActivityXML>'), /well-formed/],
      ['<EFilingBatchXML/>', /EFilingBatchXML/],
      [batch(activity('secret')), /BSAID/],
      [`<a>${'x'.repeat(5_300_000)}</a>`, /longer/],
    ] as const) {
      let issues: readonly string[] = [];
      try {
        acknowledgementsOfFinCen(text);
      } catch (error) {
        ({ issues } = error as { issues: readonly string[] });
      }
      expect(issues).toEqual([expect.stringMatching(issue)]);
      expect(issues.join()).not.toContain('secret');
    }
  });

  it('is kept by the register in three members', () => {
    const kept = { bsaId: '31000064273315', accepted: true, acceptedAt: '2026-05-31', warnings: ['late'] };
    expect(acknowledgementOf('SAR-1', kept)).toEqual({
      bsaId: '31000064273315',
      accepted: true,
      warnings: ['late'],
    });
    expect(acknowledgementOf('SAR-1', { accepted: false })).toEqual({
      bsaId: null,
      accepted: false,
      warnings: [],
    });
    expect(acknowledgementOf('SAR-1', null)).toBeNull();
    expect(() => acknowledgementOf('SAR-1', { accepted: 'yes' })).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_INVALID', recordId: 'SAR-1' }),
    );
  });
});
