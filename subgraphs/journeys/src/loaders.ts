import type { RecordEdit } from '@bankgraph/audit-log';
import { batched, type LoaderScope } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
import type { JourneyEdit, Keeping } from './change-journey.js';
import type { Journey } from './journey.js';
import type { JourneyRegister } from './journey-register.js';

/** Where journeys are kept, and how a change gets on record. */
export interface JourneySources {
  readonly register: JourneyRegister;
  /** Prepares the record of a change that is made in this request. @throws AuditUnavailable */
  recordOf(edit: JourneyEdit, scope: LoaderScope): Promise<RecordEdit>;
}

/** What is asked for in one turn becomes one statement. */
export interface JourneyLoaders extends Keeping {
  /** By customer number. */
  readonly journeys: DataLoader<string, readonly Journey[]>;
}

/** Loaders for one request. */
export function journeyLoaders({ register, recordOf }: JourneySources, scope: LoaderScope): JourneyLoaders {
  return {
    register,
    recordOf: (edit) => recordOf(edit, scope),
    journeys: batched((ids) => register.ofCustomers(ids, scope.signal), { maxBatchSize: 500 }),
  };
}
