import type { FieldDisclosure } from '@bankgraph/audit-log';
import { getArgumentValues } from 'graphql';
import { type Question, type Refusal, rootFields } from './cut-answer.js';

/** Customers whose data a field of Query is about, by its arguments; a field that is not in it is about nobody. */
export type RootSubjects = Readonly<
  Record<string, (args: Readonly<Record<string, unknown>>) => readonly string[]>
>;

/**
 * What was refused here, for the record: once for each place of the question where it stands in the answer. It is
 * noted for every customer of whom the subgraphs disclosed anything in this exchange, since only they know whose data
 * it is; when there is none, for those that the operation names.
 */
export function refusalDisclosures(
  refusals: Iterable<Refusal>,
  disclosed: readonly (readonly FieldDisclosure[])[],
  question: Question,
  rootSubjects: RootSubjects,
): readonly FieldDisclosure[] {
  const known = new Set(disclosed.flatMap((part) => part.flatMap(({ subject }) => subject ?? [])));
  const subjects = known.size > 0 ? known : namedSubjects(question, rootSubjects);
  return [...refusals].flatMap(({ field }) =>
    (subjects.size > 0 ? [...subjects] : [null]).map((subject) => ({
      subject,
      field,
      decision: 'deny' as const,
      count: 1,
    })),
  );
}

function namedSubjects(question: Question, rootSubjects: RootSubjects): ReadonlySet<string> {
  const { schema, asked, conditions } = question;
  const named = new Set<string>();
  if (asked.operation.operation !== 'query') return named;
  for (const node of rootFields(question)) {
    const name = node.name.value;
    const field = schema.getQueryType()?.getFields()[name];
    if (field === undefined || !Object.hasOwn(rootSubjects, name)) continue;
    for (const subject of rootSubjects[name]?.(getArgumentValues(field, node, conditions)) ?? [])
      named.add(subject);
  }
  return named;
}
