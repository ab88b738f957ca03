/** The journeys subgraph: what a customer starts in one channel and goes on with in another. */
import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import { type JourneyLoaders, type JourneySources, journeyLoaders } from './loaders.js';
import { journeysResolvers } from './resolvers.js';

export type { JourneyEdit } from './change-journey.js';
export { insertJourneys, type PastJourney } from './insert-journeys.js';
export { journeySteps } from './journey-catalogue.js';
export { journeyDatabase } from './journey-database.js';
export type { JourneyRegister } from './journey-register.js';
export {
  journeysMigrations,
  journeysSchema,
  journeysWriterRole,
  prepareJourneys,
} from './journeys-schema.js';
export type { JourneySources } from './loaders.js';

/** The subgraph over its sources. The database connection is its owner's to close. */
export function journeysSubgraph(sources: JourneySources): SubgraphDefinition<JourneyLoaders> {
  return {
    name: 'journeys',
    sdl: readSubgraph('journeys').sdl,
    resolvers: journeysResolvers,
    loaders: (scope) => journeyLoaders(sources, scope),
    rootProvenance: {
      startJourney: ofInput,
      continueJourney: ofInput,
      abandonJourney: ofInput,
    },
  };
}

/** Whose journey it is, is in the arguments, so that policies decide before anything is read. */
function ofInput({ input }: Readonly<Record<string, unknown>>) {
  return { customerIds: [(input as { readonly customerId: string }).customerId] };
}
