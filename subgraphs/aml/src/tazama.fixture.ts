const reached = {
  id: 'typology-processor@1.0.0',
  cfg: '999@1.0.0',
  result: 200,
  ruleResults: [{ id: '901@1.0.0', cfg: '1.0.0', subRuleRef: '.02', prcgTm: 17682366, wght: 200 }],
  review: true,
  workflow: { alertThreshold: 200, interdictionThreshold: 400, flowProcessor: 'EFRuP@1.0.0' },
};

/** An evaluation report as Tazama sends it, the customer as debtor. */
export function tazamaReport(
  customerId: string,
  evaluationID: string,
  typologyResult: readonly object[] = [reached],
): Record<string, unknown> {
  return {
    transactionID: 't-1',
    transaction: {},
    networkMap: {},
    report: {
      evaluationID,
      metaData: { prcgTmDP: 12166572, prcgTmED: 236381 },
      status: 'ALRT',
      timestamp: '2025-01-17T08:15:10.433Z',
      tadpResult: { id: '004@1.0.0', cfg: '1.0.0', typologyResult, prcgTm: 6509701 },
    },
    dataCache: { dbtrId: `${customerId}TAZAMA_EID`, cdtrId: '302aea41TAZAMA_EID' },
  };
}
