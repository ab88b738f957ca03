import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { apiSdlOf, readSupergraph } from '@bankgraph/schema';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  OperationTypeNode,
  parse,
  type TypeNode,
  typeFromAST,
  validate,
} from 'graphql';
import { projectFolder } from '../project-folder.js';

/** An operation that this project knows, to be asked about any customer. */
export interface CorpusOperation {
  /** File and number within the file. */
  readonly at: string;
  /** The operation with the customer's number in the place of every literal one. */
  document(customerId: string): string;
  /** A value for each variable that needs one: the customer's number for an id. */
  variables(customerId: string): Readonly<Record<string, unknown>>;
}

const customerNumber = /"C-\d{4}"/g;

/**
 * Every query about a customer in this project: the examples, the persisted operations, and each text in a test of
 * the server that is a valid query over the whole graph.
 */
export function operationCorpus(): readonly CorpusOperation[] {
  const schema = buildSchema(apiSdlOf(readSupergraph()));
  const files = ['examples', 'schema/operations', 'server/src'].flatMap((folder) =>
    filesBelow(join(projectFolder, folder)),
  );
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const candidates = file.endsWith('.graphql') ? [text] : textsIn(text);
    return candidates.flatMap((candidate, index) => {
      const parsed = queryOver(schema, candidate);
      return parsed === null
        ? []
        : [corpusOperation(schema, candidate, parsed, `${relative(projectFolder, file)}#${index}`)];
    });
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist', 'generated'].includes(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return /\.(graphql|test\.ts)$/.test(entry.name) ? [path] : [];
    })
    .sort();
}

/** Texts of a source file, without substitutions, that could be an operation. */
function textsIn(source: string): string[] {
  return [...source.matchAll(/`([^`]*)`|'([^'\n]*)'/g)].flatMap(([, long, short]) => {
    const text = long ?? short ?? '';
    return /^\s*(query\b|\{)/.test(text) && !text.includes('${') ? [text] : [];
  });
}

function queryOver(schema: GraphQLSchema, text: string): DocumentNode | null {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch {
    return null;
  }
  const isQuery = document.definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && node.operation === OperationTypeNode.QUERY,
  );
  const names = /\$id\b/.test(text) || text.match(customerNumber) !== null;
  return isQuery && names && validate(schema, document).length === 0 ? document : null;
}

function corpusOperation(
  schema: GraphQLSchema,
  text: string,
  document: DocumentNode,
  at: string,
): CorpusOperation {
  const needed = document.definitions
    .flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? (node.variableDefinitions ?? []) : []))
    .filter((variable) => variable.type.kind === Kind.NON_NULL_TYPE && variable.defaultValue === undefined);
  return {
    at,
    document: (customerId) => text.replaceAll(customerNumber, JSON.stringify(customerId)),
    variables: (customerId) =>
      Object.fromEntries(
        needed.map(({ variable, type }) => [variable.name.value, argumentFor(schema, type, customerId)]),
      ),
  };
}

function argumentFor(schema: GraphQLSchema, node: TypeNode, customerId: string): unknown {
  const type = typeFromAST(schema, node as never);
  const name = getNamedType(type)?.name;
  if (name === 'Int') return 2;
  if (name === 'Boolean') return true;
  return customerId;
}
