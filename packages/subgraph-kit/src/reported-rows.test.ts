import { BankgraphError } from '@bankgraph/errors';
import { describe, expect, it } from '@jest/globals';
import type { GraphQLResolveInfo } from 'graphql';
import { answersOf, reportedRows } from './reported-rows.js';

const info = {} as GraphQLResolveInfo;
const down = (system: string) => new BankgraphError('UPSTREAM_UNAVAILABLE', { system });

function reporting() {
  const reported: (string | undefined)[] = [];
  return { reported, report: ({ details }: BankgraphError) => reported.push(details.system) };
}

describe('rows of a list', () => {
  it('are copies, and what was set aside is reported beside them', () => {
    const context = reporting();
    const record = { id: 'R-1' };
    const rows = reportedRows({ records: [record], faults: [down('kyc')] }, context, info);
    expect(rows).toEqual([{ id: 'R-1' }]);
    expect(rows[0]).not.toBe(record);
    expect(context.reported).toEqual(['kyc']);
  });
});

describe('a list of several systems', () => {
  it('has what those say that are up, and names the others', async () => {
    const context = reporting();
    const answers = [Promise.resolve('a'), Promise.reject(down('aml')), Promise.resolve('c')];
    const found = await answersOf([...answers, Promise.reject(down('aml'))], context, info);
    expect(found).toEqual({ answers: ['a', 'c'], missingSystems: ['aml'] });
    expect(context.reported).toEqual(['aml', 'aml']);
  });

  it('fails when none is up, or for a fault of ours', async () => {
    const context = reporting();
    const none = [Promise.reject(down('aml')), Promise.reject(down('fraud'))];
    await expect(answersOf(none, context, info)).rejects.toMatchObject({ details: { system: 'aml' } });
    const ours = [Promise.resolve('a'), Promise.reject(new TypeError('x is undefined'))];
    await expect(answersOf(ours, context, info)).rejects.toThrow(TypeError);
    const nameless = [Promise.resolve('a'), Promise.reject(new BankgraphError('INTERNAL'))];
    await expect(answersOf(nameless, context, info)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(context.reported).toEqual([]);
    expect(await answersOf([], context, info)).toEqual({ answers: [], missingSystems: [] });
  });
});
