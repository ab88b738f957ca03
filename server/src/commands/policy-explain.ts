import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type ConditionName,
  conditionMeanings,
  type DecisionQuestion,
  type ExplainedCondition,
  type ExplainedLine,
  type ExplainedPolicy,
  type Explanation,
  explainDecision,
  isConditionName,
  type KnownCircumstances,
  type Outcome,
  type PolicySet,
} from '@bankgraph/authorization';
import { connect, type Knex } from '@bankgraph/database';
import { isRole, type Role, roles } from '@bankgraph/identity';
import { postgresRelationships } from '@bankgraph/relationships';
import { readSubgraph, SUBGRAPH_NAMES } from '@bankgraph/schema';
import { type GraphQLSchema, parse } from 'graphql';
import type { RelationshipUrls } from '../asked-databases.js';
import { policiesOfWorkingTree } from '../policy-revision.js';
import { conditionsInWords, seenInWords } from './policy-words.js';
import type { Report } from './schema.js';

/** What is asked, as on the command line. */
export interface ExplainOptions {
  readonly role: string;
  readonly purpose?: string;
  readonly customer?: string;
  /** `none`: the data are of no account. */
  readonly account?: string;
  /** `none`: the data are of no case. */
  readonly case?: string;
  /** Number of the member of staff or customer, or the partner's client. */
  readonly as?: string;
  /** The row as a JSON object. */
  readonly row?: string;
  /** Conditions that hold; with "not " before it, one that does not. Nothing is looked up then. */
  readonly given?: readonly string[];
  readonly json: boolean;
}

/**
 * Why somebody sees a field or not.
 *
 * @param urls where conditions about people are looked up; null: they are not
 * @throws UnknownField
 * @throws Error naming an option that is not valid
 * @throws UPSTREAM_UNAVAILABLE when a database does not answer
 */
export async function policyExplainReport(
  folder: string,
  field: string,
  options: ExplainOptions,
  urls: RelationshipUrls | null,
): Promise<Report> {
  const policies = await policiesOfWorkingTree(folder);
  const given = givenOf(options.given ?? []);
  const asker = askerOf(options.role, options.purpose, policies);
  const row = options.row === undefined ? undefined : rowOf(options.row);
  const databases = urls === null || given.size > 0 ? null : open(urls);
  const known: KnownCircumstances = {
    asker,
    ...(options.as === undefined ? {} : { askerId: options.as }),
    ...(options.customer === undefined ? {} : { customerId: options.customer }),
    ...(options.account === undefined ? {} : { accountId: orNone(options.account) }),
    ...(options.case === undefined ? {} : { caseId: orNone(options.case) }),
    ...(row === undefined ? {} : { row }),
    ...(databases === null ? {} : { relationships: postgresRelationships(databases) }),
  };
  try {
    const question = { policies, schemas: schemasOf(policies), field, known, given };
    const explanations = await explainDecision(question);
    if (options.json) return { text: JSON.stringify(explanations.map(asJson), null, 2), failed: false };
    return {
      text: explanationsAsText(question, explanations, await conditionMeanings(folder)),
      failed: false,
    };
  } finally {
    await Promise.all(Object.values(databases ?? {}).map((knex) => knex.destroy()));
  }
}

function open(urls: RelationshipUrls) {
  const reader = (url: string): Knex =>
    connect(url, {
      applicationName: 'bankgraph policy explain',
      poolMax: 1,
      readOnly: true,
      statementTimeoutMs: 5_000,
    });
  return {
    directory: reader(urls.directory),
    staffing: reader(urls.staffing),
    consent: reader(urls.consent),
    access: reader(urls.access),
  };
}

function orNone(text: string): string | null {
  return text === 'none' ? null : text;
}

function askerOf(
  role: string,
  purpose: string | undefined,
  policies: PolicySet,
): KnownCircumstances['asker'] {
  if (!isRole(role)) throw new Error(`There is no role "${role}". There are: ${roles.join(', ')}.`);
  const kind = policies.roles.get(role)?.kind ?? 'service';
  return { kind, roles: [role], purpose: purpose ?? null };
}

function rowOf(text: string): Readonly<Record<string, unknown>> {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch {
    row = null;
  }
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Record<string, unknown>;
  throw new Error('--row must be a JSON object, for example \'{"scheme":"PAN"}\'.');
}

function givenOf(texts: readonly string[]): ReadonlyMap<ConditionName, boolean> {
  return new Map(
    texts.map((text) => {
      const name = isConditionName(text) ? text : text.replace(/^not /, '');
      if (!isConditionName(name)) {
        throw new Error(`There is no condition "${text}". The catalogue is in policies/conditions.yaml.`);
      }
      return [name, name === text];
    }),
  );
}

function schemasOf(policies: PolicySet): ReadonlyMap<string, GraphQLSchema> {
  return new Map(
    SUBGRAPH_NAMES.filter((name) => policies.subgraphs.has(name)).map((name) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(readSubgraph(name).sdl) }),
    ]),
  );
}

/** Sets are written as lists; all else is data already. */
function asJson(explanation: Explanation): unknown {
  return JSON.parse(
    JSON.stringify(explanation, (_key, value) => (value instanceof Set ? [...value] : value)),
  );
}

type Meanings = ReadonlyMap<ConditionName, string>;

/** Explanations that come to the same by the same policy are told once. */
function explanationsAsText(
  question: DecisionQuestion,
  explanations: readonly Explanation[],
  meanings: Meanings,
): string {
  if (explanations.length > 1 && explanations.every(({ field }) => field !== question.field)) {
    const each = explanations.map((one) => `  ${one.subgraph} ${one.field}: ${verdictOf(one)}`);
    return [`${question.field} is decided with the field that returns it:`, ...each].join('\n');
  }
  const folded = new Map<string, Explanation[]>();
  for (const explanation of explanations) {
    const { target, outcomes, field } = explanation;
    const reading = target?.lines.map(({ line, holds }) => [[...line.roles], line.when, line.show, holds]);
    const key = JSON.stringify([field, target?.class, reading, outcomes]);
    folded.set(key, [...(folded.get(key) ?? []), explanation]);
  }
  return [...folded.values()]
    .map(([first, ...others]) => {
      if (first === undefined) return '';
      const alike = others.map(({ subgraph }) => subgraph).join(', ');
      const note = alike === '' ? '' : `\n\nThe policies of ${alike} say the same of this field.`;
      return explanationAsText(question, first, meanings) + note;
    })
    .join('\n\n────────\n\n');
}

function explanationAsText(question: DecisionQuestion, explanation: Explanation, meanings: Meanings): string {
  const { known, field } = question;
  const { asker } = known;
  const title = [
    `${field}${field === explanation.field ? '' : `, decided with ${explanation.field}`}, for ${asker.roles.join('+')}`,
    asker.purpose === null ? 'with no purpose declared' : `for ${asker.purpose}`,
    `(subgraph ${explanation.subgraph})`,
  ].join(' ');
  const definition = question.policies.roles.get(asker.roles[0] as Role);
  if (explanation.purposeRefused) {
    return `${title}\n\nThe whole request is refused (PURPOSE_NOT_ALLOWED): the purposes of ${asker.roles.join('+')} are ${definition?.purposes.join(', ')}.`;
  }
  const { target, rows, way } = explanation;
  const blocks = [
    `${title}\n${verdictOf(explanation)}`,
    asker.purpose === null && definition?.purposeRequired === true
      ? `Without a declared purpose this role sees class public only. Its purposes: ${definition.purposes.join(', ')}.`
      : '',
    wallsAsText(explanation, meanings),
    target === null
      ? `Rows of ${explanation.field}: no policy of their own, so all exist for whoever reaches them.`
      : policyAsText(target.id.includes('.') ? 'The field' : 'The rows', target, asker.roles, meanings),
    rows === null ? '' : policyAsText('Its rows', rows, asker.roles, meanings),
    wayAsText(explanation, way, asker.roles, meanings),
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

function verdictOf({ outcomes, walled, walls, target, deniedBy }: Explanation): string {
  if (walled === true) {
    const standing = walls.find(({ condition }) => condition.holds === true);
    return `Not shown: "${standing?.condition.name}" holds, and a wall stands before every policy.`;
  }
  const own =
    outcomes.length > 1
      ? `It depends: ${alternatives(outcomes)}.`
      : outcomes[0]?.seen === 'deny'
        ? `Not shown: it looks as if there were nothing.${reasonOf(target, deniedBy)}`
        : `Shown: ${seenInWords(outcomes[0]?.seen ?? 'deny')}.`;
  const nothingToLose = outcomes.every(({ seen }) => seen === 'deny');
  return walled === null && !nothingToLose ? `${own} Provided that no wall stands before it.` : own;
}

function reasonOf(target: ExplainedPolicy | null, deniedBy: ExplainedPolicy | null): string {
  if (deniedBy === null) return '';
  if (deniedBy.id === target?.id) return ' No line of its policy applies.';
  const before = `${deniedBy.id} before it is denied (${deniedBy.at}).`;
  const open = target?.outcomes.some(({ seen }) => seen !== 'deny') ?? false;
  return open ? ` By itself it is open, but ${before}` : ` ${before}`;
}

/** @param shown what seeing the value is called */
function alternatives(outcomes: readonly Outcome[], shown = seenInWords('allow')): string {
  return outcomes
    .map(({ seen, when }) =>
      [seen === 'allow' ? shown : seenInWords(seen), conditionsInWords(when)]
        .filter((part) => part !== '')
        .join(' '),
    )
    .join(', else ');
}

function wallsAsText({ walls }: Explanation, meanings: Meanings): string {
  if (walls.length === 0) return '';
  return [
    'Walls, before every policy',
    ...walls.map(({ condition, at }) => `  ${conditionAsText(condition, meanings)} (${at})`),
  ].join('\n');
}

function policyAsText(
  title: string,
  policy: ExplainedPolicy,
  asked: readonly Role[],
  meanings: Meanings,
): string {
  const own = policy.lines.filter(({ roleFits }) => roleFits);
  const others = policy.lines.filter(({ roleFits }) => !roleFits);
  const lines = own.flatMap((line) => lineAsText(line, meanings));
  return [
    `${title}: ${policy.id}, class ${policy.class} (${policy.at}; owner: ${policy.owner})`,
    `  because: ${policy.because}`,
    ...lines.map((line) => `  ${line}`),
    ...(others.length === 0
      ? []
      : [
          `  ${asked.join('+')} is not in ${others.length === 1 ? 'line' : 'lines'} ${others.map(({ line }) => line.line).join(', ')}`,
        ]),
    `  → ${decisionOf(policy)}`,
  ].join('\n');
}

/** @param shown what seeing the value is called: of a field on the way, that it is open */
function decisionOf({ outcomes, winner, id }: ExplainedPolicy, shown = seenInWords('allow')): string {
  const allowed = id.includes('.') ? shown : 'the row exists';
  if (outcomes.length > 1) return `depends: ${alternatives(outcomes, allowed)}`;
  const [outcome] = outcomes;
  if (outcome === undefined || outcome.seen === 'deny') return 'denied: no line applies';
  const what = outcome.seen === 'allow' ? allowed : outcome.seen;
  return `${what}${winner === null ? '' : `, by line ${winner.line.line}`}`;
}

function lineAsText(line: ExplainedLine, meanings: Meanings): readonly string[] {
  const applies = { true: 'applies', false: 'does not apply', null: 'cannot be told' }[`${line.holds}`];
  const purposes = line.purposeFits
    ? 'purpose fits'
    : `purpose does not fit${line.purposesThatFit.length === 0 ? '' : `, these would: ${line.purposesThatFit.join(', ')}`}`;
  return [
    `line ${line.line.line} shows ${line.show ?? 'the value'}: ${applies} (role fits; ${purposes})`,
    ...line.conditions.map((condition) => `  ${conditionAsText(condition, meanings)}`),
  ];
}

function conditionAsText({ name, holds, missing }: ExplainedCondition, meanings: Meanings): string {
  const answer =
    holds === null
      ? `cannot be told ${missing === null ? '' : without[missing]}`
      : holds
        ? 'holds'
        : 'does not hold';
  return `"${name}" ${answer}: ${meanings.get(name) ?? ''}`;
}

const without = {
  caller: 'without --as',
  customer: 'without --customer',
  account: 'without --account',
  case: 'without --case',
  row: 'without --row',
  relationships: 'without a running server (or --given)',
} as const;

function wayAsText(
  { reachable, field }: Explanation,
  way: readonly ExplainedPolicy[],
  asked: readonly Role[],
  meanings: Meanings,
): string {
  if (!reachable) return 'No query reaches it.';
  if (way.length === 0) return '';
  const denied = way.find(({ outcomes }) => outcomes.every(({ seen }) => seen === 'deny'));
  return [
    `The way to ${field.split('.')[0]} that is most open`,
    ...way.map((policy) => `  ${policy.id}: ${decisionOf(policy, 'open')} (${policy.at})`),
    ...(denied === undefined ? [] : ['', policyAsText('What denies it', denied, asked, meanings)]),
  ].join('\n');
}
