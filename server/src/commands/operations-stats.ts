import { usedFields } from '@bankgraph/gateway';
import { type FieldUsed, type OperationUsed, readUses } from '@bankgraph/operation-registry';
import { apiSdlOf, readSupergraph } from '@bankgraph/schema';
import { buildSchema, isInterfaceType, isObjectType, Kind, parse } from 'graphql';
import type { OperationsDesk } from '../asked-databases.js';
import { inForce } from '../publish-operations.js';
import { withRegistry } from './operations-show.js';
import type { Report } from './schema.js';

/** What of the uses is shown. */
export interface StatsOptions {
  /** Days to look back. */
  readonly days: number;
  /** Only this field (`Type.field`): who uses it, and through which operation. */
  readonly field?: string;
  /** Only what nobody uses. */
  readonly unused: boolean;
  readonly json: boolean;
}

/** What is used, and what is not. */
interface Stats {
  readonly since: string;
  readonly operations: readonly OperationUsed[];
  readonly fields: readonly FieldUsed[];
  readonly unused: {
    /** Agreed operations that were not sent, as `client/name`. */
    readonly operations: readonly string[];
    /** Fields that nobody has asked for; those that agreed operations select are not among them. */
    readonly fields: readonly string[];
    /** Fields that nobody has asked for, but that agreed operations select: retire these first. */
    readonly agreed: readonly { readonly field: string; readonly operations: readonly string[] }[];
  };
}

/** Who uses which operations and fields, and what nobody uses. @throws DatabaseUnavailable */
export async function statsReport(desk: OperationsDesk, options: StatsOptions): Promise<Report> {
  const stats = await readStats(desk, options.days);
  const { field } = options;
  const shown = options.unused
    ? { since: stats.since, unused: stats.unused }
    : field === undefined
      ? stats
      : {
          since: stats.since,
          field,
          uses: stats.fields.filter((use) => use.field === field),
          agreed: stats.unused.agreed.find((each) => each.field === field)?.operations ?? [],
        };
  if (options.json) return { text: JSON.stringify(shown, null, 2), failed: false };
  const lines = options.unused
    ? unusedAsText(stats)
    : field === undefined
      ? operationsAsText(stats)
      : fieldAsText(stats, field);
  return { text: lines.join('\n'), failed: false };
}

async function readStats(desk: OperationsDesk, days: number): Promise<Stats> {
  const since = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const [uses, revision] = await withRegistry(
    desk,
    async (knex) => [await readUses(knex, since), await inForce(knex, desk.verifier)] as const,
  );
  const agreed = revision?.manifest.operations ?? [];
  const sent = new Set(uses.operations.map(({ clientId, operationId }) => `${clientId} ${operationId}`));
  const used = new Set(uses.fields.map(({ field }) => field));
  const api = buildSchema(apiSdlOf(readSupergraph()));
  const selectedBy = new Map<string, string[]>();
  for (const { clientName, name, body } of agreed) {
    const document = parse(body);
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      for (const field of usedFields(api, document, definition)) {
        selectedBy.set(field, [...(selectedBy.get(field) ?? []), `${clientName}/${name}`]);
      }
    }
  }
  const neverAsked = Object.values(api.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)
        : [],
    )
    .filter((field) => !used.has(field))
    .sort();
  return {
    since,
    ...uses,
    unused: {
      operations: agreed
        .filter(({ clientName, id }) => !sent.has(`${clientName} ${id}`))
        .map(({ clientName, name }) => `${clientName}/${name}`),
      fields: neverAsked.filter((field) => !selectedBy.has(field)),
      agreed: neverAsked.flatMap((field) => {
        const operations = selectedBy.get(field);
        return operations === undefined ? [] : [{ field, operations }];
      }),
    },
  };
}

const timesOf = (count: number) => `${count} ${count === 1 ? 'time' : 'times'}`;

function nameOf({ clientId, name }: Pick<OperationUsed, 'clientId' | 'name'>): string {
  return `${clientId}/${name ?? '(texts of its own)'}`;
}

function operationsAsText({ since, operations, fields, unused }: Stats): readonly string[] {
  return [
    `Since ${since}:`,
    ...operations.map((use) => `  ${nameOf(use)}  ${timesOf(use.count)}, last ${use.lastUsed}`),
    ...(operations.length === 0 ? ['  Nothing was used.'] : []),
    `${new Set(fields.map(({ field }) => field)).size} fields were asked for; ${unused.fields.length + unused.agreed.length} were not: --unused lists them, --field TYPE.FIELD tells who asks for one.`,
    ...unused.operations.map((name) => `  ${name}  never sent`),
  ];
}

function unusedAsText({ since, unused }: Stats): readonly string[] {
  return [
    `Not sent since ${since}:`,
    ...unused.operations.map((name) => `  ${name}`),
    'Asked for by nobody, but part of agreed operations:',
    ...unused.agreed.map(({ field, operations }) => `  ${field}  ${operations.join(', ')}`),
    'Asked for by nobody:',
    ...unused.fields.map((field) => `  ${field}`),
  ];
}

function fieldAsText({ since, fields, unused }: Stats, field: string): readonly string[] {
  const uses = fields.filter((use) => use.field === field);
  if (uses.length > 0) {
    return [
      `${field} since ${since}:`,
      ...uses.map((use) => `  ${nameOf(use)}  ${timesOf(use.count)}, last ${use.lastUsed}`),
    ];
  }
  const agreed = unused.agreed.find((each) => each.field === field)?.operations;
  if (agreed !== undefined) {
    return [`Nobody has asked for ${field} since ${since}, but it is part of ${agreed.join(', ')}.`];
  }
  if (unused.fields.includes(field)) return [`Nobody has asked for ${field} since ${since}.`];
  return [`The graph has no field ${field}.`];
}
