import { z } from 'zod';

const moment = z.iso.datetime({ offset: true });
const iri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S*$/i, 'is no IRI');
/** A name with a prefix; of relations also one of this document alone (`_:r1`). */
const qualifiedName = /^(?:_|[A-Za-z][\w.-]*):[^\s]+$/;
const identifier = z.string().regex(qualifiedName, 'is no qualified name');
const typed = z.union([
  z.strictObject({ $: z.string(), type: identifier }),
  z.strictObject({ $: z.string(), lang: z.string() }),
]);
const value = z.union([z.string(), z.number(), z.boolean(), typed]);
const attribute = z.union([value, z.array(value).min(1)]);

type Shape = Readonly<Record<string, z.ZodType>>;

/** Records by their identifiers: members of PROV's own by their shape, and beside them attributes of any name. */
function records(shape: Shape) {
  const record = z.object(shape).catchall(attribute);
  return z.record(identifier, record).optional();
}

const ref = identifier;
const maybe = identifier.optional();

/** The structure that the schema of PROV-JSON requires, for the elements and relations that a case file may have. */
const documentShape = z.strictObject({
  prefix: z.record(z.string().regex(/^[A-Za-z][\w.-]*$/), iri),
  entity: records({}),
  activity: records({ 'prov:startTime': moment.optional(), 'prov:endTime': moment.optional() }),
  agent: records({}),
  used: records({ 'prov:activity': ref, 'prov:entity': maybe, 'prov:time': moment.optional() }),
  wasGeneratedBy: records({ 'prov:entity': ref, 'prov:activity': maybe, 'prov:time': moment.optional() }),
  wasInformedBy: records({ 'prov:informed': ref, 'prov:informant': ref }),
  wasAssociatedWith: records({ 'prov:activity': ref, 'prov:agent': maybe, 'prov:plan': maybe }),
  actedOnBehalfOf: records({ 'prov:delegate': ref, 'prov:responsible': ref, 'prov:activity': maybe }),
  wasDerivedFrom: records({ 'prov:generatedEntity': ref, 'prov:usedEntity': ref, 'prov:activity': maybe }),
});

type Checked = z.infer<typeof documentShape>;
type Relation = Exclude<keyof Checked, 'prefix' | 'entity' | 'activity' | 'agent'>;
type Element = 'entity' | 'activity' | 'agent';

/** Which member of a relation names an element of what kind. */
const ends: Readonly<Record<Relation, Readonly<Record<string, Element>>>> = {
  used: { 'prov:activity': 'activity', 'prov:entity': 'entity' },
  wasGeneratedBy: { 'prov:entity': 'entity', 'prov:activity': 'activity' },
  wasInformedBy: { 'prov:informed': 'activity', 'prov:informant': 'activity' },
  wasAssociatedWith: { 'prov:activity': 'activity', 'prov:agent': 'agent', 'prov:plan': 'entity' },
  actedOnBehalfOf: { 'prov:delegate': 'agent', 'prov:responsible': 'agent', 'prov:activity': 'activity' },
  wasDerivedFrom: {
    'prov:generatedEntity': 'entity',
    'prov:usedEntity': 'entity',
    'prov:activity': 'activity',
  },
};

/**
 * What is wrong with a PROV-JSON document, a sentence for each: against the structure that its schema requires, and against
 * those constraints of PROV-CONSTRAINTS (W3C Recommendation of 30 April 2013) that such a document can break. Names do
 * not resolve, an identifier is of two kinds, an entity is generated twice, or events are out of order.
 *
 * @returns nothing for a valid document
 */
export function provFaults(document: unknown): readonly string[] {
  const read = documentShape.safeParse(document);
  if (!read.success) {
    return read.error.issues.map(({ path, message }) => `${path.join(' → ') || 'The document'}: ${message}.`);
  }
  const { data } = read;
  return [
    ...unknownPrefixes(data),
    ...elementsOfTwoKinds(data),
    ...unresolved(data),
    ...generatedTwice(data),
    ...outOfOrder(data),
    ...derivedFromThemselves(data),
  ];
}

function* relationsOf(document: Checked, kind: Relation) {
  for (const [id, relation] of Object.entries(document[kind] ?? {})) {
    yield { id, relation: relation as Readonly<Record<string, unknown>> };
  }
}

/** PROV-JSON, section 2.1: every prefix that is used is declared. */
function* unknownPrefixes(document: Checked): Generator<string> {
  const declared = new Set([...Object.keys(document.prefix), '_']);
  const { prefix: _, ...parts } = document;
  for (const [part, all] of Object.entries(parts)) {
    for (const [id, members] of Object.entries(all ?? {})) {
      const names = [id, ...Object.keys(members)];
      for (const name of names) {
        const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : null;
        if (prefix === null) yield `${part} → ${id}: the attribute ${name} has no prefix.`;
        else if (!declared.has(prefix)) yield `${part} → ${id}: the prefix ${prefix} is not declared.`;
      }
    }
  }
}

/** Constraints 54 and 55: nothing is an entity and an activity. */
function* elementsOfTwoKinds(document: Checked): Generator<string> {
  for (const id of Object.keys(document.entity ?? {})) {
    if (Object.hasOwn(document.activity ?? {}, id)) yield `${id} is an entity and an activity.`;
  }
}

/** Constraint 50: what a relation names is there, and of the kind that the relation is between. */
function* unresolved(document: Checked): Generator<string> {
  for (const kind of Object.keys(ends) as Relation[]) {
    for (const { id, relation } of relationsOf(document, kind)) {
      for (const [member, element] of Object.entries(ends[kind])) {
        const named = relation[member];
        if (typeof named === 'string' && !Object.hasOwn(document[element] ?? {}, named)) {
          yield `${kind} → ${id}: ${member} names ${named}, which is no ${element} of this document.`;
        }
      }
    }
  }
}

/** Constraint 24: one activity generates an entity once. */
function* generatedTwice(document: Checked): Generator<string> {
  const generated = new Set<string>();
  for (const { relation } of relationsOf(document, 'wasGeneratedBy')) {
    const key = JSON.stringify([relation['prov:entity'], relation['prov:activity']]);
    if (generated.has(key)) yield `${relation['prov:entity']} is generated twice by one activity.`;
    generated.add(key);
  }
}

/** Constraints 30 to 42 on the order of events, where both have a time. */
function* outOfOrder(document: Checked): Generator<string> {
  const activity = (id: unknown) => document.activity?.[String(id)];
  const start = (id: unknown) => at(activity(id)?.['prov:startTime']);
  const end = (id: unknown) => at(activity(id)?.['prov:endTime']);
  const generation = new Map<unknown, number | null>();
  for (const { relation } of relationsOf(document, 'wasGeneratedBy')) {
    generation.set(relation['prov:entity'], at(relation['prov:time']));
  }
  for (const id of Object.keys(document.activity ?? {})) {
    if (after(start(id), end(id))) yield `${id} ends before it starts (constraint 30).`;
  }
  for (const [kind, constraint] of [
    ['used', 33],
    ['wasGeneratedBy', 34],
  ] as const) {
    for (const { id, relation } of relationsOf(document, kind)) {
      const time = at(relation['prov:time']);
      const within = relation['prov:activity'];
      if (after(start(within), time) || after(time, end(within))) {
        yield `${kind} → ${id}: it is not within ${within} (constraint ${constraint}).`;
      }
    }
  }
  for (const { relation } of relationsOf(document, 'wasInformedBy')) {
    const { 'prov:informed': informed, 'prov:informant': informant } = relation;
    if (after(start(informant), end(informed))) {
      yield `${informed} ends before ${informant}, which informed it, starts (constraint 35).`;
    }
  }
  for (const { relation } of relationsOf(document, 'used')) {
    const { 'prov:entity': entity } = relation;
    if (after(generation.get(entity) ?? null, at(relation['prov:time']))) {
      yield `${entity} is used before it is generated (constraint 37).`;
    }
  }
  for (const { relation } of relationsOf(document, 'wasDerivedFrom')) {
    const { 'prov:generatedEntity': derived, 'prov:usedEntity': source } = relation;
    if (after(generation.get(source) ?? null, generation.get(derived) ?? null)) {
      yield `${derived} is generated before ${source}, from which it was derived (constraint 42).`;
    }
  }
}

/** Constraints 41 and 42 together: the generation of what is derived comes strictly later, so no way leads back. */
function* derivedFromThemselves(document: Checked): Generator<string> {
  const sources = new Map<string, string[]>();
  for (const { relation } of relationsOf(document, 'wasDerivedFrom')) {
    const derived = String(relation['prov:generatedEntity']);
    sources.set(derived, [...(sources.get(derived) ?? []), String(relation['prov:usedEntity'])]);
  }
  for (const derived of sources.keys()) {
    const way = new Set(sources.get(derived));
    // A set is walked in the order in which it grows.
    for (const source of way) for (const next of sources.get(source) ?? []) way.add(next);
    if (way.has(derived)) yield `${derived} is derived from itself.`;
  }
}

function at(time: unknown): number | null {
  return typeof time === 'string' ? Date.parse(time) : null;
}

function after(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && one > other;
}
