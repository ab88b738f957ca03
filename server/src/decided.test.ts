import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Asker, type Bank, startBank } from './testing/start-bank.js';

describe('what people decide through the graph', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank();
  }, 120_000);
  afterAll(async () => bank?.[Symbol.asyncDispose]());

  /** Makes a decision of a kind; `of` is what it is about. */
  async function decide(asker: Asker, mutation: string, inputType: string, of: object): Promise<void> {
    const input = {
      reason: 'It was looked into by two of us.',
      evidence: [],
      version: 0,
      idempotencyKey: `${mutation}-0001`,
      ...of,
    };
    const { errors } = await asker.query(
      `mutation Decide($input: ${inputType}!) { ${mutation}(input: $input) { id } }`,
      { input },
    );
    expect(errors).toBeUndefined();
  }

  it('shows with the next question where it is asked for, and to the customer in neutral words', async () => {
    const asCustomer = bank.as('customer', undefined, { customer: 'C-1001' });
    const own = '{ customer(id: "C-1001") { restrictions { reason scope } kyc { status } } }';
    const before = (await asCustomer.query(own)).data.customer;
    expect(before.restrictions).toEqual([]);
    await decide(
      bank.as('fraud-analyst', 'FraudPreventionAndDetection'),
      'restrictService',
      'ServiceRestrictionInput',
      { customerId: 'C-1001', scope: 'OUTGOING_PAYMENTS' },
    );
    const analyst = bank.as('kyc-analyst', 'IdentityVerification');
    await decide(analyst, 'recordKycReview', 'KycReviewInput', { customerId: 'C-1001', outcome: 'REJECTED' });
    expect((await asCustomer.query(own)).data.customer).toEqual({
      restrictions: [{ reason: 'UNDER_REVIEW', scope: 'OUTGOING_PAYMENTS' }],
      kyc: { status: 'PROCESSING' },
    });
    const { data } = await analyst.query(
      '{ customer(id: "C-1001") { kyc { status verifications { vendor answer reasonInternal } } } }',
    );
    expect(data.customer.kyc).toMatchObject({
      status: 'REJECTED',
      verifications: expect.arrayContaining([
        { vendor: 'bank', answer: 'RED', reasonInternal: 'It was looked into by two of us.' },
      ]),
    });
  });
});
