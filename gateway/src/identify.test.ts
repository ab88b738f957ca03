import { errorCatalogue } from '@bankgraph/errors';
import { describe, expect, it } from '@jest/globals';
import { UnsecuredJWT } from 'jose';
import { startBank } from './gateway.fixture.js';

const unauthenticated = {
  errors: [
    {
      message: errorCatalogue.UNAUTHENTICATED.message,
      extensions: { code: 'UNAUTHENTICATED', requestId: 'r-1' },
    },
  ],
};

describe('identify', () => {
  it('refuses every request without a valid token, and asks no subgraph', async () => {
    await using bank = await startBank();
    const unsigned = new UnsecuredJWT({
      sub: 'S-mlro-1',
      client_id: 'x',
      kind: 'staff',
      roles: ['mlro'],
      aud: 'bankgraph',
    }).encode();
    for (const authorization of [
      '',
      'Bearer ',
      'Bearer nonsense',
      'Basic YWxhZGRpbjpvcGVuc2VzYW1l',
      `Bearer ${unsigned}`,
      await bank.issuer.bearer({ aud: 'another-api' }),
      await bank.issuer.bearer({ iss: 'https://elsewhere.example' }),
      await bank.issuer.bearer({}, '-1h'),
      await bank.issuer.bearer({ roles: ['root'] }),
      await bank.issuer.bearer({ roles: [] }),
    ]) {
      const answer = await bank.ask('{ customer(id: "C-1001") { name } }', { headers: { authorization } });
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 401, body: unauthenticated });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect(bank.coreBanking.contexts).toEqual([]);
    expect(bank.audit.records).toEqual([]);
  });

  it('tells subgraphs who asks, in what operation and for what purpose', async () => {
    await using bank = await startBank();
    await bank.ask('query Names { customer(id: "C-1001") { name } }');
    expect(bank.coreBanking.contexts).toEqual([
      {
        actor: {
          id: 'S-frontline-agent-1',
          kind: 'staff',
          roles: ['frontline-agent'],
          customerId: null,
          clientId: 'branch-desktop',
          channel: null,
          assurance: null,
          purpose: 'CustomerCare',
        },
        requestId: 'r-1',
        operationName: 'Names',
        operationHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        recordedBy: 'gateway',
      },
    ]);
  });

  it('takes the purpose from the header, else from the token, else none', async () => {
    await using bank = await startBank();
    const authorization = await bank.issuer.bearer({
      roles: ['frontline-agent', 'aml-investigator'],
      purpose: 'CounterMoneyLaundering',
    });
    for (const purpose of ['CustomerCare', '']) {
      await bank.ask('{ customer(id: "C-1001") { name } }', {
        headers: { authorization, 'x-purpose': purpose },
      });
    }
    await bank.ask('{ customer(id: "C-1001") { name } }', { headers: { 'x-purpose': ' ' } });
    expect(bank.coreBanking.contexts.map(({ actor }) => actor.purpose)).toEqual([
      'CustomerCare',
      'CounterMoneyLaundering',
      null,
    ]);
  });

  it('refuses a purpose that none of the roles may declare, and puts that on record', async () => {
    await using bank = await startBank();
    const ofToken = await bank.issuer.bearer({ purpose: 'Marketing' });
    const refused: Record<string, string>[] = [
      { 'x-purpose': 'Marketing' },
      { 'x-purpose': 'CustomerCare, Marketing' },
      { 'x-purpose': 'constructor' },
      { 'x-purpose': '', authorization: ofToken },
    ];
    for (const headers of refused) {
      const answer = await bank.ask('{ customer(id: "C-1001") { name } }', { headers });
      expect({ status: answer.status, body: answer.body }).toEqual({
        status: 403,
        body: {
          errors: [
            {
              message: errorCatalogue.PURPOSE_NOT_ALLOWED.message,
              extensions: { code: 'PURPOSE_NOT_ALLOWED', requestId: 'r-1' },
            },
          ],
        },
      });
    }
    expect(bank.coreBanking.contexts).toEqual([]);
    expect(
      bank.audit.records.map(({ outcome, errorCode, purpose }) => [outcome, errorCode, purpose]),
    ).toEqual(Array(4).fill(['refused', 'PURPOSE_NOT_ALLOWED', null]));
  });

  it('believes no header by which a client says who it is', async () => {
    await using bank = await startBank();
    await bank.ask('{ customer(id: "C-1001") { name } }', {
      headers: { 'x-user-id': 'S-mlro-1', 'x-user-roles': 'mlro', 'x-bankgraph-context': 'forged' },
    });
    expect(bank.coreBanking.contexts.map(({ actor }) => actor.id)).toEqual(['S-frontline-agent-1']);
  });
});
