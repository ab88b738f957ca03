import type { TazamaReport, TazamaTypology } from '../world/aml.js';

/** An evaluation report as Tazama stores it; the customer is the debtor. */
export function tazamaBody(customerId: string, report: TazamaReport): Record<string, unknown> {
  const money = { amt: Number(report.amount.amount), ccy: report.amount.currency };
  const debtor = `${customerId}TAZAMA_EID`;
  const creditor = `${report.creditorId}TAZAMA_EID`;
  return {
    transactionID: report.transactionId,
    transaction: {
      TxTp: 'pacs.002.001.12',
      FIToFIPmtSts: { GrpHdr: { MsgId: report.transactionId, CreDtTm: report.timestamp } },
    },
    networkMap: { active: true, cfg: '1.0.0', messages: [{ id: '004@1.0.0', cfg: '1.0.0' }] },
    report: {
      evaluationID: report.evaluationId,
      metaData: { prcgTmDP: 12_166_572, prcgTmED: 236_381 },
      status: report.status,
      timestamp: report.timestamp,
      tadpResult: {
        id: '004@1.0.0',
        cfg: '1.0.0',
        typologyResult: report.typologies.map(typologyBody),
        prcgTm: 6_509_701,
      },
    },
    dataCache: {
      dbtrId: debtor,
      cdtrId: creditor,
      dbtrAcctId: report.debtorAccountId,
      cdtrAcctId: report.creditorAccountId,
      instdAmt: money,
      intrBkSttlmAmt: money,
      creDtTm: report.timestamp,
    },
  };
}

function typologyBody(typology: TazamaTypology): Record<string, unknown> {
  return {
    id: 'typology-processor@1.0.0',
    cfg: typology.cfg,
    result: typology.result,
    ruleResults: typology.ruleResults.map((rule) => ({ ...rule, prcgTm: 6_052_681 })),
    prcgTm: 8_754_078,
    review: typology.review,
    workflow: {
      alertThreshold: typology.alertThreshold,
      interdictionThreshold: typology.interdictionThreshold,
      flowProcessor: 'EFRuP@1.0.0',
    },
  };
}
