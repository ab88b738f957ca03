import { AuditReader, type AuditRecord, isOperation, keyFile } from '@bankgraph/audit-log';
import { PolicySimulation, type SimulatedChange, type Simulation } from '@bankgraph/authorization';
import { connect } from '@bankgraph/database';
import { policiesAt, policiesOfWorkingTree } from '../policy-revision.js';
import { conditionsInWords, count } from './policy-words.js';
import type { Report } from './schema.js';

/** What to simulate, on which log. */
export interface SimulateOptions {
  /** Folder of the policies, in a git checkout. */
  readonly folder: string;
  /** Revision of the policies under which the operations were recorded. */
  readonly from: string;
  /** Only so many of the newest records; all when not given. */
  readonly last?: number;
  /** URL of the log's database for the role audit_reader. */
  readonly auditReader: string;
  /** File of the log's key-encryption keys. */
  readonly auditKeys: string;
  readonly json: boolean;
  /** Told of the number of records read, now and then. */
  onProgress(records: number): void;
}

/** Records between two reports of progress. */
const stride = 1_000;

/**
 * What recorded operations come to under the policies of the working tree. Names roles, fields, operations and numbers,
 * never a customer.
 *
 * @throws UnreadablePolicies when one of the two sides cannot be read
 * @throws AuditUnavailable
 */
export async function policySimulateReport(options: SimulateOptions): Promise<Report> {
  const before = await policiesAt(options.from, options.folder);
  const simulation = new PolicySimulation(before, await policiesOfWorkingTree(options.folder));
  let read = 0;
  for await (const record of recordsOf(options)) {
    simulation.add(record);
    read += 1;
    if (read % stride === 0) options.onProgress(read);
  }
  const result = simulation.result();
  const text = options.json
    ? JSON.stringify(
        { from: options.from, ...result, otherVersions: Object.fromEntries(result.otherVersions) },
        null,
        2,
      )
    : simulationAsText(options.from, result);
  return { text, failed: false };
}

async function* recordsOf({ auditReader, auditKeys, last }: SimulateOptions): AsyncGenerator<AuditRecord> {
  const knex = connect(auditReader, {
    applicationName: 'bankgraph policy simulate',
    poolMax: 1,
    readOnly: true,
    statementTimeoutMs: 60_000,
  });
  try {
    const reader = new AuditReader(knex, keyFile(auditKeys));
    for await (const record of last === undefined ? reader.tail() : await reader.recent(last)) {
      if (!isOperation(record)) continue;
      // What an operator has read by command was decided by no policy.
      if (record.policyVersion !== '') yield record;
    }
  } finally {
    await knex.destroy();
  }
}

/** Role by role, what would be newly visible first. */
export function simulationAsText(from: string, result: Simulation): string {
  const { versions, records, otherVersions, changes, unexplained } = result;
  const others = [...otherVersions.values()].reduce((sum, number) => sum + number, 0);
  const roles = [...new Set(changes.map((change) => change.roles))].sort();
  const blocks = [
    [
      `Policies at ${from} (${versions.before}) → working tree (${versions.after})`,
      `${count(records, 'record')} of the old policies, ${count(result.unchanged, 'value')} decided as before.`,
      ...(others === 0
        ? []
        : [
            `${count(others, 'record')} left out, decided by other policies: ${[...otherVersions].map(([version, number]) => `${version} (${number})`).join(', ')}.`,
          ]),
    ].join('\n'),
    ...(records > 0 && changes.length === 0 ? ['No recorded decision would change.'] : []),
    ...(records === 0 ? [`Nothing to simulate: the log has no record of the policies at ${from}.`] : []),
    ...roles.map((role) =>
      [
        role,
        ...changes
          .filter((change) => change.roles === role)
          .sort(byConsequence)
          .flatMap(linesOf),
      ].join('\n'),
    ),
    ...(unexplained.length === 0
      ? []
      : [
          [
            'Not explained by the old policies (recorded by another program, or changed by hand):',
            ...unexplained.map(
              ({ roles: who, field, values }) => `  ${who} ${field}: ${count(values, 'value')}`,
            ),
          ].join('\n'),
        ]),
    ...(changes.length === 0
      ? []
      : ['What stands behind a wall of both sides stays behind it: a refusal may have been its doing.']),
  ];
  return blocks.join('\n\n');
}

const order = [
  'newly visible',
  'less masked',
  'masked differently',
  'more masked',
  'newly hidden',
  'unchanged',
];

function byConsequence(one: SimulatedChange, other: SimulatedChange): number {
  const rank = ({ consequences }: SimulatedChange) =>
    Math.min(...consequences.map(({ consequence }) => order.indexOf(consequence)));
  return rank(one) - rank(other) || other.operations - one.operations;
}

function linesOf(change: SimulatedChange): readonly string[] {
  const { consequences, dependsOn, dependsOnSubgraph, operationNames } = change;
  const [only] = consequences;
  const what =
    consequences.length === 1 && only !== undefined
      ? only.consequence
      : `depends on ${[...dependsOn, ...(dependsOnSubgraph ? ['which subgraph answered'] : [])].join(', ')}: ${alternatives(change)}`;
  const counts = `${count(change.operations, 'operation')}, ${count(change.customers, 'customer')}, ${count(change.values, 'value')}`;
  const where = change.subgraphs.length > 1 ? ` (of ${change.subgraphs.join(' or ')})` : '';
  return [`  ${change.field}${where}: ${what}`, `    ${counts}; in ${operationNames.join(', ')}`];
}

function alternatives({ consequences }: SimulatedChange): string {
  const words = consequences.map(({ consequence, when }) =>
    [consequence, conditionsInWords(when)].filter((part) => part !== '').join(' '),
  );
  // Where no condition tells them apart, only the subgraph does.
  const conditional = consequences.some(({ when }) => conditionsInWords(when) !== '');
  return words.join(conditional ? ', else ' : ' or ');
}
