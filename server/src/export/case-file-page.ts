import { escapeHtml } from '../escape-html.js';
import type { CaseFile, ExportedAuditEntry, ExportedCheckpoint, ExportedDecision } from './case-file.js';

/** What beside the file goes onto the page. */
export interface PageNotes {
  /** Sentences about what does not fit together in the decisions. */
  readonly provFaults: readonly string[];
  /** Whether the audit proofs were checked with the public keys before the page was written. */
  readonly proofsChecked: boolean;
}

/** A case file as one page that needs nothing else, is without scripts, and may be printed. Every value is escaped. */
export function caseFilePage(file: CaseFile, notes: PageNotes): string {
  const first = file.decisions[0];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Case file: ${escapeHtml(titleOf(file))}</title>
<style>
  body { font: 12px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #000; background: #fff; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; margin-bottom: .3rem; }
  table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid #bbb; padding: .2rem .4rem; text-align: left; vertical-align: top; }
  th[scope=row] { width: 12rem; font-weight: 600; }
  code, pre { font: 11px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; margin: 0; }
  .flag { border: 1px solid #000; padding: 0 .3rem; font-weight: 600; }
  section.decision { break-inside: avoid; margin-top: 1.2rem; }
</style>
<h1>Case file: ${escapeHtml(titleOf(file))}</h1>
${table([
  ['Taken out at', escapeHtml(file.export.at)],
  ['In the role', escapeHtml(file.export.role)],
  ['For the purpose', escapeHtml(file.export.purpose ?? 'none declared')],
  ['On record as request', code(file.export.requestId)],
  ['Decisions', escapeHtml(String(file.decisions.length))],
  ['First identified', first === undefined ? 'nothing is in this file' : firstIdentified(first)],
])}
${file.openPartOnly ? '<p><span class="flag">Open part only</span> There is more: restricted decisions were left out, since no second person has agreed to their export.</p>' : ''}
<h2>Who decided what</h2>
${file.decisions.map(decisionOf).join('\n')}
<h2>Whether the decisions fit together</h2>
${
  notes.provFaults.length === 0
    ? '<p>Every cause that is named is in this file, and none comes after what it led to.</p>'
    : `<ul>${notes.provFaults.map((fault) => `<li>${escapeHtml(fault)}</li>`).join('')}</ul>`
}
<h2>Audit proofs</h2>
${proofs(file, notes.proofsChecked)}
</html>
`;
}

function titleOf({ customerId, caseId, decisionId }: CaseFile): string {
  if (decisionId !== null) return `decision ${decisionId} about customer ${customerId}`;
  return caseId === null ? `customer ${customerId}` : `case ${caseId} of customer ${customerId}`;
}

/** The earliest time at which something happened, and whether the bank knew it only later. */
function firstIdentified(first: ExportedDecision): string {
  return `${escapeHtml(first.occurredAt)} by ${escapeHtml(first.actor.id)} (${escapeHtml(first.kind)})${recordedLater(first)}`;
}

function recordedLater({ occurredAt, recordedAt }: ExportedDecision): string {
  return Date.parse(recordedAt) > Date.parse(occurredAt)
    ? ` <span class="flag">recorded later: ${escapeHtml(recordedAt)}</span>`
    : '';
}

function decisionOf(one: ExportedDecision): string {
  const { actor, plan } = one;
  const who = [actor.id, actor.type, ...(actor.role === null ? [] : [`as ${actor.role}`])].join(', ');
  const rows: (readonly [string, string])[] = [
    ['Happened', `${escapeHtml(one.occurredAt)}${recordedLater(one)}`],
    ['Recorded', escapeHtml(one.recordedAt)],
    ['Who', escapeHtml(actor.onBehalfOf === null ? who : `${who}, on behalf of ${actor.onBehalfOf}`)],
    ['What', escapeHtml(one.decision)],
    ['What came of it', escapeHtml(one.outcome)],
    ['By which rule or model', escapeHtml(plan === null ? '–' : planOf(plan))],
    ['Approved by', listOf(one.approvals.map(approvalOf))],
    ['Reason, internal', escapeHtml(one.reasonInternal ?? '–')],
    ['Reason for the customer', escapeHtml(one.reasonForCustomer ?? '–')],
    ['Led to by', listOf(one.causedBy.map(code))],
    ['Replaces', one.supersedes === null ? '–' : code(one.supersedes)],
    ['Class', escapeHtml(one.class)],
    ['Anchored by', one.anchoredBy === null ? '–' : code(one.anchoredBy)],
    [
      'Evidence',
      listOf(
        one.inputs.map(
          (input) =>
            `${escapeHtml(input.system)} ${escapeHtml(input.externalId)}, as of ${escapeHtml(input.asOf)}, ${escapeHtml(input.class)}, SHA-256 ${code(input.hash)}`,
        ),
      ),
    ],
  ];
  return `<section class="decision"><h3>${escapeHtml(one.kind)} ${code(one.id)}</h3>\n${table(rows)}</section>`;
}

function planOf({ type, id, version }: NonNullable<ExportedDecision['plan']>): string {
  return `${type} ${id}${version === null ? '' : `, version ${version}`}`;
}

function approvalOf({ by, role, at }: ExportedDecision['approvals'][number]): string {
  return escapeHtml(
    [by, ...(role === null ? [] : [`as ${role}`]), ...(at === null ? [] : [`at ${at}`])].join(', '),
  );
}

function proofs({ anchors, checkpoint }: CaseFile, checked: boolean): string {
  if (anchors === null || checkpoint === null) {
    return '<p>Whoever took this out may not read the audit log. The request above is on record in it: who may read it finds it there, with its proof.</p>';
  }
  return `<p>${
    checked
      ? 'Each proof below was checked with the public keys of the log when this page was written.'
      : 'The public keys were not at hand when this page was written: nobody has checked these proofs yet.'
  } To check them: RFC 9162, section 2.1.3.2, and the signed note of the checkpoint.</p>
<h3>Newest signed state of the log</h3>
${checkpointOf(checkpoint)}
<h3>Entries of the log that anchor the decisions of this file</h3>
<p>Each was written together with decisions that name it, and has a salted digest over them.</p>
<table><thead><tr><th>When</th><th>Who</th><th>What</th><th>Proof</th></tr></thead><tbody>
${anchors.map(entryOf).join('\n')}
</tbody></table>
${checkpointsOf(anchors, checkpoint)}`;
}

function checkpointOf({
  origin,
  size,
  root,
  signedAt,
  witness,
  cosignedAt,
  note,
}: ExportedCheckpoint): string {
  return table([
    ['Log', escapeHtml(origin)],
    ['Entries', escapeHtml(size)],
    ['Root', code(root)],
    ['Signed at', escapeHtml(signedAt)],
    ['Witness', escapeHtml(witness === null ? 'none yet' : `${witness}, at ${cosignedAt ?? '–'}`)],
    ['Signed note', `<pre>${escapeHtml(note)}</pre>`],
  ]);
}

function entryOf({
  id,
  at,
  kind,
  actor,
  roles,
  purpose,
  requestId,
  operationName,
  outcome,
  inclusion,
}: ExportedAuditEntry): string {
  const proof =
    inclusion === null
      ? 'not in a signed tree yet'
      : `entry ${escapeHtml(inclusion.index)} of ${escapeHtml(inclusion.checkpoint.size)}<br>leaf ${code(inclusion.leafHash)}<br>${inclusion.hashes.map(code).join('<br>')}`;
  return `<tr><td>${escapeHtml(at)}</td><td>${escapeHtml(actor)}<br>${escapeHtml(roles.join(', '))}<br>${escapeHtml(purpose ?? 'no purpose')}</td><td>${escapeHtml(kind)} ${escapeHtml(operationName ?? '')} ${escapeHtml(outcome)}<br>${code(id)}<br>request ${code(requestId)}</td><td>${proof}</td></tr>`;
}

/** Checkpoints to which proofs lead, when that is not the newest. */
function checkpointsOf(entries: readonly ExportedAuditEntry[], newest: ExportedCheckpoint): string {
  const others = new Map(
    entries.flatMap(({ inclusion }) =>
      inclusion === null || inclusion.checkpoint.note === newest.note
        ? []
        : [[inclusion.checkpoint.note, inclusion.checkpoint] as const],
    ),
  );
  return [...others.values()]
    .map((one) => `<h3>State of ${escapeHtml(one.size)} entries</h3>\n${checkpointOf(one)}`)
    .join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string {
  return `<table><tbody>\n${rows
    .map(([head, html]) => `<tr><th scope="row">${escapeHtml(head)}</th><td>${html}</td></tr>`)
    .join('\n')}\n</tbody></table>`;
}

function code(value: string): string {
  return `<code>${escapeHtml(value)}</code>`;
}

/** @param items HTML */
function listOf(items: readonly string[]): string {
  return items.length === 0 ? '–' : items.join('<br>');
}
