import { readPolicies } from '@bankgraph/authorization';
import { bankPurposes, consentStatuses, dpvConsentStatuses, dpvStatusOf } from '@bankgraph/consent-subgraph';
import { createWorld } from '@bankgraph/sandbox';
import { readSubgraph } from '@bankgraph/schema';
import { Kind, parse } from 'graphql';
import type { PublishedData } from '../published-data.js';
import { expectCount, type PartReport } from '../report/part-report.js';
import { type Term, termsOf } from './vocabulary.js';

/** Where a purpose is used in the project. */
interface Use {
  readonly where: string;
  readonly purposes: readonly string[];
}

const valid = 'ConsentStatusValidForProcessing';
const invalid = 'ConsentStatusInvalidForProcessing';

/**
 * Purposes and states of consent, as policies, contract and sandbox use them, against the published vocabulary.
 * @param policies folder with `roles.yaml` and `fields/`
 */
export async function vocabularyPart(data: PublishedData, policies: string): Promise<PartReport> {
  const started = performance.now();
  const purposes = termsOf(data, 'consent/dpv-purposes.csv');
  const states = termsOf(data, 'consent/dpv-consent-status.csv');
  const uses = await usesOfPurposes(policies);
  const unknown = uses.flatMap(({ where, purposes: used }) =>
    used
      .filter((purpose) => !purposes.has(purpose))
      .map((purpose) => `${where}: ${purpose} is no published purpose`),
  );
  const known: readonly string[] = bankPurposes;
  const undeclared = uses.flatMap(({ where, purposes: used }) =>
    used
      .filter((purpose) => !known.includes(purpose))
      .map((purpose) => `${where}: ${purpose} is none of the bank's`),
  );
  const wrongStates = [
    ...stateFaults(states),
    ...enumValues('ConsentStatus')
      .filter((status) => !Object.hasOwn(dpvStatusOf, status))
      .map((status) => `${status} has no DPV state`),
  ];
  const bases = enumValues('LawfulBasis');
  return {
    part: 'vocabulary',
    title: 'Purposes and states of consent against the W3C Data Privacy Vocabulary',
    table: {
      columns: ['Used in', 'Terms', 'Which'],
      rows: [
        ...uses.map(({ where, purposes: used }) => [where, String(used.length), used.join(' ')]),
        ...consentStatuses.map((status) => [
          `state ${status}`,
          '1',
          `${dpvStatusOf[status]} (${isValidFor(states.get(dpvStatusOf[status]), states) ? 'valid' : 'not valid'} for processing)`,
        ]),
      ],
    },
    findings: [
      ...unknown,
      ...undeclared,
      ...wrongStates,
      `Published: ${purposes.size} purposes, ${states.size} states`,
      `Lawful bases by name, not among the published files: ${bases.join(' ')}`,
    ],
    expectations: [
      expectCount('purposes that are not published', unknown.length, 0),
      expectCount("purposes that are none of the bank's", undeclared.length, 0),
      expectCount('states of consent that do not map to a published one', wrongStates.length, 0),
      { what: 'lawful bases in the contract', found: String(bases.length), holds: bases.length > 0 },
    ],
    figures: {
      purposes: Object.fromEntries(uses.map(({ where, purposes: used }) => [where, used])),
      states: dpvStatusOf,
      lawfulBases: bases,
      unknown,
      undeclared,
      wrongStates,
    },
    durationMs: performance.now() - started,
  };
}

async function usesOfPurposes(policies: string): Promise<readonly Use[]> {
  const { roles, subgraphs } = await readPolicies(policies);
  const lines = [...subgraphs.values()].flatMap(({ fields, rows }) =>
    [...fields.values(), ...rows.values()].flatMap(({ allow }) => allow),
  );
  const consents = [...createWorld({ seed: 1, customers: 200 }).customers()].flatMap(
    (customer) => customer.consents,
  );
  const distinct = (values: Iterable<string | null | undefined>) =>
    [...new Set(values)].filter((value) => typeof value === 'string').sort();
  return [
    ...[...roles].map(([role, definition]) => ({ where: `role ${role}`, purposes: definition.purposes })),
    { where: 'field policies', purposes: distinct(lines.flatMap(({ purposes }) => [...(purposes ?? [])])) },
    { where: 'consent subgraph', purposes: bankPurposes },
    { where: "sandbox's consents", purposes: distinct(consents.map(({ purpose }) => purpose)) },
  ];
}

/** Only an authorised consent may map to a state in which data may be processed. */
function stateFaults(states: ReadonlyMap<string, Term>): readonly string[] {
  const missing = dpvConsentStatuses
    .filter((term) => !states.has(term))
    .map((term) => `${term} is no published state`);
  const contradictions = consentStatuses.flatMap((status) => {
    const term = states.get(dpvStatusOf[status]);
    if (term === undefined) return [];
    const wanted = status === 'AUTH' ? valid : invalid;
    return above(term, states).has(wanted) ? [] : [`${status}: ${term.term} is not below ${wanted}`];
  });
  return [...missing, ...contradictions];
}

function isValidFor(term: Term | undefined, states: ReadonlyMap<string, Term>): boolean {
  return term !== undefined && above(term, states).has(valid);
}

/** All terms above one, however far. */
function above(term: Term, states: ReadonlyMap<string, Term>, seen = new Set<string>()): ReadonlySet<string> {
  for (const name of term.broader) {
    if (seen.has(name)) continue;
    seen.add(name);
    const next = states.get(name);
    if (next !== undefined) above(next, states, seen);
  }
  return seen;
}

function enumValues(name: string): readonly string[] {
  const { definitions } = parse(readSubgraph('consent').sdl);
  return definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === name
      ? (definition.values ?? []).map((value) => value.name.value)
      : [],
  );
}
