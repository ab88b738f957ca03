import { describeFault, formatError, nameFault } from '@bankgraph/errors';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Where faults of ours are told, for example a pino logger. */
export interface FaultLog {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What a log line says of a fault: its class and code; under `dev` also its message and the place in our code. */
export function describeInternal(error: unknown, dev: boolean): Record<string, unknown> {
  return dev ? describeFault(error, true) : nameFault(error, false);
}

/**
 * Makes the formatter of a subgraph's errors. What becomes INTERNAL is logged with the request's id, so that whoever
 * is quoted that id finds it: subgraph, `Type.field` where it happened, class of the error. Nothing of a value, an
 * argument or an alias is logged.
 */
export function faultTeller(
  subgraph: string,
  schema: GraphQLSchema,
  { logger, dev = false }: { readonly logger: FaultLog; readonly dev?: boolean },
) {
  return (error: unknown, requestId: string, document?: DocumentNode): GraphQLFormattedError => {
    const formatted = formatError(error, requestId);
    if (formatted.extensions?.code === 'INTERNAL') {
      const field = fieldOf(error, schema, document);
      logger.error({ requestId, subgraph, field, ...describeInternal(error, dev) }, 'field failed');
    }
    return formatted;
  };
}

/** `Type.field` of the selection that an error is about; null when it is about no field. */
function fieldOf(error: unknown, schema: GraphQLSchema, document: DocumentNode | undefined): string | null {
  const nodes = error instanceof GraphQLError ? error.nodes : undefined;
  if (nodes === undefined || document === undefined) return null;
  const types = new TypeInfo(schema);
  let found: string | null = null;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        if (nodes.includes(node)) found = `${types.getParentType()?.name}.${node.name.value}`;
      },
    }),
  );
  return found;
}
