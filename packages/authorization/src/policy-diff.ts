import { type ActorKind, type Role, roles } from '@bankgraph/identity';
import type { MaskName } from '@bankgraph/masking';
import type { ConditionName } from './conditions.js';
import { type Seen, seenWhen } from './decision-when.js';
import { type Governed, governedBy, linesThatGovern } from './governed.js';
import type { AllowLine, DataClass, Policy, PolicySet, RoleDefinition } from './policy.js';
import { type Situation, situationsOf, smallestOf } from './situations.js';

/** What a role sees of a field, and the smallest sets of conditions under which it does. */
export interface Sight {
  readonly seen: Exclude<Seen, 'deny'>;
  /** One of the sets is enough, with all its conditions; `[[]]`: always. */
  readonly when: readonly (readonly ConditionName[])[];
}

/** How what a role sees of a field has changed. */
export type AccessEffect =
  | 'gains'
  | 'loses'
  | 'sees less masked'
  | 'sees more masked'
  | 'sees masked differently';

/** A role sees something else of a field than before. */
export interface AccessChange {
  readonly subgraph: string;
  /** `Type.field`, or `Type` for rows. */
  readonly field: string;
  readonly role: Role;
  /** Declared purposes for which it is so; null stands for none declared. */
  readonly purposes: readonly (string | null)[];
  /** The same in words; empty when it is so for whatever the role may ask. */
  readonly forPurposes: string;
  readonly effect: AccessEffect;
  readonly from: Seen;
  readonly to: Seen;
  /** The smallest sets of conditions under which it is so; `[[]]`: always. */
  readonly when: readonly (readonly ConditionName[])[];
  readonly before: Side;
  readonly after: Side;
}

/** What one side of the comparison says of a field, for one role and purpose. */
export interface Side {
  /** Whether it has a policy, or how it stands without one. */
  readonly standing: Governed['standing'];
  /** Tried in this order; empty: never. */
  readonly sights: readonly Sight[];
  /** `policies/fields/kyc.yaml:85`; null without a policy. */
  readonly at: string | null;
}

/** A policy is new, gone, or of another class. */
export interface PolicyChange {
  readonly subgraph: string;
  readonly field: string;
  readonly before: PolicyPlace;
  readonly after: PolicyPlace;
}

/** How a field stands on one side. */
export interface PolicyPlace {
  readonly standing: Governed['standing'];
  readonly class: DataClass | null;
  readonly at: string | null;
}

/** A role may ask for other purposes, or is another kind of caller. */
export interface RoleChange {
  readonly role: Role;
  readonly purposesGained: readonly string[];
  readonly purposesLost: readonly string[];
  readonly kind: { readonly before: ActorKind; readonly after: ActorKind } | null;
  /** Whether anything beyond class public needs a declared purpose. */
  readonly purposeRequired: { readonly before: boolean; readonly after: boolean } | null;
}

/** A wall keeps out others than before. It stands before every field of a customer. */
export interface WallChange {
  readonly wall: ConditionName;
  readonly keepsOut: { readonly kinds: readonly ActorKind[]; readonly roles: readonly Role[] };
  readonly letsThrough: { readonly kinds: readonly ActorKind[]; readonly roles: readonly Role[] };
  /** Where it is written; null: not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What is different for anybody. All lists empty: only words have changed, or nothing. */
export interface PolicyDiff {
  /** Versions of the two sets of policies. */
  readonly versions: { readonly before: string; readonly after: string };
  readonly roles: readonly RoleChange[];
  readonly walls: readonly WallChange[];
  readonly policies: readonly PolicyChange[];
  readonly access: readonly AccessChange[];
}

/**
 * Compares what two sets of policies decide, not how they are written: for every field and every policy of rows, role
 * and purpose of either side, under every combination of the conditions that either side names. Walls stand before
 * every field alike and no policy can name them, so they are compared by themselves.
 *
 * @throws Error when the two sides name more conditions for one role of one field than can be combined
 */
export function policyDiff(before: PolicySet, after: PolicySet): PolicyDiff {
  return {
    versions: { before: before.version, after: after.version },
    roles: roles.flatMap((role) => roleChange(role, before.roles.get(role), after.roles.get(role))),
    walls: wallChanges(before, after),
    policies: places(before, after).flatMap(policyChange),
    access: places(before, after).flatMap((place) => accessChanges(place, before, after)),
  };
}

/** A field or a policy of rows on both sides. */
interface Place {
  readonly subgraph: string;
  readonly field: string;
  readonly before: Governed;
  readonly after: Governed;
}

function places(before: PolicySet, after: PolicySet): readonly Place[] {
  const names = new Set([...before.subgraphs.keys(), ...after.subgraphs.keys()]);
  return [...names].flatMap((subgraph) => {
    const of = (set: PolicySet) => set.subgraphs.get(subgraph);
    const fields = new Set(
      [of(before), of(after)].flatMap((own) => [...(own?.rows.keys() ?? []), ...(own?.fields.keys() ?? [])]),
    );
    return [...fields].map((field) => ({
      subgraph,
      field,
      before: governedBy(before, subgraph, field),
      after: governedBy(after, subgraph, field),
    }));
  });
}

function policyChange({ subgraph, field, before, after }: Place): readonly PolicyChange[] {
  const place = ({ standing, policy }: Governed): PolicyPlace => ({
    standing,
    class: policy?.class ?? null,
    at: policy?.source ?? null,
  });
  if (before.standing === after.standing && before.policy?.class === after.policy?.class) return [];
  return [{ subgraph, field, before: place(before), after: place(after) }];
}

function roleChange(
  role: Role,
  before: RoleDefinition | undefined,
  after: RoleDefinition | undefined,
): readonly RoleChange[] {
  if (before === undefined || after === undefined) return [];
  const change: RoleChange = {
    role,
    purposesGained: after.purposes.filter((purpose) => !before.purposes.includes(purpose)),
    purposesLost: before.purposes.filter((purpose) => !after.purposes.includes(purpose)),
    kind: before.kind === after.kind ? null : { before: before.kind, after: after.kind },
    purposeRequired:
      before.purposeRequired === after.purposeRequired
        ? null
        : { before: before.purposeRequired, after: after.purposeRequired },
  };
  const changed =
    change.purposesGained.length + change.purposesLost.length > 0 ||
    change.kind !== null ||
    change.purposeRequired !== null;
  return changed ? [change] : [];
}

function wallChanges(before: PolicySet, after: PolicySet): readonly WallChange[] {
  const names = new Set([...before.walls, ...after.walls].map(({ condition }) => condition));
  return [...names].flatMap((wall) => {
    const [was, is] = [keptOut(before, wall), keptOut(after, wall)];
    const keepsOut = { kinds: without(is.kinds, was.kinds), roles: without(is.roles, was.roles) };
    const letsThrough = { kinds: without(was.kinds, is.kinds), roles: without(was.roles, is.roles) };
    const changes = [keepsOut, letsThrough].some((change) => change.kinds.length + change.roles.length > 0);
    return changes ? [{ wall, keepsOut, letsThrough, before: was.at, after: is.at }] : [];
  });
}

function keptOut(set: PolicySet, wall: ConditionName) {
  const own = set.walls.find(({ condition }) => condition === wall);
  const kinds = [...(own?.keepsOut ?? [])];
  const ofKind = (role: Role) => kinds.some((kind) => kind === set.roles.get(role)?.kind);
  return { kinds, roles: roles.filter(ofKind), at: own?.source ?? null };
}

function without<Item>(items: readonly Item[], others: readonly Item[]): readonly Item[] {
  return items.filter((item) => !others.includes(item));
}

function accessChanges(place: Place, before: PolicySet, after: PolicySet): readonly AccessChange[] {
  return roles.flatMap((role) => {
    const definitions = [before.roles.get(role), after.roles.get(role)].filter((one) => one !== undefined);
    const declared = new Set(definitions.flatMap(({ purposes }) => purposes));
    const merged = new Map<string, Omit<AccessChange, 'forPurposes' | 'purposes'> & Purposes>();
    for (const purpose of [...declared, null]) {
      const linesOf = (set: PolicySet, side: Governed) => {
        const kind = set.roles.get(role)?.kind ?? 'service';
        return linesThatGovern(side, { kind, roles: [role], purpose }, set.roles);
      };
      for (const change of changesOf(place, linesOf(before, place.before), linesOf(after, place.after))) {
        const key = JSON.stringify(change);
        const known = merged.get(key);
        if (known === undefined) {
          const { subgraph, field } = place;
          merged.set(key, { subgraph, field, role, ...change, purposes: [purpose] });
        } else known.purposes.push(purpose);
      }
    }
    const required = definitions.every(({ purposeRequired }) => purposeRequired);
    return [...merged.values()].map((change) => ({
      ...change,
      forPurposes: purposeWords(change.purposes, declared, required),
    }));
  });
}

interface Purposes {
  readonly purposes: (string | null)[];
}

function purposeWords(
  purposes: readonly (string | null)[],
  declared: ReadonlySet<string>,
  required: boolean,
): string {
  const none = purposes.includes(null);
  const all = [...declared].every((purpose) => purposes.includes(purpose));
  if (all && none) return required ? 'even with no purpose declared' : '';
  if (all && required) return '';
  const named = purposes.filter((purpose) => purpose !== null);
  return [
    ...(named.length > 0 ? [`for ${named.join(' or ')}`] : []),
    ...(none ? ['with no purpose declared'] : []),
  ].join(' or ');
}

type Change = Pick<AccessChange, 'effect' | 'from' | 'to' | 'when' | 'before' | 'after'>;

/** Where two lists of lines, of one role and purpose, decide differently. */
function changesOf(
  place: Place,
  before: readonly AllowLine[],
  after: readonly AllowLine[],
): readonly Change[] {
  // Lines of equal meaning decide equally, so nothing has to be tried. This is the case of nearly all fields.
  if (before.map(meaningOf).join('\n') === after.map(meaningOf).join('\n')) return [];
  const situations = situationsOf([...before, ...after].flatMap((line) => line.when));
  const different = new Map<string, { from: Seen; to: Seen; situations: Situation[] }>();
  for (const situation of situations) {
    const [from, to] = [seenWhen(before, situation), seenWhen(after, situation)];
    if (from === to) continue;
    const key = `${from}\n${to}`;
    const known = different.get(key);
    if (known === undefined) different.set(key, { from, to, situations: [situation] });
    else known.situations.push(situation);
  }
  const side = (
    own: Governed,
    lines: readonly AllowLine[],
    others: readonly AllowLine[],
  ): AccessChange['before'] => ({
    standing: own.standing,
    sights: sightsOf(lines, situations),
    at: placeOf(own.policy, lines, others),
  });
  return [...different.values()].map(({ from, to, situations: when }) => ({
    effect: effectOf(from, to),
    from,
    to,
    when: smallestOf(when),
    before: side(place.before, before, after),
    after: side(place.after, after, before),
  }));
}

function meaningOf({ when, show }: AllowLine): string {
  return JSON.stringify([[...when].sort(), show]);
}

/** Lines as people read them, one after the other: without what an earlier one decides already, or a smaller set. */
function sightsOf(lines: readonly AllowLine[], situations: readonly Situation[]): readonly Sight[] {
  const sights: { seen: Sight['seen']; situations: Situation[] }[] = [];
  let open = situations;
  for (const line of lines) {
    const seen = line.show ?? 'allow';
    const decided = open.filter((situation) => seenWhen([line], situation) !== 'deny');
    if (decided.length === 0) continue;
    open = open.filter((situation) => !decided.includes(situation));
    const last = sights.at(-1);
    if (last?.seen === seen) last.situations.push(...decided);
    else sights.push({ seen, situations: decided });
  }
  return sights.map((sight) => ({ seen: sight.seen, when: smallestOf(sight.situations) }));
}

/** The first line that the other side does not have, else the policy as a whole. */
function placeOf(
  policy: Policy | null,
  lines: readonly AllowLine[],
  others: readonly AllowLine[],
): string | null {
  if (policy === null) return null;
  const known = new Set(others.map(meaningOf));
  const own = lines.find((line) => !known.has(meaningOf(line)));
  return own === undefined ? policy.source : policy.source.replace(/:\d+$/, `:${own.line}`);
}

/** What it means to see `to` where `from` was seen before; the two are different. */
export function effectOf(from: Seen, to: Seen): AccessEffect {
  if (from === 'deny') return 'gains';
  if (to === 'deny') return 'loses';
  if (from === 'allow') return 'sees more masked';
  if (to === 'allow') return 'sees less masked';
  if (showsAllOf[to] === from) return 'sees less masked';
  if (showsAllOf[from] === to) return 'sees more masked';
  return 'sees masked differently';
}

/** Masks that show all that another shows, and more. No other two can be compared. */
const showsAllOf: Partial<Record<MaskName, MaskName>> = {
  'BIN and last 4': 'last 4 characters',
  'IBAN last 4': 'last 4 characters',
};
