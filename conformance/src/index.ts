/** Runs sandbox and adapters against the specifications, samples and lists that the systems' owners publish. */
export { PublishedData, type PublishedFile, publishedFiles, UnusableInput } from './published-data.js';
export type { Expectation, PartReport, Table } from './report/part-report.js';
export {
  allHold,
  type ConformanceOptions,
  type PartName,
  partNames,
  runConformance,
} from './run-conformance.js';
export { type ExpectedDocuments, expectedDocuments } from './vendor-documents/expected-documents.js';
