import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A line of `allow`. */
export interface PlainLine {
  readonly roles: readonly string[];
  readonly when: readonly string[];
  /** Null: any purpose of the role. */
  readonly purposes: readonly string[] | null;
  readonly show: string | null;
}

/** A policy of a field or of rows. */
export interface PlainPolicy {
  readonly class: string;
  readonly allow: readonly PlainLine[];
}

/** One file of `policies/fields`: policies by `Type.field` or `Type`. */
export interface PlainSubgraph {
  readonly name: string;
  readonly carried: readonly string[];
  readonly policies: ReadonlyMap<string, PlainPolicy>;
}

/** The policies as they stand in their files. */
export interface PlainPolicies {
  readonly roles: Readonly<
    Record<string, { readonly purposes: readonly string[]; readonly purpose: string }>
  >;
  /** Condition of the wall, and kinds of callers that it keeps out. */
  readonly walls: ReadonlyMap<string, readonly string[]>;
  readonly subgraphs: readonly PlainSubgraph[];
}

type Yaml = Readonly<Record<string, unknown>>;

/** Reads the files of a policies folder, trusting that they are well formed: their loader has tests of its own. */
export function readPlainPolicies(folder: string): PlainPolicies {
  const read = (...path: string[]) => parse(readFileSync(join(folder, ...path), 'utf8')) as Yaml;
  const roles = read('roles.yaml') as PlainPolicies['roles'];
  const names = readdirSync(join(folder, 'fields')).filter((name) => /^[\w-]+\.yaml$/.test(name));
  return {
    roles,
    walls: new Map(
      Object.entries(read('walls.yaml')).map(([name, wall]) => [name, several((wall as Yaml)['keeps out'])]),
    ),
    subgraphs: names.map((name) => subgraphOf(read('fields', name), Object.keys(roles))),
  };
}

function subgraphOf(
  { subgraph, owner: _owner, carried, ...rest }: Yaml,
  everyone: readonly string[],
): PlainSubgraph {
  const policies = new Map<string, PlainPolicy>();
  for (const [key, value] of Object.entries(rest)) {
    const policy = value as { class: string; allow: readonly Yaml[] };
    const plain = { class: policy.class, allow: policy.allow.map((line) => lineOf(line, everyone)) };
    for (const id of idsOf(key)) policies.set(id, plain);
  }
  return { name: String(subgraph), carried: several(carried), policies };
}

/** `Type.{a, b}` is `Type.a` and `Type.b`. */
function idsOf(key: string): readonly string[] {
  const [type = '', fields] = key.split('.');
  if (fields === undefined) return [type];
  return fields.split(/[{},\s]+/).flatMap((field) => (field === '' ? [] : [`${type}.${field}`]));
}

function lineOf(line: Yaml, everyone: readonly string[]): PlainLine {
  return {
    roles: line.role === 'everyone' ? everyone : several(line.role),
    when: several(line.when),
    purposes: line.for === undefined ? null : several(line.for),
    show: line.show === undefined ? null : String(line.show),
  };
}

function several(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
