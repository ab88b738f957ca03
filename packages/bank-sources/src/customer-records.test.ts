import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { byCustomer } from './customer-records.js';

const record = z.object({ id: z.string(), owner: z.string(), status: z.enum(['OPEN', 'DONE']) });
const dealtOut = (records: readonly unknown[]) =>
  Object.fromEntries(
    [
      ...byCustomer('kyc', record, ['C-1', 'C-2'], records, {
        customerOf: ({ owner }: { owner?: unknown }) => owner,
        idOf: ({ id }: { id?: unknown }) => id,
      }),
    ].map(([customerId, { records: good, faults }]) => [
      customerId,
      { good: good.map(({ id }) => id), faults: faults.map(({ details }) => details.recordId) },
    ]),
  );

describe('records of a batch answer', () => {
  it('go to the customers they are about; whoever has none gets an empty list', () => {
    expect(
      dealtOut([
        { id: 'R-1', owner: 'C-1', status: 'OPEN' },
        { id: 'R-2', owner: 'C-1', status: 'DONE' },
      ]),
    ).toEqual({ 'C-1': { good: ['R-1', 'R-2'], faults: [] }, 'C-2': { good: [], faults: [] } });
  });

  it('that break their format are faults of their customer alone', () => {
    expect(
      dealtOut([
        { id: 'R-1', owner: 'C-1', status: 'open?' },
        { id: 'R-2', owner: 'C-2', status: 'OPEN' },
      ]),
    ).toEqual({ 'C-1': { good: [], faults: ['R-1'] }, 'C-2': { good: ['R-2'], faults: [] } });
  });

  it('that are nobody’s may be missing anywhere: every customer is told, by position, never by their id', () => {
    const strays = [{ id: 'R-of-C-9', owner: 'C-9', status: 'OPEN' }, null, 'text', { owner: 7 }];
    const faults = ['[0]', '[1]', '[2]', '[3]'];
    expect(dealtOut(strays)).toEqual({ 'C-1': { good: [], faults }, 'C-2': { good: [], faults } });
  });
});
