import { answerDigest } from '@bankgraph/audit-log';
import { describe, expect, it } from '@jest/globals';
import { recordFault } from './record-fault.js';

const right = [Buffer.from('{"data":{}}'), Buffer.from('{"data": {}}')];

describe('our record', () => {
  it('is whole with an entry for each answer and the digest of what left', () => {
    const digest = answerDigest('{"data": {}}');
    expect(recordFault({ entries: 7, digest }, { checked: 7, right })).toBeNull();
  });

  it.each([6, 8])('is not whole with %d entries for 7 answers', (entries) => {
    const digest = answerDigest('{"data":{}}');
    expect(recordFault({ entries, digest }, { checked: 7, right })).toContain(`${entries} entries for 7`);
  });

  it('is not whole without a digest, or with that of another answer', () => {
    const fault = 'does not have the digest';
    expect(recordFault({ entries: 7, digest: null }, { checked: 7, right })).toContain(fault);
    const digest = answerDigest('{"data":{"a":1}}');
    expect(recordFault({ entries: 7, digest }, { checked: 7, right })).toContain(fault);
  });
});
