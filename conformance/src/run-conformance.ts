import { PublishedApi } from './open-banking/published-api.js';
import { publishedSamples } from './open-banking/published-samples.js';
import { sandboxAnswers } from './open-banking/sandbox-answers.js';
import { PublishedData, UnusableInput } from './published-data.js';
import type { PartReport } from './report/part-report.js';
import type { Progress } from './report/progress.js';
import { watchlistPart } from './screening/watchlist-part.js';
import { type ExpectedDocuments, expectedDocuments } from './vendor-documents/expected-documents.js';
import { vendorDocuments } from './vendor-documents/vendor-documents.js';
import { vocabularyPart } from './vocabulary/vocabulary-part.js';

/** Parts of a run, in their order. */
export const partNames = ['answers', 'samples', 'screening', 'documents', 'vocabulary'] as const;
export type PartName = (typeof partNames)[number];

/** What to run. */
export interface ConformanceOptions {
  /** Folder of the published input. */
  readonly folder: string;
  /** Folder of the project's policies. */
  readonly policies: string;
  /** All parts when not given. */
  readonly only?: readonly PartName[];
  /** What the documents of fraud and AML systems must become; the published ones' when not given. */
  readonly expected?: ExpectedDocuments;
  readonly onProgress?: Progress;
  /** Called with each part as it is done. */
  readonly onPart?: (report: PartReport) => void;
}

/**
 * Runs the project's sandbox and adapters against what the systems' owners publish. A part that breaks off is a part
 * that fails; the others run all the same.
 * @throws UnusableInput when the folder or one of its files cannot be used
 */
export async function runConformance(options: ConformanceOptions): Promise<readonly PartReport[]> {
  const { folder, policies, only = partNames, expected = expectedDocuments, onProgress = () => {} } = options;
  const data = new PublishedData(folder);
  const api = new PublishedApi(data.json('open-banking/account-info-openapi-v4.0.json'));
  const parts: Readonly<Record<PartName, () => PartReport | Promise<PartReport>>> = {
    answers: () => sandboxAnswers(api, onProgress),
    samples: () => publishedSamples(api, data.samples()),
    screening: () => watchlistPart(data, onProgress),
    documents: () => vendorDocuments(data, expected),
    vocabulary: () => vocabularyPart(data, policies),
  };
  const reports: PartReport[] = [];
  for (const part of partNames.filter((name) => only.includes(name))) {
    const started = performance.now();
    const report = await Promise.resolve()
      .then(parts[part])
      .catch((error: unknown) => brokenOff(part, error, performance.now() - started));
    reports.push(report);
    options.onPart?.(report);
  }
  return reports;
}

/** Whether everything that was expected holds. */
export function allHold(reports: readonly PartReport[]): boolean {
  return reports.every(({ expectations }) => expectations.every(({ holds }) => holds));
}

function brokenOff(part: PartName, error: unknown, durationMs: number): PartReport {
  if (error instanceof UnusableInput) throw error;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
  return {
    part,
    title: `${part}, broken off`,
    table: { columns: ['Error'], rows: [[reason]] },
    findings: error instanceof Error && error.stack !== undefined ? [error.stack] : [],
    expectations: [{ what: 'the part runs to its end', found: reason, holds: false }],
    figures: {},
    durationMs,
  };
}
