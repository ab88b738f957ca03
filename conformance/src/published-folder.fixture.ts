import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bankPurposes, dpvConsentStatuses } from '@bankgraph/consent-subgraph';
import type { ExpectedDocuments } from './vendor-documents/expected-documents.js';

/** Files of a made-up folder of published input, by path; null: the file is missing. */
export type MadeUpFiles = Readonly<Record<string, string | null>>;

const body = (schema: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});
const text = { type: 'string' };
const list = (key: string, item: object) => ({
  type: 'object',
  required: ['Data', 'Links', 'Meta'],
  properties: {
    Data: { type: 'object', required: [key], properties: { [key]: { type: 'array', items: item } } },
    Links: { type: 'object' },
    Meta: { type: 'object', properties: { TotalPages: { type: 'integer', format: 'int32' } } },
  },
  additionalProperties: false,
});
const refusals = Object.fromEntries(
  ['400', '401', '403', '404', '405'].map((status) => [status, { $ref: '#/components/responses/Refused' }]),
);

/** A tiny API of three endpoints, in the form of the published document. */
export function madeUpApi(account: object = {}): object {
  const get = (schema: string) => ({ get: { responses: { 200: body(schema), ...refusals } } });
  return {
    openapi: '3.0.0',
    paths: {
      '/accounts': get('Accounts'),
      '/accounts/{AccountId}/balances': get('Balances'),
      '/transactions': get('Transactions'),
    },
    components: {
      responses: { Refused: body('OBErrorResponse1') },
      schemas: {
        Accounts: list('Account', {
          type: 'object',
          required: ['AccountId', 'Currency'],
          properties: { AccountId: text, Currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
          ...account,
        }),
        Balances: list('Balance', { type: 'object', required: ['AccountId', 'Amount'] }),
        Transactions: list('Transaction', { type: 'object', required: ['AccountId', 'BookingDateTime'] }),
        OBErrorResponse1: {
          type: 'object',
          required: ['Errors'],
          properties: {
            Errors: { type: 'array', minItems: 1, items: { type: 'object', required: ['ErrorCode'] } },
          },
        },
      },
    },
  };
}

const sample = (account: object) =>
  JSON.stringify({
    Data: { Account: [account] },
    Links: { Self: 'https://bank.example/accounts' },
    Meta: { TotalPages: 1 },
  });

const vocabulary = (rows: readonly (readonly [term: string, broader: string])[]) =>
  ['"term","hasbroader"', ...rows.map(([term, broader]) => `"${term}","${broader}"`)].join('\n');

const dpv = 'https://w3id.org/dpv#';
const files: MadeUpFiles = {
  'open-banking/account-info-openapi-v4.0.json': JSON.stringify(madeUpApi()),
  'open-banking/samples/Accounts-0.json.txt': sample({ AccountId: '1', Currency: 'GBP', Status: 'Enabled' }),
  'open-banking/samples/Accounts-1.json.txt': sample({ AccountId: '2', Currency: 'POUNDS' }),
  'open-banking/samples/Accounts-2.json.txt': `{ "Data": { "Account": [ { "AccountId": "3", "Currency": "EUR", }, ] } }`,
  'open-banking/samples/Balances-0.json.txt': '{ "Data": { "Balance": [ ... ] } }',
  'open-banking/samples/account-access-consents-0.json.txt':
    '{ "Data": { "Permissions": ["ReadBalances"] } }',
  'screening/ofac-sdn.csv': [
    '1,"QUILLTREE MARROWBONE HOLDINGS CO., LTD.",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
    '2,"MARROWBONE ESTEVES, Tobias Quillon","individual","SDNTK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 27 Mar 1978."',
    '3,"SEA OTTER PELLWICK","vessel","CUBA",-0- ,"HXYZ",-0- ,-0- ,-0- ,"Panama",-0- ,-0- ',
    '\u001a',
  ].join('\r\n'),
  'screening/ofac-alt.csv': '2,9,"aka","MARROWBONE, Tobiah",-0- \r\n\u001a',
  'screening/yente-t1-entities.ftm.json': [
    { id: 'NK-1', schema: 'Person', properties: { name: ['Вельмира Куприянко', 'Velmira Kupriyanko'] } },
    { id: 'addr-1', schema: 'Address', properties: {} },
  ]
    .map((entity) =>
      JSON.stringify({ caption: entity.id, datasets: ['eu_fsf'], referents: [], target: true, ...entity }),
    )
    .join('\n'),
  'screening/yente-negatives-us.csv': [
    'full_name,first_name,middle_name,last_name,gender,date_of_birth,place_of_birth,nationality',
    'Ottoline Fairweather,Ottoline,,Fairweather,female,1970-01-02,Leeds,France',
  ].join('\n'),
  'fraud/minfraud-score.json': JSON.stringify({
    response: { only: { id: 'x-1', risk_score: 20.5, disposition: { action: 'manual_review' } } },
  }),
  'fraud/minfraud-reasons.json':
    '[{ "multiplier": 3.2, "reasons": [{ "code": "MADE_UP", "reason": "made up" }] }]',
  'fraud/fingerprint-event.json': JSON.stringify({
    event_id: '1.abc',
    timestamp: 1_767_225_600_000,
    user_agent: 'an agent',
    identification: { visitor_id: 'V1', confidence: { score: 0.5 } },
  }),
  'aml/tazama-alert.json.txt': `{
  "transaction": {
    ...
  },
  "report": { "evaluationID": "e-1", "status": "ALRT", "timestamp": "2026-01-01T00:00:00Z", "tadpResult": {
    "typologyResult": [{ "cfg": "7@2.0.0", "result": 30, "review": true,
      "workflow": { "alertThreshold": 20, "interdictionThreshold": 40 },
      "ruleResults": [{ "id": "901@1.0.0", "cfg": "1.0.0", "subRuleRef": ".01", "wght": 30 }] }] } } }`,
  'aml/sar-acknowledgement.xml': `<EFilingBatchXML StatusCode="A"><EFilingSubmissionXML StatusCode="A">
    <EFilingActivityXML><BSAID>10000000000001</BSAID><EFilingActivityErrorXML>
    <ErrorElementNameText>MadeUp</ErrorElementNameText><ErrorLevelText>WARN</ErrorLevelText>
    <ErrorText>Made up.</ErrorText><ErrorTypeCode>Z1</ErrorTypeCode></EFilingActivityErrorXML></EFilingActivityXML>
    </EFilingSubmissionXML></EFilingBatchXML>`,
  'consent/dpv-purposes.csv': vocabulary(bankPurposes.map((term) => [term, `${dpv}Purpose`])),
  'consent/dpv-consent-status.csv': vocabulary(
    dpvConsentStatuses.map((term) => [
      term,
      `${dpv}ConsentStatus${term.endsWith('Given') ? 'Valid' : 'Invalid'}ForProcessing`,
    ]),
  ),
};

/** What the made-up documents must become. */
export const madeUpExpectations: ExpectedDocuments = {
  minFraudActions: { only: 'HOLD' },
  minFraudReasons: [{ code: 'MADE_UP', weight: '3.2' }],
  fingerprintSignals: [
    {
      id: '1.abc:device',
      kind: 'DEVICE',
      source: 'fingerprint',
      observedAt: '2026-01-01T00:00:00.000Z',
      confidence: '0.5',
      attributes: [{ name: 'deviceId', value: 'V1' }],
    },
  ],
  tazamaAlerts: [
    {
      id: 'e-1:7@2.0.0',
      source: 'tazama',
      raisedAt: '2026-01-01T00:00:00Z',
      typology: '7',
      typologyVersion: '2.0.0',
      ruleHits: [{ ruleId: '901@1.0.0', version: '1.0.0', outcome: '.01', weight: '30' }],
      score: '30',
      alertThreshold: '20',
      interdictionThreshold: '40',
      caseId: null,
    },
  ],
  sarAcknowledgements: [{ bsaId: '10000000000001', accepted: true, warnings: ['Z1 MadeUp'] }],
};

/** Writes a made-up folder of published input; everything in it is invented. Gone when disposed of. */
export function publishedFolder(changes: MadeUpFiles = {}): Disposable & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  for (const [path, content] of Object.entries({ ...files, ...changes })) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
