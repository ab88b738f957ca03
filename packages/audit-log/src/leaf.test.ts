import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entry } from './audit-entry.fixture.js';
import type { FieldAccess, SealedRecord } from './audit-record.js';
import { decodeAccess, decodeLeaf, encodeLeaf, leafHash } from './leaf.js';
import { mergeDisclosures } from './merge-disclosures.js';
import { firstRecordIdAt, nextRecordId } from './record-id.js';

const record: SealedRecord = {
  ...entry(),
  subject: 'f81d4fae-7dec-41d0-8765-00a0c91e6bf6',
  identities: [['f81d4fae-7dec-41d0-8765-00a0c91e6bf6', 'AAEC']],
  id: '019ab3d2-0000-7000-8000-000000000000',
  writer: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  sequence: 7,
  previous: 'cd'.repeat(32),
  kind: 'access',
  recordedAt: '2026-06-30T12:00:00.000Z',
  elapsedMs: 1_234,
};

describe('a leaf', () => {
  it('is the same bytes for the same record, whatever the order of its members', () => {
    expect(encodeLeaf(record).toString()).toBe(
      '{"format":4,"writer":"7c9e6679-7425-40de-944b-e07fc1f90ae7","sequence":7,' +
        `"previous":"${'cd'.repeat(32)}","kind":"access","id":"019ab3d2-0000-7000-8000-000000000000",` +
        '"recordedAt":"2026-06-30T12:00:00.000Z","elapsedMs":1234,"actor":{"id":"S-frontline-agent-1","kind":"staff","roles":["frontline-agent"],' +
        '"clientId":"crm","channel":"call-centre"},"purpose":"CustomerCare","subject":"f81d4fae-7dec-41d0-8765-00a0c91e6bf6","identities":[["f81d4fae-7dec-41d0-8765-00a0c91e6bf6","AAEC"]],"requestId":"r-1",' +
        '"operationName":"AccountNumbers","operationHash":"9c1c8b19635a3f286df631ca4e542fa0e1f6e12975915cdaec7c4a7a5b14eecd",' +
        '"policyVersion":"p-1","outcome":"answered","fields":[["Account.number","mask",2],["Customer.name","allow",1]],' +
        `"answer":{"salt":"${'00'.repeat(16)}","digest":"${'ab'.repeat(32)}"}}`,
    );
    const backwards = Object.fromEntries(Object.entries(record).reverse()) as unknown as SealedRecord;
    expect(encodeLeaf(backwards)).toEqual(encodeLeaf(record));
  });

  it('gives back what was put in, also hostile text, and nothing more', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, fc.option(text), text, (subject, purpose, name) => {
        const hostile = { ...record, subject, purpose, operationName: `${name}","outcome":"refused` };
        expect(decodeLeaf(encodeLeaf(hostile))).toEqual(hostile);
      }),
    );
    const tokenized = { ...record, actor: { ...record.actor, token: 'secret' }, value: 'secret' };
    expect(encodeLeaf(tokenized).toString()).not.toContain('secret');
  });

  it('of a later format is refused', () => {
    expect(() => decodeLeaf(Buffer.from('{"format":5}'))).toThrow('has format 5; this version reads 4');
  });

  it('of a writer says what it was, and is no access', () => {
    const { id, writer, sequence, previous, recordedAt, elapsedMs } = record;
    const place = { id, writer, sequence, previous, recordedAt, elapsedMs };
    const closed = { ...place, kind: 'close' as const, service: 'gateway' };
    expect(decodeLeaf(encodeLeaf(closed))).toEqual(closed);
    expect(() => decodeAccess(encodeLeaf(closed))).toThrow(
      'An audit leaf of kind close is no access and no edit.',
    );
    expect(decodeAccess(encodeLeaf(record))).toEqual(record);
  });

  it('has the hash that RFC 6962 gives it', () => {
    // The first leaf of the test tree of certificate transparency is empty.
    expect(leafHash(Buffer.alloc(0))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });
});

describe('mergeDisclosures', () => {
  it('names each consent of a subject once, and none where there are none', () => {
    const shown = { field: 'Account.id', decision: 'allow' as const, count: 1 };
    const first = ['CON-1', 'privacy-notice@7'] as const;
    const second = ['CON-2', 'privacy-notice@8'] as const;
    expect(
      mergeDisclosures([
        [{ ...shown, subject: 'C-1', consents: [second, first] }],
        [
          { ...shown, subject: 'C-1', consents: [first] },
          { ...shown, subject: 'C-2' },
        ],
      ]),
    ).toEqual([
      { subject: 'C-1', fields: [['Account.id', 'allow', 2]], consents: [first, second] },
      { subject: 'C-2', fields: [['Account.id', 'allow', 1]] },
    ]);
  });

  it('adds up the parts of an operation by subject, field and decision', () => {
    expect(
      mergeDisclosures([
        [
          { subject: 'C-2', field: 'Customer.name', decision: 'allow', count: 1 },
          { subject: 'C-1', field: 'Account.number', decision: 'mask', count: 2 },
          { subject: null, field: 'Query.customers', decision: 'allow', count: 1 },
        ],
        [
          { subject: 'C-1', field: 'Account.number', decision: 'deny', count: 1 },
          { subject: 'C-1', field: 'Account.number', decision: 'mask', count: 3 },
        ],
        [],
      ]),
    ).toEqual([
      { subject: null, fields: [['Query.customers', 'allow', 1]] },
      {
        subject: 'C-1',
        fields: [
          ['Account.number', 'deny', 1],
          ['Account.number', 'mask', 5],
        ],
      },
      { subject: 'C-2', fields: [['Customer.name', 'allow', 1]] },
    ]);
  });

  it('does not depend on the order of the parts, and loses no count', () => {
    const disclosure = fc.record({
      subject: fc.constantFrom(null, 'C-1', 'C-2', ''),
      field: fc.constantFrom('Customer.name', 'Account.number', '__proto__.x'),
      decision: fc.constantFrom('allow' as const, 'mask' as const, 'deny' as const),
      count: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(disclosure)), (parts) => {
        const merged = mergeDisclosures(parts);
        expect(mergeDisclosures([...parts].reverse().map((part) => [...part].reverse()))).toEqual(merged);
        const sum = (accesses: readonly FieldAccess[]) =>
          accesses.reduce((total, [, , count]) => total + count, 0);
        expect(merged.reduce((total, { fields }) => total + sum(fields), 0)).toBe(
          parts.flat().reduce((total, { count }) => total + count, 0),
        );
      }),
    );
  });
});

describe('a record id', () => {
  it('is greater than those before it, also within a millisecond and when the clock steps back', () => {
    const now = Date.now();
    const ids = [...Array.from({ length: 10_000 }, () => nextRecordId(now)), nextRecordId(now - 3_600_000)];
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(firstRecordIdAt(new Date(now)) <= (ids[0] ?? '')).toBe(true);
  });
});
