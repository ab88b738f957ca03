import { acknowledgementsOfFinCen, alertsOfTazamaReport } from '@bankgraph/aml-subgraph';
import { parseExactJson, tolerantJson } from '@bankgraph/bank-sources';
import { actionOfDisposition, reasonsOfMinFraud, signalsOfFingerprintEvent } from '@bankgraph/fraud-subgraph';
import type { PublishedData } from '../published-data.js';
import { expectCount, type PartReport } from '../report/part-report.js';
import { checked, type DocumentCheck } from './document-check.js';
import type { ExpectedDocuments } from './expected-documents.js';

/** Documents of fraud and AML systems as published, through the adapters that read those systems. */
export function vendorDocuments(data: PublishedData, expected: ExpectedDocuments): PartReport {
  const started = performance.now();
  const checks = [
    ...minFraudChecks(data, expected),
    ...fingerprintChecks(data, expected),
    ...tazamaChecks(data, expected),
    ...acknowledgementChecks(data, expected),
  ];
  const different = checks.filter(({ holds }) => !holds);
  return {
    part: 'documents',
    title: 'Published fraud and AML documents through their adapters',
    table: {
      columns: ['Document', 'Adapter', 'Came out', 'As expected'],
      rows: checks.map(({ document, adapter, found, holds }) => [
        document,
        adapter,
        summary(found),
        holds ? 'yes' : 'NO',
      ]),
    },
    findings: different.map(
      ({ document, adapter, found, wanted }) =>
        `${document}, ${adapter}: ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`,
    ),
    expectations: [expectCount('documents that became something else than expected', different.length, 0)],
    figures: {
      checks: checks.map(({ document, adapter, found, holds }) => ({ document, adapter, found, holds })),
    },
    durationMs: performance.now() - started,
  };
}

function minFraudChecks(data: PublishedData, expected: ExpectedDocuments): readonly DocumentCheck[] {
  const { response } = parseExactJson(data.text('fraud/minfraud-score.json')) as {
    response: Record<string, Record<string, unknown>>;
  };
  const reasons = parseExactJson(data.text('fraud/minfraud-reasons.json'));
  const [first] = Object.values(response);
  return [
    checked('minFraud scores', 'advice of each', expected.minFraudActions, () =>
      Object.fromEntries(Object.entries(response).map(([name, score]) => [name, actionOfDisposition(score)])),
    ),
    checked('minFraud scores', 'reasons where none are given', [], () =>
      Object.values(response).flatMap((score) => reasonsOfMinFraud(score)),
    ),
    checked('minFraud reasons', 'reasons in a score', expected.minFraudReasons, () =>
      reasonsOfMinFraud({ ...first, risk_score_reasons: reasons }),
    ),
  ];
}

/** Besides the signals: nothing that points at a person or their device's inside comes through. */
function fingerprintChecks(data: PublishedData, expected: ExpectedDocuments): readonly DocumentCheck[] {
  const text = data.text('fraud/fingerprint-event.json');
  const read = () => signalsOfFingerprintEvent(parseExactJson(text));
  const event = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const kept = ['ip_address', 'user_agent', 'url', 'client_referrer', 'linked_id'].filter((field) => {
    const value = event[field];
    return (
      typeof value === 'string' &&
      value !== '' &&
      JSON.stringify(read()).includes(JSON.stringify(value).slice(1, -1))
    );
  });
  return [
    checked('Fingerprint event', 'signals', expected.fingerprintSignals, read),
    checked('Fingerprint event', 'address, user agent, URL, customer passed on', [], () => kept),
  ];
}

/** As published it is elided, so it is no document; without the lines that stand for what was left out it is one. */
function tazamaChecks(data: PublishedData, expected: ExpectedDocuments): readonly DocumentCheck[] {
  const text = data.text('aml/tazama-alert.json.txt');
  const completed = text
    .split('\n')
    .filter((line) => line.trim() !== '...')
    .join('\n');
  return [
    checked('Tazama alert, as published', 'refused as text', true, () => 'refused' in tolerantJson(text)),
    checked('Tazama alert, without its elisions', 'alerts', expected.tazamaAlerts, () =>
      alertsOfTazamaReport(parseExactJson(completed)),
    ),
    checked(
      'Tazama alert, its report left out',
      'refused by name of what is missing',
      'UpstreamInvalid',
      () => {
        const { report: _report, ...rest } = parseExactJson(completed) as Record<string, unknown>;
        try {
          return alertsOfTazamaReport(rest);
        } catch (error) {
          return error instanceof Error ? error.name : 'threw';
        }
      },
    ),
  ];
}

function acknowledgementChecks(data: PublishedData, expected: ExpectedDocuments): readonly DocumentCheck[] {
  const xml = data.text('aml/sar-acknowledgement.xml');
  const texts = [...xml.matchAll(/<ErrorText>([^<]*)<\/ErrorText>/g)].map(([, text]) => text);
  return [
    checked(
      'SAR acknowledgement',
      'reports taken, warnings by code and element',
      expected.sarAcknowledgements,
      () =>
        acknowledgementsOfFinCen(xml).map(({ bsaId, accepted, warnings }) => ({
          bsaId,
          accepted,
          warnings: warnings.map((warning) => warning.slice(0, warning.indexOf(': '))),
        })),
    ),
    checked('SAR acknowledgement', 'wording of the warnings', texts, () =>
      acknowledgementsOfFinCen(xml).flatMap(({ warnings }) =>
        warnings.map((warning) => warning.slice(warning.indexOf(': ') + 2)),
      ),
    ),
    checked('SAR acknowledgement, cut off', 'refused', true, () => {
      try {
        acknowledgementsOfFinCen(xml.slice(0, Math.floor(xml.length / 2)));
        return false;
      } catch {
        return true;
      }
    }),
  ];
}

function summary(found: unknown): string {
  if (Array.isArray(found))
    return found.length === 0 ? 'nothing' : `${found.length}: ${JSON.stringify(found[0])}`;
  return typeof found === 'string' ? found : JSON.stringify(found);
}
