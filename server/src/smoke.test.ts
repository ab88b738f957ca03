import { it } from '@jest/globals';
import { startBank } from './testing/start-bank.js';

it('starts', async () => {
  const t = performance.now();
  await using bank = await startBank();
  console.log('started', performance.now() - t);
  for (const [role, purpose] of [
    ['customer', undefined],
    ['frontline-agent', 'CustomerCare'],
    ['auditor', 'LegalCompliance'],
    ['marketing', 'DirectMarketing'],
    ['mlro', 'CounterMoneyLaundering'],
  ] as const) {
    const a = await bank
      .as(role, purpose)
      .query(
        '{ customer(id:"C-1001") { id name party { fullLegalName dateOfBirth emailAddress } kyc { status riskRating { band } documents { number } } accounts { totalCount nodes { id status identifications { scheme value } balances { type amount { amount currency } } transactions(first:2) { totalCount nodes { id amount { amount } merchant } } } } } }',
      );
    console.log(role, a.status, JSON.stringify(a.data, null, 1).slice(0, 1800), JSON.stringify(a.errors));
    const b = await bank.as(role, purpose).query('{ customer(id:"C-1001") { id name } }');
    void b;
  }
  console.log(JSON.stringify(await bank.audit.last(), null, 1), JSON.stringify(bank.calls()));
  console.log(
    bank.log
      .filter((l) => !l.includes('request answered'))
      .slice(0, 5)
      .join(''),
  );
}, 60_000);
