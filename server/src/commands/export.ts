import { readFile } from 'node:fs/promises';
import { withAdvice } from '../ask-server.js';
import { readRunning } from '../data-folder.js';
import { type CaseFile, caseFileAnswer, caseFileOperation } from '../export/case-file.js';
import { caseFilePage } from '../export/case-file-page.js';
import { proofFaults } from '../export/check-proofs.js';
import { provFaults } from '../export/check-prov.js';
import { provDocument } from '../export/prov-document.js';
import { sandboxToken, type TokenOptions } from './token.js';

/** What is taken out, as what, and on whose behalf. */
export interface ExportOptions extends TokenOptions {
  readonly format: 'prov' | 'html';
  /** Leave restricted decisions out where nobody else has agreed to their export, instead of refusing. */
  readonly openOnly: boolean;
}

/** A customer, and what of theirs; or a decision, of whomever. */
export type Exported =
  | { readonly customerId: string; readonly caseId: string | null }
  | { readonly decisionId: string };

interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

interface GraphAnswer {
  readonly data: unknown;
  readonly errors: readonly GraphError[];
  readonly requestId: string;
}

/**
 * Asks the running server for a case file, as anybody would: its policies decide what is in it, and the answer is on record.
 *
 * @returns the text of the file
 * @throws Error when there is nothing that the caller may take out, when something could not be asked (a system that is down
 *   must not read as nothing that happened), when four eyes are needed, or when what came is not sound
 */
export async function exportReport(
  dataFolder: string,
  what: Exported,
  options: ExportOptions,
): Promise<string> {
  const running = await readRunning(dataFolder);
  const token = await sandboxToken(dataFolder, options);
  const ask = (query: string, variables: object) => askGraph(running.graphql, token, query, variables);
  const place = 'decisionId' in what ? await placeOf(what.decisionId, ask) : { ...what, decisionId: null };
  const answer = await ask(
    caseFileOperation(place.decisionId === null ? 'ExportCase' : 'ExportDecision'),
    place,
  );
  const verifiers = await readFile(running.auditVerifiers, 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return exportText(answer, place, options, verifiers, new Date());
}

/**
 * The file out of an answer.
 *
 * @param verifiers public keys of the audit log, a line each; null when they are not at hand
 * @throws Error as `exportReport`
 */
export function exportText(
  { data, errors, requestId }: GraphAnswer,
  place: Pick<CaseFile, 'customerId' | 'caseId' | 'decisionId'>,
  { format, openOnly, role, purpose }: ExportOptions,
  verifiers: string | null,
  now: Date,
): string {
  const needsAnother = errors.some(({ extensions }) => extensions?.code === 'FOUR_EYES_REQUIRED');
  if (needsAnother && !openOnly) {
    throw new Error(
      `FOUR_EYES_REQUIRED: there are restricted decisions, and nobody else has agreed to your taking them out. Ask for it with requestExport (customerId "${place.customerId}"), have another person approve it with decideAccess, and export again; or leave them out with --open-only.`,
    );
  }
  const failed = errors.filter(({ extensions }) => extensions?.code !== 'FOUR_EYES_REQUIRED');
  if (failed.length > 0) {
    const told = failed.map(
      ({ message, path, extensions }) => `${extensions?.code ?? ''} ${path?.join('.') ?? ''} ${message}`,
    );
    throw new Error(`Nothing is written, since this could not be answered:\n${told.join('\n')}`);
  }
  const { caseFile, auditCheckpoint } = caseFileAnswer.parse(data);
  const decisions = caseFile?.decisions?.flatMap(({ decision }) => decision ?? []) ?? [];
  if (decisions.length === 0) throw new Error('There is nothing that you may take out.');
  const file: CaseFile = {
    ...place,
    decisions,
    anchors: caseFile?.anchors ?? null,
    checkpoint: auditCheckpoint,
    export: { at: now.toISOString(), role, purpose: purpose ?? null, requestId },
    openPartOnly: needsAnother,
  };
  const wrongProofs = verifiers === null ? [] : proofFaults(file, verifiers);
  if (wrongProofs.length > 0) {
    throw new Error(
      `Nothing is written, since the audit log does not prove what it says:\n${wrongProofs.join('\n')}`,
    );
  }
  const document = provDocument(file);
  const faults = provFaults(document);
  if (format === 'html') return caseFilePage(file, { provFaults: faults, proofsChecked: verifiers !== null });
  if (faults.length > 0) {
    throw new Error(
      `Nothing is written, since it is no valid PROV (--format html shows the decisions and what does not fit):\n${faults.join('\n')}`,
    );
  }
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Whom a decision is about. That was asked is on record as well. */
async function placeOf(
  decisionId: string,
  ask: (query: string, variables: object) => Promise<GraphAnswer>,
): Promise<Pick<CaseFile, 'customerId' | 'caseId' | 'decisionId'>> {
  const { data, errors } = await ask(
    'query ExportSubject($id: ID!) { decision(id: $id) { subject { id } } }',
    {
      id: decisionId,
    },
  );
  const customerId = (data as { decision?: { subject?: { id: string } | null } | null } | null)?.decision
    ?.subject?.id;
  if (customerId !== undefined) return { customerId, caseId: null, decisionId };
  const [error] = errors;
  throw new Error(error === undefined ? 'There is nothing that you may take out.' : error.message);
}

async function askGraph(url: string, token: string, query: string, variables: object): Promise<GraphAnswer> {
  const answer = await withAdvice(
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    }),
  );
  const body = (await answer.json()) as { data?: unknown; errors?: readonly GraphError[] };
  const errors = body.errors ?? [];
  if (body.data == null && errors.length === 0)
    throw new Error(`The server refused with status ${answer.status}.`);
  return { data: body.data ?? null, errors, requestId: answer.headers.get('x-request-id') ?? 'unknown' };
}
