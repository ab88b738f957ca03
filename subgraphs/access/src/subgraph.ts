/** The access subgraph: break-glass and unmasking, which a second person has to approve and a third to review. */
import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import type { AccessLoaders, AccessSources } from './change-access.js';
import { accessResolvers } from './resolvers.js';

export { accessDatabase } from './access-database.js';
export type { AccessRegister } from './access-register.js';
export {
  accessMigrations,
  accessReaderRole,
  accessSchema,
  accessWriterRole,
  prepareAccess,
} from './access-schema.js';
export type { AccessAlerts, AccessEdit, AccessSources } from './change-access.js';

/** The subgraph over its sources. The database connection is its owner's to close. */
export function accessSubgraph({
  register,
  alerts,
  recordOf,
}: AccessSources): SubgraphDefinition<AccessLoaders> {
  return {
    name: 'access',
    sdl: readSubgraph('access').sdl,
    resolvers: accessResolvers,
    loaders: (scope) => ({ register, alerts, recordOf: (edit) => recordOf(edit, scope) }),
    rootProvenance: {
      requestAccess: customerOfInput,
      requestExport: customerOfInput,
    },
  };
}

/** Whose data it is that somebody asks for. */
function customerOfInput({ input }: Readonly<Record<string, unknown>>): {
  readonly customerIds: readonly string[];
} {
  return { customerIds: [(input as { readonly customerId: string }).customerId] };
}
