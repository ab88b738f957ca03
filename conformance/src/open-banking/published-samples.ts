import { type TolerantJson, tolerantJson } from '@bankgraph/bank-sources';
import { acceptOpenBanking, type OpenBankingAcceptance } from '@bankgraph/core-banking-subgraph';
import { expectCount, type PartReport } from '../report/part-report.js';
import { accountNumberFaults } from './account-number-faults.js';
import { inventedAmounts } from './amounts-kept.js';
import { ContractShape } from './contract-shape.js';
import type { PublishedApi } from './published-api.js';
import { recordsUnderData, resourceOf } from './resource-of.js';

/** A published sample, and what became of it. */
interface SampleOutcome {
  readonly name: string;
  readonly resource: string;
  /** As it stands, against the published schema. */
  readonly asPublished: 'valid' | 'invalid' | 'not JSON';
  readonly parse: string;
  readonly result: OpenBankingAcceptance | undefined;
  /** What is broken in records that were accepted. */
  readonly broken: readonly string[];
  /** Records that are neither accepted nor quarantined nor known repetitions. */
  readonly lost: number;
  /** The error, when something threw. */
  readonly crash: string | undefined;
}

/** Names of published pages that are not named after the resource that they show. */
const resources: Readonly<Record<string, string>> = {
  'bca-product-data-model': 'products',
  'pca-product-data-model': 'products',
  'other-product-data-model': 'products',
};
const consentSchemas = ['OBReadConsent1', 'OBReadConsentResponse1'];

/** Every published sample, dirty ones included, through the adapter that reads the bank's answers. */
export function publishedSamples(
  api: PublishedApi,
  samples: readonly { readonly name: string; readonly text: string }[],
): PartReport {
  const started = performance.now();
  const shape = new ContractShape();
  const outcomes = samples.map((sample) => outcomeOf(sample, api, shape));
  const crashes = outcomes.filter(({ crash }) => crash !== undefined);
  const broken = outcomes.flatMap(({ name, broken: faults }) => faults.map((fault) => `${name}: ${fault}`));
  const sum = (of: (outcome: SampleOutcome) => number) => outcomes.reduce((total, one) => total + of(one), 0);
  const count = (holds: (outcome: SampleOutcome) => boolean) => outcomes.filter(holds).length;
  const figures = {
    samples: outcomes.length,
    validAsPublished: count(({ asPublished }) => asPublished === 'valid'),
    invalidAsPublished: count(({ asPublished }) => asPublished === 'invalid'),
    notJsonAsPublished: count(({ asPublished }) => asPublished === 'not JSON'),
    repaired: count(({ parse }) => parse.startsWith('repaired')),
    refused: count(({ parse }) => parse.startsWith('refused')),
    notRead: count(({ result }) => result?.supported === false),
    accepted: sum(({ result }) => result?.accepted.length ?? 0),
    normalisations: sum(({ result }) => result?.normalised.length ?? 0),
    quarantined: sum(({ result }) => result?.quarantined.length ?? 0),
    brokenAccepted: broken.length,
  };
  return {
    part: 'samples',
    title: 'Published samples of Open Banking through the adapter',
    table: {
      columns: ['Sample', 'Resource', 'Published', 'Parse', 'Accepted', 'Normalised', 'Quarantined'],
      rows: outcomes.map((outcome) => rowOf(outcome)),
    },
    findings: [
      `As they stand: ${figures.validAsPublished} of ${figures.samples} are valid against the published schema, ` +
        `${figures.invalidAsPublished} break it, ${figures.notJsonAsPublished} are not JSON`,
      `Records: ${figures.accepted} accepted (${figures.normalisations} repairs), ${figures.quarantined} quarantined; ` +
        `${figures.refused} samples refused as text, ${figures.notRead} of resources that the adapter does not read`,
      ...broken,
      ...crashes.map(({ name, crash }) => `${name}: ${crash}`),
    ],
    expectations: [
      expectCount('samples that crash the adapter', crashes.length, 0),
      expectCount('accepted records that break our contract', broken.length, 0),
      expectCount(
        'records that are neither accepted nor quarantined',
        sum(({ lost }) => lost),
        0,
      ),
      {
        what: 'records accepted',
        found: String(figures.accepted),
        holds: figures.accepted > 0,
      },
    ],
    figures: {
      ...figures,
      outcomes: outcomes.map(({ result, ...rest }) => ({ ...rest, ...countsOf(result) })),
    },
    durationMs: performance.now() - started,
  };
}

function outcomeOf(
  { name, text }: { readonly name: string; readonly text: string },
  api: PublishedApi,
  shape: ContractShape,
): SampleOutcome {
  const page = name.replace(/-\d+$/, '');
  const resource = resources[page] ?? page.toLowerCase();
  const asPublished = publishedState(api, resource, text);
  const nothing = { name, resource, asPublished, result: undefined, broken: [], lost: 0, crash: undefined };
  try {
    const parsed = tolerantJson(text);
    const parse = parseText(parsed);
    if ('refused' in parsed) return { ...nothing, parse };
    const result = acceptOpenBanking(resource, parsed.value);
    const broken = result.accepted.flatMap((record) => [
      ...shape.faults(resource, record),
      ...accountNumberFaults(record),
      ...inventedAmounts(parsed.value, record),
    ]);
    return { ...nothing, parse, result, broken, lost: lostIn(parsed.value, result) };
  } catch (error) {
    return {
      ...nothing,
      parse: 'crash',
      crash: error instanceof Error ? `${error.name}: ${error.message}` : 'threw',
    };
  }
}

function publishedState(api: PublishedApi, resource: string, text: string): SampleOutcome['asPublished'] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  const endpoint = api.endpoints.find(({ path }) => resourceOf(path) === resource);
  const valid =
    resource === 'account-access-consents'
      ? consentSchemas.some((schema) => api.hasSchema(schema) && api.violationsOf(schema, body).length === 0)
      : endpoint !== undefined && api.violations(endpoint.path, 200, 'application/json', body).length === 0;
  return valid ? 'valid' : 'invalid';
}

/** How many records of a body that could be read as a list got lost on the way. */
function lostIn(
  body: unknown,
  { supported, accepted, normalised, quarantined }: OpenBankingAcceptance,
): number {
  if (!supported || quarantined.some(({ recordId }) => recordId === '(body)')) return 0;
  const repeated = normalised.filter(({ rule }) => rule === 'repeated-record-dropped').length;
  return recordsUnderData(body).records.length - accepted.length - quarantined.length - repeated;
}

function parseText(parsed: TolerantJson): string {
  if ('refused' in parsed) return `refused: ${parsed.refused}`;
  const rules = countedRules(parsed.repairs.map(({ rule }) => rule));
  return rules === '' ? 'clean' : `repaired: ${rules}`;
}

function countedRules(rules: readonly string[]): string {
  return [...new Set(rules)]
    .map((rule) => `${rule} ×${rules.filter((one) => one === rule).length}`)
    .join(', ');
}

function rowOf({ name, resource, asPublished, parse, result, crash }: SampleOutcome): readonly string[] {
  if (crash !== undefined || result === undefined) return [name, resource, asPublished, parse, '–', '', ''];
  if (!result.supported) return [name, resource, asPublished, parse, 'not a resource we read', '', ''];
  return [
    name,
    resource,
    asPublished,
    parse,
    String(result.accepted.length),
    countedRules(result.normalised.map(({ rule }) => rule)),
    result.quarantined.map(({ recordId, issues }) => `${recordId}: ${issues.join(', ')}`).join('; '),
  ];
}

function countsOf(result: OpenBankingAcceptance | undefined) {
  return {
    supported: result?.supported ?? null,
    accepted: result?.accepted.length ?? 0,
    normalised: result?.normalised ?? [],
    quarantined: result?.quarantined ?? [],
  };
}
