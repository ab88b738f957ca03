import { changeJourney, startJourney } from './change-journey.js';
import { doneSteps, type Journey, lastChannel, pendingSteps, statusOf, versionOf } from './journey.js';
import { abandonmentOf, continuationOf, journeyStartOf } from './journey-change.js';
import type { Resolvers } from './schema.generated.js';

/** Arguments → call → shape. The engine decides, masks and records around it. */
export const journeysResolvers = {
  Customer: {
    async journeys({ id }, { status }, { loaders }) {
      const journeys = await loaders.journeys.load(id);
      return journeys.filter((journey) => status == null || statusOf(journey) === status).map(nodeOf);
    },
  },
  Mutation: {
    startJourney: async (_mutation, { input }, { loaders, actor }) =>
      nodeOf(await startJourney(loaders, journeyStartOf(input, actor))),
    continueJourney: async (_mutation, { input }, { loaders, actor }) =>
      nodeOf(await changeJourney(loaders, 'continueJourney', continuationOf(input, actor))),
    abandonJourney: async (_mutation, { input }, { loaders, actor }) =>
      nodeOf(await changeJourney(loaders, 'abandonJourney', abandonmentOf(input, actor))),
  },
} satisfies Resolvers;

/** A journey as the schema has it. */
function nodeOf(journey: Journey) {
  const { id, customerId, kind, events } = journey;
  return {
    id,
    customerId,
    kind,
    status: statusOf(journey),
    version: versionOf(journey),
    startedAt: events[0].at,
    startedIn: events[0].channel,
    lastChannel: lastChannel(journey),
    pendingSteps: pendingSteps(journey),
    doneSteps: doneSteps(journey),
    events: events.map((event) => ({ ...event })),
  };
}
