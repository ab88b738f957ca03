import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ActorKind, isRole, type Role, roles } from '@bankgraph/identity';
import { isMaskName, type MaskName } from '@bankgraph/masking';
import { isSeq } from 'yaml';
import { type ConditionName, conditions, isConditionName, isWallCondition } from './conditions.js';
import { type PolicyFault, PolicyFaults } from './fault.js';
import {
  type AllowLine,
  type DataClass,
  dataClasses,
  type Policy,
  type PolicySet,
  type RoleDefinition,
  type SubgraphPolicies,
  type Wall,
} from './policy.js';
import { entriesOf, textOf, textsOf, type YamlFile, yamlFile } from './yaml-file.js';

/**
 * Reads `roles.yaml`, `conditions.yaml`, `walls.yaml` and `fields/<subgraph>.yaml` of a policies folder.
 *
 * @throws PolicyFaults with every fault of every file, by file and line
 */
export async function readPolicies(folder: string): Promise<PolicySet> {
  const faults: PolicyFault[] = [];
  const names = ['roles.yaml', 'conditions.yaml', 'walls.yaml', ...(await fieldFiles(folder))];
  const texts = await Promise.all(names.map((name) => readText(folder, name, faults)));
  const files = names.map((name, index) => yamlFile(name, texts[index] ?? '', faults));
  const [rolesFile, conditionsFile, wallsFile, ...fieldsFiles] = files as [
    YamlFile,
    YamlFile,
    YamlFile,
    ...YamlFile[],
  ];

  const roleDefinitions = readRoles(rolesFile);
  checkConditions(conditionsFile);
  const walls = readWalls(wallsFile);
  const subgraphs = fieldsFiles.map((file) => readSubgraph(file, roleDefinitions));
  if (faults.length > 0) throw new PolicyFaults(faults);
  return {
    version: policyVersion(names, texts),
    roles: roleDefinitions,
    walls,
    subgraphs: new Map(subgraphs.map((policies) => [policies.subgraph, policies])),
  };
}

/** Digest of policy files, as it stands in audit records: 16 hexadecimal digits. */
export function policyVersion(names: readonly string[], texts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([names, texts]))
    .digest('hex')
    .slice(0, 16);
}

/** A file that is missing is one fault among the others. */
async function readText(folder: string, name: string, faults: PolicyFault[]): Promise<string> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
    faults.push({ file: name, line: 1, message: 'This file is missing.' });
    return '{}';
  }
}

async function fieldFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, 'fields'));
  return entries
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('.test.yaml'))
    .sort()
    .map((name) => `fields/${name}`);
}

function readRoles(file: YamlFile): ReadonlyMap<Role, RoleDefinition> {
  const definitions = new Map<Role, RoleDefinition>();
  for (const { at, key, value } of entriesOf(file, file.root, 'The file')) {
    if (!isRole(key)) {
      file.fault(at, `Unknown role "${key}". Roles are: ${roles.join(', ')}.`);
      continue;
    }
    let title = '';
    let kind: RoleDefinition['kind'] = 'staff';
    let purposes: readonly string[] = [];
    let purposeRequired = true;
    for (const entry of entriesOf(file, value, `Role "${key}"`)) {
      if (entry.key === 'title') title = textOf(file, entry.value, 'title');
      else if (entry.key === 'kind') {
        kind = oneOf(file, entry.value, 'kind', ['customer', 'staff', 'partner'] as const) ?? kind;
      } else if (entry.key === 'purposes')
        purposes = textsOf(file, entry.value, 'purposes').map(({ text }) => text);
      else if (entry.key === 'purpose') {
        purposeRequired =
          oneOf(file, entry.value, 'purpose', ['required', 'optional'] as const) !== 'optional';
      } else file.fault(entry.at, `Unknown key "${entry.key}" in role "${key}".`);
    }
    definitions.set(key, { title, kind, purposes, purposeRequired });
  }
  for (const role of roles) {
    if (!definitions.has(role)) file.fault(file.root, `Role "${role}" is not defined.`);
  }
  return definitions;
}

/** The words of the catalogue belong to compliance, its meaning to the code: neither may have one that the other lacks. */
function checkConditions(file: YamlFile): void {
  const described = new Set<string>();
  for (const { at, key, value } of entriesOf(file, file.root, 'The file')) {
    if (!isConditionName(key)) file.fault(at, `Condition "${key}" is not implemented.`);
    textOf(file, value, `The meaning of "${key}"`);
    described.add(key);
  }
  for (const name of Object.keys(conditions)) {
    if (!described.has(name))
      file.fault(file.root, `Condition "${name}" is implemented but not described here.`);
  }
}

const actorKinds = ['customer', 'staff', 'partner', 'service'] as const satisfies readonly ActorKind[];

/** Every wall of the catalogue has to be spoken of: one that is forgotten would stand open. */
function readWalls(file: YamlFile): readonly Wall[] {
  const walls = new Map<string, Wall>();
  for (const { at, key, value } of entriesOf(file, file.root, 'The file')) {
    const keepsOut = new Set<ActorKind>();
    let because = '';
    const seen = new Set<string>();
    for (const entry of entriesOf(file, value, `Wall "${key}"`)) {
      seen.add(entry.key);
      if (entry.key === 'because') because = textOf(file, entry.value, 'because');
      else if (entry.key === 'keeps out') {
        for (const { at: place, text } of textsOf(file, entry.value, 'keeps out')) {
          const kind = actorKinds.find((known) => known === text);
          if (kind !== undefined) keepsOut.add(kind);
          else file.fault(place, `keeps out must be some of: ${actorKinds.join(', ')}.`);
        }
      } else file.fault(entry.at, `Unknown key "${entry.key}". A wall has: keeps out, because.`);
    }
    for (const needed of ['keeps out', 'because']) {
      if (!seen.has(needed)) file.fault(at, `Wall "${key}" has no "${needed}".`);
    }
    if (!isWallCondition(key)) {
      file.fault(at, `"${key}" is not a wall. Walls are: ${wallConditions().join(', ')}.`);
      continue;
    }
    const source = `policies/${file.name}:${file.lineOf(at)}`;
    walls.set(key, { condition: key, keepsOut, because, source });
  }
  for (const name of wallConditions()) {
    if (!walls.has(name)) {
      file.fault(file.root, `"${name}" is missing. A wall that nobody needs has "keeps out: []".`);
    }
  }
  return [...walls.values()];
}

function wallConditions(): readonly ConditionName[] {
  return (Object.keys(conditions) as ConditionName[]).filter(isWallCondition);
}

function readSubgraph(file: YamlFile, roleDefinitions: ReadonlyMap<Role, RoleDefinition>): SubgraphPolicies {
  const fields = new Map<string, Policy>();
  const rows = new Map<string, Policy>();
  let subgraph = '';
  let owner = '';
  let carried: readonly string[] = [];
  for (const { at, key, value } of entriesOf(file, file.root, 'The file')) {
    if (key === 'subgraph') subgraph = textOf(file, value, 'subgraph');
    else if (key === 'owner') owner = textOf(file, value, 'owner');
    else if (key === 'carried') carried = textsOf(file, value, 'carried').map(({ text }) => text);
    else {
      const ids = coordinatesOf(key);
      if (ids === null) {
        file.fault(at, `"${key}" is neither Type, Type.field nor Type.{field, field}.`);
        continue;
      }
      const policy = readPolicy(file, at, value, key, roleDefinitions);
      for (const id of ids) {
        const target = id.includes('.') ? fields : rows;
        if (target.has(id)) file.fault(at, `${id} has two policies.`);
        target.set(id, { ...policy, id });
      }
    }
  }
  if (file.name !== `fields/${subgraph}.yaml`)
    file.fault(file.root, `subgraph must be the name of the file.`);
  return { subgraph, owner, carried: new Set(carried), fields, rows };
}

/** `Type` → [Type]; `Type.field` → [Type.field]; `Type.{a, b}` → [Type.a, Type.b]. */
export function coordinatesOf(key: string): readonly string[] | null {
  const match = /^([A-Z]\w*)(?:\.(?:(\w+)|\{\s*([\w\s,]+?)\s*\}))?$/.exec(key);
  if (match === null) return null;
  const [, type, field, group] = match;
  if (group !== undefined) return group.split(/\s*,\s*/).map((name) => `${type}.${name}`);
  return [field === undefined ? `${type}` : `${type}.${field}`];
}

function readPolicy(
  file: YamlFile,
  at: unknown,
  node: unknown,
  id: string,
  roleDefinitions: ReadonlyMap<Role, RoleDefinition>,
): Policy {
  let dataClass: DataClass = 'restricted';
  let because = '';
  const allow: AllowLine[] = [];
  const places: unknown[] = [];
  const seen = new Set<string>();
  for (const entry of entriesOf(file, node, `Policy "${id}"`)) {
    seen.add(entry.key);
    if (entry.key === 'class') dataClass = oneOf(file, entry.value, 'class', dataClasses) ?? dataClass;
    else if (entry.key === 'because') because = textOf(file, entry.value, 'because');
    else if (entry.key === 'allow') {
      const lines: readonly unknown[] = isSeq(entry.value) ? entry.value.items : [];
      if (!isSeq(entry.value))
        file.fault(entry.value, 'allow must be a list (an empty list denies everyone).');
      for (const line of lines) allow.push(readLine(file, line, roleDefinitions));
      places.push(...lines);
    } else file.fault(entry.at, `Unknown key "${entry.key}". A policy has: class, allow, because.`);
  }
  for (const key of ['class', 'allow', 'because']) {
    if (!seen.has(key)) file.fault(at, `Policy "${id}" has no ${key}.`);
  }
  for (const [index, line] of allow.entries()) {
    if (dataClass === 'restricted' && line.when.includes('break-glass open')) {
      file.fault(places[index], 'Break-glass never opens class restricted.');
    }
  }
  return { id, class: dataClass, allow, because, source: `policies/${file.name}:${file.lineOf(at)}` };
}

function readLine(
  file: YamlFile,
  node: unknown,
  roleDefinitions: ReadonlyMap<Role, RoleDefinition>,
): AllowLine {
  const lineRoles = new Set<Role>();
  const when: ConditionName[] = [];
  let purposes: Set<string> | null = null;
  let show: MaskName | null = null;
  for (const entry of entriesOf(file, node, 'A line of allow')) {
    if (entry.key === 'role') {
      for (const { at, text } of textsOf(file, entry.value, 'role')) {
        if (text === 'everyone') for (const role of roles) lineRoles.add(role);
        else if (isRole(text)) lineRoles.add(text);
        else file.fault(at, `Unknown role "${text}". Roles are: everyone, ${roles.join(', ')}.`);
      }
    } else if (entry.key === 'when') {
      for (const { at, text } of textsOf(file, entry.value, 'when')) {
        if (isConditionName(text) && !isWallCondition(text)) when.push(text);
        else if (isWallCondition(text)) {
          file.fault(at, `"${text}" is a wall; walls are in walls.yaml and stand before every policy.`);
        } else file.fault(at, `Unknown condition "${text}". The catalogue is in conditions.yaml.`);
      }
    } else if (entry.key === 'for') {
      purposes = new Set();
      for (const { at, text } of textsOf(file, entry.value, 'for')) {
        purposes.add(text);
        if (![...roleDefinitions.values()].some((role) => role.purposes.includes(text))) {
          file.fault(at, `No role in roles.yaml has the purpose "${text}".`);
        }
      }
    } else if (entry.key === 'show') {
      const text = textOf(file, entry.value, 'show');
      if (isMaskName(text)) show = text;
      else file.fault(entry.value, `Unknown mask "${text}".`);
    } else file.fault(entry.at, `Unknown key "${entry.key}". A line of allow has: role, when, for, show.`);
  }
  if (lineRoles.size === 0) file.fault(node, 'A line of allow names no role.');
  return { roles: lineRoles, when, purposes, show, line: file.lineOf(node) };
}

function oneOf<T extends string>(
  file: YamlFile,
  node: unknown,
  what: string,
  values: readonly T[],
): T | undefined {
  const text = textOf(file, node, what);
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) file.fault(node, `${what} must be one of: ${values.join(', ')}.`);
  return value;
}
