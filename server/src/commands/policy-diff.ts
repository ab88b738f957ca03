import { type FoldedChange, foldChanges, type PolicyDiff, policyDiff } from '@bankgraph/authorization';
import { policiesAt, policiesOfWorkingTree } from '../policy-revision.js';
import { conditionsInWords, count, fieldsInWords, sightsInWords } from './policy-words.js';
import type { Report } from './schema.js';

/** More fields than this in one change are told by their types. */
const listed = 20;

/**
 * Who gains or loses what between a revision and the working tree.
 *
 * @throws UnreadablePolicies when one of the two sides cannot be read
 */
export async function policyDiffReport(
  folder: string,
  ref: string,
  { json }: { readonly json: boolean },
): Promise<Report> {
  const diff = policyDiff(await policiesAt(ref, folder), await policiesOfWorkingTree(folder));
  return { text: json ? JSON.stringify({ ref, ...diff }, null, 2) : diffAsText(ref, diff), failed: false };
}

/** Role by role, what is alike only once. */
export function diffAsText(ref: string, diff: PolicyDiff): string {
  const { versions } = diff;
  const header = `Policies at ${ref} (${versions.before}) → working tree (${versions.after})`;
  const folds = foldChanges(diff.access);
  const nothing = folds.length === 0 && diff.walls.length === 0;
  const blocks = [
    header,
    ...(nothing ? [`No one gains or loses anything${endOf(diff)}`] : []),
    block('Roles', diff.roles.flatMap(roleInWords)),
    block('Walls, which stand before every field of a customer', diff.walls.map(wallInWords)),
    block('Policies', diff.policies.map(policyInWords)),
    ...byRoles(folds).map(([roles, own]) =>
      block(
        roles,
        own.flatMap((fold) => [changeInWords(fold), placesInWords(ref, fold)]),
      ),
    ),
    ...(nothing ? [] : [summaryOf(diff)]),
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

function endOf({ versions, roles, policies }: PolicyDiff): string {
  if (versions.before === versions.after) return ': the policies are the same.';
  return roles.length + policies.length === 0 ? ': only words have changed.' : '.';
}

function block(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function roleInWords({ role, ...change }: PolicyDiff['roles'][number]): readonly string[] {
  const at = '(policies/roles.yaml)';
  return [
    ...change.purposesGained.map((purpose) => `${role} may now ask for ${purpose} ${at}`),
    ...change.purposesLost.map((purpose) => `${role} may no longer ask for ${purpose} ${at}`),
    ...(change.kind === null ? [] : [`${role} is now ${change.kind.after}, was ${change.kind.before} ${at}`]),
    ...(change.purposeRequired === null
      ? []
      : [
          `${role} ${change.purposeRequired.after ? 'now needs' : 'no longer needs'} a declared purpose ${at}`,
        ]),
  ];
}

function wallInWords({ wall, keepsOut, letsThrough, before, after }: PolicyDiff['walls'][number]): string {
  const whom = ({ kinds, roles }: typeof keepsOut) =>
    kinds.length === 0
      ? roles.join(', ')
      : `${kinds.join(' and ')}${roles.length > 0 ? ` (${roles.join(', ')})` : ''}`;
  const changes = [
    ...(keepsOut.kinds.length + keepsOut.roles.length > 0 ? [`now keeps out ${whom(keepsOut)}`] : []),
    ...(letsThrough.kinds.length + letsThrough.roles.length > 0
      ? [`no longer keeps out ${whom(letsThrough)}`]
      : []),
  ];
  return `"${wall}" ${changes.join(' and ')} (${after ?? before})`;
}

function policyInWords({ subgraph, field, before, after }: PolicyDiff['policies'][number]): string {
  const name = `${subgraph} ${fieldsInWords([field])}`;
  const places = [after.at, before.at === null ? null : `was ${before.at}`].filter((at) => at !== null);
  const where = `(${places.join(', ')})`;
  if (before.class !== null && after.class !== null)
    return `${name}: class ${before.class} → ${after.class} ${where}`;
  if (after.class !== null) {
    const was = before.standing === 'absent' ? '' : `, ${standings[before.standing]} until now`;
    return `${name}: new, class ${after.class}${was} ${where}`;
  }
  return `${name}: ${after.standing === 'absent' ? 'removed' : `${standings[after.standing]} from now on`} ${where}`;
}

const standings = {
  policy: 'with a policy of its own',
  carried: 'decided with the field that returns it',
  'every row': 'every row exists for everyone',
  absent: 'no such field',
} as const;

function byRoles(folds: readonly FoldedChange[]): readonly (readonly [string, readonly FoldedChange[]])[] {
  const groups = new Map<string, FoldedChange[]>();
  for (const fold of folds) {
    const roles = fold.roles.join(', ');
    groups.set(roles, [...(groups.get(roles) ?? []), fold]);
  }
  return [...groups];
}

function changeInWords({ change, fields }: FoldedChange): string {
  const { effect, from, to, before, after } = change;
  const what = effect
    .replace('sees', `sees ${namesOf(fields)}`)
    .replace(/^(gains|loses)$/, `$1 ${namesOf(fields)}`);
  const how =
    effect === 'gains' ? (to === 'allow' ? '' : ` (${to})`) : effect === 'loses' ? '' : ` (${from} → ${to})`;
  const conditions = conditionsInWords(change.when);
  const side = (name: string, { standing, sights }: typeof before) =>
    `${name}: ${standing === 'policy' ? sightsInWords(sights) : standings[standing]}`;
  return [
    `${what}${how.replaceAll('allow', 'unmasked')}`,
    ...(conditions === '' ? [] : [`, ${conditions}`]),
    ...(change.forPurposes === '' ? [] : [`, ${change.forPurposes}`]),
    ` (${effect === 'loses' ? side('now', after) : side('was', before)})`,
  ].join('');
}

function namesOf(fields: FoldedChange['fields']): string {
  if (fields.length <= listed) return fieldsInWords(fields.map(({ field }) => field));
  const types = new Map<string, number>();
  for (const { subgraph, field } of fields) {
    const type = `${subgraph} ${field.split('.')[0]}`;
    types.set(type, (types.get(type) ?? 0) + 1);
  }
  const perType = [...types].map(([type, number]) => `${type} ${number}`);
  return `${count(fields.length, 'field')} [${perType.join(', ')}; --json names each]`;
}

function placesInWords(ref: string, { fields }: FoldedChange): string {
  const sides = (['after', 'before'] as const).map((side) => {
    const lines = new Map<string, Set<string>>();
    for (const field of fields) {
      const [file, line] = field[side]?.split(':') ?? [];
      if (file !== undefined && line !== undefined) lines.set(file, (lines.get(file) ?? new Set()).add(line));
    }
    const places = [...lines].map(([file, own]) => `${file}:${[...own].join(',')}`).join(' ');
    return places === '' || side === 'after' ? places : `at ${ref} ${places}`;
  });
  return `  ${sides.filter((places) => places !== '').join('; ')}`;
}

function summaryOf({ access, walls }: PolicyDiff): string {
  const having = (...effects: readonly string[]) =>
    new Set(access.filter(({ effect }) => effects.includes(effect)).map(({ role }) => role)).size;
  const fields = new Set(access.map(({ subgraph, field }) => `${subgraph} ${field}`)).size;
  const [more, less] = [having('gains', 'sees less masked'), having('loses', 'sees more masked')];
  return [
    `${count(fields, 'field')} changed for somebody: ${count(more, 'role')} to see more, ${count(less, 'role')} to see less`,
    ...(walls.length > 0 ? [count(walls.length, 'wall changed', 'walls changed')] : []),
  ]
    .join('; ')
    .concat('.');
}
